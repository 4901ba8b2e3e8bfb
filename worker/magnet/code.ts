// Pools of codes and keys: filling them, and serving those who came when there were none.
import type { CodesAdded, Magnet } from '../../contract/magnet.ts'
import { Problem } from '../lib/problem.ts'
import { daysBefore, trialEnd } from './claim.ts'
import { magnetOf } from './store.ts'

const perStatement = 1_000
/** People served by one upload; the next one serves the next. */
const mostServed = 5_000

/**
 * Adds codes to a pool, in their order, those already there left out, then serves people who wait. Sent again it does nothing
 * twice, so an upload that broke off is simply repeated. Throws `not_found` where there is no such pool.
 */
export async function addCodes(
  db: D1Database,
  magnetId: string,
  codes: string[],
  origin: string,
  now: string,
): Promise<CodesAdded> {
  const magnet = await magnetOf(db, magnetId)
  if (!magnet.stock) throw new Problem('not_found')
  const unique = [...new Set(codes)]
  const added = new Set<string>()
  for (let from = 0; from < unique.length; from += perStatement) {
    const { results } = await addSome(db, magnetId, unique.slice(from, from + perStatement))
    for (const { code } of results) added.add(code)
  }
  const served = await serveWaiting(db, magnet, origin, now)
  const { stock } = await magnetOf(db, magnetId)
  return {
    added: added.size,
    duplicates: codes.length - added.size,
    examples: twiceIn(codes, added).slice(0, 100),
    served,
    stock: stock!,
  }
}

const addSome = (db: D1Database, magnetId: string, codes: string[]) =>
  db
    .prepare(`
      INSERT INTO code (magnet_id, n, code)
      SELECT
        ?1,
        coalesce((SELECT max(n) FROM code WHERE magnet_id = ?1), 0) + row_number() OVER (ORDER BY list.key),
        list.value
      FROM json_each(?2) AS list
      WHERE NOT EXISTS (SELECT 1 FROM code WHERE magnet_id = ?1 AND code = list.value)
      RETURNING code`)
    .bind(magnetId, JSON.stringify(codes))
    .all<{ code: string }>()

/** What was not added, or was only once though listed twice. */
function twiceIn(codes: string[], added: Set<string>): string[] {
  const seen = new Set<string>()
  const again = codes.filter((code) => !added.has(code) || seen.size === seen.add(code).size)
  return [...new Set(again)]
}

// In the order they came; their mail and, for a trial, its reminders are owed in the same transaction.
async function serveWaiting(db: D1Database, magnet: Magnet, origin: string, now: string): Promise<number> {
  const trial = magnet.terms && 'days' in magnet.terms ? magnet.terms : undefined
  const owe = (id: string, payload: string, due: string, from = '') => `
    INSERT INTO outbox (id, kind, lead_id, submission_id, payload, due_at, created_at)
    SELECT ${id}, 'mail', claim.lead_id, claim.submission_id, json_object(${payload}), ${due}, ?2
    FROM claim
    JOIN submission ON submission.id = claim.submission_id
    ${from}
    WHERE claim.magnet_id = ?1
      AND claim.given_at = ?2
      AND claim.lead_id IS NOT NULL
    ON CONFLICT (id) DO NOTHING`
  const common = `'language', submission.language, 'origin', ?3`
  const reminder = daysBefore('claim.ends_at', 'days.value')
  const [served] = await db.batch([
    db
      .prepare(`
        UPDATE claim
        SET n = next.n, given_at = ?2, ends_at = ?3, outcome = ?4
        FROM (
          SELECT
            submission_id,
            row_number() OVER (ORDER BY submission_id)
              + coalesce((SELECT max(n) FROM claim WHERE magnet_id = ?1), 0) AS n
          FROM claim
          WHERE magnet_id = ?1
            AND given_at IS NULL
          ORDER BY submission_id
          LIMIT ${mostServed}
        ) AS next
        WHERE claim.submission_id = next.submission_id
          AND EXISTS (SELECT 1 FROM code WHERE magnet_id = ?1 AND code.n = next.n)`)
      .bind(magnet.id, now, trial ? trialEnd(now, trial.days) : null, trial ? 'running' : null),
    db
      .prepare(owe(`claim.submission_id || '.deliver'`, `'template', 'deliver', ${common}`, '?2'))
      .bind(magnet.id, now, origin),
    ...(trial?.remindDays.length
      ? [
          db
            .prepare(
              owe(
                `claim.submission_id || '.reminder.' || days.value`,
                `'template', 'reminder', ${common}, 'endsAt', claim.ends_at`,
                `max(?2, ${reminder})`,
                'CROSS JOIN json_each(?4) AS days',
              ),
            )
            .bind(magnet.id, now, origin, JSON.stringify(trial.remindDays.filter((days) => days < trial.days))),
        ]
      : []),
  ])
  return served!.meta.changes
}
