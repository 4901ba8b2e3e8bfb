// Sign in, sign out, who am I.
import { createRoute } from '@hono/zod-openapi'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { me, signIn } from '../../contract/team.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { cookieName, cookieOptions } from './cookie.ts'
import { deviceOf } from './device.ts'
import { allow } from './guard.ts'
import { endSession, startSession } from './session.ts'
import { spendSignInLink } from './sign-in-link.ts'

const done = { 204: { description: 'Done' }, ...refusals }

// Another site cannot send this: JSON needs a preflight, and nothing here answers one.
const signInRoute = createRoute({
  method: 'post',
  path: '/sign-in',
  middleware: jsonBody(1_000),
  request: { body: { ...jsonOf(signIn), required: true } },
  responses: done,
})

const signOutRoute = createRoute({ method: 'post', path: '/sign-out', middleware: allow(), responses: done })

const meRoute = createRoute({
  method: 'get',
  path: '/me',
  middleware: allow(),
  responses: { 200: { description: 'Who is asking', ...jsonOf(me) }, ...refusals },
})

export const teamRoutes = routes()

teamRoutes.openapi(signInRoute, async (c) => {
  const now = Date.now()
  const memberId = await spendSignInLink(c.env.DB, c.req.valid('json').token, now)
  if (!memberId) throw new Problem('unauthenticated')
  const device = deviceOf(c.req.header('user-agent') ?? null)
  const secret = await startSession(c.env.DB, { memberId, method: 'link', device }, now)
  setCookie(c, cookieName(c.req.url), secret, cookieOptions(c.req.url))
  c.header('cache-control', 'no-store')
  return c.body(null, 204)
})

teamRoutes.openapi(signOutRoute, async (c) => {
  const name = cookieName(c.req.url)
  const secret = getCookie(c, name)
  if (secret) await endSession(c.env.DB, secret)
  deleteCookie(c, name, cookieOptions(c.req.url))
  return c.body(null, 204)
})

teamRoutes.openapi(meRoute, (c) => {
  const { kind, id, name, scopes } = c.var.member
  return c.json({ kind, id, name, scopes: [...scopes] }, 200)
})
