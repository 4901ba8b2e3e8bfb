// What became of a trial: bought, called off, or going on.

import type * as z from 'zod'
import type { Trial, TrialTerms, trialChange } from '../../contract/magnet.ts'
import { Problem } from '../lib/problem.ts'
import { remindersOwed } from './claim.ts'

type Row = {
  magnet_id: string
  submission_id: string
  name: string
  terms: string
  given_at: string
  ends_at: string
  outcome: Trial['state']
}

/** Says how a lead's trial stands. Only a running one is reminded of its end. Throws `not_found` where there is no trial. */
export async function changeTrial(
  db: D1Database,
  leadId: string,
  { state, magnet }: z.infer<typeof trialChange>,
  origin: string,
  now: string,
): Promise<Trial> {
  const row = await db
    .prepare(`
      SELECT claim.*, magnet.name, magnet.terms
      FROM claim
      JOIN magnet ON magnet.id = claim.magnet_id
      WHERE claim.lead_id = ?1
        AND claim.outcome IS NOT NULL
        AND claim.magnet_id = coalesce(?2, claim.magnet_id)
      ORDER BY claim.given_at DESC
      LIMIT 1`)
    .bind(leadId, magnet ?? null)
    .first<Row>()
  if (!row) throw new Problem('not_found')
  const { remindDays }: TrialTerms = JSON.parse(row.terms)
  const { submission_id: id, magnet_id: magnetId } = row
  await db.batch([
    db.prepare('UPDATE claim SET outcome = ?2 WHERE submission_id = ?1').bind(id, state),
    state === 'running'
      ? remindersOwed(db, magnetId, id, remindDays, origin, now)
      : db
          .prepare(`
            DELETE FROM outbox
            WHERE id > ?1 || '.reminder.'
              AND id < ?1 || '.reminder/'
              AND state = 'pending'`)
          .bind(id),
  ])
  return { magnet: magnetId, name: row.name, state, startedAt: row.given_at, endsAt: row.ends_at }
}
