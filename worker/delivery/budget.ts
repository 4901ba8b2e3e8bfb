// How much mail may leave in an hour: to one person, from one form, in all. A form must never be a way to bomb mailboxes.
// What is over budget waits for the next hour; nothing is dropped.

export type Budget = { address: number; form: number; all: number; team: number }

type Configured = { MAIL_HOURLY_ADDRESS?: string; MAIL_HOURLY_FORM?: string; MAIL_HOURLY_ALL?: string }

export function budgetOf(env: Configured): Budget {
  const read = (text: string | undefined, otherwise: number) =>
    /^\d{1,7}$/.test(text ?? '') ? Number(text) : otherwise
  return {
    address: read(env.MAIL_HOURLY_ADDRESS, 5),
    form: read(env.MAIL_HOURLY_FORM, 500),
    all: read(env.MAIL_HOURLY_ALL, 1_000),
    team: 20,
  }
}

const hourMs = 3_600_000

/** The hour a moment is counted in, and the moment the next one begins. */
export function hourOf(nowMs: number): { hour: string; next: string } {
  const start = nowMs - (nowMs % hourMs)
  return { hour: new Date(start).toISOString().slice(0, 13), next: new Date(start + hourMs).toISOString() }
}

/** In whose name a row of outbox is counted: a lead's, a member's who asked for a way in, or the team's. */
export const inWhoseName = `coalesce('lead:' || outbox.lead_id, 'member:' || (outbox.payload ->> 'member'), 'team')`

const spent = (scope: string) => `coalesce((SELECT count FROM mail_budget WHERE hour = ?1 AND scope = ${scope}), 0)`

/**
 * CTEs that end in `within`: of the rows in `wanted (id, lead_id, person, form_id, due_at)` those the budget still has room for.
 * A row counts against a form only where its person's budget allows it, and against the whole only where the form's does.
 * Notices to the team share one budget; a way in has its member's own, so that a busy day locks nobody out.
 * ?1 hour, ?2 to ?5 the budget: address, form, all, team.
 */
export const withinBudget = `
  by_address AS (
    SELECT *, row_number() OVER (PARTITION BY person ORDER BY due_at, id)
      + ${spent('person')} AS n
    FROM wanted
  ),
  by_form AS (
    SELECT id, form_id, due_at, row_number() OVER (PARTITION BY form_id ORDER BY due_at, id)
      + ${spent("'form:' || form_id")} AS n
    FROM by_address
    WHERE lead_id IS NOT NULL
      AND n <= ?2
  ),
  by_all AS (
    SELECT id, row_number() OVER (ORDER BY due_at, id) + ${spent("'all'")} AS n
    FROM by_form
    WHERE form_id IS NULL OR n <= ?3
  ),
  within AS (
    SELECT id FROM by_all WHERE n <= ?4
    UNION ALL
    SELECT id FROM by_address WHERE lead_id IS NULL AND n <= iif(person = 'team', ?5, ?2)
  )`

/** Whether nothing is left for a row of `wanted`, once what was claimed is counted. The same numbers. */
export const isOverBudget = `
  CASE WHEN lead_id IS NULL THEN ${spent('person')} >= iif(person = 'team', ?5, ?2)
  ELSE ${spent('person')} >= ?2 OR ${spent("'form:' || form_id")} >= ?3 OR ${spent("'all'")} >= ?4
  END`

/** The scopes a row (of outbox, with its submission's form) is counted in. */
const scopes = (from: string) => `
  SELECT 'all' AS scope FROM ${from} WHERE lead_id IS NOT NULL
  UNION ALL SELECT person FROM ${from}
  UNION ALL SELECT 'form:' || form_id FROM ${from} WHERE lead_id IS NOT NULL AND form_id IS NOT NULL`

/** Counts the rows under one claim. */
export const spend = (db: D1Database, hour: string, claim: string, until: string): D1PreparedStatement =>
  db
    .prepare(`
      WITH claimed AS (
        SELECT outbox.lead_id, submission.form_id, ${inWhoseName} AS person
        FROM outbox
        LEFT JOIN submission ON submission.id = outbox.submission_id
        WHERE outbox.kind = 'mail' AND outbox.state = 'pending' AND outbox.due_at = ?3 AND outbox.claim = ?2
      )
      INSERT INTO mail_budget (hour, scope, count)
      SELECT ?1, scope, count(*)
      FROM (${scopes('claimed')})
      WHERE true
      GROUP BY scope
      ON CONFLICT (hour, scope) DO UPDATE SET count = count + excluded.count`)
    .bind(hour, claim, until)

/** Gives back what a row was counted for: nobody got anything. Goes before the statement that lets go of the claim. */
export const refund = (db: D1Database, hour: string, id: string, claim: string): D1PreparedStatement =>
  db
    .prepare(`
      WITH given AS (
        SELECT outbox.lead_id, submission.form_id, ${inWhoseName} AS person
        FROM outbox
        LEFT JOIN submission ON submission.id = outbox.submission_id
        WHERE outbox.id = ?2 AND outbox.claim = ?3
      )
      UPDATE mail_budget
      SET count = count - 1
      WHERE hour = ?1
        AND count > 0
        AND scope IN (SELECT scope FROM (${scopes('given')}))`)
    .bind(hour, id, claim)

/** Counts one mail that no row stands for, unless its scope has had as many this hour; gives whether it may leave. */
export async function spendOne(db: D1Database, nowMs: number, scope: string, most: number): Promise<boolean> {
  const { meta } = await db
    .prepare(`
      INSERT INTO mail_budget (hour, scope, count)
      VALUES (?1, ?2, 1)
      ON CONFLICT (hour, scope) DO UPDATE SET count = count + 1
      WHERE count < ?3`)
    .bind(hourOf(nowMs).hour, scope, most)
    .run()
  return meta.changes > 0
}

/** Forgets hours nobody asks about any more. */
export const pruneBudget = (db: D1Database, nowMs: number): D1PreparedStatement =>
  db.prepare('DELETE FROM mail_budget WHERE hour < ?1').bind(hourOf(nowMs - 48 * hourMs).hour)
