// The way out that marketing mail carries in its header and its text. It can only ever withdraw, so it lives for ten years.
import { readToken, type Secrets, signToken } from '../../lib/signed-token.ts'

const lifeMs = 10 * 365 * 24 * 60 * 60 * 1000

/** `purpose`: what the mail was for; without it the link withdraws from everything. */
export async function unsubscribeLink(
  secrets: Secrets,
  origin: string,
  submissionId: string,
  writtenAt: string,
  purpose?: string,
): Promise<string> {
  const fields = purpose ? [submissionId, purpose] : [submissionId]
  return `${origin}/u/${await signToken(secrets, 'unsubscribe', fields, Date.parse(writtenAt) + lifeMs)}`
}

export async function readUnsubscribeLink(
  secrets: Secrets,
  token: string,
): Promise<{ submissionId: string; purpose?: string } | undefined> {
  const reading = await readToken(secrets, 'unsubscribe', token)
  const [submissionId, purpose] = reading.ok ? reading.fields : []
  return submissionId ? { submissionId, purpose } : undefined
}
