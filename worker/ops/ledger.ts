// Erasures and withdrawals, written down once more outside the database: restoring an older copy of it would bring people back.
// Each is a row in the batch of its cause, then moves to R2. Ids and keyed hashes only.
import type { Suppressed } from '../consent/suppression.ts'
import type { Env } from '../env.ts'
import { newId } from '../lib/id.ts'

export type LedgerEntry = { at: string } & (
  | { kind: 'erased'; leadId: string; suppressed?: { subject: string; list: Suppressed[] } }
  | { kind: 'submission_erased'; submissionId: string }
  | {
      kind: 'withdrawn'
      leadId: string
      submissionId: string
      method: string
      list: Suppressed[]
      /** Absent where only what one submission said was taken back. */
      subject?: string
    }
  | { kind: 'lifted'; subjects: string[]; purposes: string[] }
)

/** The statement to put into the batch of what it tells of. */
export function enter(db: D1Database, entry: LedgerEntry): D1PreparedStatement {
  return db.prepare('INSERT INTO ledger (id, entry) VALUES (?1, ?2)').bind(newId(), JSON.stringify(entry))
}

const mostAtOnce = 500

/** Moves what waits to R2, as one object. Stopped half-way it tells some of it twice, and forgets nothing. */
export async function flushLedger({ DB, FILES }: Pick<Env, 'DB' | 'FILES'>, nowMs: number): Promise<void> {
  const { results } = await DB.prepare(`
      SELECT id, entry
      FROM ledger
      ORDER BY id
      LIMIT ${mostAtOnce}`).all<{ id: string; entry: string }>()
  if (!results.length) return
  // A name of its own each time: two runs at once must not write over each other.
  const id = newId(nowMs)
  const key = `ledger/${new Date(nowMs).toISOString().slice(0, 7)}/${id}.json`
  const entries = results.map((row) => ({ id: row.id, ...JSON.parse(row.entry) }))
  await FILES.put(key, JSON.stringify(entries), { httpMetadata: { contentType: 'application/json' } })
  await DB.prepare('DELETE FROM ledger WHERE id IN (SELECT value FROM json_each(?1))')
    .bind(JSON.stringify(results.map((row) => row.id)))
    .run()
}
