// The real Worker over several databases, a site's leads always in the same one. Each is made to take so long for a batch, one after the
// other, as one of D1's does: so that databases, and not this machine, are what is scarce.
import type { Env } from '../../worker/env.ts'
import worker from '../../worker/index.ts'
import { placeOf } from './scale-place.ts'

type ScaleEnv = Env & Record<`DB_${number}`, D1Database> & { DATABASES: number; SERVICE_MS: number }

const freeAt: number[] = []

/** One after the other: whoever comes while it is busy waits until all before are done. */
async function turn(place: number, serviceMs: number): Promise<void> {
  const now = Date.now()
  const done = Math.max(now, freeAt[place] ?? 0) + serviceMs
  freeAt[place] = done
  await scheduler.wait(done - now)
}

const single = (db: D1Database, place: number, serviceMs: number): D1Database =>
  new Proxy(db, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (name !== 'batch') return typeof value === 'function' ? value.bind(target) : value
      return async (statements: D1PreparedStatement[]) => {
        await turn(place, serviceMs)
        return target.batch(statements)
      }
    },
  })

export default {
  fetch(request, env, context) {
    const place = placeOf(request.headers.get('x-site') ?? 'main', env.DATABASES)
    const db = place === 0 ? env.DB : env[`DB_${place}`]
    if (!db) throw new Error(`no database ${place}`)
    return worker.fetch(request, { ...env, DB: single(db, place, env.SERVICE_MS) }, context)
  },
  queue: async () => {},
} satisfies ExportedHandler<ScaleEnv, never>
