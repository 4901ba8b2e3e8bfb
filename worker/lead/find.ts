// The rows of leads a filter lets through, in the order of time from any point in it: what the list and the export are made of.
import type { LeadFilter } from '../../contract/lead.ts'
import { publishedForm } from '../form/published.ts'
import { longestHot } from '../site/qualification.ts'
import type { Place } from './cursor.ts'
import { matchOf, seqRange } from './search.ts'

/** What a filter comes to: `from ≤ seq < to`, and what the index is asked; an empty `match` lets everything through. Or certain leads. */
export type Narrowed = { from: number; to: number; match: string; ids?: string[] }

/** A filter as one person means it: "mine" is theirs. */
export const meantBy = <F extends Pick<LeadFilter, 'assigned'>>(filter: F, asker: { id: string }): F =>
  filter.assigned === 'me' ? { ...filter, assigned: asker.id } : filter

/** `undefined` when nothing can match: an unknown form, or a search without a word in it. */
export async function narrow(db: D1Database, filter: LeadFilter, nowMs = Date.now()): Promise<Narrowed | undefined> {
  if (filter.ids) return { ...seqRange({}), match: '', ids: filter.ids }
  const [form, memberIds, hotDays] = await Promise.all([
    filter.form ? publishedForm(db, filter.form) : undefined,
    filter.assigned === 'nobody' ? allMembers(db) : [],
    filter.temperature && longestHot(db),
  ])
  if (filter.form && !form) return undefined
  const match = matchOf(filter, { nowMs, hotDays: hotDays ?? undefined, formId: form?.id, memberIds })
  return match === undefined ? undefined : { ...seqRange(filter), match }
}

// Leads of somebody who has left the team are nobody's.
async function allMembers(db: D1Database): Promise<string[]> {
  const { results } = await db.prepare('SELECT id FROM member LIMIT 500').all<{ id: string }>()
  return results.map(({ id }) => id)
}

/** At most `limit` leads with these columns. However many there are, it costs what the page costs. */
export async function findLeads<Row>(
  db: D1Database,
  columns: string,
  narrowed: Narrowed,
  limit: number,
  order: 'DESC' | 'ASC' = 'DESC',
): Promise<Row[]> {
  const { from, to, match, ids } = narrowed
  if (ids) return theseLeads(db, columns, narrowed, ids, limit, order)
  // D1 binds every number as REAL, and by a REAL the index does not seek: it would read through all that is newer.
  const sql = match
    ? `
      SELECT ${columns}
      FROM lead_search
      CROSS JOIN lead ON lead.seq = lead_search.rowid
      WHERE lead_search MATCH ?4
        AND lead_search.rowid >= CAST(?1 AS INTEGER)
        AND lead_search.rowid < CAST(?2 AS INTEGER)
      ORDER BY lead_search.rowid ${order}
      LIMIT ?3`
    : `
      SELECT ${columns}
      FROM lead
      WHERE seq >= ?1
        AND seq < ?2
        AND merged_into IS NULL
      ORDER BY seq ${order}
      LIMIT ?3`
  const { results } = await db
    .prepare(sql)
    .bind(from, to, limit, ...(match ? [match] : []))
    .all<Row>()
  return results
}

async function theseLeads<Row>(
  db: D1Database,
  columns: string,
  { from, to }: Narrowed,
  ids: string[],
  limit: number,
  order: 'DESC' | 'ASC',
): Promise<Row[]> {
  const { results } = await db
    .prepare(`
      SELECT ${columns}
      FROM (
        SELECT lead.seq
        FROM json_each(?4) AS asked
        CROSS JOIN lead ON lead.id = asked.value
        WHERE lead.seq >= ?1
          AND lead.seq < ?2
          AND lead.merged_into IS NULL
        GROUP BY lead.seq
        ORDER BY lead.seq ${order}
        LIMIT ?3
      ) AS found
      CROSS JOIN lead ON lead.seq = found.seq`)
    .bind(from, to, limit, JSON.stringify(ids))
    .all<Row>()
  return results
}

/** D1 joins at most five SELECTs with UNION ALL, and those of a subquery count by themselves. */
const mostJoined = 5

/**
 * At most `limit` leads of the first ranks that have any, newest first within a rank, after the place `after`.
 * Ranks are asked one after the other and only until the page is full.
 */
export async function findRanked<Row>(
  db: D1Database,
  columns: string,
  { from, to }: Narrowed,
  ranks: string[],
  limit: number,
  after: Place = { rank: 0, seq: Number.MAX_SAFE_INTEGER },
): Promise<(Row & { rank: number })[]> {
  const left = ranks.slice(after.rank)
  const rank = (_: string, i: number) => `
    SELECT rowid AS seq, ${after.rank + i} AS rank
    FROM (
      SELECT rowid
      FROM lead_search
      WHERE lead_search MATCH ?${i + 5}
        AND rowid >= CAST(?1 AS INTEGER)
        AND rowid < CAST(?${i ? 2 : 4} AS INTEGER)
      ORDER BY rowid DESC
    )`
  const { results } = await db
    .prepare(`
      SELECT ${columns}, ranked.rank
      FROM (${joined(left.map(rank))} LIMIT ?3) AS ranked
      CROSS JOIN lead ON lead.seq = ranked.seq`)
    .bind(from, to, limit, Math.min(to, after.seq), ...left)
    .all<Row & { rank: number }>()
  return results
}

function joined(selects: string[]): string {
  if (selects.length <= mostJoined) return selects.join(' UNION ALL ')
  const groups = Array.from({ length: Math.ceil(selects.length / mostJoined) }, (_, i) =>
    selects.slice(i * mostJoined, (i + 1) * mostJoined),
  )
  return joined(groups.map((group) => `SELECT * FROM (${joined(group)})`))
}
