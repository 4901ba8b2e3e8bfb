// Leads from a file: declared first, then taken in chunk after chunk. Nothing of it is kept but what becomes of leads, and nobody is written to.
import type { z } from 'zod'
import type { ImportOutcome, ImportPlan, ImportRow, ImportSummary, importEnd } from '../../contract/import.ts'
import { tagKey } from '../../contract/tag.ts'
import { suppressedAmong } from '../consent/suppression.ts'
import { readAll, withRetry } from '../lib/db.ts'
import { newId } from '../lib/id.ts'
import type { LastingSecrets } from '../lib/lasting-secret.ts'
import { Problem } from '../lib/problem.ts'
import { dayMs } from '../lib/time.ts'
import type { lead } from '../schema/lead.ts'
import type { leadImport } from '../schema/out-in.ts'
import { siteOf } from '../site/settings.ts'
import { auditEntry } from '../team/audit.ts'
import type { Actor } from '../team/session.ts'
import { decide, type Known, type Read, readRows, type Taken } from './import-decide.ts'
import { declare } from './import-form.ts'
import { placesOf, rowId, type Under, writing } from './import-write.ts'
import { leadColumns, type Properties } from './properties.ts'

type Env = LastingSecrets & { DB: D1Database }
type Row = typeof leadImport.$inferSelect

/** Keeps what is declared; gives the id under which the rows are sent. Throws `invalid`, `not_publishable` or `conflict`. */
export async function startImport(db: D1Database, plan: ImportPlan, actor: Actor, nowMs: number): Promise<string> {
  const now = new Date(nowMs).toISOString()
  const { form, noticeId, statements } = await declare(db, plan, now)
  const id = newId(nowMs)
  try {
    await db.batch([
      ...statements,
      db
        .prepare(`
          INSERT INTO lead_import (id, site_id, plan, form_id, version, notice_id, state, by, started_at)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'running', ?7, ?8)`)
        .bind(id, plan.site, JSON.stringify(plan), form.id, form.version, noticeId, actor.name, now),
      auditEntry(db, actor, 'leads.imported', { import: id, site: plan.site }, nowMs),
    ])
  } catch (error) {
    if (error instanceof Error && /constraint failed/.test(error.message)) throw new Problem('conflict')
    throw error
  }
  return id
}

/** What these rows would do. */
export async function tryRows(env: Env, plan: ImportPlan, rows: ImportRow[], nowMs: number): Promise<ImportOutcome> {
  const [look, retentionDays] = await Promise.all([lookAt(env, plan, rows, nowMs), retentionOf(env.DB, plan.site)])
  return outcomeOf(look, retentionDays, nowMs)
}

/**
 * Takes in the next chunk, in one transaction; one that was taken in already does nothing more.
 * Throws `not_found`, or `conflict` where the import has ended or another chunk is due.
 */
export async function importRows(
  env: Env,
  id: string,
  { chunk, rows }: { chunk: number; rows: ImportRow[] },
  nowMs: number,
): Promise<ImportOutcome> {
  const row = await env.DB.prepare('SELECT * FROM lead_import WHERE id = ?1').bind(id).first<Row>()
  if (!row) throw new Problem('not_found')
  if (row.state !== 'running' || chunk > row.chunks + 1 || chunk < row.chunks) throw new Problem('conflict')
  const plan: ImportPlan = JSON.parse(row.plan)
  const retentionDays = await retentionOf(env.DB, plan.site)
  const under: Under = {
    importId: id,
    site: row.site_id,
    form: { id: row.form_id, version: row.version },
    noticeId: row.notice_id,
    at: new Date(nowMs).toISOString(),
  }
  // Should somebody come in between by the same address, or take the same place, it is looked at once more.
  for (let tries = 0; ; tries++) {
    const look = await lookAt(env, plan, rows, nowMs, id)
    const outcome = outcomeOf(look, retentionDays, nowMs)
    if (chunk === row.chunks) return outcome
    const { made, filled, known, refused } = outcome
    try {
      await env.DB.batch([
        env.DB.prepare(`
          UPDATE lead_import
          SET chunks = ?2, made = made + ?3, filled = filled + ?4, known = known + ?5, refused = refused + ?6
          WHERE id = ?1
            AND chunks = ?2 - 1`).bind(id, chunk, made, filled, known, refused),
        ...(look.taken.length ? await writing(env.DB, under, look.taken) : []),
      ])
      return outcome
    } catch (error) {
      if (tries === 2 || !(error instanceof Error) || !/UNIQUE constraint failed: lead/.test(error.message)) throw error
    }
  }
}

/** Says that no more is coming. Throws `not_found`. */
export async function endImport(
  db: D1Database,
  id: string,
  { state }: z.infer<typeof importEnd>,
  nowMs: number,
): Promise<ImportSummary> {
  await db
    .prepare(`UPDATE lead_import SET state = ?2, ended_at = ?3 WHERE id = ?1 AND state = 'running'`)
    .bind(id, state, new Date(nowMs).toISOString())
    .run()
  const row = await db.prepare('SELECT * FROM lead_import WHERE id = ?1').bind(id).first<Row>()
  if (!row) throw new Problem('not_found')
  return summaryOf(row)
}

/** The last hundred, newest first. */
export async function listImports(db: D1Database): Promise<ImportSummary[]> {
  const { results } = await db.prepare('SELECT * FROM lead_import ORDER BY id DESC LIMIT 100').all<Row>()
  return results.map(summaryOf)
}

function summaryOf(row: Row): ImportSummary {
  const { site, file, tags, consents }: ImportPlan = JSON.parse(row.plan)
  const { id, state, made, filled, known, refused, by } = row
  const purposes = consents.map(({ purpose }) => purpose)
  const counts = { made, filled, known, refused }
  return { id, site, file, purposes, tags, state, ...counts, by, startedAt: row.started_at, endedAt: row.ended_at }
}

const retentionOf = async (db: D1Database, site: string) => (await siteOf(db, site))?.retentionDays ?? 0

type Placed = Taken & { id: string; seq: number }
type Look = Omit<ReturnType<typeof decide>, 'taken'> & {
  taken: Placed[]
  again: number
  before: { made: number; filled: number }
}

/** Reads what there is of these people, and decides. `importId`: whose rows they are, which knows its own. */
async function lookAt(
  { DB, ...secrets }: Env,
  plan: ImportPlan,
  rows: ImportRow[],
  nowMs: number,
  importId = newId(nowMs),
): Promise<Look> {
  const { read, again, wrong } = readRows(plan, rows, nowMs)
  const ids = new Map(await Promise.all(read.map(async ({ n }) => [n, await rowId(importId, n)] as const)))
  const places = new Map(read.map(({ n, row }) => [n, placesOf(ids.get(n)!, row, nowMs)]))
  const emailKeys = read.map(({ emailKey }) => emailKey)
  const tags = [...new Set(read.flatMap(({ row }) => row.tags.map(tagKey)))]
  const list = (sql: string, values: unknown[]) => DB.prepare(sql).bind(JSON.stringify(values))
  const [[leads, sent, taken, spelled], suppressed] = await Promise.all([
    withRetry(() =>
      readAll<[LeadRow, { id: string }, { seq: number }, { key: string; text: string }]>(DB, [
        DB.prepare(`
          SELECT lead.id, lead.email_key, lead.held, lead.answers, lead.consents, lead.tags, ${leadColumns.map((column) => `lead.${column}`).join(', ')}
          FROM json_each(?1) AS asked
          CROSS JOIN lead ON lead.site_id = ?2 AND lead.email_key = asked.value`).bind(
          JSON.stringify(emailKeys),
          plan.site,
        ),
        list('SELECT id FROM submission WHERE id IN (SELECT value FROM json_each(?1))', [...ids.values()]),
        list('SELECT seq FROM lead WHERE seq IN (SELECT value FROM json_each(?1))', [...places.values()].flat()),
        list('SELECT key, text FROM tag WHERE key IN (SELECT value FROM json_each(?1))', tags),
      ]),
    ),
    suppressedAmong(DB, secrets, plan.site, emailKeys),
  ])
  const kept = new Set(sent.map(({ id }) => id))
  const mine = new Set(leads.map(({ id }) => id))
  const isKept = ({ n }: Read) => kept.has(ids.get(n)!)
  const known = new Map(leads.map((row) => [row.email_key, knownOf(row)]))
  const spellings = new Map(spelled.map(({ key, text }) => [key, text]))
  const decided = decide(
    plan,
    read.filter((one) => !isKept(one)),
    known,
    suppressed,
    spellings,
  )
  const used = new Set(taken.map(({ seq }) => seq))
  const before = read.filter(isKept)
  const made = before.filter(({ n }) => mine.has(ids.get(n)!)).length
  return {
    ...decided,
    wrong: [...wrong, ...decided.wrong].sort((a, b) => a.n - b.n),
    again,
    before: { made, filled: before.length - made },
    taken: decided.taken.map((one) => ({ ...one, id: ids.get(one.n)!, seq: freeOf(places.get(one.n)!, used) })),
  }
}

/** Where all are taken, the batch finds out, and looks again. */
function freeOf(places: number[], used: Set<number>): number {
  const seq = places.find((place) => !used.has(place)) ?? places[0]!
  used.add(seq)
  return seq
}

type LeadRow = Pick<typeof lead.$inferSelect, 'id' | 'email_key' | 'held' | 'answers' | 'consents' | 'tags'> &
  Record<keyof Properties, string | null>

function knownOf(row: LeadRow): Known {
  const consents: Record<string, { state: string }> = JSON.parse(row.consents)
  const properties = Object.fromEntries(leadColumns.flatMap((column) => (row[column] ? [[column, row[column]]] : [])))
  return {
    properties,
    answers: JSON.parse(row.answers),
    consents: Object.fromEntries(Object.entries(consents).map(([purpose, { state }]) => [purpose, state])),
    tags: JSON.parse(row.tags),
    held: row.held === 1,
  }
}

function outcomeOf({ taken, known, wrong, again, before }: Look, retentionDays: number, nowMs: number): ImportOutcome {
  const made = taken.filter(({ isNew }) => isNew)
  const oldest = new Date(nowMs - retentionDays * dayMs).toISOString()
  return {
    made: made.length + before.made,
    filled: taken.length - made.length + before.filled,
    known: known + again,
    refused: wrong.filter(({ left }) => !left).length,
    withheld: taken.reduce((sum, { withheld }) => sum + withheld.length, 0),
    old: made.filter(({ row }) => (row.lastContactAt ?? row.createdAt ?? oldest) < oldest).length,
    wrong,
  }
}
