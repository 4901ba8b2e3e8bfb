// The outbox: claim → send → settle. A claim is a lease, so whatever dies in between is sent again later, and never lost;
// what was settled as sent is never sent again.

import { withRetry } from '../lib/db.ts'
import { firstIdAt, newId } from '../lib/id.ts'
import { type Budget, hourOf, inWhoseName, isOverBudget, refund, spend, withinBudget } from './budget.ts'
import { retryDelay } from './retry.ts'

/** A mail claimed, with what is needed to make it. */
export type Claimed = {
  id: string
  claim: string
  /** The hour it is counted in. */
  hour: string
  payload: string
  attempts: number
  replays: number
  lead_id: string | null
  submission_id: string | null
  /** Whose submission it is, also where the mail goes to the team. */
  about: string | null
  created_at: string
  email: string | null
  form_slug: string | null
  version: number | null
  site_name: string | null
  controller: string | null
  /** How mail of the site introduces itself. */
  site_mail: string | null
  /** Where mail to the team goes. */
  team: string | null
  /** What mail to the team is written in, where that was settled. */
  team_language: string | null
  /** Where a way in goes: to the one member it is for. */
  holder: string | null
  /** What the person was given that is theirs alone, and which submission asked for it first. */
  claim_id: string | null
  code: string | null
  given_at: string | null
  ends_at: string | null
  href: string | null
}

export const leaseMs = 5 * 60_000

export type Wanted = { ids?: string[]; most: number }

/**
 * Claims up to `most` mails that are due, of `ids` or in general, within the budget, in one round trip and one transaction.
 * Those over budget are moved to the next hour, and the team is told once an hour. `more`: there may be others behind them.
 */
export async function claim(
  db: D1Database,
  wanted: Wanted,
  budget: Budget,
  nowMs: number,
): Promise<{ claimed: Claimed[]; more: boolean }> {
  const now = new Date(nowMs).toISOString()
  const until = new Date(nowMs + leaseMs).toISOString()
  const { hour, next } = hourOf(nowMs)
  const mine = newId(nowMs)
  // Looks past others' mails that may be over budget; were it all of those, they are moved below and the next run goes on.
  const due = (window: number, only = '') => `
    wanted AS (
      SELECT outbox.id, outbox.lead_id, ${inWhoseName} AS person, submission.form_id, outbox.due_at
      FROM ${wanted.ids ? 'json_each(?7) AS asked CROSS JOIN outbox ON outbox.id = asked.value' : 'outbox'}
      LEFT JOIN submission ON submission.id = outbox.submission_id
      WHERE outbox.state = 'pending'
        AND outbox.kind = 'mail'
        AND outbox.due_at <= ?6
        ${only}
      ORDER BY outbox.due_at
      LIMIT ${wanted.most * window}
    )`
  const ids = JSON.stringify(wanted.ids ?? [])
  const limits = [hour, budget.address, budget.form, budget.all, budget.team, now, ids]
  const results = await db.batch([
    db
      .prepare(`
        WITH ${due(2)}, ${withinBudget}
        UPDATE outbox
        SET claim = ?8, due_at = ?9, attempts = attempts + 1
        WHERE id IN (SELECT id FROM within LIMIT ${wanted.most})`)
      .bind(...limits, mine, until),
    spend(db, hour, mine, until),
    // Only where there was too little to claim: reading much further costs, and a full run is followed by another.
    db
      .prepare(`
        WITH ${due(8, `AND (${claimedCount}) < ${wanted.most}`)}
        UPDATE outbox
        SET due_at = ?10, last_error = 'waits for the hourly budget'
        WHERE id IN (SELECT id FROM wanted WHERE ${isOverBudget})`)
      .bind(...limits, mine, until, next),
    tellTeam(db, hour, budget, nowMs),
    db
      .prepare(`
        SELECT
          outbox.id, outbox.claim, ?3 AS hour, outbox.payload, outbox.attempts, outbox.replays, outbox.lead_id,
          outbox.submission_id, outbox.created_at, submission.lead_id AS about, lead.email, form.slug AS form_slug, submission.version,
          site.name AS site_name, site.controller, site.mail AS site_mail,
          claim.submission_id AS claim_id, claim.given_at, claim.ends_at, claim.href, code.code,
          site.notices ->> 'language' AS team_language,
          coalesce(
            site.notices ->> 'to',
            (SELECT email FROM member WHERE role = 'owner' AND email IS NOT NULL ORDER BY id LIMIT 1)
          ) AS team,
          holder.email AS holder
        FROM outbox
        LEFT JOIN lead ON lead.id = outbox.lead_id
        LEFT JOIN submission ON submission.id = outbox.submission_id
        LEFT JOIN form ON form.id = submission.form_id
        LEFT JOIN site ON site.id = coalesce(lead.site_id, form.site_id, outbox.payload ->> 'site', 'main')
        LEFT JOIN form_version ON form_version.form_id = submission.form_id AND form_version.version = submission.version
        LEFT JOIN claim ON claim.lead_id = outbox.lead_id AND claim.magnet_id = form_version.definition ->> '$.offer.id'
        LEFT JOIN member AS holder ON outbox.lead_id IS NULL AND holder.id = outbox.payload ->> 'member'
        LEFT JOIN code ON code.magnet_id = claim.magnet_id AND code.n = claim.n
        WHERE outbox.kind = 'mail'
          AND outbox.state = 'pending'
          AND outbox.due_at = ?2
          AND outbox.claim = ?1
        ORDER BY outbox.created_at, outbox.id`)
      .bind(mine, until, hour),
  ])
  const claimed = results.at(-1)!.results as Claimed[]
  return { claimed, more: claimed.length === wanted.most || results[2]!.meta.changes > 0 }
}

const claimedCount =
  "SELECT count(*) FROM outbox AS mine WHERE mine.kind = 'mail' AND mine.state = 'pending' AND mine.due_at = ?9 AND mine.claim = ?8"

// The breaker's notice: one an hour, when a form's budget or the whole one is used up.
function tellTeam(db: D1Database, hour: string, budget: Budget, nowMs: number): D1PreparedStatement {
  const sql = `
    INSERT INTO outbox (id, kind, payload, due_at, created_at)
    SELECT
      ?2, 'mail',
      json_object('template', 'notice-budget', 'language', payload ->> 'language', 'origin', payload ->> 'origin'), ?3, ?3
    FROM outbox
    WHERE state = 'pending'
      AND kind = 'mail'
      AND due_at > ?3
      AND (
        (SELECT count FROM mail_budget WHERE hour = ?1 AND scope = 'all') >= ?4
        OR EXISTS (SELECT 1 FROM mail_budget WHERE hour = ?1 AND scope > 'form:' AND scope < 'form;' AND count >= ?5)
      )
    LIMIT 1
    ON CONFLICT (id) DO NOTHING`
  return db.prepare(sql).bind(hour, noticeId(hour), new Date(nowMs).toISOString(), budget.all, budget.form)
}

/** Sorts among the ids of its hour, and is the same for everybody who would tell. */
const noticeId = (hour: string): string => `${firstIdAt(Date.parse(`${hour}:00:00Z`))}.notice-budget`

export type Outcome =
  | { to: 'sent'; accepted: string }
  | { to: 'retry' | 'dead'; error: string }
  /** Not tried, or not its fault: no attempt counts. */
  | { to: 'release'; error: string; afterMs: number }

export type Failed = Exclude<Outcome, { to: 'sent' }>

/** Writes down why a claimed row did not go and when it is tried again, in one round trip; nothing where the claim is lost. */
export async function settleFailed(
  db: D1Database,
  row: Pick<Claimed, 'id' | 'claim' | 'hour' | 'attempts'>,
  outcome: Failed,
  nowMs: number,
): Promise<void> {
  const delay = outcome.to === 'retry' ? retryDelay(row.attempts + 1, Math.random) : undefined
  const isDead = outcome.to === 'dead' || (outcome.to === 'retry' && delay === undefined)
  const afterMs = outcome.to === 'release' ? outcome.afterMs : (delay ?? 0) * 1_000
  const update = db
    .prepare(`
      UPDATE outbox
      SET state = ?3, due_at = ?4, claim = NULL, last_error = ?5, attempts = attempts - ?6
      WHERE id = ?1
        AND claim = ?2
        AND state = 'pending'`)
    .bind(
      row.id,
      row.claim,
      isDead ? 'dead' : 'pending',
      new Date(nowMs + afterMs).toISOString(),
      outcome.error.slice(0, 300),
      outcome.to === 'release' ? 1 : 0,
    )
  await withRetry(() => db.batch(outcome.to === 'dead' ? [update] : [refund(db, row.hour, row.id, row.claim), update]))
}

export type Sent = { id: string; accepted: string; at: string }

/** The other side has taken these: they are sent, whoever holds the claim by now. Idempotent, one statement. */
export async function settleSent(db: D1Database, sent: Sent[]): Promise<void> {
  const statement = db
    .prepare(`
      UPDATE outbox
      SET state = 'sent', claim = NULL, last_error = NULL,
        sent_at = told.value ->> 'at',
        accepted = told.value ->> 'accepted'
      FROM json_each(?1) AS told
      WHERE outbox.id = told.value ->> 'id'
        AND outbox.state = 'pending'`)
    .bind(JSON.stringify(sent))
  await withRetry(() => statement.run())
}
