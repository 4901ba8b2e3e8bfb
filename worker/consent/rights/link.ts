// The links by which people exercise their rights. Signed, free of personal data, and no more than what each place can vouch for.
import { idTime } from '../../lib/id.ts'
import { readToken, type Secrets, signToken } from '../../lib/signed-token.ts'
import { dayMs } from '../../lib/time.ts'

/**
 * `person`: came by mail, so whoever holds it reads that mailbox; everything kept of them.
 * `submission`: came on a screen, where anybody may have typed the address; only what was sent from there.
 */
export type Reach = 'person' | 'submission'
export type RightsGrant = { submissionId: string; reach: Reach }
export type RightsReading = ({ ok: true } & RightsGrant) | { ok: false; why: 'forged' | 'expired' }

const mailLinkDays = 180
const screenLinkDays = 30

/** For mails. The same mail always carries the same link. */
export const rightsLink = (
  secrets: Secrets,
  origin: string,
  submissionId: string,
  writtenAt: string,
): Promise<string> =>
  linkTo(secrets, origin, { submissionId, reach: 'person' }, Date.parse(writtenAt) + mailLinkDays * dayMs)

/** For the success screen. A replayed submission gets the link it got first. */
export const screenLink = (secrets: Secrets, origin: string, submissionId: string): Promise<string> =>
  linkTo(secrets, origin, { submissionId, reach: 'submission' }, idTime(submissionId) + screenLinkDays * dayMs)

async function linkTo(secrets: Secrets, origin: string, grant: RightsGrant, expiresAt: number): Promise<string> {
  return `${origin}/r/${await signToken(secrets, 'rights', [grant.submissionId, grant.reach], expiresAt)}`
}

export async function readRightsLink(secrets: Secrets, token: string, now = Date.now()): Promise<RightsReading> {
  const reading = await readToken(secrets, 'rights', token, now)
  if (!reading.ok) return reading
  const [submissionId, reach] = reading.fields
  if (!submissionId || (reach !== 'person' && reach !== 'submission')) return { ok: false, why: 'forged' }
  return { ok: true, submissionId, reach }
}
