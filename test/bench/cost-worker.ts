// The real Worker, counting what it asks of what Cloudflare bills: rows, operations of queues and of R2. `GET /cost` tells, and begins anew.
import type { Env } from '../../worker/env.ts'
import worker from '../../worker/index.ts'

export type Spent = {
  requests: number
  queries: number
  rowsRead: number
  rowsWritten: number
  messages: number
  r2Reads: number
  r2Writes: number
}

const nothing = (): Spent => ({
  requests: 0,
  queries: 0,
  rowsRead: 0,
  rowsWritten: 0,
  messages: 0,
  r2Reads: 0,
  r2Writes: 0,
})
let spent = nothing()

function replacing<T extends object>(target: T, instead: Record<string, (...given: never[]) => unknown>): T {
  return new Proxy(target, {
    get(_, name) {
      if (Object.hasOwn(instead, name)) return instead[String(name)]
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

const real = new WeakMap<D1PreparedStatement, D1PreparedStatement>()

function counted(db: D1Database): D1Database {
  const asked = async <T>(work: Promise<T>): Promise<T> => {
    const answer = await work
    for (const { meta } of [answer].flat() as Partial<D1Result>[]) {
      spent.queries++
      spent.rowsRead += meta?.rows_read ?? 0
      spent.rowsWritten += meta?.rows_written ?? 0
    }
    return answer
  }
  const watched = (statement: D1PreparedStatement): D1PreparedStatement => {
    const mine = replacing(statement, {
      bind: (...values: never[]) => watched(statement.bind(...values)),
      all: () => asked(statement.all()),
      run: () => asked(statement.run()),
      // Answers without the count: asked for through the one that has it.
      first: async (column?: never) => {
        const { results } = await asked(statement.all<Record<string, unknown>>())
        return column ? (results[0]?.[column] ?? null) : (results[0] ?? null)
      },
      raw: () => asked(statement.all()).then(({ results }) => results.map((row) => Object.values(row as object))),
    })
    real.set(mine, statement)
    return mine
  }
  return replacing(db, {
    prepare: (sql: never) => watched(db.prepare(sql)),
    batch: (list: never) =>
      asked(db.batch((list as D1PreparedStatement[]).map((statement) => real.get(statement) ?? statement))),
  })
}

const sending = <Body>(queue: Queue<Body>): Queue<Body> =>
  replacing(queue, {
    send: (...given: never[]) => {
      spent.messages++
      return (queue.send as (...all: never[]) => Promise<unknown>)(...given)
    },
    sendBatch: (...given: never[]) => {
      spent.messages += [...(given[0] as unknown as Iterable<unknown>)].length
      return (queue.sendBatch as (...all: never[]) => Promise<unknown>)(...given)
    },
  })

function keeping(files: R2Bucket): R2Bucket {
  const on = (name: 'get' | 'head' | 'put' | 'delete' | 'list', as?: 'r2Reads' | 'r2Writes') => ({
    [name]: (...given: never[]) => {
      if (as) spent[as]++
      return (files[name] as (...all: never[]) => Promise<unknown>).apply(files, given)
    },
  })
  // Class B reads, class A writes and lists; deleting is free.
  return replacing(files, {
    ...on('get', 'r2Reads'),
    ...on('head', 'r2Reads'),
    ...on('put', 'r2Writes'),
    ...on('list', 'r2Writes'),
  })
}

const known = new WeakMap<Env, Env>()

function watching(env: Env): Env {
  const before = known.get(env)
  if (before) return before
  const mine: Env = {
    ...env,
    DB: counted(env.DB),
    FILES: keeping(env.FILES),
    INTAKE: sending(env.INTAKE),
    OUTBOX: sending(env.OUTBOX),
    INSIGHT: sending(env.INSIGHT),
  }
  known.set(env, mine)
  return mine
}

export default {
  async fetch(request, env, context) {
    if (new URL(request.url).pathname === '/cost') {
      const told = spent
      spent = nothing()
      return Response.json(told)
    }
    spent.requests++
    return worker.fetch(request, watching(env), context)
  },
  queue: async (batch, env) => worker.queue(batch, watching(env)),
  scheduled: async (controller, env) => worker.scheduled(controller, watching(env)),
} satisfies ExportedHandler<Env, never>
