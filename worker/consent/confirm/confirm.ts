// Confirming: the person says, from their mailbox, that the address is theirs and what they agreed to. What was only promised
// holds from here on. One transaction, and however often it is sent it happens once.
import { sameLead } from '../../lead/guard.ts'
import { mailOwed } from '../../lead/record.ts'
import { newId } from '../../lib/id.ts'
import { afterClaim, claimOne, wantedOf } from '../../magnet/claim.ts'
import { enter } from '../../ops/ledger.ts'
import type { Holder } from '../rights/holder.ts'
import { everyPurpose, lift, type Suppressed, suppress } from '../suppression.ts'
import { latestSaid } from './latest.ts'
import { type Confirmation, standing } from './read.ts'

export type Confirming = { origin: string; gpc: boolean; at: string }

const notYet = (id: string) =>
  `EXISTS (SELECT 1 FROM submission WHERE id = ${id} AND confirmed_at IS NULL AND held IS NULL AND erased_at IS NULL)`

/** Gives the outbox ids of what is owed now. `subjects`: the names of the address on the list of those never to write to. */
export async function confirm(
  db: D1Database,
  holder: Holder,
  confirmation: Confirmation,
  subjects: string[],
  said: Confirming,
): Promise<string[]> {
  const { leadId, submissionId: id, site, emailKey } = holder
  const { form, language } = confirmation
  const { at, origin } = said
  // Of a form that gives at once, what is theirs alone was claimed when they sent it.
  const isAwaited = form.delivery.confirm === 'magnet'
  const claim = isAwaited ? wantedOf(form.offer, form.defaultLanguage) : undefined
  const sent = { id, site, emailKey, language, at, origin, claim }
  // The page may have nothing to show yet, and a code is worth keeping. The team is told of a lead, not of an address.
  const mails = [...(claim ? ['deliver'] : []), ...(isAwaited && form.delivery.notice ? ['notice'] : [])]
  await db.batch([
    db
      .prepare(`
        INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
        SELECT lead_id, submission_id, purpose, basis, 'confirmed', 'confirm_page', notice_id, subject, ?4, ?5
        FROM consent_event AS event
        WHERE ${standing}
          AND ${notYet('?2')}
        ORDER BY seq`)
      .bind(leadId, id, JSON.stringify(subjects), said.gpc ? 1 : 0, at),
    db
      .prepare(`
        UPDATE lead
        SET confirmed_at = coalesce(confirmed_at, ?3),
          unconfirmed_since = NULL,
          last_contact_at = max(last_contact_at, ?3),
          interest_at = max(coalesce(interest_at, ''), ?3),
          consents = json_patch(
            consents,
            (SELECT json_group_object(purpose, json_object('basis', basis, 'state', state, 'at', at, 'noticeId', notice_id))
             FROM consent_event
             WHERE lead_id = ?1
               AND submission_id = ?2
               AND state = 'confirmed'
               AND at = ?3)
          )
        WHERE id = ?1
          AND ${notYet('?2')}`)
      .bind(leadId, id, at),
    latestSaid(db, holder, confirmation, notYet('?2')),
    db
      .prepare(`
        INSERT INTO timeline (lead_id, id, kind, ref, detail, at)
        SELECT ?1, ?3, 'confirmed', ?2,
          json_object('purposes', (SELECT json_group_array(purpose) FROM consent_event
                                   WHERE lead_id = ?1 AND submission_id = ?2 AND state = 'confirmed' AND at = ?4)), ?4
        WHERE ${notYet('?2')}`)
      .bind(leadId, id, newId(Date.parse(at)), at),
    ...(claim ? [claimOne(db, { ...sent, claim }, { lead: sameLead, unlessKept: notYet('?1') })] : []),
    // Somebody confirmed before had them when they asked.
    ...mails.map((template) =>
      mailOwed(db, sent, template, `${notYet('?1')} AND NOT EXISTS (SELECT 1 FROM outbox WHERE id = ?1 || '.' || ?4)`),
    ),
    ...noMoreAsking(db, holder),
    ...liftedFor(db, confirmation, subjects, at),
    db.prepare(`UPDATE submission SET confirmed_at = ?2 WHERE id = ?1 AND ${notYet('?1')}`).bind(id, at),
    ...(claim ? afterClaim(db, { ...sent, claim }) : []),
  ])
  return [...mails, ...(claim ? ['notice-stock'] : [])].map((template) => `${id}.${template}`)
}

// What still asks for this confirmation, and the reminders of others: whose address it is, is known now.
const noMoreAsking = (db: D1Database, { leadId, submissionId }: Holder): D1PreparedStatement[] => [
  db
    .prepare(`
      DELETE FROM outbox
      WHERE id >= ?1 || '.confirm'
        AND id < ?1 || '.confirn'
        AND state = 'pending'`)
    .bind(submissionId),
  db
    .prepare(`
      DELETE FROM outbox
      WHERE state = 'pending'
        AND id IN (
          SELECT ref || mail.value || '.reminder'
          FROM (SELECT ref FROM timeline WHERE lead_id = ?1 AND kind = 'submitted' ORDER BY id DESC LIMIT 100)
          CROSS JOIN json_each('[".confirm", ".confirm-deliver"]') AS mail
        )`)
    .bind(leadId),
]

// Who had withdrawn and agrees afresh is off the list for that. One entry for everything is taken apart first: what they did not
// agree to again stays refused.
function liftedFor(
  db: D1Database,
  { consents, suppressed, lead }: Confirmation,
  subjects: string[],
  at: string,
): D1PreparedStatement[] {
  const purposes = consents.map(({ purpose }) => purpose)
  const isListed = suppressed.some((purpose) => purpose === everyPurpose || purposes.includes(purpose))
  if (!purposes.length || !isListed) return []
  const kept = suppressed.includes(everyPurpose) ? refusedStill(lead.consents, purposes) : []
  return [
    lift(db, subjects, purposes),
    suppress(db, subjects[0]!, kept, at),
    enter(db, { kind: 'lifted', subjects, purposes, kept, at }),
  ]
}

function refusedStill(consents: string, agreed: string[]): Suppressed[] {
  const standings: Record<string, { state: string }> = JSON.parse(consents)
  return Object.entries(standings).flatMap(([purpose, { state }]) =>
    (state === 'withdrawn' || state === 'objected') && !agreed.includes(purpose) ? [{ purpose, state }] : [],
  )
}
