// Taking what is owed to connections. The lease is a connection's: one run at a time sends to it, so that an address that hangs
// holds up itself and nobody else, and who was not served for longest is next.
import { newId } from '../lib/id.ts'
import { toldLead } from './compose.ts'
import { mostHappened, oweHooks } from './owe.ts'
import type { ConnectionRow } from './store.ts'

/** Longer than a run may take. */
export const leaseMs = 90_000
export const mostAtOnce = 8

/** A message owed, with what it takes to write it. */
export type Owed = {
  id: string
  leadId: string
  payload: string
  attempts: number
  at: string
  /** The person, as JSON; null where they are gone. */
  lead: string | null
  /** Whether their browser said that their data is not to be shared. */
  gpc: number
}
/** `isMore`: there may be more for it than was claimed. */
export type Claimed = { connection: ConnectionRow; owed: Owed[]; isMore: boolean }

type Row = Omit<Owed, 'leadId' | 'at'> & { connection_id: string; lead_id: string; created_at: string }

const owedOf = ({ connection_id: _, lead_id: leadId, created_at: at, ...row }: Row): Owed => ({ ...row, leadId, at })

/**
 * Owes what happened since, claims connections to which something is due, and of that up to `most` messages in all, shared among them.
 * `isMore`: there may be other connections, or more that happened.
 */
export async function claimHooks(
  db: D1Database,
  most: number,
  nowMs: number,
): Promise<{ claimed: Claimed[]; isMore: boolean }> {
  const now = new Date(nowMs).toISOString()
  const lease = newId(nowMs)
  const [, moved, taken, rows] = await db.batch([
    ...oweHooks(db),
    db
      .prepare(`
        UPDATE connection
        SET lease = ?1, leased_until = ?2
        WHERE id IN (
          SELECT id
          FROM connection
          WHERE state = 'active'
            AND leased_until <= ?3
            AND coalesce(rests_until, '') <= ?3
            AND EXISTS (${due} LIMIT 1)
          ORDER BY leased_until
          LIMIT ${mostAtOnce}
        )
        RETURNING *`)
      .bind(lease, new Date(nowMs + leaseMs).toISOString(), now),
    db
      .prepare(`
        SELECT
          outbox.id, outbox.connection_id, outbox.lead_id, outbox.payload, outbox.attempts, outbox.created_at,
          iif(lead.id IS NULL, NULL, ${toldLead}) AS lead,
          coalesce(lead.gpc, 0)
            OR EXISTS (SELECT 1 FROM consent_event WHERE lead_id = outbox.lead_id AND gpc = 1) AS gpc
        FROM connection
        CROSS JOIN json_each((
          SELECT json_group_array(id)
          FROM (${due} ORDER BY due_at LIMIT (
            SELECT max(1, CAST(?2 / count(*) AS INTEGER)) FROM connection WHERE lease = ?1
          ))
        )) AS wanted
        CROSS JOIN outbox ON outbox.id = wanted.value
        LEFT JOIN lead ON lead.id = outbox.lead_id
        WHERE connection.lease = ?1
        ORDER BY outbox.due_at, outbox.id`)
      .bind(lease, most, now),
  ])
  const connections = taken!.results as ConnectionRow[]
  const owed = rows!.results as Row[]
  const share = Math.max(1, Math.floor(most / connections.length))
  return {
    claimed: connections.map((connection) => {
      const theirs = owed.filter((row) => row.connection_id === connection.id)
      return { connection, owed: theirs.map(owedOf), isMore: theirs.length === share }
    }),
    isMore: connections.length === mostAtOnce || moved!.meta.changes >= mostHappened,
  }
}

/** What is due to `connection` at ?3. */
const due = `
  SELECT id
  FROM outbox
  WHERE outbox.connection_id = connection.id
    AND outbox.kind = 'webhook'
    AND outbox.state = 'pending'
    AND outbox.due_at <= ?3`
