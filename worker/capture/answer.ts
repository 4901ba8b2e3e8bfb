// What the visitor sees next. Made from the ticket's own time, so that a replay gets the very same answer.
import type { PublishedForm } from '../../contract/form.ts'
import type { Accepted } from '../../contract/submission.ts'
import { idTime } from '../lib/id.ts'
import type { Secrets } from '../lib/signed-token.ts'
import { downloadLink } from '../magnet/link.ts'

const dayMs = 24 * 60 * 60 * 1000

export async function answer(secrets: Secrets, origin: string, form: PublishedForm, id: string): Promise<Accepted> {
  if (!form.offer) return { id }
  const { id: magnetId, ...offer } = form.offer
  const expiresAt = idTime(id) + form.delivery.linkDays * dayMs
  const href = await downloadLink(secrets, origin, { submissionId: id, magnetId, expiresAt })
  return { id, magnet: { ...offer, href, expiresAt: new Date(expiresAt).toISOString() } }
}
