// Erasures and withdrawals, written down once more outside the database: restoring an older copy of it would bring people back.
// Each is a row in the batch of its cause, then moves to R2. Ids and keyed hashes only.
import type { Suppressed } from '../consent/suppression.ts'
import type { Env } from '../env.ts'
import { alone, family } from '../lead/family.ts'
import { newId } from '../lib/id.ts'

type Erasure = { at: string; leadId: string; suppressed?: { subject: string; others?: string[]; list: Suppressed[] } }
type Said = { leadId: string; submissionId: string; method: string; gpc: boolean }
type TakenBack = Said & { suppressedAs: string[] }

export type LedgerEntry = { at: string } /** `merged`: the other leads of the same person, gone with it. */ & (
  | (Erasure & { kind: 'erased'; submissions: string[]; merged?: string[] })
  /** A no to everything said later as well, by a person who proved to be one. */
  | (Said & { kind: 'withdrawn'; list: Suppressed[]; subject: string })
  /** A no ticked in a form, by whoever typed the address: it stands for as long as nothing else is said. */
  | (Said & { kind: 'objected'; list: Suppressed[] })
  /** What one submission said, by whoever sent it; all of it where no purpose is named. */
  | (TakenBack & { kind: 'taken_back'; purpose?: string })
  /** `takenBack` where the person did it, not the team. */
  | { kind: 'submission_erased'; submissionId: string; takenBack?: TakenBack }
  /** `kept`: what one entry for everything still refuses, once it is gone. */
  | { kind: 'lifted'; subjects: string[]; purposes: string[]; kept: Suppressed[] }
)

/** The statement to put into the batch of what it tells of. */
export function enter(
  db: D1Database,
  entry: Exclude<LedgerEntry, { kind: 'erased' | 'objected' }>,
): D1PreparedStatement {
  return db.prepare('INSERT INTO ledger (id, entry) VALUES (?1, ?2)').bind(newId(), JSON.stringify(entry))
}

/** The same for an erasure, to stand before it: it names the submissions whose links die. */
export function enterErasure(
  db: D1Database,
  erasure: Erasure,
  { isAlone = false }: { isAlone?: boolean } = {},
): D1PreparedStatement {
  const theirs = isAlone ? alone : family
  return db
    .prepare(`
      INSERT INTO ledger (id, entry)
      SELECT ?2, json_set(
        ?3,
        '$.submissions', json(json_group_array(ref)),
        '$.merged', json((SELECT json_group_array(id) FROM (${theirs}) WHERE id <> ?1))
      )
      FROM timeline
      WHERE lead_id IN (${theirs})
        AND kind = 'submitted'`)
    .bind(erasure.leadId, newId(), JSON.stringify({ kind: 'erased', ...erasure }))
}

type Objection = { at: string; submissionId: string; gpc: boolean; purposes: string[] }

/** The same for what a submission objects to, to stand behind its lead. `lead` and `guard` are SQL that may speak of ?1, the submission. */
export function enterObjection(
  db: D1Database,
  { purposes, ...said }: Objection,
  { lead, guard, values }: { lead: string; guard: string; values: string[] },
): D1PreparedStatement {
  const list = purposes.map((purpose) => ({ purpose, state: 'objected' }))
  const entry = { kind: 'objected', method: 'form', list, ...said }
  return db
    .prepare(`
      INSERT INTO ledger (id, entry)
      SELECT ?4, json_set(?5, '$.leadId', ${lead})
      WHERE ${guard}`)
    .bind(said.submissionId, ...values, newId(), JSON.stringify(entry))
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
