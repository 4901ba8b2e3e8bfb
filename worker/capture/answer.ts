// What the visitor sees next. Made from the ticket's own time, so that a replay gets the very same answer.
import type { PublishedForm } from '../../contract/form.ts'
import type { Accepted, Received } from '../../contract/submission.ts'
import { say } from '../../widget/i18n.ts'
import { idTime } from '../lib/id.ts'
import { wordsIn } from '../lib/locale.ts'
import type { Secrets } from '../lib/signed-token.ts'
import { dayMs } from '../lib/time.ts'
import type { Given } from '../magnet/claim.ts'
import { downloadLink } from '../magnet/link.ts'
import { mailboxOf } from './mailbox.ts'

/** Where the address has to be confirmed first: the same whoever it belongs to, and whatever is known of them. */
export function lookInMailbox(id: string, address: string, language: string): Accepted {
  const words = wordsIn(language)
  const mailbox = mailboxOf(address)
  return {
    id,
    confirm: {
      title: say(words, 'confirm_title', {}),
      text: say(words, 'confirm_text', { address }),
      help: say(words, 'confirm_help', {}),
      ...(mailbox && { mailbox: { label: say(words, 'open_mailbox', mailbox), href: mailbox.href } }),
    },
  }
}

/** What the visitor came for, given at once. */
export async function answer(
  secrets: Secrets,
  origin: string,
  form: PublishedForm,
  id: string,
  given?: Given,
): Promise<Accepted> {
  const magnet = await received(secrets, origin, form, id, given)
  return { id, ...(magnet && { magnet }) }
}

/**
 * `given`: what the batch claimed. Absent for a doubtful submission, and while the submission waits in the intake queue.
 * A trial's end and its licence, which tells it, are never here: they would show a stranger whose address is known.
 * `until`: when a link ends (ms since 1970), where it is not counted from the submission.
 */
export async function received(
  secrets: Secrets,
  origin: string,
  form: PublishedForm,
  id: string,
  given?: Given,
  until?: number,
): Promise<Received | undefined> {
  const { offer } = form
  if (!offer) return undefined
  const { name } = offer
  if (offer.kind === 'code') {
    const code = offer.terms.shared ?? given?.code
    return { kind: 'code', name, ...(code && { code }) }
  }
  if (offer.kind === 'trial') {
    const { days } = offer.terms
    return { kind: 'trial', name, days, ...(given?.code && { key: given.code }) }
  }
  const { id: magnetId, ...shown } = offer
  const expiresAt = until ?? idTime(id) + form.delivery.linkDays * dayMs
  const href = await downloadLink(secrets, origin, { submissionId: id, magnetId, expiresAt })
  return { ...shown, href, expiresAt: new Date(expiresAt).toISOString() }
}
