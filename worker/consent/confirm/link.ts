// The link by which somebody confirms that an address is theirs. Signed and free of personal data; it only ever comes by mail,
// so whoever holds it reads that mailbox.
import { isId } from '../../lib/id.ts'
import { readToken, type Secrets, signToken } from '../../lib/signed-token.ts'
import { dayMs } from '../../lib/time.ts'

export type ConfirmReading =
  | { ok: true; submissionId: string; expiresAt: number }
  | { ok: false; why: 'forged' }
  /** Good for nothing but asking for a fresh one, by mail. */
  | { ok: false; why: 'expired'; submissionId: string }

const lifeMs = 14 * dayMs

/** The same mail, written down at `writtenAt` (ISO 8601), always carries the same link. */
export async function confirmLink(
  secrets: Secrets,
  origin: string,
  submissionId: string,
  writtenAt: string,
): Promise<{ href: string; expiresAt: string }> {
  const expiresAt = Date.parse(writtenAt) + lifeMs
  const token = await signToken(secrets, 'confirm', [submissionId], expiresAt)
  return { href: `${origin}/c/${token}`, expiresAt: new Date(expiresAt).toISOString() }
}

export async function readConfirmLink(secrets: Secrets, token: string, now = Date.now()): Promise<ConfirmReading> {
  const reading = await readToken(secrets, 'confirm', token, now)
  if (!reading.ok && reading.why === 'forged') return { ok: false, why: 'forged' }
  const [submissionId = ''] = reading.fields
  if (!isId(submissionId)) return { ok: false, why: 'forged' }
  return reading.ok
    ? { ok: true, submissionId, expiresAt: reading.expiresAt }
    : { ok: false, why: 'expired', submissionId }
}
