// The real Worker with bindings that fail when told to, for tests of what becomes of visitors and their leads while D1, a queue
// or R2 is down, the clock is wrong or work is cut off. Each answer says what it asked of D1, and so does what no answer leaves.
// Bundled beside the production one, which knows nothing of it: the switch is a binding to the test's own process.
import type { Env } from '../../worker/env.ts'
import worker from '../../worker/index.ts'
import { breakageOf, type Fault, type Faults } from './faults.ts'

type FaultyEnv = Env & { FAULTS: Fetcher }
type Cost = { roundTrips: number; rowsRead: number; rowsWritten: number }

/** For one event: whatever is called through it fails as told. */
type Breaking = <T>(work: () => Promise<T>) => Promise<T>

function breaking(fault: Fault | undefined): Breaking {
  if (!fault) return (work) => work()
  const { when, says = 'lost on the way', spared = 0, times = Number.POSITIVE_INFINITY, percent } = breakageOf(fault)
  let calls = 0
  return async (work) => {
    const n = calls++
    const isHit = percent === undefined ? n >= spared && n < spared + times : Math.random() * 100 < percent
    if (!isHit) return work()
    if (when === 'hangs') await realWait(3_600_000)
    if (when === 'after') await work()
    throw new Error(says)
  }
}

/** `target` with the named methods done by `instead`, and all others as they are. */
function replacing<T extends object>(target: T, instead: Record<string, (...given: never[]) => unknown>): T {
  return new Proxy(target, {
    get(_, name) {
      if (Object.hasOwn(instead, name)) return instead[String(name)]
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

const breakable = <T extends object>(target: T, names: (keyof T & string)[], broken: Breaking): T =>
  replacing(
    target,
    Object.fromEntries(
      names.map((name) => {
        const method = Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>
        return [name, (...given: unknown[]) => broken(() => method.apply(target, given))]
      }),
    ),
  )

const real = new WeakMap<D1PreparedStatement, D1PreparedStatement>()

function database(db: D1Database, broken: Breaking, cost: Cost): D1Database {
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    cost.roundTrips++
    const answer = await broken(work)
    for (const { meta } of [answer].flat() as Partial<D1Result>[]) {
      cost.rowsRead += meta?.rows_read ?? 0
      cost.rowsWritten += meta?.rows_written ?? 0
    }
    return answer
  }
  const watched = (statement: D1PreparedStatement): D1PreparedStatement => {
    const mine = replacing(statement, {
      bind: (...values: never[]) => watched(statement.bind(...values)),
      all: () => asked(() => statement.all()),
      run: () => asked(() => statement.run()),
      // These two answer without the count: asked for through the one that has it.
      first: async (column?: never) => {
        const { results } = await asked(() => statement.all<Record<string, unknown>>())
        return column ? (results[0]?.[column] ?? null) : (results[0] ?? null)
      },
      raw: () => asked(() => statement.raw()),
    })
    real.set(mine, statement)
    return mine
  }
  return replacing(db, {
    prepare: (sql: never) => watched(db.prepare(sql)),
    batch: (list: never) =>
      asked(() => db.batch((list as D1PreparedStatement[]).map((statement) => real.get(statement) ?? statement))),
  })
}

/** A queue that outlives the process: it has a message once it says so. */
const keptAt = (address: string): Queue =>
  ({
    async send(body: unknown) {
      const answer = await fetch(address, { method: 'POST', body: JSON.stringify(body) })
      if (!answer.ok) throw new Error('the queue would not have it')
    },
  }) as unknown as Queue

// The whole isolate's, so only ever told by the test's process.
const RealDate = Date
const realWait = scheduler.wait.bind(scheduler)
const realCache = caches.default
let clock: () => number = RealDate.now
let isCutOff = false
let brokenCache = breaking(undefined)

globalThis.Date = class extends RealDate {
  constructor(...given: [number]) {
    super(...(given.length ? given : ([clock()] as const)))
  }
  static override now = () => clock()
} as DateConstructor
scheduler.wait = (ms, options) => (isCutOff ? new Promise(() => {}) : realWait(ms, options))
Object.defineProperty(globalThis, 'caches', {
  value: { default: breakable(realCache, ['match', 'put', 'delete'], (work) => brokenCache(work)) },
})

async function withFaults(env: FaultyEnv, cost: Cost, own: string | null = null): Promise<Env> {
  const common: Faults = await (await env.FAULTS.fetch('http://faults/')).json()
  const { clock: ahead = 0, wobble = 0, cutOff = false } = common
  clock = () => RealDate.now() + ahead + Math.round((Math.random() * 2 - 1) * wobble)
  isCutOff = cutOff
  brokenCache = breaking(common.CACHE)
  const faults: Faults = { ...common, ...(own && JSON.parse(own)) }
  const limits = breaking(faults.LIMITS)
  return {
    ...env,
    DB: database(env.DB, breaking(faults.DB), cost),
    INTAKE: breakable(
      faults.intakeAt ? keptAt(faults.intakeAt) : env.INTAKE,
      ['send', 'sendBatch'],
      breaking(faults.INTAKE),
    ),
    OUTBOX: breakable(env.OUTBOX, ['send', 'sendBatch'], breaking(faults.OUTBOX)),
    INSIGHT: breakable(env.INSIGHT, ['send', 'sendBatch'], breaking(faults.INSIGHT)),
    FILES: breakable(env.FILES, ['get', 'head', 'put', 'delete', 'list'], breaking(faults.FILES)),
    BLOCK_LIMIT: breakable(env.BLOCK_LIMIT, ['limit'], limits),
    RECIPIENT_LIMIT: breakable(env.RECIPIENT_LIMIT, ['limit'], limits),
  }
}

const nothing = (): Cost => ({ roundTrips: 0, rowsRead: 0, rowsWritten: 0 })

/** Does what no answer leaves, and tells what it asked of D1. */
async function telling(env: FaultyEnv, what: string, work: (env: Env) => unknown): Promise<void> {
  const cost = nothing()
  try {
    await work(await withFaults(env, cost))
  } finally {
    await env.FAULTS.fetch('http://faults/', { method: 'POST', body: JSON.stringify({ what, ...cost }) })
  }
}

export default {
  async fetch(request, env, context) {
    const cost = nothing()
    const faulty = await withFaults(env, cost, request.headers.get('x-faults'))
    const response = await worker.fetch(request, faulty, context)
    const answer = new Response(response.body, response)
    answer.headers.set('x-d1-cost', JSON.stringify(cost))
    return answer
  },
  queue: (batch, env) => telling(env, batch.queue, (faulty) => worker.queue(batch, faulty)),
  scheduled: (controller, env) => telling(env, 'scheduled', (faulty) => worker.scheduled(controller, faulty)),
} satisfies ExportedHandler<FaultyEnv, never>
