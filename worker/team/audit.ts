// Who of the team took out, deleted or changed what. Only ever added to, and without anybody's personal data but the team's own.
import type { AuditPage } from '../../contract/team.ts'
import type { AuditAction } from '../../contract/team-names.ts'
import { newId } from '../lib/id.ts'
import type { audit } from '../schema/team.ts'
import type { Actor } from './session.ts'

/** The statement that adds an entry, for the batch of its cause. `detail` names things and numbers, never a person. */
export function auditEntry(
  db: D1Database,
  actor: Actor,
  action: AuditAction,
  detail: Record<string, string | number | null>,
  now: number,
): D1PreparedStatement {
  return entry(db, actor, action, detail, now, '')
}

/** The same, where the statement before it in the batch has changed anything: what was not there was not deleted. */
export function auditIfChanged(
  db: D1Database,
  actor: Actor,
  action: AuditAction,
  detail: Record<string, string | number | null>,
  now: number,
): D1PreparedStatement {
  return entry(db, actor, action, detail, now, 'WHERE changes() > 0')
}

function entry(
  db: D1Database,
  actor: Actor,
  action: AuditAction,
  detail: Record<string, string | number | null>,
  now: number,
  where: string,
): D1PreparedStatement {
  return db
    .prepare(`
      INSERT INTO audit (id, actor_kind, actor_id, actor, action, detail, at)
      SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
      ${where}`)
    .bind(newId(now), actor.kind, actor.id, actor.name, action, JSON.stringify(detail), new Date(now).toISOString())
}

/** The newest first. `after` is the last one's id. */
export async function listAudit(db: D1Database, limit: number, after = '~'): Promise<AuditPage> {
  const { results } = await db
    .prepare(`
      SELECT *
      FROM audit
      WHERE id < ?1
      ORDER BY id DESC
      LIMIT ?2`)
    .bind(after, limit + 1)
    .all<typeof audit.$inferSelect>()
  const shown = results.slice(0, limit)
  return {
    entries: shown.map((row) => ({
      id: row.id,
      by: { kind: row.actor_kind, id: row.actor_id, name: row.actor },
      action: row.action,
      detail: JSON.parse(row.detail),
      at: row.at,
    })),
    next: results.length > limit ? shown.at(-1)!.id : null,
  }
}
