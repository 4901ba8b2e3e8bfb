// The visitor's own link to what they were promised: signed, expiring, tied to one submission and one magnet.
import { readToken, type Secrets, signToken } from '../lib/signed-token.ts'

export type DownloadGrant = { submissionId: string; magnetId: string; expiresAt: number }
export type DownloadReading =
  | ({ ok: true } & DownloadGrant)
  | { ok: false; why: 'forged' }
  /** Good for nothing but asking for a fresh one, by mail. */
  | ({ ok: false; why: 'expired' } & Omit<DownloadGrant, 'expiresAt'>)

/**
 * `https://leads.example.com/d/<token>`. The same grant always gives the same link, so a replayed submission
 * gets the link it got first. `expiresAt` is in ms since 1970 and counts in whole seconds.
 */
export async function downloadLink(secrets: Secrets, origin: string, grant: DownloadGrant): Promise<string> {
  const token = await signToken(secrets, 'download', [grant.submissionId, grant.magnetId], grant.expiresAt)
  return `${origin}/d/${token}`
}

/** What a token from such a link allows, or why it allows nothing. */
export async function readDownloadLink(secrets: Secrets, token: string, now = Date.now()): Promise<DownloadReading> {
  const reading = await readToken(secrets, 'download', token, now)
  if (!reading.ok && reading.why === 'forged') return reading
  const [submissionId, magnetId] = reading.fields
  if (!submissionId || !magnetId) return { ok: false, why: 'forged' }
  return reading.ok
    ? { ok: true, submissionId, magnetId, expiresAt: reading.expiresAt }
    : { ok: false, why: 'expired', submissionId, magnetId }
}
