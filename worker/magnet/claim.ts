// Giving one person what is theirs alone: the next code of a pool, or a trial. Part of the one batch a submission is,
// so two people can never get the same code, and somebody who asks again gets what they got first.
import type { Offer } from '../../contract/magnet.ts'
import { dayMs } from '../lib/time.ts'

/** What a submission is to be given, as plain JSON that can wait in the intake queue. */
export type Wanted = {
  magnetId: string
  by: 'code' | 'key' | 'licence' | 'address'
  /** Of a trial. */
  days?: number
  remindDays: number[]
  /** The team's. */
  language: string
}

/** What a person was given of a magnet, or was promised. */
export type Given = {
  /** The submission that asked first. */
  submissionId: string
  leadId: string
  /** ISO times; `null` while it is only promised. */
  givenAt: string | null
  endsAt: string | null
  code: string | null
  href: string | null
}

/** What to claim for an offer; nothing where everybody gets the same. */
export function wantedOf(offer: Offer | undefined, language: string): Wanted | undefined {
  if (offer?.kind === 'code' && !offer.terms.shared) return { magnetId: offer.id, by: 'code', remindDays: [], language }
  if (offer?.kind !== 'trial') return undefined
  const { days, remindDays, start } = offer.terms
  return { magnetId: offer.id, by: start.by, days, remindDays, language }
}

type Claiming = { id: string; site: string; emailKey: string; at: string; origin: string; claim: Wanted }

export const trialEnd = (from: string, days: number): string => new Date(Date.parse(from) + days * dayMs).toISOString()

/** Before the submission's own row. Binds ?1 id, ?2 site, ?3 address, which `lead` and `unlessKept` speak of. */
export function claimOne(
  db: D1Database,
  { id, site, emailKey, at, claim }: Claiming,
  { lead, unlessKept }: { lead: string; unlessKept: string },
): D1PreparedStatement {
  const { magnetId, by, days } = claim
  const isGiven = { code: 'next.n IS NOT NULL', key: 'next.n IS NOT NULL', licence: 'true', address: 'false' }[by]
  const sql = `
    INSERT INTO claim (submission_id, magnet_id, lead_id, n, given_at, ends_at, outcome)
    SELECT ?1, ?4, ${lead}, next.n, iif(${isGiven}, ?5, NULL), iif(${isGiven}, ?6, NULL), iif(${isGiven}, ?7, NULL)
    FROM (
      SELECT (
        SELECT n
        FROM code
        WHERE magnet_id = ?4
          AND n = 1 + coalesce((SELECT max(n) FROM claim WHERE magnet_id = ?4), 0)
      ) AS n
    ) AS next
    WHERE ${unlessKept}
    ON CONFLICT DO NOTHING`
  return db
    .prepare(sql)
    .bind(id, site, emailKey, magnetId, at, days ? trialEnd(at, days) : null, days ? 'running' : null)
}

/** After the submission's own row: what a fresh claim causes, and last the claim as it stands. */
export const afterClaim = (db: D1Database, { id, at, origin, claim }: Claiming): D1PreparedStatement[] => [
  ...(claim.remindDays.length ? [remindersOwed(db, claim.magnetId, id, claim.remindDays, origin, at)] : []),
  ...(claim.by === 'code' || claim.by === 'key' ? [stockNotice(db, { id, at, origin, claim })] : []),
  claimOf(db, id, claim.magnetId),
]

/** Owes the reminders of one submission's running trial; those whose day has passed are left out. */
export function remindersOwed(
  db: D1Database,
  magnetId: string,
  submissionId: string,
  remindDays: number[],
  origin: string,
  now: string,
): D1PreparedStatement {
  const sql = `
    INSERT INTO outbox (id, kind, lead_id, submission_id, payload, due_at, created_at)
    SELECT
      claim.submission_id || '.reminder.' || days.value, 'mail', claim.lead_id, claim.submission_id,
      json_object('template', 'reminder', 'language', submission.language, 'origin', ?4, 'endsAt', claim.ends_at),
      ${daysBefore('claim.ends_at', 'days.value')}, ?5
    FROM claim
    JOIN submission ON submission.id = claim.submission_id
    CROSS JOIN json_each(?3) AS days
    WHERE claim.submission_id = ?1
      AND claim.magnet_id = ?2
      AND claim.lead_id IS NOT NULL
      AND claim.outcome = 'running'
      AND ${daysBefore('claim.ends_at', 'days.value')} > ?5
    ON CONFLICT (id) DO NOTHING`
  return db.prepare(sql).bind(submissionId, magnetId, JSON.stringify(remindDays), origin, now)
}

export const daysBefore = (end: string, days: string): string =>
  `strftime('%Y-%m-%dT%H:%M:%fZ', ${end}, '-' || ${days} || ' days')`

// Once when exactly as many are left as the magnet says now, which only one claim can cause; once when the first person has to wait.
function stockNotice(
  db: D1Database,
  { id, at, origin, claim }: Omit<Claiming, 'site' | 'emailKey'>,
): D1PreparedStatement {
  const sql = `
    INSERT INTO outbox (id, kind, submission_id, payload, due_at, created_at)
    SELECT
      ?1 || '.notice-stock', 'mail', ?1,
      json_object('template', 'notice-stock', 'language', ?3, 'origin', ?4, 'left', iif(n IS NULL, -1, unused)), ?5, ?5
    FROM (
      SELECT n, (SELECT max(n) FROM code WHERE magnet_id = ?2) - n AS unused
      FROM claim
      WHERE submission_id = ?1
        AND magnet_id = ?2
    )
    WHERE unused = (SELECT coalesce(terms ->> '$.lowAt', terms ->> '$.start.lowAt') FROM magnet WHERE id = ?2)
      OR (
        n IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM claim WHERE magnet_id = ?2 AND given_at IS NULL AND submission_id <> ?1
        )
      )
    ON CONFLICT (id) DO NOTHING`
  return db.prepare(sql).bind(id, claim.magnetId, claim.language, origin, at)
}

type Row = {
  submission_id: string
  lead_id: string
  given_at: string | null
  ends_at: string | null
  code: string | null
  href: string | null
}

// A doubtful submission is told nothing of what the person it names was given.
const claimOf = (db: D1Database, submissionId: string, magnetId: string): D1PreparedStatement =>
  db
    .prepare(`
      SELECT claim.submission_id, claim.lead_id, claim.given_at, claim.ends_at, claim.href, code.code
      FROM submission
      JOIN claim ON claim.lead_id = submission.lead_id AND claim.magnet_id = ?2
      LEFT JOIN code ON code.magnet_id = claim.magnet_id AND code.n = claim.n
      WHERE submission.id = ?1
        AND submission.held IS NULL`)
    .bind(submissionId, magnetId)

/** What the person was given, or promised, from the batch's last result. */
export function givenIn(found: unknown): Given | undefined {
  if (!found) return undefined
  const row = found as Row
  const { submission_id: submissionId, lead_id: leadId, given_at: givenAt, ends_at: endsAt, code, href } = row
  return { submissionId, leadId, givenAt, endsAt, code, href }
}

/** What a lead was given or promised that is theirs alone, for people to read: the newest first. `lead`: its id, or ids, as SQL. */
export const claimsOf = (lead: string): string => `
  SELECT
    claim.submission_id AS id, magnet.name AS magnet,
    iif(magnet.kind = 'code', 'code', magnet.terms ->> '$.start.by') AS "by",
    code.code, claim.href, claim.given_at AS givenAt, claim.ends_at AS endsAt, claim.outcome AS state
  FROM claim
  JOIN magnet ON magnet.id = claim.magnet_id
  LEFT JOIN code ON code.magnet_id = claim.magnet_id AND code.n = claim.n
  WHERE claim.lead_id IN (${lead})
  ORDER BY claim.submission_id DESC
  LIMIT 100`
