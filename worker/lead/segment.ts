// The team's segments: kept, renamed, narrowed otherwise, forgotten. No lead knows which segments it is in.
import { leadFilter, leadSort } from '../../contract/lead.ts'
import { mostSegments, type Segment, type SegmentInput } from '../../contract/segment.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { segment } from '../schema/segment.ts'

type Row = Pick<typeof segment.$inferSelect, 'id' | 'name' | 'filter' | 'sort'>

/** All of them, by name. */
export async function listSegments(db: D1Database): Promise<Segment[]> {
  const { results } = await db
    .prepare('SELECT id, name, filter, sort FROM segment ORDER BY name_key LIMIT ?1')
    .bind(mostSegments)
    .all<Row>()
  return results.map(segmentOf)
}

/** Throws `not_found`. */
export async function readSegment(db: D1Database, id: string): Promise<Segment> {
  const row = await db.prepare('SELECT id, name, filter, sort FROM segment WHERE id = ?1').bind(id).first<Row>()
  if (!row) throw new Problem('not_found')
  return segmentOf(row)
}

/** Throws `conflict` where the name is taken, `invalid` where there are as many as there may be. */
export async function createSegment(db: D1Database, input: SegmentInput, now: number): Promise<Segment> {
  const id = newId(now)
  const created = await db
    .prepare(`
      INSERT INTO segment (id, name, name_key, filter, sort, created_at)
      SELECT ?1, ?2, ?3, ?4, ?5, ?6
      WHERE (SELECT count(*) FROM segment) < ?7
      ON CONFLICT (name_key) DO NOTHING
      RETURNING id`)
    .bind(id, ...stored(input), new Date(now).toISOString(), mostSegments)
    .first()
  if (!created)
    throw (await isTaken(db, input.name)) ? taken() : new Problem('invalid', { fields: { name: 'too_many' } })
  return { id, ...input }
}

/** Throws `not_found`, or `conflict` where another has the name. */
export async function changeSegment(db: D1Database, id: string, input: SegmentInput): Promise<Segment> {
  const changed = await db
    .prepare(`
      UPDATE OR IGNORE segment
      SET name = ?2, name_key = ?3, filter = ?4, sort = ?5
      WHERE id = ?1
      RETURNING id`)
    .bind(id, ...stored(input))
    .first()
  if (!changed) throw (await isTaken(db, input.name, id)) ? taken() : new Problem('not_found')
  return { id, ...input }
}

/** Throws `not_found`. */
export async function deleteSegment(db: D1Database, id: string): Promise<void> {
  const deleted = await db.prepare('DELETE FROM segment WHERE id = ?1 RETURNING id').bind(id).first()
  if (!deleted) throw new Problem('not_found')
}

const keyOf = (name: string) => name.toLowerCase()
const taken = () => new Problem('conflict', { fields: { name: 'taken' } })
const stored = ({ name, filter, sort }: SegmentInput) => [name, keyOf(name), JSON.stringify(filter), sort]

async function isTaken(db: D1Database, name: string, butBy = ''): Promise<boolean> {
  const other = 'SELECT 1 FROM segment WHERE name_key = ?1 AND id <> ?2'
  return (await db.prepare(other).bind(keyOf(name), butBy).first()) !== null
}

// Read through the schema: what a filter could once say and can no more is left out of it.
const segmentOf = ({ filter, sort, ...row }: Row): Segment => ({
  ...row,
  filter: leadFilter.parse(JSON.parse(filter)),
  sort: leadSort.parse(sort),
})
