// Where a magnet is given, what became of it, and whether it may go.
import type { MagnetDetail, MagnetListed } from '../../contract/magnet.ts'
import { formsGiving, wasOfferedSince } from '../form/use.ts'
import { Problem } from '../lib/problem.ts'
import { dayMs } from '../lib/time.ts'
import { auditEntry } from '../team/audit.ts'
import type { Actor } from '../team/session.ts'
import { editionsOf, forgetFiles } from './edition.ts'
import { listMagnets, magnetOf } from './store.ts'

/** A confirmation may come two weeks later, and a link lives ninety days at most. */
const linksLastDays = 14 + 90

export async function listUsed(db: D1Database): Promise<MagnetListed[]> {
  const [magnets, uses] = await Promise.all([listMagnets(db), formsGiving(db)])
  const byMagnet = Map.groupBy(uses, ({ magnet }) => magnet)
  return magnets.map((magnet) => ({ ...magnet, forms: (byMagnet.get(magnet.id) ?? []).map(withoutMagnet) }))
}

/** Throws `not_found`. */
export async function readUsed(db: D1Database, id: string, nowMs: number): Promise<MagnetDetail> {
  const [magnet, editions, uses, trials] = await Promise.all([
    magnetOf(db, id),
    editionsOf(db, id),
    formsGiving(db),
    trialsOf(db, id, new Date(nowMs).toISOString()),
  ])
  const forms = uses.filter((use) => use.magnet === id).map(withoutMagnet)
  return {
    ...magnet,
    editions,
    forms,
    heldBy: await holdOn(db, id, forms, nowMs),
    trials: magnet.kind === 'trial' ? trials : null,
  }
}

const withoutMagnet = ({ magnet: _, ...form }: Awaited<ReturnType<typeof formsGiving>>[number]) => form

async function holdOn(
  db: D1Database,
  id: string,
  forms: MagnetDetail['forms'],
  nowMs: number,
): Promise<MagnetDetail['heldBy']> {
  if (forms.length) return 'form'
  if (await db.prepare('SELECT 1 FROM claim WHERE magnet_id = ?1 LIMIT 1').bind(id).first()) return 'person'
  return (await wasOfferedSince(db, id, new Date(nowMs - linksLastDays * dayMs).toISOString())) ? 'links' : null
}

const mostCounted = 20_000

type Outcomes = { outcome: 'running' | 'converted' | 'cancelled'; goes_on: number; n: number }

async function trialsOf(db: D1Database, id: string, now: string): Promise<NonNullable<MagnetDetail['trials']>> {
  const { results } = await db
    .prepare(`
      SELECT outcome, ends_at > ?2 AS goes_on, count(*) AS n
      FROM (
        SELECT outcome, ends_at
        FROM claim
        WHERE magnet_id = ?1
          AND outcome IS NOT NULL
        LIMIT ${mostCounted}
      )
      GROUP BY outcome, goes_on`)
    .bind(id, now)
    .all<Outcomes>()
  const sum = (is: (row: Outcomes) => boolean) => results.filter(is).reduce((total, { n }) => total + n, 0)
  return {
    running: sum(({ outcome, goes_on }) => outcome === 'running' && goes_on === 1),
    ended: sum(({ outcome, goes_on }) => outcome === 'running' && goes_on === 0),
    converted: sum(({ outcome }) => outcome === 'converted'),
    cancelled: sum(({ outcome }) => outcome === 'cancelled'),
    isPartial: sum(() => true) === mostCounted,
  }
}

/** Deletes a magnet nobody is given any more, with its files and unused codes. Throws `not_found`, `conflict` with what holds it. */
export async function deleteMagnet(
  env: { DB: D1Database; FILES: R2Bucket },
  id: string,
  actor: Actor,
  nowMs: number,
): Promise<void> {
  const { name, kind, heldBy } = await readUsed(env.DB, id, nowMs)
  if (heldBy) throw new Problem('conflict', { fields: { heldBy } })
  await env.DB.batch([
    env.DB.prepare('DELETE FROM edition WHERE magnet_id = ?1').bind(id),
    env.DB.prepare('DELETE FROM code WHERE magnet_id = ?1').bind(id),
    // The reference of a claim made this very moment refuses it, and all of the batch with it.
    env.DB.prepare('DELETE FROM magnet WHERE id = ?1').bind(id),
    auditEntry(env.DB, actor, 'magnet.deleted', { magnet: id, name, kind }, nowMs),
  ])
  await forgetFiles(env.FILES, id)
}
