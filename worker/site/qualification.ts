// What a site has settled about its leads, and how far those there were have been judged by it.
import {
  forMembers,
  type Qualification,
  type QualificationView,
  usualQualification,
} from '../../contract/qualification.ts'
import { readAll } from '../lib/db.ts'
import { Problem } from '../lib/problem.ts'
import { auditEntry } from '../team/audit.ts'
import type { Actor } from '../team/session.ts'

/** As it stands in the column; a site that settled nothing, and a copy kept from before there was anything to settle, has what is usual. */
export const settledFrom = (column: string | null | undefined): Qualification =>
  column ? JSON.parse(column) : usualQualification

/** Rows of what `settledOf` reads. */
export type SettledRow = { id: string; qualification: string | null; members: string }

/** Everybody of the team, as JSON. */
export const membersSql = '(SELECT json_group_array(id) FROM (SELECT id FROM member LIMIT 1000))'

export const settledSql = `SELECT id, qualification, ${membersSql} AS members FROM site`

/** Site → what it has settled, among who is on the team now. */
export const settledBySite = (rows: SettledRow[]): Map<string, Qualification> =>
  new Map(
    rows.map(({ id, qualification, members }) => [id, forMembers(settledFrom(qualification), JSON.parse(members))]),
  )

type Row = {
  qualification: string | null
  qualification_at: string | null
  members: string
  seq: number | null
  judged: number | null
  moved: number | null
  started_at: string | null
}

/** Throws `not_found`. */
export async function readQualification(db: D1Database, site: string): Promise<QualificationView> {
  const row = await db
    .prepare(`
      SELECT site.qualification, site.qualification_at, judging.seq, judging.judged, judging.moved, judging.started_at,
        ${membersSql} AS members
      FROM site
      LEFT JOIN judging ON judging.site_id = site.id
      WHERE site.id = ?1`)
    .bind(site)
    .first<Row>()
  if (!row) throw new Problem('not_found')
  const { seq, judged, moved, started_at } = row
  return {
    settled: forMembers(settledFrom(row.qualification), JSON.parse(row.members)),
    changedAt: row.qualification_at,
    judging:
      started_at === null
        ? null
        : {
            judged: judged ?? 0,
            moved: moved ?? 0,
            startedAt: started_at,
            // A lead's seq is the moment it came.
            upTo: judged && seq ? new Date(Math.floor(seq / 1024)).toISOString() : null,
          },
  }
}

/** Copies of what was settled before live as long in other places of the network; who comes meanwhile is judged with the rest. */
export const settlesAfterMs = 60_000

/**
 * Settles it, and has every lead there is judged anew. `changedAt`: as the editor read it, where they did.
 * Throws `not_found`, `conflict` when somebody else was quicker, and `invalid` for people who are not of the team.
 */
export async function saveQualification(
  db: D1Database,
  site: string,
  settled: Qualification,
  { actor, changedAt, now }: { actor: Actor; changedAt: string | null | undefined; now: number },
): Promise<void> {
  const [[kept], members] = await readAll<[{ qualification_at: string | null }, { id: string }]>(db, [
    db.prepare('SELECT qualification_at FROM site WHERE id = ?1').bind(site),
    db.prepare('SELECT id FROM member LIMIT 1000'),
  ])
  if (!kept) throw new Problem('not_found')
  if (changedAt !== undefined && changedAt !== kept.qualification_at) throw new Problem('conflict')
  expectMembers(
    settled,
    members.map(({ id }) => id),
  )
  const at = new Date(now).toISOString()
  const isMine = 'EXISTS (SELECT 1 FROM site WHERE id = ?1 AND qualification_at = ?2)'
  const [changed] = await db.batch([
    db
      .prepare(`
        UPDATE site
        SET qualification = ?2, qualification_at = ?3, hot_days = CAST(?5 AS INTEGER)
        WHERE id = ?1
          AND qualification_at IS ?4`)
      .bind(site, JSON.stringify(settled), at, kept.qualification_at, settled.hotDays),
    db
      .prepare(`
        INSERT INTO judging (site_id, seq, started_at)
        SELECT ?1, ?3, ?2
        WHERE ${isMine}
        ON CONFLICT (site_id) DO UPDATE SET
          seq = excluded.seq,
          judged = 0,
          moved = 0,
          started_at = excluded.started_at`)
      .bind(site, at, (now + settlesAfterMs) * 1024),
    auditEntry(db, actor, 'site.changed', { site, what: 'qualification' }, now),
  ])
  if (!changed?.meta.changes) throw new Problem('conflict')
}

/** For how long interest makes hot: where sites say otherwise, the longest, since a list is of all of them. */
export const longestHot = (db: D1Database): Promise<number | null> =>
  db.prepare('SELECT max(hot_days) AS days FROM site').first<number>('days')

function expectMembers({ assignment }: Qualification, members: string[]): void {
  const fields = assignment.flatMap(({ to }, rule) =>
    to.flatMap((id, n) => (members.includes(id) ? [] : [[`settled.assignment.${rule}.to.${n}`, 'unknown']])),
  )
  if (fields.length) throw new Problem('invalid', { fields: Object.fromEntries(fields) })
}
