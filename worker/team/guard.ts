// Who may do what: a session cookie for people, or Cloudflare Access's word for them, a bearer token for programs, and a scope
// named on the route.
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Scope } from '../../contract/team-names.ts'
import type { App, Env } from '../env.ts'
import type { Says } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { isBehindAccess, mailboxOfAssertion } from './access.ts'
import { holderOfToken } from './api-token.ts'
import { cookieName } from './cookie.ts'
import { once } from './idempotency.ts'
import { memberByEmail } from './member.ts'
import { type Actor, dayOf, memberOfSession, touch } from './session.ts'

/**
 * Middleware that lets in whoever has the scope, or without one whoever is signed in at all, and sets `c.var.member`.
 * What is written under an Idempotency-Key is written once.
 * Throws `unauthenticated`, `forbidden`, or `origin_refused` where another site is using someone's cookie.
 */
export const allow = (scope?: Scope) => {
  const isWriting = scope?.endsWith(':write')
  const guard = createMiddleware<App>(async (c, next) => {
    const member = await actor(c.req.raw, c.env, getCookie(c, cookieName(c.req.url)))
    if (!member) throw new Problem('unauthenticated')
    if (scope && !member.scopes.includes(scope)) throw new Problem('forbidden')
    c.set('member', member)
    if (member.usedOn !== dayOf(Date.now())) c.executionCtx.waitUntil(touch(c.env.DB, member, Date.now()))
    const key = isWriting && c.req.method === 'POST' ? c.req.header('idempotency-key') : undefined
    await (key === undefined ? next() : once(c, key, Date.now(), next))
    c.header('cache-control', 'no-store')
  })
  return Object.assign(guard, { says: { takes: scope ?? 'signed-in' } satisfies Says })
}

/** The same for what is a person's own: no program has sessions or passkeys. */
export const allowPerson = () => {
  const guard = createMiddleware<App>((c, next) =>
    allow()(c, async () => {
      if (c.var.member.kind !== 'member') throw new Problem('forbidden')
      await next()
    }),
  )
  return Object.assign(guard, { says: { takes: 'person' } satisfies Says })
}

async function actor(request: Request, env: Env, cookie: string | undefined): Promise<Actor | undefined> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) {
    const token = /^Bearer ([\w-]+)$/i.exec(authorization)?.[1]
    return token === undefined ? undefined : holderOfToken(env.DB, token)
  }
  const assertion = isBehindAccess(env) ? request.headers.get('cf-access-jwt-assertion') : null
  if (!cookie && assertion === null) return undefined
  // Access's word comes with a cookie too, so the browser sends it along for whoever makes it ask.
  if (!isRead(request) && !isSameOrigin(request)) throw new Problem('origin_refused')
  const mailbox = assertion === null ? undefined : await mailboxOfAssertion(env, assertion)
  if (assertion !== null && mailbox === undefined) return undefined
  const signedIn = cookie ? await memberOfSession(env.DB, cookie, Date.now()) : undefined
  return signedIn ?? (mailbox === undefined ? undefined : memberByEmail(env.DB, mailbox))
}

const isRead = (request: Request) => request.method === 'GET' || request.method === 'HEAD'

// Whatever the content type: SameSite=Lax alone lets sibling subdomains through.
function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  return site === null ? request.headers.get('origin') === new URL(request.url).origin : site === 'same-origin'
}
