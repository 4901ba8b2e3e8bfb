// Somebody of the team, and a program of theirs, at the owner's own door.
import { env, exports } from 'cloudflare:workers'
import type { Role, Scope } from '../../contract/team-names.ts'
import { newId } from '../../worker/lib/id.ts'
import { newApiToken } from '../../worker/team/api-token.ts'
import { newSignInLink } from '../../worker/team/sign-in-link.ts'
import { origin } from './published.ts'

export const run = ({ sql, params }: { sql: string; params: unknown[] }) =>
  env.DB.prepare(sql)
    .bind(...params)
    .run()

/** A member of the team; gives their id. */
export async function aMember(role: Role = 'owner'): Promise<string> {
  const id = newId()
  await run({
    sql: 'INSERT INTO member (id, name, role, created_at) VALUES (?1, ?2, ?3, ?4)',
    params: [id, `A ${role}`, role, now()],
  })
  return id
}

/** What stands after the `#` of a fresh sign-in link. */
export async function aSignInLink(memberId: string, madeAt = Date.now()): Promise<string> {
  const { token, statement } = await newSignInLink(memberId, madeAt)
  await run(statement)
  return token
}

export async function aToken(...scopes: Scope[]): Promise<string> {
  const { token, statement } = await newApiToken('a program', scopes, Date.now())
  await run(statement)
  return token
}

/** Asks the API; `as` is a bearer token or a cookie. */
export function api(
  path: string,
  as = '',
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<Response> {
  const credentials: Record<string, string> = !as
    ? {}
    : as.includes('=')
      ? { cookie: as }
      : { authorization: `Bearer ${as}` }
  return exports.default.fetch(`${origin}/api/v1${path}`, { ...init, headers: { ...credentials, ...init.headers } })
}

export const signIn = (token: string) =>
  api('/sign-in', '', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })

/** A signed-in member's cookie, as a browser would send it back. */
export async function aSession(role: Role = 'owner'): Promise<string> {
  const response = await signIn(await aSignInLink(await aMember(role)))
  return response.headers.get('set-cookie')!.split(';')[0]!
}

const now = () => new Date().toISOString()
