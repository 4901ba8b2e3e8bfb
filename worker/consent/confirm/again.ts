// A link that has expired asks for a fresh one, by mail to the mailbox it came to: once a day, however often it is asked.
import { owe, owedId, type Template } from '../../delivery/owe.ts'
import { announce } from '../../delivery/queue.ts'
import type { Env } from '../../env.ts'
import type { Holder } from '../rights/holder.ts'
import { askedOf } from './asked.ts'
import type { Confirmation } from './read.ts'

/** Not confirmed yet, they get what asks them; confirmed, what they came for. */
export async function askAgain(
  env: Pick<Env, 'DB' | 'OUTBOX'>,
  { leadId, submissionId }: Holder,
  confirmation: Confirmation,
  origin: string,
  now: string,
): Promise<void> {
  const template = mailOf(confirmation)
  if (!template) return
  const occasion = now.slice(0, 10)
  const { language } = confirmation
  await env.DB.batch([
    owe(env.DB, { template, occasion, leadId, submissionId, language, origin }, now),
    // The link must outlive the mail that brings it.
    env.DB.prepare('UPDATE lead SET unconfirmed_since = ?2 WHERE id = ?1 AND unconfirmed_since IS NOT NULL').bind(
      leadId,
      now,
    ),
  ])
  await announce(env, [owedId(submissionId, template, occasion)])
}

function mailOf({ confirmedAt, form, lead, consents }: Confirmation): Template | undefined {
  if (!confirmedAt) {
    const given = consents.map(({ purpose }) => ({ purpose, basis: 'consent' as const, state: 'given' as const }))
    return askedOf(form, given, lead.confirmed_at !== null)?.mail
  }
  if (!form.offer) return undefined
  return 'terms' in form.offer ? 'deliver' : 'renew'
}
