// The way out that marketing mail carries in its header and its text. It can only ever withdraw, so it lives for ten years,
// signed with what outlives the replacing of secrets.
import { type LastingSecrets, lastingSecrets } from '../../lib/lasting-secret.ts'
import { readToken, signToken } from '../../lib/signed-token.ts'
import { dayMs } from '../../lib/time.ts'

const lifeMs = 10 * 365 * dayMs

/** `purpose`: what the mail was for; without it the link withdraws from everything. */
export async function unsubscribeLink(
  secrets: LastingSecrets,
  origin: string,
  submissionId: string,
  writtenAt: string,
  purpose?: string,
): Promise<string> {
  const fields = purpose ? [submissionId, purpose] : [submissionId]
  const [SECRET] = lastingSecrets(secrets)
  return `${origin}/u/${await signToken({ SECRET }, 'unsubscribe', fields, Date.parse(writtenAt) + lifeMs)}`
}

export async function readUnsubscribeLink(
  secrets: LastingSecrets,
  token: string,
): Promise<{ submissionId: string; purpose?: string } | undefined> {
  for (const SECRET of lastingSecrets(secrets)) {
    const reading = await readToken({ SECRET }, 'unsubscribe', token)
    const [submissionId, purpose] = reading.ok ? reading.fields : []
    if (submissionId) return { submissionId, purpose }
  }
  return undefined
}
