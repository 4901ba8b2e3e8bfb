// What stands against abuse over HTTP: which keys are set and what may be mailed, never the keys themselves.
import { createRoute } from '@hono/zod-openapi'
import { type Protection, protection } from '../../contract/protection.ts'
import { budgetOf } from '../delivery/budget.ts'
import type { Env } from '../env.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'

const readRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'Whether Turnstile can be asked for, and the hourly budget of mail',
  middleware: [allow('forms:read')] as const,
  responses: { 200: { description: 'What is set', ...jsonOf(protection) }, ...refusals },
})

export const protectionRoutes = routes()

protectionRoutes.openapi(readRoute, (c) => {
  const { address, form, all } = budgetOf(c.env)
  return c.json({ turnstile: turnstileState(c.env), mailHourly: { address, form, all } }, 200)
})

function turnstileState({ TURNSTILE_SITE_KEY: key, TURNSTILE_SECRET: secret }: Env): Protection['turnstile'] {
  if (key && secret) return 'ready'
  if (key) return 'no_secret'
  return secret ? 'no_site_key' : 'no_keys'
}
