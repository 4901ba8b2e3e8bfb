// After the database was restored to an earlier moment: whoever was erased or withdrew since then is erased and withdrawn again.

import { consentStates } from '../../contract/consent.ts'
import { subjectOf } from '../consent/event.ts'
import { erasingSubmission, type TakenBack, takingBack } from '../consent/rights/take-back.ts'
import { noSaid, type Withdrawal } from '../consent/rights/withdraw.ts'
import { lift, type Suppressed, suppress } from '../consent/suppression.ts'
import { erasing, leavingIds } from '../lead/delete.ts'
import type { LedgerEntry } from './ledger.ts'

type Stores = { DB: D1Database; FILES: R2Bucket }
export type Replayed = Record<LedgerEntry['kind'], number>

/** Goes through the whole ledger in order. What the database knows already is left as it is, so it can be run again. */
export async function replayLedger({ DB, FILES }: Stores): Promise<Replayed> {
  const replayed: Replayed = { erased: 0, submission_erased: 0, withdrawn: 0, objected: 0, taken_back: 0, lifted: 0 }
  for await (const entry of entriesIn(FILES)) {
    const statements = await replaying(DB, entry)
    if (statements.length) await DB.batch(statements)
    replayed[entry.kind]++
  }
  return replayed
}

async function* entriesIn(files: R2Bucket): AsyncGenerator<LedgerEntry> {
  const seen = new Set<string>()
  let cursor: string | undefined
  do {
    // Keys sort by time, and within an object so do its entries.
    const page = await files.list({ prefix: 'ledger/', cursor })
    for (const { key } of page.objects) {
      const object = await files.get(key)
      const entries = (await object?.json<(LedgerEntry & { id: string })[]>()) ?? []
      for (const entry of entries) {
        if (seen.has(entry.id)) continue
        seen.add(entry.id)
        yield entry
      }
    }
    cursor = page.truncated ? page.cursor : undefined
  } while (cursor)
}

async function replaying(db: D1Database, entry: LedgerEntry): Promise<D1PreparedStatement[]> {
  const { at } = entry
  switch (entry.kind) {
    case 'erased': {
      const { leadId, merged = [], submissions, suppressed } = entry
      return [
        ...[suppressed?.subject ?? [], suppressed?.others ?? []]
          .flat()
          .map((subject) => suppress(db, subject, suppressed?.list ?? [], at)),
        // The copy may be from before they were merged, or from when other leads were.
        ...[leadId, ...merged].flatMap((id) => erasing(db, id, at, { isAlone: true })),
        leavingIds(db, submissions, at),
      ]
    }
    case 'submission_erased': {
      const { submissionId, takenBack } = entry
      return [
        ...(takenBack ? await takingBackAgain(db, { ...takenBack, at }) : []),
        ...erasingSubmission(db, submissionId, at),
        leavingIds(db, [submissionId], at),
      ]
    }
    case 'taken_back':
      return takingBackAgain(db, entry)
    case 'withdrawn': {
      // That somebody typed the address again and ticked changes nothing.
      const list = await notHeardSince(db, entry, ['confirmed'])
      const by = (await withdrawalOf(db, entry)) ?? (await withdrawalOfLead(db, entry))
      return [suppress(db, entry.subject, entry.list, at), ...(by ? noSaid(db, by, list) : [])]
    }
    case 'objected': {
      const list = await notHeardSince(db, entry, consentStates)
      const by = await withdrawalOfLead(db, entry)
      return by ? noSaid(db, by, list) : []
    }
    case 'lifted':
      return [lift(db, entry.subjects, entry.purposes), suppress(db, entry.subjects[0]!, entry.kept, at)]
  }
}

async function takingBackAgain(db: D1Database, entry: Said & TakenBackFrom): Promise<D1PreparedStatement[]> {
  const known = await withdrawalOf(db, entry)
  return known ? takingBack(db, { ...known, purpose: entry.purpose, suppressedAs: entry.suppressedAs }) : []
}

type No = { leadId: string; list: Suppressed[]; at: string }

/** Without the purposes of which the database has heard one of these since. */
async function notHeardSince(
  db: D1Database,
  { leadId, list, at }: No,
  states: readonly string[],
): Promise<Suppressed[]> {
  const { results } = await db
    .prepare(`
      SELECT DISTINCT purpose
      FROM consent_event
      WHERE lead_id = ?1
        AND state IN (SELECT value FROM json_each(?3))
        AND at >= ?2`)
    .bind(leadId, at, JSON.stringify(states))
    .all<{ purpose: string }>()
  const heard = new Set(results.map(({ purpose }) => purpose))
  return list.filter(({ purpose }) => !heard.has(purpose))
}

type Said = Omit<Withdrawal, 'subject'>
type TakenBackFrom = Pick<TakenBack, 'purpose' | 'suppressedAs'>
type Known = { id: string; salt: string; email_key: string }

/** Where the database knows the submission by which it was said. */
async function withdrawalOf(db: D1Database, said: Said): Promise<Withdrawal | undefined> {
  const known = await db
    .prepare(`
      SELECT submission.id, submission.salt, lead.email_key
      FROM submission
      JOIN lead ON lead.id = submission.lead_id
      WHERE submission.id = ?1
        AND submission.salt IS NOT NULL`)
    .bind(said.submissionId)
    .first<Known>()
  return known ? by(said, known) : undefined
}

/** A link of a submission the database has lost speaks for the whole person, by any other of theirs. */
async function withdrawalOfLead(db: D1Database, said: Said): Promise<Withdrawal | undefined> {
  const known = await db
    .prepare(`
      SELECT submission.id, submission.salt, lead.email_key
      FROM lead
      JOIN timeline ON timeline.lead_id = lead.id AND timeline.kind = 'submitted'
      JOIN submission ON submission.id = timeline.ref
      WHERE lead.id = ?1
        AND submission.salt IS NOT NULL
      ORDER BY timeline.id DESC
      LIMIT 1`)
    .bind(said.leadId)
    .first<Known>()
  return known ? by(said, known) : undefined
}

const by = async ({ leadId, method, gpc, at }: Said, { id, salt, email_key }: Known): Promise<Withdrawal> => ({
  leadId,
  submissionId: id,
  subject: await subjectOf({ salt, emailKey: email_key }),
  method,
  gpc,
  at,
})
