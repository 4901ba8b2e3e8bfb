// After the database was restored to an earlier moment: whoever was erased or withdrew since then is erased and withdrawn again.

import { erasingSubmission } from '../consent/rights/take-back.ts'
import { noSaid } from '../consent/rights/withdraw.ts'
import { lift, type Suppressed, suppress } from '../consent/suppression.ts'
import { erasing } from '../lead/delete.ts'
import { sha256 } from '../lib/crypto.ts'
import type { LedgerEntry } from './ledger.ts'

type Stores = { DB: D1Database; FILES: R2Bucket }
export type Replayed = Record<LedgerEntry['kind'], number>

/** Goes through the whole ledger in order. What the database knows already is left as it is, so it can be run again. */
export async function replayLedger({ DB, FILES }: Stores): Promise<Replayed> {
  const replayed: Replayed = { erased: 0, submission_erased: 0, withdrawn: 0, lifted: 0 }
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
      const { leadId, suppressed } = entry
      return [
        ...(suppressed ? [suppress(db, suppressed.subject, suppressed.list, at)] : []),
        ...erasing(db, leadId, at),
      ]
    }
    case 'submission_erased':
      return erasingSubmission(db, entry.submissionId, at)
    case 'lifted':
      return [lift(db, entry.subjects, entry.purposes)]
    case 'withdrawn': {
      const { leadId, submissionId, method, subject } = entry
      const list = await unknownYet(db, leadId, entry.list, at)
      const known = await subjectOf(db, submissionId)
      return [
        ...(subject ? [suppress(db, subject, entry.list, at)] : []),
        ...(known && list.length
          ? noSaid(db, { leadId, submissionId, subject: known, method, gpc: false, at }, list)
          : []),
      ]
    }
  }
}

/** Purposes of which the restored database has heard nothing since: what was said later stands. */
async function unknownYet(db: D1Database, leadId: string, list: Suppressed[], at: string): Promise<Suppressed[]> {
  const { results } = await db
    .prepare('SELECT DISTINCT purpose FROM consent_event WHERE lead_id = ?1 AND at >= ?2')
    .bind(leadId, at)
    .all<{ purpose: string }>()
  const heard = new Set(results.map(({ purpose }) => purpose))
  return list.filter(({ purpose }) => !heard.has(purpose))
}

async function subjectOf(db: D1Database, submissionId: string): Promise<string | undefined> {
  const row = await db
    .prepare(`
      SELECT submission.salt, lead.email_key
      FROM submission
      JOIN lead ON lead.id = submission.lead_id
      WHERE submission.id = ?1
        AND submission.salt IS NOT NULL`)
    .bind(submissionId)
    .first<{ salt: string; email_key: string }>()
  return row ? sha256(`${row.salt}:${row.email_key}`) : undefined
}
