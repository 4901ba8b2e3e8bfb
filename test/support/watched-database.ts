// Inside the Worker: the database, and what the last batch sent to it cost.
import { env } from 'cloudflare:workers'

export function watchedDatabase() {
  const cost = { statements: 0, written: 0 }
  const db = new Proxy(env.DB, {
    get(target, name) {
      if (name !== 'batch') return Reflect.get(target, name).bind(target)
      return async (statements: D1PreparedStatement[]) => {
        const results = await target.batch(statements)
        cost.statements = statements.length
        cost.written = results.reduce((sum, { meta }) => sum + meta.rows_written, 0)
        return results
      }
    },
  })
  return { db, cost }
}
