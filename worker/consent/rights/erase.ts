// Erasing somebody because they ask for it: what they had agreed to is withdrawn, and their address is never written to again.
import { erasing } from '../../lead/delete.ts'
import { enterErasure } from '../../ops/ledger.ts'
import { subjectOf } from '../event.ts'
import { everyPurpose, type Suppressed, suppress } from '../suppression.ts'
import type { Holder } from './holder.ts'
import { noSaid, type Said } from './withdraw.ts'

/**
 * One transaction; what stays names nobody. `others`: the names of their other addresses on the list of those never to write to.
 * `isAlone`: without the leads that are merged with theirs.
 */
export async function erasePerson(
  db: D1Database,
  holder: Holder,
  suppressionSubject: string,
  said: Said,
  { others = [], isAlone = false }: { others?: string[]; isAlone?: boolean } = {},
): Promise<void> {
  const { leadId, submissionId } = holder
  const list = [{ purpose: everyPurpose, state: 'withdrawn' as const }]
  const withdrawn = await agreedBy(db, leadId)
  await db.batch([
    ...noSaid(db, { leadId, submissionId, subject: await subjectOf(holder), ...said }, withdrawn),
    ...[suppressionSubject, ...others].map((subject) => suppress(db, subject, list, said.at)),
    enterErasure(db, { leadId, suppressed: { subject: suppressionSubject, others, list }, at: said.at }, { isAlone }),
    ...erasing(db, leadId, said.at, { isAlone }),
  ])
}

async function agreedBy(db: D1Database, leadId: string): Promise<Suppressed[]> {
  const { results } = await db
    .prepare(`
      SELECT said.key AS purpose
      FROM lead
      CROSS JOIN json_each(lead.consents) AS said
      WHERE lead.id = ?1
        AND said.value ->> 'state' IN ('given', 'unconfirmed', 'confirmed', 'imported')`)
    .bind(leadId)
    .all<{ purpose: string }>()
  return results.map(({ purpose }) => ({ purpose, state: 'withdrawn' }))
}
