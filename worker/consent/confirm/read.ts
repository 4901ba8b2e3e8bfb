// What a confirmation is about, and how it stands: everything its page shows, and everything confirming needs to know.
import type { Answers } from '../../../contract/field.ts'
import type { PublishedForm } from '../../../contract/form.ts'
import { readAll } from '../../lib/db.ts'
import { type Given, givenIn } from '../../magnet/claim.ts'
import type { lead } from '../../schema/lead.ts'
import { type NoticeSnapshot, wordingOf } from '../notice.ts'
import type { Holder } from '../rights/holder.ts'
import { everyPurpose } from '../suppression.ts'

export type LeadRow = typeof lead.$inferSelect

export type Confirmation = {
  form: PublishedForm
  /** Of the submission. */
  language: string
  answers: Answers
  confirmedAt: string | null
  lead: LeadRow
  /** What they agreed to in it and have not taken back since. */
  consents: { purpose: string; wording: string }[]
  /** For which of these they had withdrawn before, `*` for all: agreeing afresh takes them off the list. */
  suppressed: string[]
  /** What is theirs alone, where it was given. */
  given: Given | undefined
}

/**
 * An agreement of this submission that still stands: nothing was taken back after it. Speaks of `event`; binds ?1 lead,
 * ?2 submission, ?3 the names of the address on the list of those never to write to, as JSON.
 */
export const standing = `
  event.lead_id = ?1
  AND event.submission_id = ?2
  AND event.state = 'given'
  AND NOT EXISTS (
    SELECT 1
    FROM consent_event AS later
    WHERE later.lead_id = event.lead_id
      AND later.purpose = event.purpose
      AND later.seq > event.seq
      AND later.state IN ('withdrawn', 'objected')
  )
  AND NOT EXISTS (
    SELECT 1
    FROM suppression
    WHERE subject IN (SELECT value FROM json_each(?3))
      AND purpose IN (event.purpose, '${everyPurpose}')
      AND at > event.at
  )`

type SubmissionRow = { language: string; answers: string; confirmed_at: string | null; definition: string }
type EventRow = { purpose: string; snapshot: string }

/** In one round trip; nothing where it has gone meanwhile. */
export async function readConfirmation(
  db: D1Database,
  { leadId, submissionId }: Pick<Holder, 'leadId' | 'submissionId'>,
  subjects: string[],
): Promise<Confirmation | undefined> {
  const names = JSON.stringify(subjects)
  const [[sent], [row], events, suppressed, [claimed]] = await readAll<
    [SubmissionRow, LeadRow, EventRow, { purpose: string }, unknown]
  >(db, [
    db
      .prepare(`
        SELECT submission.language, submission.answers, submission.confirmed_at, form_version.definition
        FROM submission
        JOIN form_version ON form_version.form_id = submission.form_id AND form_version.version = submission.version
        WHERE submission.id = ?1
          AND submission.erased_at IS NULL
          AND submission.held IS NULL`)
      .bind(submissionId),
    db.prepare('SELECT * FROM lead WHERE id = ?1').bind(leadId),
    db
      .prepare(`
        SELECT event.purpose, notice.snapshot
        FROM consent_event AS event
        JOIN notice ON notice.id = event.notice_id
        WHERE ${standing}
        ORDER BY event.seq`)
      .bind(leadId, submissionId, names),
    db.prepare('SELECT purpose FROM suppression WHERE subject IN (SELECT value FROM json_each(?1))').bind(names),
    db
      .prepare(`
        SELECT claim.submission_id, claim.lead_id, claim.given_at, claim.ends_at, claim.href, code.code
        FROM submission
        JOIN form_version ON form_version.form_id = submission.form_id AND form_version.version = submission.version
        JOIN claim ON claim.lead_id = submission.lead_id AND claim.magnet_id = form_version.definition ->> '$.offer.id'
        LEFT JOIN code ON code.magnet_id = claim.magnet_id AND code.n = claim.n
        WHERE submission.id = ?1`)
      .bind(submissionId),
  ])
  if (!sent || !row) return undefined
  return {
    form: JSON.parse(sent.definition),
    language: sent.language,
    answers: JSON.parse(sent.answers),
    confirmedAt: sent.confirmed_at,
    lead: row,
    consents: events.map(({ purpose, snapshot }) => ({ purpose, wording: wordingIn(JSON.parse(snapshot), purpose) })),
    suppressed: suppressed.map(({ purpose }) => purpose),
    given: givenIn(claimed),
  }
}

function wordingIn({ consents }: NoticeSnapshot, purpose: string): string {
  const shown = consents.find((consent) => consent.purpose === purpose)
  return shown ? wordingOf(shown) : purpose
}
