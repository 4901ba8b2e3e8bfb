// Taking a person out, for good. What stays names nobody: their submissions' bare ids, so that a replayed ticket
// cannot bring them back and their links die, and consent events whose subject nobody can open once the salt is gone.
import { Problem } from '../lib/problem.ts'
import { enterErasure } from '../ops/ledger.ts'
import { alone, family } from './family.ts'

/**
 * Deletes a lead, what is merged with it and all that was kept of the person, in one transaction. `audit`: the entry that goes with
 * it, an `auditIfChanged`. Throws `not_found`.
 */
export async function deleteLead(db: D1Database, id: string, now: string, audit?: D1PreparedStatement): Promise<void> {
  const statements = [enterErasure(db, { leadId: id, at: now }), ...erasing(db, id, now)]
  const results = await db.batch([...statements, ...(audit ? [audit] : [])])
  if (!results[statements.length - 1]?.results.length) throw new Problem('not_found')
}

/**
 * The statements of it, to be sent in one batch. The last returns the lead's id, or nothing where there is none. `isAlone`: without
 * what is merged with it.
 */
export function erasing(
  db: D1Database,
  id: string,
  now: string,
  { isAlone = false }: { isAlone?: boolean } = {},
): D1PreparedStatement[] {
  const about = (sql: string, ...values: string[]) => db.prepare(sql).bind(id, ...values)
  const theirs = isAlone ? alone : family
  const sent = `
    SELECT ref
    FROM timeline
    WHERE lead_id IN (${theirs})
      AND kind = 'submitted'`
  return [
    about(`
      DELETE FROM download
      WHERE submission_id IN (${sent})`),
    // Outbox ids begin with their submission's; '/' is the character after '.'.
    about(`
      DELETE FROM outbox
      WHERE id IN (
        SELECT outbox.id
        FROM (${sent}) AS sent
        CROSS JOIN outbox ON outbox.id > sent.ref || '.' AND outbox.id < sent.ref || '/'
      )`),
    about(`
      DELETE FROM mailbox
      WHERE outbox_id IN (
        SELECT mailbox.outbox_id
        FROM (${sent}) AS sent
        CROSS JOIN mailbox ON mailbox.outbox_id > sent.ref || '.' AND mailbox.outbox_id < sent.ref || '/'
      )`),
    // A code stays given, to nobody, so that it is not given again.
    about(`DELETE FROM claim WHERE lead_id IN (${theirs}) AND n IS NULL`),
    about(`UPDATE claim SET lead_id = NULL, ends_at = NULL, href = NULL, outcome = NULL WHERE lead_id IN (${theirs})`),
    about(
      `
      UPDATE submission
      SET lead_id = NULL, answers = NULL, source = NULL, salt = NULL, held = NULL, held_also = NULL, confirmed_at = NULL, erased_at = ?2
      WHERE id IN (${sent})`,
      now,
    ),
    ...['timeline', 'note', 'follow_up', 'retention_ask'].map((table) =>
      about(`DELETE FROM ${table} WHERE lead_id IN (${theirs})`),
    ),
    about(`DELETE FROM lead WHERE id IN (${theirs}) RETURNING id`),
  ]
}

/**
 * The statement that leaves of these submissions their bare ids where not even those are known, as in an older copy of the
 * database: their tickets and links are dead there too.
 */
export function leavingIds(db: D1Database, submissionIds: string[], now: string): D1PreparedStatement {
  return db
    .prepare(`
      INSERT INTO submission (id, form_id, version, language, at, erased_at)
      SELECT value, '', 0, '', ?2, ?2
      FROM json_each(?1)
      WHERE true
      ON CONFLICT (id) DO NOTHING`)
    .bind(JSON.stringify(submissionIds), now)
}
