// Who of the team took out, deleted or changed what. Only ever added to, and without anybody's personal data but the team's own.
import { newId } from '../lib/id.ts'
import type { Actor } from './session.ts'

export type AuditAction =
  | 'leads.exported'
  | 'leads.imported'
  | 'leads.deleted'
  | 'leads.merged'
  | 'member.invited'
  | 'member.role_changed'
  | 'member.removed'
  | 'token.created'
  | 'token.revoked'
  | 'site.changed'
  | 'form.published'

/** The statement that adds an entry, for the batch of its cause. `detail` names things and numbers, never a person. */
export function auditEntry(
  db: D1Database,
  actor: Actor,
  action: AuditAction,
  detail: Record<string, string | number | null>,
  now: number,
): D1PreparedStatement {
  return db
    .prepare(`
      INSERT INTO audit (id, actor_kind, actor_id, actor, action, detail, at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`)
    .bind(newId(now), actor.kind, actor.id, actor.name, action, JSON.stringify(detail), new Date(now).toISOString())
}
