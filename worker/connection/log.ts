// The log of a connection: what was sent to it, what waits and what was given up; and sending again.
import type { HookDelivery, HookDeliveryPage, Replayed } from '../../contract/connection.ts'
import { Problem } from '../lib/problem.ts'
import type { outbox } from '../schema/delivery.ts'
import { eventNamed } from './compose.ts'
import { eventId } from './deliver.ts'
import { connectionRow } from './store.ts'

type Row = typeof outbox.$inferSelect
type State = HookDelivery['state']

/** The newest first; what is pending, in the order it is tried. Throws `not_found`. */
export async function listHooks(
  db: D1Database,
  id: string,
  { state, after, limit }: { state?: State; after?: string; limit: number },
): Promise<HookDeliveryPage> {
  await connectionRow(db, id)
  const { results } = await (state === 'pending' ? pending : newest)(db, id, { state, after, limit: limit + 1 })
  const page = results.slice(0, limit)
  const last = results.length > limit ? page.at(-1) : undefined
  return {
    deliveries: page.map(view),
    next: last ? (state === 'pending' ? `${last.due_at} ${eventId(last)}` : eventId(last)) : null,
  }
}

type Asked = { state?: State; after?: string; limit: number }

function newest(db: D1Database, id: string, { state, after, limit }: Asked): Promise<D1Result<Row>> {
  return db
    .prepare(`
      SELECT *
      FROM outbox
      WHERE id > ?1
        AND id < ?2
        ${state ? `AND connection_id = ?3 AND kind = 'webhook' AND state = '${state}'` : ''}
      ORDER BY id DESC
      LIMIT ?4`)
    .bind(`w.${id}.`, after ? `w.${id}.${after}` : `w.${id}/`, id, limit)
    .all<Row>()
}

function pending(db: D1Database, id: string, { after = '', limit }: Asked): Promise<D1Result<Row>> {
  const [dueAt = '', event = ''] = after.split(' ')
  return db
    .prepare(`
      SELECT *
      FROM outbox
      WHERE connection_id = ?1
        AND kind = 'webhook'
        AND state = 'pending'
        AND (due_at, id) > (?2, ?3)
      ORDER BY due_at, id
      LIMIT ?4`)
    .bind(id, dueAt, `w.${id}.${event}`, limit)
    .all<Row>()
}

const afresh = `
      SET state = 'pending', due_at = ?2, attempts = 0, last_error = NULL, sent_at = NULL, replays = replays + (state = 'sent')`

/** Sends it again, from the beginning of its schedule and under the same name, whatever became of it before. Throws `not_found`. */
export async function replayHook(db: D1Database, id: string, event: string, nowMs: number): Promise<HookDelivery> {
  const row = await db
    .prepare(`
      UPDATE outbox
      ${afresh}
      WHERE id = ?1
        AND kind = 'webhook'
      RETURNING *`)
    .bind(`w.${id}.${event}`, new Date(nowMs).toISOString())
    .first<Row>()
  if (!row) throw new Problem('not_found')
  return view(row)
}

const mostReplayed = 1_000

/** The same for what was given up and happened since then, the newest first. Throws `not_found`. */
export async function replayFailed(db: D1Database, id: string, since: string, nowMs: number): Promise<Replayed> {
  await connectionRow(db, id)
  const { meta } = await db
    .prepare(`
      UPDATE outbox
      ${afresh}
      WHERE id IN (
        SELECT id
        FROM outbox
        WHERE connection_id = ?1
          AND kind = 'webhook'
          AND state = 'dead'
          AND created_at >= ?3
        ORDER BY id DESC
        LIMIT ${mostReplayed}
      )`)
    .bind(id, new Date(nowMs).toISOString(), new Date(since).toISOString())
    .run()
  const left = await db
    .prepare(`
      SELECT 1
      FROM outbox
      WHERE connection_id = ?1
        AND kind = 'webhook'
        AND state = 'dead'
        AND created_at >= ?2
      LIMIT 1`)
    .bind(id, new Date(since).toISOString())
    .first()
  return { count: Math.min(meta.changes, mostReplayed), isMore: left !== null }
}

const view = (row: Row): HookDelivery => ({
  id: eventId(row),
  event: eventNamed(row.payload),
  leadId: row.lead_id ?? '',
  state: row.state,
  attempts: row.attempts,
  at: row.created_at,
  triedAt: row.tried_at,
  sentAt: row.sent_at,
  nextAt: row.state === 'pending' ? row.due_at : null,
  status: row.status,
  ms: row.took_ms,
  answer: row.accepted,
  problem: row.last_error as HookDelivery['problem'],
})
