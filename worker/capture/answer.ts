// What the visitor sees next. Made from the ticket's own time, so that a replay gets the very same answer.
import type { PublishedForm } from '../../contract/form.ts'
import type { Accepted } from '../../contract/submission.ts'
import { idTime } from '../lib/id.ts'
import type { Secrets } from '../lib/signed-token.ts'
import type { Given } from '../magnet/claim.ts'
import { downloadLink } from '../magnet/link.ts'

const dayMs = 24 * 60 * 60 * 1000

/**
 * `given`: what the batch claimed. Absent for a doubtful submission, and while the submission waits in the intake queue.
 * A trial's end and its licence, which tells it, are never here: they would show a stranger whose address is known.
 */
export async function answer(
  secrets: Secrets,
  origin: string,
  form: PublishedForm,
  id: string,
  given?: Given,
): Promise<Accepted> {
  const { offer } = form
  if (!offer) return { id }
  const { name } = offer
  if (offer.kind === 'code') {
    const code = offer.terms.shared ?? given?.code
    return { id, magnet: { kind: 'code', name, ...(code && { code }) } }
  }
  if (offer.kind === 'trial') {
    const { days } = offer.terms
    return { id, magnet: { kind: 'trial', name, days, ...(given?.code && { key: given.code }) } }
  }
  const { id: magnetId, ...shown } = offer
  const expiresAt = idTime(id) + form.delivery.linkDays * dayMs
  const href = await downloadLink(secrets, origin, { submissionId: id, magnetId, expiresAt })
  return { id, magnet: { ...shown, href, expiresAt: new Date(expiresAt).toISOString() } }
}
