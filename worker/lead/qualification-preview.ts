// Whom other rules would move, told before they are: the newest leads of a site judged by both, without writing anything.
import type { Judged, Qualification, QualificationPreview } from '../../contract/qualification.ts'
import { readAll } from '../lib/db.ts'
import { Problem } from '../lib/problem.ts'
import { type SettledRow, settledBySite, settledSql } from '../site/qualification.ts'
import { type JudgedRow, judgedRows, judgeRows, stageOf } from './judge.ts'
import type { Judgment } from './judging.ts'

/** How many leads are looked at, and how many of those that move are named. */
const most = 1_000
const named = 20

/** Throws `not_found`. */
export async function previewQualification(
  db: D1Database,
  site: string,
  proposed: Qualification,
): Promise<QualificationPreview> {
  const [rows, sites] = await readAll<[JudgedRow, SettledRow]>(db, [
    // A few sites share the table: what is read is bounded, whosever it is.
    db
      .prepare(`
        SELECT *
        FROM (${judgedRows(`WHERE lead.seq IN (SELECT seq FROM lead ORDER BY seq DESC LIMIT ${4 * most}) AND lead.site_id = ?1 AND lead.merged_into IS NULL`)})
        ORDER BY seq DESC
        LIMIT ${most + 1}`)
      .bind(site),
    db.prepare(settledSql),
  ])
  const standing = settledBySite(sites).get(site)
  if (!standing) throw new Problem('not_found')
  const looked = rows.slice(0, most)
  const [before, after] = await Promise.all(
    [standing, proposed].map((rules) => judgeRows(db, looked, new Map([[site, rules]]))),
  )
  const pairs = looked.map((row, n): Pair => ({ row, was: before![n]!.verdict, is: after![n]!.verdict }))
  return { looked: looked.length, more: rows.length > most, ...moves(pairs, standing, proposed) }
}

type Pair = { row: JudgedRow; was: Judgment; is: Judgment }

const who = ({ row }: Pair) => ({ id: row.id, email: row.email, fullName: row.full_name })

function moves(
  pairs: Pair[],
  standing: Qualification,
  proposed: Qualification,
): Omit<QualificationPreview, 'looked' | 'more'> {
  const criteria = proposed.criteria.map(({ id }) => {
    const moved = pairs
      .map((pair) => ({ ...who(pair), from: verdictOf(pair.was.criteria, id), to: verdictOf(pair.is.criteria, id) }))
      .filter(({ from, to }) => from !== to)
    return { id, count: moved.length, first: moved.slice(0, named) }
  })
  const qualified = pairs.filter(({ was, is }) => was.qualified !== is.qualified)
  const personas = pairs
    .filter(({ was, is }) => was.persona !== is.persona)
    .map((pair) => ({ ...who(pair), from: pair.was.persona, to: pair.is.persona }))
  const stages = pairs
    .map((pair) => ({
      ...who(pair),
      from: stageOf(pair.row, pair.was, standing),
      to: stageOf(pair.row, pair.is, proposed),
    }))
    .filter(({ from, to }) => from !== to)
  return {
    moved: new Set([
      ...movedIn(pairs, proposed),
      ...[...personas, ...stages].map(({ id }) => id),
      ...qualified.map(({ row }) => row.id),
    ]).size,
    criteria,
    qualified: {
      gained: qualified.filter(({ is }) => is.qualified).length,
      lost: qualified.filter(({ was }) => was.qualified).length,
      first: qualified.slice(0, named).map((pair) => ({ ...who(pair), gained: pair.is.qualified })),
    },
    personas: { count: personas.length, first: personas.slice(0, named) },
    stages: { count: stages.length, first: stages.slice(0, named) },
  }
}

const movedIn = (pairs: Pair[], { criteria }: Qualification): string[] =>
  pairs
    .filter(({ was, is }) => criteria.some(({ id }) => verdictOf(was.criteria, id) !== verdictOf(is.criteria, id)))
    .map(({ row }) => row.id)

const verdictOf = (judged: Judged[], id: string) =>
  judged.find((criterion) => criterion.id === id)?.verdict ?? 'unknown'
