// Who works with the leads, as the API speaks of them.
import * as z from 'zod'
import { roles, scopes } from './team-names.ts'

const day = z.iso.date()
const moment = z.iso.datetime()

/** `GET /api/v1/me`: who is asking, a person or a program with a token. */
export const me = z.object({
  kind: z.enum(['member', 'token']),
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
})
export type Me = z.infer<typeof me>

/** `POST /api/v1/sign-in`: what stands after the `#` of a sign-in link. */
export const signIn = z.strictObject({ token: z.string().min(1).max(200) })

export const member = z.object({
  id: z.string(),
  name: z.string(),
  /** Nobody can be mailed a sign-in link without. */
  email: z.string().nullable(),
  role: z.enum(roles),
  passkeys: z.int(),
  /** The last day they were here. */
  seenOn: day.nullable(),
  createdAt: moment,
})
export type Member = z.infer<typeof member>

/** `GET /api/v1/team/members`. */
export const members = z.object({ members: z.array(member) })
