// What a link from a screen may take back: what was said in its own submission, whoever said it. Anybody can type anybody's
// address, so what the person said elsewhere stands as it stood, and nobody is told whether there is any.
import { erasing } from '../../lead/delete.ts'
import { enter, enterErasure } from '../../ops/ledger.ts'
import { subjectOf } from '../event.ts'
import type { Holder } from './holder.ts'
import type { Said, Withdrawal } from './withdraw.ts'

/** What is taken back, all of it where no purpose is named, and the names the address has on the list of those never to write to. */
export type TakenBack = Withdrawal & { purpose?: string; suppressedAs: string[] }

/** Takes back one purpose of one submission; twice is once. */
export async function takeBack(
  db: D1Database,
  holder: Holder,
  purpose: string,
  suppressedAs: string[],
  said: Said,
): Promise<void> {
  const { leadId, submissionId } = holder
  const by = { leadId, submissionId, suppressedAs, ...said }
  await db.batch([
    ...takingBack(db, { ...by, purpose, subject: await subjectOf(holder) }),
    enter(db, { kind: 'taken_back', ...by, purpose }),
  ])
}

export function takingBack(db: D1Database, by: TakenBack): D1PreparedStatement[] {
  const { leadId, submissionId } = by
  return [
    db
      .prepare(`
        INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
        SELECT lead_id, submission_id, purpose, basis, iif(basis = 'consent', 'withdrawn', 'objected'), ?3, notice_id, ?4, ?5, ?6
        FROM consent_event AS said
        WHERE lead_id = ?1
          AND submission_id = ?2
          AND purpose = coalesce(?7, purpose)
          AND state = iif(basis = 'consent', 'given', 'shown_not_given')
          AND NOT EXISTS (
            SELECT 1
            FROM consent_event
            WHERE lead_id = ?1
              AND submission_id = ?2
              AND purpose = said.purpose
              AND state IN ('withdrawn', 'objected')
          )`)
      .bind(leadId, submissionId, by.method, by.subject, by.gpc ? 1 : 0, by.at, by.purpose ?? null),
    // The last that was said elsewhere stands again; where nothing was, the no that was said now. And whoever withdrew stays
    // withdrawn, or a stranger could undo that by ticking twice and taking one of them back.
    db
      .prepare(`
        UPDATE lead
        SET consents = json_patch(
          consents,
          (SELECT json_group_object(
              said.purpose,
              json_object(
                'basis', basis,
                'state', coalesce(no.state, said.state),
                'at', coalesce(no.at, said.at),
                'noticeId', notice_id
              )
            )
           FROM (
             SELECT purpose, basis, state, at, notice_id
             FROM (
               SELECT
                 event.purpose, event.basis, event.at, event.notice_id,
                 iif(waiting.id IS NULL, event.state, 'unconfirmed') AS state,
                 row_number() OVER (
                   PARTITION BY event.purpose
                   ORDER BY
                     event.submission_id <> ?2 AND event.state <> 'shown_not_given' DESC,
                     waiting.id IS NOT NULL,
                     event.seq DESC
                 ) AS place
               FROM consent_event AS event
               -- What is to be confirmed is no agreement until it is.
               LEFT JOIN submission AS waiting
                 ON waiting.id = event.submission_id
                 AND event.state = 'given'
                 AND waiting.confirm_asked = 1
                 AND waiting.confirmed_at IS NULL
               WHERE event.lead_id = ?1
                 -- A doubtful submission says nothing about the lead.
                 AND (
                   event.submission_id = ?2
                   OR NOT EXISTS (SELECT 1 FROM submission WHERE id = event.submission_id AND held IS NOT NULL)
                 )
                 AND event.purpose IN (
                   SELECT purpose
                   FROM consent_event
                   WHERE lead_id = ?1
                     AND submission_id = ?2
                     AND method = ?3
                     AND at = ?4
                 )
             )
             WHERE place = 1
           ) AS said
           LEFT JOIN (
             SELECT purpose, state, max(at) AS at
             FROM suppression
             WHERE subject IN (SELECT value FROM json_each(?5))
             GROUP BY purpose
           ) AS no ON no.purpose IN (said.purpose, '*'))
        )
        WHERE id = ?1`)
      .bind(leadId, submissionId, by.method, by.at, JSON.stringify(by.suppressedAs)),
  ]
}

/** Erases one submission; where the lead was only this, the lead with it. */
export async function eraseSubmission(
  db: D1Database,
  holder: Holder,
  suppressedAs: string[],
  said: Said,
): Promise<void> {
  const { leadId, submissionId, alone } = holder
  const by = { leadId, submissionId, suppressedAs, ...said }
  const { at } = said
  await db.batch([
    ...takingBack(db, { ...by, subject: await subjectOf(holder) }),
    ...(alone
      ? [enterErasure(db, { leadId, at }, { isAlone: true }), ...erasing(db, leadId, at, { isAlone: true })]
      : [
          enter(db, { kind: 'submission_erased', submissionId, takenBack: by, at }),
          ...erasingSubmission(db, submissionId, at),
        ]),
  ])
}

export function erasingSubmission(db: D1Database, submissionId: string, at: string): D1PreparedStatement[] {
  const about = (sql: string, ...values: string[]) => db.prepare(sql).bind(submissionId, ...values)
  return [
    about('DELETE FROM download WHERE submission_id = ?1'),
    about(`DELETE FROM outbox WHERE id > ?1 || '.' AND id < ?1 || '/'`),
    about(`DELETE FROM mailbox WHERE outbox_id > ?1 || '.' AND outbox_id < ?1 || '/'`),
    about(`
      UPDATE lead
      SET submissions = submissions - 1
      WHERE id = (SELECT lead_id FROM submission WHERE id = ?1)
        AND submissions > 1
        AND (held = 1 OR (SELECT held FROM submission WHERE id = ?1) IS NULL)`),
    about(`
      DELETE FROM timeline
      WHERE lead_id = (SELECT lead_id FROM submission WHERE id = ?1)
        AND ref = ?1`),
    about(
      `
      UPDATE submission
      SET lead_id = NULL, answers = NULL, source = NULL, salt = NULL, held = NULL, held_also = NULL, confirmed_at = NULL, erased_at = ?2
      WHERE id = ?1`,
      at,
    ),
  ]
}
