// Notes about a lead. One of an exchange both ways is the only thing that makes a lead a prospect by itself.

import type { Note, NoteInput } from '../../contract/note.ts'
import { afterExchange } from '../../contract/qualification.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { note as noteTable } from '../schema/lead.ts'
import { auditEntry } from '../team/audit.ts'
import type { Actor } from '../team/session.ts'
import { family, shownOf } from './family.ts'
import { movingStages } from './stage.ts'

type Row = typeof noteTable.$inferSelect

/** Nobody notes what is still to come; clocks differ a little. */
const aheadMs = 5 * 60_000

/** Writes it down, and what it means for the lead, in one transaction. Throws `not_found` or `invalid`. */
export async function addNote(
  db: D1Database,
  leadId: string,
  input: NoteInput,
  actor: Actor,
  now: number,
): Promise<{ note: Note; stage: 'prospect' | null }> {
  const id = newId(now)
  const at = momentOf(input, now)
  const lead = await shownOf(db, leadId)
  const moving = input.isExchange
    ? movingStages(db, [lead], { from: 'lead', to: afterExchange('lead'), rule: 'exchange' }, actor.name, now)
    : []
  const [written, ...done] = await db.batch<Row & { from: string }>([
    db
      .prepare(`
        INSERT INTO note (lead_id, id, channel, is_exchange, text, questions, concerns, by, author, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        RETURNING *`)
      .bind(lead, id, ...said(input), actor.name, actor.id, at),
    ...moving,
    heardFrom(db, lead),
  ])
  const isMoved = moving.length > 0 && (done[0]?.results.length ?? 0) > 0
  return { note: view(written!.results[0]!), stage: isMoved ? 'prospect' : null }
}

/** Throws `not_found`, or `forbidden` for somebody else's. */
export async function correctNote(
  db: D1Database,
  leadId: string,
  id: string,
  input: NoteInput,
  actor: Actor,
  now: number,
): Promise<Note> {
  const before = await noteOf(db, leadId, id)
  if (before.author !== actor.id) throw new Problem('forbidden')
  const [written] = await db.batch<Row>([
    db
      .prepare(`
        UPDATE note
        SET channel = ?3, is_exchange = ?4, text = ?5, questions = ?6, concerns = ?7, at = ?8, edited_at = ?9
        WHERE lead_id = ?1
          AND id = ?2
        RETURNING *`)
      .bind(
        before.lead_id,
        id,
        ...said(input),
        input.at ? momentOf(input, now) : before.at,
        new Date(now).toISOString(),
      ),
    heardFrom(db, before.lead_id),
  ])
  const row = written?.results[0]
  if (!row) throw new Problem('not_found')
  return view(row)
}

/** Throws `not_found`. */
export async function deleteNote(db: D1Database, leadId: string, id: string, actor: Actor, now: number): Promise<void> {
  const { lead_id, by } = await noteOf(db, leadId, id)
  await db.batch([
    db.prepare('DELETE FROM note WHERE lead_id = ?1 AND id = ?2').bind(lead_id, id),
    heardFrom(db, lead_id),
    auditEntry(db, actor, 'note.deleted', { lead: lead_id, by }, now),
  ])
}

async function noteOf(db: D1Database, leadId: string, id: string): Promise<Row> {
  const row = await db
    .prepare(`SELECT * FROM note WHERE lead_id IN (${family}) AND id = ?2`)
    .bind(leadId, id)
    .first<Row>()
  if (!row) throw new Problem('not_found')
  return row
}

// The last exchange is what the notes say it is; that somebody was in touch is not taken back with a note.
const heardFrom = (db: D1Database, leadId: string): D1PreparedStatement =>
  db
    .prepare(`
      UPDATE lead
      SET exchanged_at = said.at,
        interest_at = nullif(max(coalesce(interest_at, ''), coalesce(said.at, '')), ''),
        last_contact_at = max(last_contact_at, coalesce(said.at, ''))
      FROM (SELECT max(at) AS at FROM note WHERE lead_id = ?1 AND is_exchange = 1) AS said
      WHERE lead.id = ?1`)
    .bind(leadId)

const said = ({ channel, isExchange, text, questions, concerns }: NoteInput) => [
  channel,
  isExchange ? 1 : 0,
  text,
  JSON.stringify(questions),
  JSON.stringify(concerns),
]

function momentOf({ at }: NoteInput, now: number): string {
  const ms = at ? Date.parse(at) : now
  if (ms > now + aheadMs) throw new Problem('invalid', { fields: { at: 'too_late' } })
  return new Date(ms).toISOString()
}

const view = (row: Row): Note => ({
  id: row.id,
  at: row.at,
  channel: row.channel,
  isExchange: row.is_exchange === 1,
  text: row.text,
  questions: JSON.parse(row.questions),
  concerns: JSON.parse(row.concerns),
  by: row.by,
  author: row.author,
  editedAt: row.edited_at,
})
