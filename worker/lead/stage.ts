// Moving leads between stages, in both directions. Each move that changes something stands in its lead's history, with who and why.
import { type Stage, type StageChange, stagesWithWhy } from '../../contract/stage.ts'
import { Problem } from '../lib/problem.ts'
import type { Actor } from '../team/session.ts'
import { atMost, withEntries } from './changed.ts'

/** `rule`: what moved it where nobody chose to; `from`: only those that are there. */
export type Move = StageChange & { from?: Stage; rule?: 'exchange' | 'qualified' }

/**
 * Moves those of at most 100 leads that are not there yet, in one transaction; gives where each of them was.
 * Unknown ids are passed over. Throws `invalid` where a reason is missing.
 */
export async function changeStages(
  db: D1Database,
  ids: string[],
  move: StageChange,
  actor: Actor,
  now: number,
): Promise<{ id: string; from: Stage }[]> {
  atMost(ids)
  if (stagesWithWhy.includes(move.to) && !move.why) throw new Problem('invalid', { fields: { why: 'required' } })
  const [moved] = await db.batch<{ id: string; from: Stage }>(movingStages(db, ids, move, actor.name, now))
  return moved?.results ?? []
}

/** The statements of it, for the batch of its cause; the first returns who is moved, and from where. */
export function movingStages(
  db: D1Database,
  ids: string[],
  { to, why, from, rule }: Move,
  by: string,
  now: number,
): D1PreparedStatement[] {
  return [
    db
      .prepare(`
        INSERT INTO timeline (lead_id, id, kind, detail, at)
        SELECT
          lead.id, asked.value ->> 'entry', 'stage',
          json_object('from', lead.stage, 'to', ?2, 'by', ?3, 'why', ?4, 'rule', ?5), ?6
        FROM json_each(?1) AS asked
        CROSS JOIN lead ON lead.id = asked.value ->> 'id'
        WHERE lead.stage <> ?2
          AND lead.stage = coalesce(?7, lead.stage)
        RETURNING lead_id AS id, detail ->> 'from' AS "from"`)
      .bind(withEntries(ids, now), to, by, why ?? null, rule ?? null, new Date(now).toISOString(), from ?? null),
    db
      .prepare(`
        UPDATE lead
        SET stage = ?2
        WHERE id IN (SELECT value FROM json_each(?1))
          AND stage <> ?2
          AND stage = coalesce(?3, stage)`)
      .bind(JSON.stringify(ids), to, from ?? null),
  ]
}
