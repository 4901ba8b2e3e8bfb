// Whether the parts a lead depends on answer, really asked.
import { Hono } from 'hono'
import type { App, Env } from '../env.ts'
import { within } from '../lib/db.ts'

const patienceMs = 2_000

export const healthRoutes = new Hono<App>()

healthRoutes.get('/', async (c) => {
  const checks = await checkParts(c.env)
  const ok = Object.values(checks).every(Boolean)
  return c.json({ ok, checks }, ok ? 200 : 503, { 'cache-control': 'no-store' })
})

async function checkParts(env: Env) {
  const [d1, r2] = await Promise.all([answers(env.DB.prepare('SELECT 1').first()), answers(env.FILES.head('health'))])
  return { d1, r2 }
}

const answers = (asked: Promise<unknown>): Promise<boolean> =>
  within(patienceMs, asked).then(
    () => true,
    () => false,
  )
