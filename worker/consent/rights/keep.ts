// Staying: asked whether their data may be kept, the person says yes, and the time starts again.
import type { Holder } from './holder.ts'

export async function keep(db: D1Database, { leadId }: Pick<Holder, 'leadId'>, at: string): Promise<void> {
  await db.batch([
    db.prepare('UPDATE lead SET last_contact_at = max(last_contact_at, ?2) WHERE id = ?1').bind(leadId, at),
    db.prepare('DELETE FROM retention_ask WHERE lead_id = ?1').bind(leadId),
  ])
}
