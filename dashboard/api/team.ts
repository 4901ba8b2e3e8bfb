// Who is signed in, how people get in, and what owners decide about the team.
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import type {
  ApiToken,
  AuditPage,
  Invitation,
  Invited,
  MadeLink,
  Me,
  Member,
  MemberChange,
  OpenSession,
  Passkey,
  TokenMade,
  WaysIn,
} from '../../contract/team.ts'
import type { Scope } from '../../contract/team-names.ts'
import type { Locale } from '../locale.ts'
import { ask, queryOf, send } from './request.ts'

export const whoAmI = () => ask<Me>('/me')
export const signIn = (token: string) => send('POST', '/sign-in', { token })
export const signOut = () => send('POST', '/sign-out')
export const waysIn = (signal?: AbortSignal) => ask<WaysIn>('/sign-in/ways', signal)
export const mailMeALink = (email: string, language: Locale) => send('POST', '/sign-in/mail', { email, language })
export const passkeyToUse = () => send<PublicKeyCredentialRequestOptionsJSON>('POST', '/sign-in/passkey/options')
export const signInByPasskey = (credential: unknown) => send('POST', '/sign-in/passkey', credential)

const passkeyPath = (id: string) => `/passkeys/${encodeURIComponent(id)}`
export const listPasskeys = (signal?: AbortSignal) => ask<{ passkeys: Passkey[] }>('/passkeys', signal)
export const passkeyToAdd = () => send<PublicKeyCredentialCreationOptionsJSON>('POST', '/passkeys/options')
export const addPasskey = (credential: unknown) => send<Passkey>('POST', '/passkeys', { credential })
export const renamePasskey = (id: string, name: string) => send('PATCH', passkeyPath(id), { name })
export const removePasskey = (id: string) => send('DELETE', passkeyPath(id))

export const listSessions = (signal?: AbortSignal) => ask<{ sessions: OpenSession[] }>('/sessions', signal)
export const endSession = (id: string) => send('DELETE', `/sessions/${id}`)
export const endOtherSessions = () => send('DELETE', '/sessions')

const memberPath = (id: string) => `/team/members/${encodeURIComponent(id)}`
export const invite = (invitation: Invitation) => send<Invited>('POST', '/team/members', invitation)
export const changeMember = (id: string, change: MemberChange) => send<Member>('PATCH', memberPath(id), change)
export const removeMember = (id: string) => send('DELETE', memberPath(id))
export const signMemberOut = (id: string) => send('POST', `${memberPath(id)}/sign-out`)
export const makeSignInLink = (id: string, language: Locale) =>
  send<MadeLink>('POST', `${memberPath(id)}/sign-in-link`, { mail: true, language })

export const listTokens = (signal?: AbortSignal) => ask<{ tokens: ApiToken[] }>('/team/tokens', signal)
export const createToken = (name: string, scopes: Scope[]) => send<TokenMade>('POST', '/team/tokens', { name, scopes })
export const revokeToken = (id: string) => send('DELETE', `/team/tokens/${encodeURIComponent(id)}`)

export const listAudit = (after: string | null, signal?: AbortSignal) =>
  ask<AuditPage>(`/audit${queryOf({ after })}`, signal)
