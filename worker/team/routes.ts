// Ways in, the way out, and who one is.
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { linkWanted, type Me, me, passkeyOptions, passkeyUsed, signIn, waysIn } from '../../contract/team.ts'
import { isBlockRested } from '../capture/guard.ts'
import { visitOf } from '../capture/visit.ts'
import type { App } from '../env.ts'
import { noSooner } from '../lib/db.ts'
import { jsonBody, jsonOf, refusals, routes, type Says } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { cookieName, cookieOptions } from './cookie.ts'
import { deviceOf } from './device.ts'
import { allow } from './guard.ts'
import { hasPasskeys, memberOfPasskey, optionsToSignIn } from './passkey.ts'
import { type Begun, endSession, startSession } from './session.ts'
import { spendSignInLink } from './sign-in-link.ts'
import { askForSignIn, canMail } from './sign-in-mail.ts'

const done = { 204: { description: 'Done' }, ...refusals }

/** Strangers ask here, so an address block that asks too often waits. */
const rested = Object.assign(
  createMiddleware<App>(async (c, next) => {
    if (!(await isBlockRested(c.env, visitOf(c.req.raw, 'form')))) throw new Problem('rate_limited', { retryAfter: 60 })
    await next()
  }),
  { says: { isRated: true } satisfies Says },
)

const waysRoute = createRoute({
  method: 'get',
  path: '/sign-in/ways',
  summary: 'Which ways in there are',
  middleware: rested,
  responses: { 200: { description: 'The ways', ...jsonOf(waysIn) }, ...refusals },
})

// Another site cannot send this: JSON needs a preflight, and nothing here answers one.
const signInRoute = createRoute({
  method: 'post',
  path: '/sign-in',
  summary: 'Sign in with a one-time link',
  middleware: [rested, jsonBody(1_000)] as const,
  request: { body: { ...jsonOf(signIn), required: true } },
  responses: done,
})

const mailRoute = createRoute({
  method: 'post',
  path: '/sign-in/mail',
  summary: 'Have a one-time link mailed to a member; answered alike, whoever’s address it is',
  middleware: [rested, jsonBody(1_000)] as const,
  request: { body: { ...jsonOf(linkWanted), required: true } },
  responses: done,
})

const passkeyOptionsRoute = createRoute({
  method: 'post',
  path: '/sign-in/passkey/options',
  summary: 'What navigator.credentials.get is to be asked; good for five minutes, once',
  middleware: rested,
  responses: { 200: { description: 'The options', ...jsonOf(passkeyOptions) }, ...refusals },
})

const passkeyRoute = createRoute({
  method: 'post',
  path: '/sign-in/passkey',
  summary: 'Sign in with a passkey',
  middleware: [rested, jsonBody(20_000)] as const,
  request: { body: { ...jsonOf(passkeyUsed), required: true } },
  responses: done,
})

const signOutRoute = createRoute({
  method: 'post',
  path: '/sign-out',
  summary: 'End this session',
  middleware: allow(),
  responses: done,
})

const meRoute = createRoute({
  method: 'get',
  path: '/me',
  summary: 'Who is asking',
  middleware: allow(),
  responses: { 200: { description: 'Who is asking', ...jsonOf(me) }, ...refusals },
})

export const teamRoutes = routes()

teamRoutes.openapi(waysRoute, async (c) => {
  c.header('cache-control', 'no-store')
  const { origin } = new URL(c.req.url)
  return c.json({ mail: canMail(c.env), passkey: await hasPasskeys(c.env.DB, origin) }, 200)
})

teamRoutes.openapi(signInRoute, async (c) => {
  const memberId = await spendSignInLink(c.env.DB, c.req.valid('json').token, Date.now())
  return letIn(c, memberId, 'link')
})

/** Longer than writing a mail down takes: a stopwatch must not tell who is on the team. */
const askedMs = 400

teamRoutes.openapi(mailRoute, async (c) => {
  const { origin } = new URL(c.req.url)
  await noSooner(askedMs, askForSignIn(c.env, { ...c.req.valid('json'), origin }, Date.now()))
  c.header('cache-control', 'no-store')
  return c.body(null, 204)
})

teamRoutes.openapi(passkeyOptionsRoute, async (c) => {
  c.header('cache-control', 'no-store')
  return c.json(await optionsToSignIn(c.env, { origin: new URL(c.req.url).origin, now: Date.now() }), 200)
})

teamRoutes.openapi(passkeyRoute, async (c) => {
  const here = { origin: new URL(c.req.url).origin, now: Date.now() }
  return letIn(c, await memberOfPasskey(c.env, c.req.valid('json'), here), 'passkey')
})

/** Nobody learns why they were not let in. */
async function letIn(c: Context<App>, memberId: string | undefined, method: Begun['method']) {
  if (!memberId) throw new Problem('unauthenticated')
  const name = cookieName(c.req.url)
  const device = deviceOf(c.req.header('user-agent'))
  const begun = { memberId, method, device, instead: getCookie(c, name) }
  const secret = await startSession(c.env.DB, begun, Date.now())
  setCookie(c, name, secret, cookieOptions(c.req.url))
  c.header('cache-control', 'no-store')
  return c.body(null, 204)
}

teamRoutes.openapi(signOutRoute, async (c) => {
  const name = cookieName(c.req.url)
  const secret = getCookie(c, name)
  if (secret) await endSession(c.env.DB, secret)
  deleteCookie(c, name, cookieOptions(c.req.url))
  return c.body(null, 204)
})

teamRoutes.openapi(meRoute, (c) => {
  const { kind, id, name, scopes, session } = c.var.member
  const way: Me['way'] = kind === 'token' ? kind : (session?.method ?? 'access')
  return c.json({ kind, id, name, way, scopes: [...scopes] }, 200)
})
