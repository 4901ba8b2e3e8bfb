// Asking for one's link. An address nobody knows is answered exactly like one that is known.
import { comparable } from '../../capture/to-record.ts'
import { announce } from '../../delivery/queue.ts'
import type { Env } from '../../env.ts'

/**
 * Owes the link to whoever is known by this address, once an hour however often it is asked. Gives nothing:
 * what became of it is for the mailbox's reader alone.
 */
export async function askForLink(
  env: Pick<Env, 'DB' | 'OUTBOX'>,
  email: string,
  origin: string,
  nowMs: number,
): Promise<void> {
  const now = new Date(nowMs).toISOString()
  const { results } = await env.DB.prepare(`
      INSERT INTO outbox (id, kind, lead_id, submission_id, payload, due_at, created_at)
      SELECT
        sent.ref || '.rights.' || ?3, 'mail', lead.id, sent.ref,
        json_object('template', 'rights', 'language', lead.language, 'origin', ?2), ?4, ?4
      FROM site
      CROSS JOIN lead ON lead.site_id = site.id AND lead.email_key = ?1
      CROSS JOIN timeline AS sent
        ON sent.lead_id = lead.id
        AND sent.id = (SELECT max(id) FROM timeline WHERE lead_id = lead.id AND kind = 'submitted')
      WHERE true
      ON CONFLICT (id) DO NOTHING
      RETURNING id`)
    .bind(comparable(email), origin, now.slice(0, 13), now)
    .all<{ id: string }>()
  await announce(
    env,
    results.map(({ id }) => id),
  )
}
