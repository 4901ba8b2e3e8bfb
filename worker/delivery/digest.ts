// The morning's mail to teams that would rather be told once a day: what each site's forms brought, where they brought anything.
import type { Env } from '../env.ts'
import { countNewly } from '../lead/newly.ts'
import { firstIdAt } from '../lib/id.ts'
import { dayMs } from '../lib/time.ts'
import { listSites } from '../site/settings.ts'
import { type MailPayload, owedId } from './owe.ts'
import { announce } from './queue.ts'

/** In UTC: six or seven in Paris. */
const hour = 5

/** Called every hour; a site's day is told once, however often that is. */
export async function oweDigests(env: Env, nowMs: number): Promise<void> {
  const toMs = nowMs - (nowMs % dayMs) + hour * 3_600_000
  if (nowMs < toMs) return
  const owed: string[] = []
  for (const { id: site, notices } of await listSites(env.DB)) {
    const { how, language = 'fr', origin } = notices
    if (how !== 'daily' || !origin) continue
    const digest = await countNewly(env.DB, site, toMs - dayMs, toMs)
    if (!digest.leads.length && !digest.held) continue
    const id = owedId(firstIdAt(toMs), 'notice-digest', site)
    const payload: MailPayload = { template: 'notice-digest', language, origin, site, digest }
    const { meta } = await owing(env.DB, id, payload, new Date(nowMs).toISOString()).run()
    if (meta.changes) owed.push(id)
  }
  await announce(env, owed)
}

const owing = (db: D1Database, id: string, payload: MailPayload, now: string): D1PreparedStatement =>
  db
    .prepare(`
      INSERT INTO outbox (id, kind, payload, due_at, created_at)
      VALUES (?1, 'mail', ?2, ?3, ?3)
      ON CONFLICT (id) DO NOTHING`)
    .bind(id, JSON.stringify(payload), now)
