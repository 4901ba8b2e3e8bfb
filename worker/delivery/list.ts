// What was owed, is owed and could not be paid, page by page.
import type { Delivery, DeliveryPage, TransportStatus } from '../../contract/delivery.ts'
import type { Env } from '../env.ts'
import { family } from '../lead/family.ts'
import { Problem } from '../lib/problem.ts'
import type { outbox } from '../schema/delivery.ts'
import { announce } from './queue.ts'
import { chooseTransport, type MailEnv } from './transport.ts'

type Row = typeof outbox.$inferSelect
type State = Delivery['state']

/** The newest first; what is pending, in the order it will be tried. */
export async function listDeliveries(
  db: D1Database,
  state: State | undefined,
  limit: number,
  after?: string,
): Promise<DeliveryPage> {
  const rows =
    state === 'pending' ? await pendingRows(db, limit + 1, after) : await newestRows(db, state, limit + 1, after)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    deliveries: shown.map(view),
    next: last ? (state === 'pending' ? `${last.due_at} ${last.id}` : last.id) : null,
  }
}

/** Names of mails come before it: they begin with the moment of what caused them, so their order is that of time. */
const afterMails = 'w'

async function newestRows(db: D1Database, state: State | undefined, limit: number, after = afterMails): Promise<Row[]> {
  const { results } = await db
    .prepare(`
      SELECT *
      FROM outbox
      WHERE id < min(?1, '${afterMails}')
        ${state ? `AND state = '${state}'` : ''}
      ORDER BY id DESC
      LIMIT ?2`)
    .bind(after, limit)
    .all<Row>()
  return results
}

async function pendingRows(db: D1Database, limit: number, after = ''): Promise<Row[]> {
  const [dueAt = '', id = ''] = after.split(' ')
  const { results } = await db
    .prepare(`
      SELECT *
      FROM outbox
      WHERE kind = 'mail'
        AND state = 'pending'
        AND (due_at, id) > (?1, ?2)
      ORDER BY due_at, id
      LIMIT ?3`)
    .bind(dueAt, id, limit)
    .all<Row>()
  return results
}

const mostOfLead = 100

/** What is owed or was sent to one lead, by any of its addresses, the newest first. */
export async function deliveriesOf(db: D1Database, leadId: string): Promise<Delivery[]> {
  const { results } = await db
    .prepare(`
      SELECT outbox.*
      FROM (
        SELECT ref
        FROM timeline
        WHERE lead_id IN (${family})
          AND kind = 'submitted'
        ORDER BY id DESC
        LIMIT ${mostOfLead}
      ) AS sent
      CROSS JOIN outbox ON outbox.id > sent.ref || '.' AND outbox.id < sent.ref || '/'
      WHERE outbox.lead_id IS NOT NULL
      ORDER BY outbox.created_at DESC, outbox.id DESC
      LIMIT ${mostOfLead}`)
    .bind(leadId)
    .all<Row>()
  return results.map(view)
}

/** Throws `not_found`. */
export async function readDelivery(db: D1Database, id: string): Promise<Delivery> {
  const row = await db.prepare(`SELECT * FROM outbox WHERE id = ?1 AND kind = 'mail'`).bind(id).first<Row>()
  if (!row) throw new Problem('not_found')
  return view(row)
}

/**
 * Sends it again, from the beginning of its schedule, whatever became of it before. One that was sent leaves under another
 * Message-ID, or mail programs would hide it as a duplicate. Throws `not_found`, or `conflict` while it is being sent.
 */
export async function replay(env: Pick<Env, 'DB' | 'OUTBOX'>, id: string, nowMs: number): Promise<Delivery> {
  const now = new Date(nowMs).toISOString()
  const row = await env.DB.prepare(`
      UPDATE outbox
      SET state = 'pending', due_at = ?2, attempts = 0, claim = NULL, last_error = NULL, sent_at = NULL, accepted = NULL,
        replays = replays + (state = 'sent')
      WHERE id = ?1
        AND kind = 'mail'
        AND (claim IS NULL OR due_at <= ?2)
      RETURNING *`)
    .bind(id, now)
    .first<Row>()
  if (!row) {
    await readDelivery(env.DB, id)
    throw new Problem('conflict')
  }
  await announce(env, [id])
  return view(row)
}

export async function transportStatus(env: MailEnv, nowMs: number): Promise<TransportStatus> {
  const chosen = chooseTransport(env)
  const late = await env.DB.prepare(`
      SELECT count(*) AS waiting, min(due_at) AS oldest
      FROM (SELECT due_at FROM outbox WHERE kind = 'mail' AND state = 'pending' AND due_at <= ?1 ORDER BY due_at LIMIT 1000)`)
    .bind(new Date(nowMs).toISOString())
    .first<{ waiting: number; oldest: string | null }>()
  const failed = await env.DB.prepare(`
      SELECT last_error
      FROM (SELECT last_error, due_at FROM outbox WHERE kind = 'mail' AND state = 'pending' ORDER BY due_at LIMIT 1000)
      WHERE last_error IS NOT NULL
      ORDER BY due_at DESC
      LIMIT 1`).first<string>('last_error')
  const from = chosen.ok ? chosen.from : undefined
  return {
    name: chosen.ok ? chosen.transport.name : chosen.name,
    from: from ? (from.name ? `${from.name} <${from.email}>` : from.email) : null,
    problem: chosen.ok ? null : chosen.problem,
    waiting: late?.waiting ?? 0,
    oldestDueAt: late?.oldest ?? null,
    lastProblem: failed,
  }
}

const view = (row: Row): Delivery => ({
  id: row.id,
  kind: row.kind,
  template: row.kind === 'mail' ? (JSON.parse(row.payload).template ?? null) : null,
  leadId: row.lead_id,
  submissionId: row.submission_id,
  state: row.state,
  sending: row.state === 'pending' && row.claim !== null,
  attempts: row.attempts,
  dueAt: row.due_at,
  sentAt: row.sent_at,
  accepted: row.accepted,
  problem: row.last_error,
  createdAt: row.created_at,
})
