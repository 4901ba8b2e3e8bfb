// The rows of leads a filter lets through, newest first, from any point in time: what the list and the export are made of.
import type { LeadFilter } from '../../contract/lead.ts'
import { publishedForm } from '../form/published.ts'
import { matchOf, seqRange } from './search.ts'

/** What a filter comes to: `from ≤ seq < to`, and what the index is asked; an empty `match` lets everything through. */
export type Narrowed = { from: number; to: number; match: string }

/** `undefined` when nothing can match: an unknown form, or a search without a word in it. */
export async function narrow(db: D1Database, filter: LeadFilter): Promise<Narrowed | undefined> {
  const form = filter.form ? await publishedForm(db, filter.form) : undefined
  if (filter.form && !form) return undefined
  const match = matchOf(filter, form?.id)
  return match === undefined ? undefined : { ...seqRange(filter), match }
}

/** At most `limit` leads with these columns. However many there are, it costs what the page costs. */
export async function findLeads<Row>(
  db: D1Database,
  columns: string,
  narrowed: Narrowed,
  limit: number,
): Promise<Row[]> {
  const { from, to, match } = narrowed
  // D1 binds every number as REAL, and by a REAL the index does not seek: it would read through all that is newer.
  const sql = match
    ? `
      SELECT ${columns}
      FROM lead_search
      CROSS JOIN lead ON lead.seq = lead_search.rowid
      WHERE lead_search MATCH ?4
        AND lead_search.rowid >= CAST(?1 AS INTEGER)
        AND lead_search.rowid < CAST(?2 AS INTEGER)
      ORDER BY lead_search.rowid DESC
      LIMIT ?3`
    : `
      SELECT ${columns}
      FROM lead
      WHERE seq >= ?1
        AND seq < ?2
      ORDER BY seq DESC
      LIMIT ?3`
  const { results } = await db
    .prepare(sql)
    .bind(from, to, limit, ...(match ? [match] : []))
    .all<Row>()
  return results
}
