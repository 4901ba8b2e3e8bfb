// The real Worker with bindings that fail when told to, for tests of what visitors see while D1, the queue or R2 is down;
// each answer also says what it asked of D1. Bundled beside the production one, which knows nothing of it:
// the switch is a binding to the test's own process.
import type { Env } from '../../worker/env.ts'
import worker from '../../worker/index.ts'
import type { Fault, Faults } from './aimant.ts'

type FaultyEnv = Env & { FAULTS: Fetcher }
type Cost = { roundTrips: number; rowsRead: number; rowsWritten: number }

const messages: Record<Fault, string> = {
  down: 'D1_ERROR: Network connection lost.',
  lost: 'D1_ERROR: Network connection lost.',
  overloaded: 'D1_ERROR: D1 DB is overloaded. Too many requests queued.',
}

async function failing<T>(fault: Fault | undefined, work: () => Promise<T>): Promise<T> {
  if (!fault) return work()
  if (fault === 'lost') await work()
  throw new Error(messages[fault])
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

const breakable = <T extends object>(target: T, names: (keyof T & string)[], fault: Fault | undefined): T =>
  replacing(
    target,
    Object.fromEntries(
      names.map((name) => {
        const method = Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>
        return [name, (...given: unknown[]) => failing(fault, () => method.apply(target, given))]
      }),
    ),
  )

const real = new WeakMap<D1PreparedStatement, D1PreparedStatement>()

function database(db: D1Database, fault: Fault | undefined, cost: Cost): D1Database {
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    cost.roundTrips++
    const answer = await failing(fault, work)
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

async function withFaults(env: FaultyEnv, cost: Cost): Promise<Env> {
  const faults: Faults = await (await env.FAULTS.fetch('http://faults/')).json()
  return {
    ...env,
    DB: database(env.DB, faults.DB, cost),
    INTAKE: breakable(env.INTAKE, ['send', 'sendBatch'], faults.INTAKE),
    OUTBOX: breakable(env.OUTBOX, ['send', 'sendBatch'], faults.OUTBOX),
    FILES: breakable(env.FILES, ['get', 'head', 'put', 'delete', 'list'], faults.FILES),
  }
}

const nothing = (): Cost => ({ roundTrips: 0, rowsRead: 0, rowsWritten: 0 })

export default {
  async fetch(request, env, context) {
    const cost = nothing()
    const response = await worker.fetch(request, await withFaults(env, cost), context)
    const answer = new Response(response.body, response)
    answer.headers.set('x-d1-cost', JSON.stringify(cost))
    return answer
  },
  queue: async (batch, env) => worker.queue(batch, await withFaults(env, nothing())),
  scheduled: async (controller, env) => worker.scheduled(controller, await withFaults(env, nothing())),
} satisfies ExportedHandler<FaultyEnv, never>
