// Follow-ups: what is to be done about a lead, by when and by whom.
import type {
  DueFollowUp,
  FollowUp,
  FollowUpChange,
  FollowUpFilter,
  FollowUpInput,
  FollowUpPage,
} from '../../contract/follow-up.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { followUp as followUpTable } from '../schema/lead.ts'
import type { Actor } from '../team/session.ts'
import { family, shownOf } from './family.ts'

export type FollowUpRow = typeof followUpTable.$inferSelect & { member: string | null }

/** With the name of whose it is; who has gone from the team leaves theirs to anybody. */
const memberName = '(SELECT name FROM member WHERE id = follow_up.member_id) AS member'

const mostShown = 100

/** Of a lead: what is still to be done first, the longest due before the others. Speaks of ?1. */
export const followUpsOf = `
  SELECT *, ${memberName}
  FROM follow_up
  WHERE lead_id IN (${family})
  ORDER BY done_at IS NOT NULL, iif(done_at IS NULL, due_on, NULL), done_at DESC, id
  LIMIT ${mostShown}`

/** Throws `not_found`, or `invalid` for a member there is not. */
export async function addFollowUp(
  db: D1Database,
  leadId: string,
  { dueOn, what, member: whose }: FollowUpInput,
  now: number,
): Promise<FollowUp> {
  const lead = await shownOf(db, leadId)
  await mustBeMember(db, whose)
  const row = await db
    .prepare(`
      INSERT INTO follow_up (lead_id, id, due_on, what, member_id, created_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      RETURNING *, ${memberName}`)
    .bind(lead, newId(now), dueOn, what, whose, new Date(now).toISOString())
    .first<FollowUpRow>()
  return followUpView(row!)
}

/** Throws `not_found`, or `invalid` for a member there is not. */
export async function changeFollowUp(
  db: D1Database,
  leadId: string,
  id: string,
  { dueOn, what, member: whose, done }: FollowUpChange,
  actor: Actor,
  now: number,
): Promise<FollowUp> {
  if (whose) await mustBeMember(db, whose)
  const row = await db
    .prepare(`
      UPDATE follow_up
      SET due_on = coalesce(?3, due_on),
        what = coalesce(?4, what),
        member_id = iif(?5, ?6, member_id),
        done_at = iif(?7, iif(?8, coalesce(done_at, ?9), NULL), done_at),
        done_by = iif(?7, iif(?8, coalesce(done_by, ?10), NULL), done_by)
      WHERE lead_id IN (${family})
        AND id = ?2
      RETURNING *, ${memberName}`)
    .bind(
      leadId,
      id,
      dueOn ?? null,
      what ?? null,
      whose === undefined ? 0 : 1,
      whose ?? null,
      done === undefined ? 0 : 1,
      done ? 1 : 0,
      new Date(now).toISOString(),
      actor.name,
    )
    .first<FollowUpRow>()
  if (!row) throw new Problem('not_found')
  return followUpView(row)
}

/** Throws `not_found`. */
export async function deleteFollowUp(db: D1Database, leadId: string, id: string): Promise<void> {
  const { meta } = await db
    .prepare(`DELETE FROM follow_up WHERE lead_id IN (${family}) AND id = ?2`)
    .bind(leadId, id)
    .run()
  if (!meta.changes) throw new Problem('not_found')
}

type DueRow = FollowUpRow & { lead: string }

/** What is still to be done, the longest due first, a page at a time. Throws `invalid` for a cursor we did not hand out. */
export async function listFollowUps(
  db: D1Database,
  { whose, to }: FollowUpFilter,
  actor: Actor,
  limit: number,
  after?: string,
): Promise<FollowUpPage> {
  const [dueOn, id] = after === undefined ? ['', ''] : fromCursor(after)
  const theirs = { mine: 'AND member_id = ?5', nobody: 'AND member_id IS NULL', all: '' }[whose]
  const { results } = await db
    .prepare(`
      SELECT
        follow_up.*, ${memberName},
        json_object('id', shown.id, 'email', shown.email, 'fullName', shown.full_name, 'company', shown.company) AS lead
      FROM follow_up
      JOIN lead ON lead.id = follow_up.lead_id
      JOIN lead AS shown ON shown.id = coalesce(lead.merged_into, lead.id)
      WHERE done_at IS NULL
        AND (due_on, follow_up.id) > (?1, ?2)
        AND due_on <= ?3
        ${theirs}
      ORDER BY due_on, follow_up.id
      LIMIT ?4`)
    .bind(dueOn, id, to ?? '9999', limit + 1, ...(whose === 'mine' ? [actor.id] : []))
    .all<DueRow>()
  const shown = results.slice(0, limit)
  const last = results.length > limit ? shown.at(-1) : undefined
  return {
    followUps: shown.map((row): DueFollowUp => ({ ...followUpView(row), lead: JSON.parse(row.lead) })),
    next: last ? `${last.due_on}.${last.id}` : null,
  }
}

function fromCursor(cursor: string): [string, string] {
  const [, dueOn, id] = /^(\d{4}-\d\d-\d\d)\.([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (!dueOn || !id) throw new Problem('invalid', { fields: { after: 'wrong_format' } })
  return [dueOn, id]
}

async function mustBeMember(db: D1Database, id: string | null): Promise<void> {
  if (id === null) return
  const found = await db.prepare('SELECT 1 FROM member WHERE id = ?1').bind(id).first()
  if (!found) throw new Problem('invalid', { fields: { member: 'not_an_option' } })
}

export const followUpView = (row: FollowUpRow): FollowUp => ({
  id: row.id,
  dueOn: row.due_on,
  what: row.what,
  member: row.member_id && row.member ? { id: row.member_id, name: row.member } : null,
  doneAt: row.done_at,
  doneBy: row.done_by,
})
