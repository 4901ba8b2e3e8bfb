// Hours are looked at for a few days; the days they add up to stay.
import { formBriefs } from '../form/brief.ts'
import { dayMs } from '../lib/time.ts'
import { spanAt } from './numbers.ts'

const keptDays = 100

/** Drops hours nobody looks at any more: once a day, so that each form has some two dozen. */
export async function pruneHours(db: D1Database, now: number): Promise<void> {
  const forms = await formBriefs(db)
  if (!forms.length) return
  const drop = db.prepare(`DELETE FROM counter WHERE grain = 'hour' AND form_id = ?1 AND span < ?2`)
  const before = spanAt('hour', now - keptDays * dayMs)
  await db.batch(forms.map(({ id }) => drop.bind(id, before)))
}
