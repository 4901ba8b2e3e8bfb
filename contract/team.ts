// Who works with the leads and how they get in, as the API speaks of them.
import * as z from 'zod'
import { roles, scopes } from './team-names.ts'

const day = z.iso.date()
const moment = z.iso.datetime()
const language = z.enum(['fr', 'en'])

/** A name people will see in lists: nothing invisible in it. */
const shownName = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{C}]*$/u)

// In small letters, so that one mailbox is one member.
const address = z.string().trim().toLowerCase().max(254).pipe(z.email())

/** `GET /api/v1/me`: who is asking, a person or a program with a token, and how they got in. */
export const me = z.object({
  kind: z.enum(['member', 'token']),
  id: z.string(),
  name: z.string(),
  way: z.enum(['link', 'passkey', 'access', 'token']),
  scopes: z.array(z.enum(scopes)),
})
export type Me = z.infer<typeof me>

/** `GET /api/v1/sign-in/ways`: what the sign-in page can offer here, besides a link from the terminal. */
export const waysIn = z.object({ mail: z.boolean(), passkey: z.boolean() })
export type WaysIn = z.infer<typeof waysIn>

/** `POST /api/v1/sign-in`: what stands after the `#` of a sign-in link. */
export const signIn = z.strictObject({ token: z.string().min(1).max(200) })

/** `POST /api/v1/sign-in/mail`. Answered alike, whoever's address it is. */
export const linkWanted = z.strictObject({ email: address, language: language.default('en') })

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

/** `POST /api/v1/team/members`. `language`: of the mail. */
export const invitation = z.strictObject({
  name: shownName(80),
  email: address,
  role: z.enum(roles),
  language: language.default('en'),
})
export type Invitation = z.infer<typeof invitation>

/** `PATCH /api/v1/team/members/:id`. */
export const memberChange = z
  .strictObject({ name: shownName(80), email: address, role: z.enum(roles) })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'required')
export type MemberChange = z.infer<typeof memberChange>

/** `POST /api/v1/team/members/:id/sign-in-link`. `mail`: also send it to them. */
export const freshLink = z.strictObject({ mail: z.boolean().default(false), language: language.default('en') })

/** A way in for somebody, shown this once; `mailed`: they get one by mail as well. */
export const madeLink = z.object({ link: z.string(), endsAt: moment, mailed: z.boolean() })
export type MadeLink = z.infer<typeof madeLink>

export const invited = madeLink.extend({ member })
export type Invited = z.infer<typeof invited>

export const openSession = z.object({
  id: z.string(),
  /** The one asking. */
  current: z.boolean(),
  method: z.enum(['link', 'passkey']),
  /** "Firefox · Linux"; empty when nothing is known. */
  device: z.string(),
  createdAt: moment,
  usedOn: day,
  expiresAt: moment,
})
export type OpenSession = z.infer<typeof openSession>
export const openSessions = z.object({ sessions: z.array(openSession) })

/** WebAuthn's own structures, as browsers make them of `toJSON()`. */
const binary = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/)
const credential = {
  id: binary(1_400),
  rawId: binary(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
  clientExtensionResults: z.looseObject({}),
}

/** `POST /api/v1/passkeys`. */
export const passkeyMade = z.strictObject({
  name: shownName(60).optional(),
  credential: z.strictObject({
    ...credential,
    response: z.strictObject({
      clientDataJSON: binary(4_000),
      attestationObject: binary(16_000),
      authenticatorData: binary(8_000).optional(),
      transports: z.array(z.string().max(40)).max(10).optional(),
      publicKeyAlgorithm: z.int().optional(),
      publicKey: binary(8_000).nullish(),
    }),
  }),
})
export type PasskeyMade = z.infer<typeof passkeyMade>

/** `POST /api/v1/sign-in/passkey`. */
export const passkeyUsed = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: binary(4_000),
    authenticatorData: binary(8_000),
    signature: binary(2_000),
    userHandle: binary(200).nullish(),
  }),
})
export type PasskeyUsed = z.infer<typeof passkeyUsed>

/** What goes into `navigator.credentials`. */
export const passkeyOptions = z.looseObject({ challenge: z.string() })

export const passkey = z.object({
  id: z.string(),
  name: z.string(),
  /** The only host it opens. */
  host: z.string(),
  createdAt: moment,
  usedOn: day.nullable(),
})
export type Passkey = z.infer<typeof passkey>
export const passkeys = z.object({ passkeys: z.array(passkey) })
export const passkeyName = z.strictObject({ name: shownName(60) })

export const apiToken = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: moment,
  usedOn: day.nullable(),
})
export type ApiToken = z.infer<typeof apiToken>
export const apiTokens = z.object({ tokens: z.array(apiToken) })

/** `POST /api/v1/team/tokens`. */
export const tokenWanted = z.strictObject({
  name: shownName(80),
  scopes: z
    .array(z.enum(scopes))
    .min(1)
    .max(scopes.length)
    .refine((all) => new Set(all).size === all.length, 'too_many'),
})

/** Shown this once. */
export const tokenMade = z.object({ id: z.string(), token: z.string() })
export type TokenMade = z.infer<typeof tokenMade>

/** One line of the audit trail. `detail` names things and numbers, and nobody but the team. */
export const auditLine = z.object({
  id: z.string(),
  by: z.object({ kind: z.enum(['member', 'token']), id: z.string(), name: z.string() }),
  action: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  at: moment,
})
export type AuditLine = z.infer<typeof auditLine>

/** `next` goes into `after`; null after the last. */
export const auditPage = z.object({ entries: z.array(auditLine), next: z.string().nullable() })
export type AuditPage = z.infer<typeof auditPage>
