// Who works with the leads, and what each may do.
import * as z from 'zod'

export const scopes = [
  'leads:read',
  'leads:write',
  'forms:read',
  'forms:write',
  'magnets:read',
  'magnets:write',
  'site:read',
  'site:write',
] as const
export type Scope = (typeof scopes)[number]

export const roles = ['owner', 'editor', 'viewer'] as const
export type Role = (typeof roles)[number]

/** What a role may do: owners everything, editors everything but the site's settings, viewers only look. */
export function scopesOf(role: Role): readonly Scope[] {
  if (role === 'owner') return scopes
  return scopes.filter((scope) => (role === 'editor' ? scope !== 'site:write' : scope.endsWith(':read')))
}

/** `GET /api/v1/me`: who is asking, a person with a session or a program with a token. */
export const me = z.object({
  kind: z.enum(['member', 'token']),
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
})
export type Me = z.infer<typeof me>

/** `POST /api/v1/sign-in`: what stands after the `#` of a sign-in link. */
export const signIn = z.strictObject({ token: z.string().min(1).max(200) })
