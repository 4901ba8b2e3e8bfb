// The session's cookie. `__Host-` makes browsers refuse one set by a sibling domain or over plain http,
// which rules it out for plain http on this machine.
import type { CookieOptions } from 'hono/utils/cookie'
import { sessionSeconds } from './session.ts'

const isSecure = (url: string) => url.startsWith('https:')

export const cookieName = (url: string): string => (isSecure(url) ? '__Host-aimant' : 'aimant')

export const cookieOptions = (url: string): CookieOptions => ({
  httpOnly: true,
  maxAge: sessionSeconds,
  path: '/',
  sameSite: 'Lax',
  secure: isSecure(url),
})
