// How long people are kept: counted from their own last contact, asked once, then erased; who was asked to confirm and never did
// goes much sooner. A pass over the oldest leads goes on where it stopped, a bounded piece at a time and by primary key; no index
// of its own burdens the way of a submission.

import type { RetentionEntry, RetentionPreview, RetentionQuestion } from '../../contract/retention.ts'
import { type OwedMail, owe, owedId } from '../delivery/owe.ts'
import { announce } from '../delivery/queue.ts'
import type { Env } from '../env.ts'
import { deleteLead } from '../lead/delete.ts'
import { seqAt } from '../lead/keys.ts'
import { readAll } from '../lib/db.ts'
import { newId } from '../lib/id.ts'
import { log } from '../lib/log.ts'
import { Problem } from '../lib/problem.ts'
import { dayMs } from '../lib/time.ts'
import { unconfirmedMs } from './confirm/asked.ts'

/** Between the question and the end. */
const answerDays = 30

/** How much one run does: with one query a lead erased, the 50 of the free plan suffice. */
const chunk = { scanned: 2_000, asked: 50, erased: 20 }

type Due = {
  seq: number
  id: string
  held: number
  language: string
  last_contact_at: string
  submission_id: string | null
  is_due: number
}

// Sites keep people for different times, so each row is held against its own. Customers are the contract's to keep.
const oldest = (most: number, retentionDays = 'site.retention_days') => `
  SELECT
    old.seq, old.id, old.held, old.language, old.last_contact_at,
    (old.stage <> 'customer' AND old.merged_into IS NULL AND old.last_contact_at < strftime('%Y-%m-%dT%H:%M:%fZ', ?2, '-' || ${retentionDays} || ' days')) AS is_due
  FROM (
    SELECT seq, id, site_id, held, language, stage, last_contact_at, merged_into
    FROM lead
    WHERE seq > ?1
      AND seq < ?3
    ORDER BY seq
    LIMIT ${most}
  ) AS old
  JOIN site ON site.id = old.site_id`

/** Leads made after this are nobody's business yet: a contact is never older than its lead. */
const shortestDays = 30

/** One piece: erases who was asked and did not answer, or confirm, and asks who has become due. */
export async function retain(env: Env, nowMs: number): Promise<void> {
  const erased = await eraseUnanswered(env.DB, nowMs)
  const unconfirmed = await eraseUnconfirmed(env.DB, nowMs)
  const asked = await askDue(env, nowMs)
  const counts = Object.entries({ ...erased, unconfirmed, asked }).filter(([, count]) => count > 0)
  if (!counts.length) return
  const at = new Date(nowMs).toISOString()
  await env.DB.batch(
    counts.map(([what, count]) =>
      env.DB.prepare('INSERT INTO retention_log (id, what, count, at) VALUES (?1, ?2, ?3, ?4)').bind(
        newId(nowMs),
        what,
        count,
        at,
      ),
    ),
  )
  log.info('retention.run', { asked, unconfirmed, ...erased })
}

// Of these nobody knows whose address it is. A customer is known otherwise.
const unconfirmedLeads = `
  FROM lead
  WHERE unconfirmed_since < ?1
    AND stage <> 'customer'`

const unconfirmedBefore = (nowMs: number) => new Date(nowMs - unconfirmedMs).toISOString()

async function eraseUnconfirmed(db: D1Database, nowMs: number): Promise<number> {
  const { results } = await db
    .prepare(`SELECT id ${unconfirmedLeads} ORDER BY unconfirmed_since LIMIT ${chunk.erased}`)
    .bind(unconfirmedBefore(nowMs))
    .all<{ id: string }>()
  for (const { id } of results) await erase(db, id, nowMs)
  return results.length
}

async function eraseUnanswered(db: D1Database, nowMs: number): Promise<{ erased: number; kept: number }> {
  const before = new Date(nowMs - answerDays * dayMs).toISOString()
  const { results } = await db
    .prepare(`
      SELECT asked.lead_id AS id, coalesce(lead.last_contact_at > asked.asked_at OR lead.stage = 'customer', 1) AS answered
      FROM (
        SELECT lead_id, asked_at
        FROM retention_ask
        WHERE asked_at < ?1
        ORDER BY asked_at
        LIMIT ${chunk.erased}
      ) AS asked
      LEFT JOIN lead ON lead.id = asked.lead_id`)
    .bind(before)
    .all<{ id: string; answered: number }>()
  const answered = results.filter((row) => row.answered).map(({ id }) => id)
  if (answered.length) {
    await db
      .prepare('DELETE FROM retention_ask WHERE lead_id IN (SELECT value FROM json_each(?1))')
      .bind(JSON.stringify(answered))
      .run()
  }
  const unanswered = results.filter((row) => !row.answered)
  for (const { id } of unanswered) await erase(db, id, nowMs)
  return { erased: unanswered.length, kept: answered.length }
}

// Somebody may have erased them in between; that is what was wanted.
async function erase(db: D1Database, id: string, nowMs: number): Promise<void> {
  try {
    await deleteLead(db, id, new Date(nowMs).toISOString())
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

async function askDue(env: Env, nowMs: number): Promise<number> {
  const { DB } = env
  const now = new Date(nowMs).toISOString()
  const from = (await DB.prepare('SELECT seq FROM retention_place').first<number>('seq')) ?? -1
  const { results } = await DB.prepare(`
      SELECT due.*, retention_ask.asked_at,
        (SELECT max(ref) FROM timeline WHERE lead_id = due.id AND kind = 'submitted') AS submission_id
      FROM (${oldest(chunk.scanned)}) AS due
      LEFT JOIN retention_ask ON retention_ask.lead_id = due.id
      ORDER BY due.seq`)
    .bind(from, now, seqAt(nowMs - shortestDays * dayMs))
    .all<Due & { asked_at: string | null }>()
  const due = results.filter((row) => row.is_due && !row.asked_at).slice(0, chunk.asked)
  const isFull = due.length === chunk.asked
  const place = isFull ? due.at(-1)!.seq : results.length === chunk.scanned ? results.at(-1)!.seq : -1
  const origin = await originOf(DB)
  const mails = origin ? due.flatMap((row) => questionTo(row, origin, nowMs)) : []
  await DB.batch([
    DB.prepare(`
      INSERT INTO retention_ask (lead_id, asked_at)
      SELECT value, ?2
      FROM json_each(?1)
      WHERE true
      ON CONFLICT (lead_id) DO NOTHING`).bind(JSON.stringify(due.map(({ id }) => id)), now),
    ...mails.map((mail) => owe(DB, mail, now)),
    DB.prepare(
      'INSERT INTO retention_place (one, seq) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq',
    ).bind(place),
  ])
  await announce(
    env,
    mails.map(({ submissionId, template, occasion }) => owedId(submissionId, template, occasion)),
  )
  return due.length
}

/** Where this Aimant was last reached: the clock has no address of its own. Before any mail there is none to ask from. */
const originOf = (db: D1Database): Promise<string | null> =>
  db
    .prepare(`SELECT payload ->> 'origin' AS origin FROM outbox WHERE id < 'w' ORDER BY id DESC LIMIT 1`)
    .first<string>('origin')

// Who was only ever doubtful is not written to.
function questionTo({ id, held, language, submission_id }: Due, origin: string, nowMs: number): OwedMail[] {
  if (held || !submission_id) return []
  const endsAt = new Date(nowMs + answerDays * dayMs).toISOString()
  const occasion = endsAt.slice(0, 10)
  return [{ template: 'retention-ask', leadId: id, submissionId: submission_id, language, origin, endsAt, occasion }]
}

/** What the passes to come would do, without doing any of it; were `site` to keep people for `days`, if that is asked. */
export async function previewRetention(
  db: D1Database,
  nowMs: number,
  { site, days }: RetentionQuestion = {},
): Promise<RetentionPreview> {
  const [due, ending, unconfirmed] = await readAll<
    [RetentionPreview['first'][number] & { due: number }, Ending & { asked: number }, { unconfirmed: number }]
  >(db, [
    db
      .prepare(`
        SELECT due.id, lead.email, due.last_contact_at AS lastContactAt, count(*) OVER () AS due
        FROM (${oldest(20_000, 'iif(site.id = ?4, ?5, site.retention_days)')}) AS due
        CROSS JOIN lead ON lead.seq = due.seq
        WHERE due.is_due
          AND NOT EXISTS (SELECT 1 FROM retention_ask WHERE lead_id = due.id)
        ORDER BY due.seq
        LIMIT 20`)
      .bind(-1, new Date(nowMs).toISOString(), seqAt(nowMs - shortestDays * dayMs), site ?? '', days ?? 0),
    db.prepare(`
      SELECT lead.id, lead.email, asked.asked_at AS askedAt, asked.asked
      FROM (
        SELECT lead_id, asked_at, count(*) OVER () AS asked
        FROM (SELECT lead_id, asked_at FROM retention_ask ORDER BY asked_at LIMIT 20000)
        ORDER BY asked_at
        LIMIT 20
      ) AS asked
      CROSS JOIN lead ON lead.id = asked.lead_id`),
    db
      .prepare(`SELECT count(*) AS unconfirmed FROM (SELECT 1 ${unconfirmedLeads} LIMIT 20000)`)
      .bind(unconfirmedBefore(nowMs)),
  ])
  const endOf = (askedAt: string) => new Date(Date.parse(askedAt) + answerDays * dayMs).toISOString()
  return {
    due: due[0]?.due ?? 0,
    asked: ending[0]?.asked ?? 0,
    unconfirmed: unconfirmed[0]?.unconfirmed ?? 0,
    first: due.map(({ due: _, ...row }) => row),
    ending: ending.map(({ id, email, askedAt }) => ({ id, email, endsAt: endOf(askedAt) })),
  }
}

type Ending = { id: string; email: string; askedAt: string }

/** What was done, newest first. */
export async function retentionLog(db: D1Database): Promise<RetentionEntry[]> {
  const { results } = await db
    .prepare('SELECT what, count, at FROM retention_log ORDER BY id DESC LIMIT 200')
    .all<RetentionEntry>()
  return results
}
