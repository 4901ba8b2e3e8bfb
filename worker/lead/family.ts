// Leads that are one person: a lead, what it is merged into, and what else is. Never deeper than that.
import { Problem } from '../lib/problem.ts'

/** Ids of all of them, as SQL that speaks of ?1, any one. */
export const family = `
  SELECT coalesce(merged_into, id) AS id
  FROM lead
  WHERE id = ?1
  UNION ALL
  SELECT id
  FROM lead
  WHERE merged_into = (SELECT coalesce(merged_into, id) FROM lead WHERE id = ?1)`

/** Of it alone, in the same place. */
export const alone = 'SELECT id FROM lead WHERE id = ?1'

/** The one of them that is shown. Throws `not_found`. */
export async function shownOf(db: D1Database, id: string): Promise<string> {
  const shown = await db
    .prepare('SELECT coalesce(merged_into, id) AS id FROM lead WHERE id = ?1')
    .bind(id)
    .first<string>('id')
  if (!shown) throw new Problem('not_found')
  return shown
}
