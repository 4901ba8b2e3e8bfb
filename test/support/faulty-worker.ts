// The real Worker with bindings that fail when told to, for tests of what visitors see while D1, the queue or R2 is down.
// Bundled beside the production one, which knows nothing of it; the switch is a binding to the test's own process.
import type { Env } from '../../worker/env.ts'
import worker from '../../worker/index.ts'
import type { Fault, Faults } from './aimant.ts'

type FaultyEnv = Env & { FAULTS: Fetcher }

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

/** `target` whose named methods fail when the switch says so. */
function breakable<T extends object>(target: T, names: string[], fault: Fault | undefined): T {
  return new Proxy(target, {
    get(_, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      const method = value.bind(target)
      return names.includes(String(name)) ? (...given: unknown[]) => failing(fault, () => method(...given)) : method
    },
  })
}

function breakableStatement(statement: D1PreparedStatement, fault: Fault | undefined): D1PreparedStatement {
  const broken = breakable(statement, ['first', 'all', 'run', 'raw'], fault)
  return new Proxy(broken, {
    get(_, name) {
      if (name === 'bind') return (...values: unknown[]) => breakableStatement(statement.bind(...values), fault)
      if (name === 'statement') return statement
      return Reflect.get(broken, name)
    },
  })
}

function breakableDatabase(db: D1Database, fault: Fault | undefined): D1Database {
  const unwrap = (statement: D1PreparedStatement) => Reflect.get(statement, 'statement') as D1PreparedStatement
  return new Proxy(db, {
    get(_, name) {
      if (name === 'prepare') return (sql: string) => breakableStatement(db.prepare(sql), fault)
      if (name === 'batch')
        return (statements: D1PreparedStatement[]) => failing(fault, () => db.batch(statements.map(unwrap)))
      const value = Reflect.get(db, name)
      return typeof value === 'function' ? value.bind(db) : value
    },
  })
}

async function withFaults(env: FaultyEnv): Promise<Env> {
  const faults: Faults = await (await env.FAULTS.fetch('http://faults/')).json()
  return {
    ...env,
    DB: breakableDatabase(env.DB, faults.DB),
    INTAKE: breakable(env.INTAKE, ['send', 'sendBatch'], faults.INTAKE),
    FILES: breakable(env.FILES, ['get', 'head', 'put', 'delete', 'list'], faults.FILES),
  }
}

export default {
  fetch: async (request, env, context) => worker.fetch(request, await withFaults(env), context),
  queue: async (batch, env) => worker.queue(batch, await withFaults(env)),
} satisfies ExportedHandler<FaultyEnv, never>
