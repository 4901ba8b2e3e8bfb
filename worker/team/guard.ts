// Who may do what: a session cookie for people, a bearer token for programs, and a scope named on the route.
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Scope } from '../../contract/team-names.ts'
import type { App } from '../env.ts'
import { Problem } from '../lib/problem.ts'
import { holderOfToken } from './api-token.ts'
import { cookieName } from './cookie.ts'
import { type Actor, memberOfSession, touch } from './session.ts'

/**
 * Middleware that lets in whoever has the scope, or without one whoever is signed in at all, and sets `c.var.member`.
 * Throws `unauthenticated`, `forbidden`, or `origin_refused` where another site is using someone's cookie.
 */
export const allow = (scope?: Scope) =>
  createMiddleware<App>(async (c, next) => {
    const member = await actor(c.req.raw, c.env.DB, getCookie(c, cookieName(c.req.url)))
    if (!member) throw new Problem('unauthenticated')
    if (scope && !member.scopes.includes(scope)) throw new Problem('forbidden')
    c.set('member', member)
    if (member.session) c.executionCtx.waitUntil(touch(c.env.DB, member, Date.now()))
    await next()
    c.header('cache-control', 'no-store')
  })

async function actor(request: Request, db: D1Database, cookie: string | undefined): Promise<Actor | undefined> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) {
    const token = /^Bearer ([\w-]+)$/i.exec(authorization)?.[1]
    return token === undefined ? undefined : holderOfToken(db, token)
  }
  if (!cookie) return undefined
  if (!isRead(request) && !isSameOrigin(request)) throw new Problem('origin_refused')
  return memberOfSession(db, cookie, Date.now())
}

const isRead = (request: Request) => request.method === 'GET' || request.method === 'HEAD'

// Whatever the content type: SameSite=Lax alone lets sibling subdomains through.
function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  return site === null ? request.headers.get('origin') === new URL(request.url).origin : site === 'same-origin'
}
