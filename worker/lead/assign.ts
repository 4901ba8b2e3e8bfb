// Whose a lead is.
import { Problem } from '../lib/problem.ts'
import type { Actor } from '../team/session.ts'
import { atMost, withEntries } from './changed.ts'

/**
 * Gives at most 100 leads to a member, or to nobody, in one transaction; gives whose each was that changed hands.
 * A member who has gone since counts as nobody. Throws `invalid` for a member there is not.
 */
export async function assignLeads(
  db: D1Database,
  ids: string[],
  memberId: string | null,
  actor: Actor,
  now: number,
): Promise<{ id: string; from: string | null }[]> {
  atMost(ids)
  if (memberId && !(await isMember(db, memberId))) throw new Problem('invalid', { fields: { member: 'not_an_option' } })
  const [assigned] = await db.batch<{ id: string; from: string | null }>([
    db
      .prepare(`
        INSERT INTO timeline (lead_id, id, kind, ref, detail, at)
        SELECT
          lead.id, asked.value ->> 'entry', 'assigned', lead.assigned_to,
          json_object('to', (SELECT name FROM member WHERE id = ?2), 'by', ?3), ?4
        FROM json_each(?1) AS asked
        CROSS JOIN lead ON lead.id = asked.value ->> 'id'
        WHERE lead.assigned_to IS NOT ?2
        RETURNING lead_id AS id, ref AS "from"`)
      .bind(withEntries(ids, now), memberId, actor.name, new Date(now).toISOString()),
    db
      .prepare(`
        UPDATE lead
        SET assigned_to = ?2
        WHERE id IN (SELECT value FROM json_each(?1))
          AND assigned_to IS NOT ?2`)
      .bind(JSON.stringify(ids), memberId),
  ])
  return assigned?.results ?? []
}

const isMember = (db: D1Database, id: string) => db.prepare('SELECT 1 FROM member WHERE id = ?1').bind(id).first()
