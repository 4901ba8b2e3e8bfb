// Doubtful submissions, once somebody has looked at them: released, and then as good as any other, or deleted.
import type { Answers } from '../../contract/field.ts'
import type { PublishedForm } from '../../contract/form.ts'
import type { Source } from '../../contract/submission.ts'
import { erasingSubmission } from '../consent/rights/take-back.ts'
import { suppressionSubjects } from '../consent/suppression.ts'
import { announce } from '../delivery/queue.ts'
import type { Env } from '../env.ts'
import { placeOf } from '../form/closing.ts'
import { publishedForm, settledFor } from '../form/published.ts'
import { nobody } from '../insight/audience.ts'
import { countOf } from '../insight/count.ts'
import { deleteLead } from '../lead/delete.ts'
import { judgeSoon } from '../lead/judge.ts'
import { release } from '../lead/release.ts'
import { readAll, withRetry } from '../lib/db.ts'
import { log } from '../lib/log.ts'
import { Problem } from '../lib/problem.ts'
import { enter } from '../ops/ledger.ts'
import { auditEntry } from '../team/audit.ts'
import type { Actor } from '../team/session.ts'
import { owedBy } from './intake.ts'
import { toRecord } from './to-record.ts'

type Row = {
  lead_id: string
  held: string | null
  language: string
  answers: string
  source: string
  salt: string
  at: string
  definition: string
  /** How many of the lead's submissions are kept. */
  kept: number
}
type Said = { purpose: string; state: string; gpc: number }

async function readHeld(db: D1Database, id: string) {
  const [[row], said] = await readAll<[Row, Said]>(db, [
    db
      .prepare(`
        SELECT submission.*, form_version.definition,
          (SELECT count(*) FROM (
            SELECT 1 FROM timeline WHERE lead_id = submission.lead_id AND kind = 'submitted' LIMIT 2
          )) AS kept
        FROM submission
        JOIN form_version ON form_version.form_id = submission.form_id AND form_version.version = submission.version
        WHERE submission.id = ?1
          AND submission.erased_at IS NULL`)
      .bind(id),
    // The last word on each purpose that came with it; who saw its screen may have taken something back.
    db
      .prepare(`
        SELECT purpose, state, max(gpc) OVER () AS gpc
        FROM consent_event
        WHERE lead_id = (SELECT lead_id FROM submission WHERE id = ?1)
          AND submission_id = ?1
        ORDER BY seq`)
      .bind(id),
  ])
  if (!row) throw new Problem('not_found')
  return { row, said }
}

/**
 * Makes a held submission count: its lead, what was asked for and its mail, as if it had been sound from the start. Gives the lead's
 * id. One that is not held any more is left as it is. Throws `not_found`.
 */
export async function releaseHeld(env: Env, id: string, by: string, origin: string, now: string): Promise<string> {
  const { row, said } = await readHeld(env.DB, id)
  if (!row.held) return row.lead_id
  const form: PublishedForm = JSON.parse(row.definition)
  const answers: Answers = JSON.parse(row.answers)
  const source: Source = JSON.parse(row.source)
  const email = String(answers[emailKeyOf(form)])
  const last = new Map(said.map(({ purpose, state }) => [purpose, state]))
  const consents = Object.fromEntries([...last].map(([purpose, state]) => [purpose, ticked.has(state)]))
  const settled = await settledFor(env.DB, form.slug)
  const facts = { id, held: null, gpc: said.some(({ gpc }) => gpc === 1), salt: row.salt, at: row.at, origin, settled }
  const record = await toRecord(form, { email, answers, consents, language: row.language, source }, facts)
  const sent = { ...record, suppressedAs: await suppressionSubjects(env, form.site, record.emailKey) }
  const current = (await publishedForm(env.DB, form.slug)) ?? form
  await withRetry(() => release(env.DB, sent, { at: now, by, place: placeOf(current, null) }))
  countOf(env, 'submit', id, nobody)
  await announce(env, owedBy(sent))
  await judgeSoon(env.DB, [row.lead_id])
  log.info('submission.released', { form: form.slug, held: row.held })
  return row.lead_id
}

const ticked = new Set(['given', 'confirmed', 'objected'])

const emailKeyOf = ({ steps }: PublishedForm): string =>
  steps.flatMap(({ fields }) => fields).find(({ kind }) => kind === 'email')?.key ?? ''

/** Releases several; gives those that were held. What is unknown or sound is passed over. */
export async function releaseMany(env: Env, ids: string[], by: string, origin: string, now: string): Promise<string[]> {
  return each(await heldAmong(env.DB, ids), (id) => releaseHeld(env, id, by, origin, now))
}

/** Deletes several; gives those that were held. Each is written down by itself, since each may fail by itself. */
export async function deleteMany(db: D1Database, ids: string[], actor: Actor, now: string): Promise<string[]> {
  return each(await heldAmong(db, ids), (id) => deleteHeld(db, id, actor, now))
}

async function each(ids: string[], decide: (id: string) => Promise<unknown>): Promise<string[]> {
  const done: string[] = []
  for (const id of ids) {
    try {
      await decide(id)
      done.push(id)
    } catch (error) {
      // Somebody else decided about it meanwhile.
      if (!(error instanceof Problem)) throw error
    }
  }
  return done
}

async function heldAmong(db: D1Database, ids: string[]): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT id FROM submission WHERE id IN (SELECT value FROM json_each(?1)) AND held IS NOT NULL')
    .bind(JSON.stringify(ids))
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}

/**
 * Deletes a held submission, and the lead where it was nothing else; what stays names nobody. Throws `not_found`, and `conflict` for
 * one that is not held: that goes with its lead.
 */
export async function deleteHeld(db: D1Database, id: string, actor: Actor, now: string): Promise<void> {
  const { row } = await readHeld(db, id)
  if (!row.held) throw new Problem('conflict')
  const entry = auditEntry(db, actor, 'submissions.deleted', { count: 1 }, Date.parse(now))
  if (row.kept < 2) return deleteLead(db, row.lead_id, now, entry)
  await db.batch([
    enter(db, { kind: 'submission_erased', submissionId: id, at: now }),
    ...erasingSubmission(db, id, now),
    entry,
  ])
}
