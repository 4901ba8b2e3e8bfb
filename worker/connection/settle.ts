// Writing down what became of messages, and of the connection they went to: one transaction for all that one run sent to it.
import { type DisabledReason, logDays } from '../../contract/connection-names.ts'
import { withRetry } from '../lib/db.ts'
import { newId } from '../lib/id.ts'
import type { Owed } from './claim.ts'
import type { Attempt } from './post.ts'
import { hookDelay, restAfter } from './retry.ts'
import type { ConnectionRow } from './store.ts'

export type Tried = { owed: Owed; attempt: Attempt; atMs: number }

type Settled = { tried: Tried[] /** Nobody is to be told of these any more. */; dropped: string[] }
type Standing = Pick<ConnectionRow, 'failures' | 'failing_since' | 'last_success_at'>

/** What became of a connection: decided from how it stood and what was tried, in the order of time. */
export function standingAfter(before: Standing, tried: Tried[]): Verdict {
  let { failures, failing_since: failingSince, last_success_at: lastSuccessAt } = before
  let [restsMs, disabled, last]: [number, DisabledReason | null, Attempt | undefined] = [0, null, undefined]
  for (const { owed, attempt, atMs } of tried) {
    last = attempt
    if (attempt.ok) {
      ;[failures, failingSince, restsMs, lastSuccessAt] = [0, null, 0, new Date(atMs).toISOString()]
      if (disabled === 'failing') disabled = null
      continue
    }
    if (isOurs(attempt)) continue
    failingSince ??= new Date(atMs).toISOString()
    if (attempt.status === 410) disabled = 'gone'
    if (isOfTheAddress(attempt)) {
      failures++
      restsMs = Math.max(restsMs, atMs + 1_000 * Math.max(restAfter(failures), attempt.waits ?? 0))
    }
    // A whole schedule without anything going through. One message refused among others that are taken is that message's matter.
    const isExhausted = hookDelay(owed.attempts + 2, () => 0.5) === undefined
    if (isExhausted && (lastSuccessAt ?? '') < owed.at) disabled ??= 'failing'
  }
  return { failures, failingSince, lastSuccessAt, restsMs, disabled, last }
}

type Verdict = {
  failures: number
  failingSince: string | null
  lastSuccessAt: string | null
  /** Until when, in ms; 0: it does not. */
  restsMs: number
  disabled: DisabledReason | null
  last: Attempt | undefined
}

const isOurs = ({ problem }: Attempt) => problem === 'too_large' || problem === 'internal'
const ofAddress: readonly (string | null)[] = ['redirect', 'timeout', 'unreachable', 'address_refused']

/** Whether it tells of the address, and not of one message it would not have, or we could not write. */
export const isOfTheAddress = ({ status, problem }: Attempt): boolean =>
  ofAddress.includes(problem) || (problem === 'status' && (status! >= 500 || [408, 410, 429].includes(status!)))

/** Lets go of the lease; nothing of the connection is written where that was lost. */
export async function settle(
  db: D1Database,
  connection: ConnectionRow,
  { tried, dropped }: Settled,
  nowMs: number,
  random = Math.random,
): Promise<void> {
  const verdict = standingAfter(connection, tried)
  const now = new Date(nowMs).toISOString()
  const { id, lease } = connection
  const statements = [
    ...(tried.length ? [messages(db, tried, nowMs, random)] : []),
    ...(dropped.length
      ? [db.prepare('DELETE FROM outbox WHERE id IN (SELECT value FROM json_each(?1))').bind(JSON.stringify(dropped))]
      : []),
    ...(verdict.disabled === 'gone' && connection.token_id
      ? [db.prepare('DELETE FROM connection WHERE id = ?1').bind(id)]
      : [
          ...(verdict.disabled ? [told(db, connection, verdict.disabled, now)] : []),
          db
            .prepare(`
              UPDATE connection
              SET lease = NULL, leased_until = ?3,
                failures = ?4, failing_since = ?5, last_success_at = ?6, rests_until = ?7,
                last_problem = iif(?8, ?9, last_problem), last_status = iif(?8, ?10, last_status),
                state = iif(?11 IS NULL, state, 'disabled'),
                disabled_at = iif(?11 IS NULL, disabled_at, ?3),
                disabled_because = coalesce(?11, disabled_because)
              WHERE id = ?1
                AND lease = ?2`)
            .bind(
              id,
              lease,
              now,
              verdict.failures,
              verdict.failingSince,
              verdict.lastSuccessAt,
              verdict.restsMs ? new Date(verdict.restsMs).toISOString() : null,
              verdict.last ? 1 : 0,
              verdict.last?.problem ?? null,
              verdict.last && !verdict.last.ok ? verdict.last.status : null,
              verdict.disabled,
            ),
        ]),
  ]
  await withRetry(() => db.batch(statements))
}

function messages(db: D1Database, tried: Tried[], nowMs: number, random: () => number): D1PreparedStatement {
  const list = tried.map(({ owed, attempt, atMs }) => {
    const { ok, status, ms, answer, problem, waits = 0 } = attempt
    const delay = hookDelay(owed.attempts + 2, random)
    const isDead = !ok && (delay === undefined || problem === 'too_large')
    return {
      id: owed.id,
      state: ok ? 'sent' : isDead ? 'dead' : 'pending',
      // The row says when it is tried next; settled ones keep when they last were.
      due: new Date(ok || isDead ? atMs : nowMs + 1_000 * Math.max(delay!, waits)).toISOString(),
      at: new Date(atMs).toISOString(),
      status,
      ms,
      answer,
      problem,
    }
  })
  return db
    .prepare(`
      UPDATE outbox
      SET state = told.value ->> 'state',
        attempts = attempts + 1,
        due_at = told.value ->> 'due',
        tried_at = told.value ->> 'at',
        sent_at = iif(told.value ->> 'state' = 'sent', told.value ->> 'at', NULL),
        status = told.value ->> 'status',
        took_ms = told.value ->> 'ms',
        accepted = told.value ->> 'answer',
        last_error = told.value ->> 'problem'
      FROM json_each(?1) AS told
      WHERE outbox.id = told.value ->> 'id'
        AND outbox.state = 'pending'`)
    .bind(JSON.stringify(list))
}

// Goes before the connection is written, while it is still seen to be active under this lease: told once.
function told(
  db: D1Database,
  { id, lease, site_id: site, name, url, language, origin }: ConnectionRow,
  because: DisabledReason,
  now: string,
): D1PreparedStatement {
  const connection = { name, host: new URL(url).hostname, because }
  const payload = { template: 'notice-connection', language, origin, site, connection }
  return db
    .prepare(`
      INSERT INTO outbox (id, kind, payload, due_at, created_at)
      SELECT ?3, 'mail', ?4, ?5, ?5
      FROM connection
      WHERE id = ?1
        AND lease = ?2
        AND state = 'active'`)
    .bind(id, lease, `${newId(Date.parse(now))}.notice-connection`, JSON.stringify(payload), now)
}

const mostForgotten = 5_000

/** Forgets what is older than the log is kept, a piece at a time. */
export async function pruneHooks(db: D1Database, nowMs: number): Promise<void> {
  const before = newId(nowMs - logDays * 86_400_000)
  await db
    .prepare(`
      DELETE FROM outbox
      WHERE id IN (
        SELECT outbox.id
        FROM connection
        CROSS JOIN outbox ON outbox.id > 'w.' || connection.id || '.' AND outbox.id < 'w.' || connection.id || '.' || ?1
        LIMIT ${mostForgotten}
      )`)
    .bind(before)
    .run()
}
