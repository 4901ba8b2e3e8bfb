// Writing what is due to R2, a few pieces at a time: a run that dies is taken up again where it stopped, by whoever comes next.
import type { ExportSettings } from '../../contract/export.ts'
import { type Frozen, joined, pieces } from '../lead/export-piece.ts'
import { newId } from '../lib/id.ts'
import { log, reasonOf } from '../lib/log.ts'
import { Problem } from '../lib/problem.ts'
import { beginDue, deleteFiles, type Files, folderOf, type RunRow } from './scheduled-export.ts'

/** Of 5,000 leads each; with what a piece asks, the queries of the free plan suffice. */
const piecesAtOnce = 2
const leaseMs = 5 * 60_000
const mostAttempts = 5

/** What the clock does: begins what is due, and writes some more of what was begun. */
export async function exportByTheClock(env: Files, nowMs: number): Promise<void> {
  await beginDue(env.DB, nowMs)
  await writeSome(env, nowMs)
}

/** Writes the next pieces of the file that has waited longest. */
export async function writeSome(env: Files, nowMs: number): Promise<void> {
  const run = await claim(env.DB, nowMs)
  if (!run) return
  try {
    await write(env, run, nowMs)
  } catch (error) {
    log.error('export.failed', { run: run.id, attempt: run.attempts, reason: reasonOf(error) })
    if (run.attempts >= mostAttempts) await end(env.DB, run, 'failed', nowMs)
  }
}

const claim = (db: D1Database, nowMs: number): Promise<RunRow | null> =>
  db
    .prepare(`
      UPDATE export_run
      SET due_at = ?2, attempts = attempts + 1
      WHERE id = (SELECT id FROM export_run WHERE state = 'running' AND due_at <= ?1 ORDER BY due_at LIMIT 1)
      RETURNING *`)
    .bind(new Date(nowMs).toISOString(), new Date(nowMs + leaseMs).toISOString())
    .first<RunRow>()

/** As the run began with them, and the names of the pieces that count. */
type Settings = ExportSettings & { frozen?: Frozen; written?: string[] }

async function write({ DB, FILES }: Files, run: RunRow, nowMs: number): Promise<void> {
  const settings: Settings = JSON.parse(run.settings)
  const written = settings.written ?? []
  const last = run.pieces + piecesAtOnce
  let piece = run.pieces
  for await (const { text, leads, place, frozen } of pieces(DB, settings, settings.frozen, run.place)) {
    // A name of its own: whoever outlives their lease must not write over what another has written since.
    const key = `${folderOf(run)}${newId(nowMs)}`
    written.push(key)
    const bytes = new TextEncoder().encode(text)
    await FILES.put(key, bytes)
    const goesOn = place !== undefined
    const kept = await DB.prepare(`
        UPDATE export_run
        SET settings = ?3, place = ?4, pieces = ?2 + 1, leads = leads + ?5, bytes = bytes + ?6, attempts = 0,
          due_at = ?7, state = ?8, ended_at = ?9
        WHERE id = ?1
          AND pieces = ?2
        RETURNING id`)
      .bind(
        run.id,
        piece,
        JSON.stringify({ ...settings, frozen, written }),
        place ?? null,
        leads,
        bytes.length,
        new Date(nowMs + (goesOn && piece + 1 < last ? leaseMs : 0)).toISOString(),
        goesOn ? 'running' : 'done',
        goesOn ? null : new Date(nowMs).toISOString(),
      )
      .first()
    // Its schedule was deleted meanwhile, or another went on with it.
    if (!kept) return void (await FILES.delete(key))
    if (++piece === last) break
  }
  await prune({ DB, FILES }, run.schedule_id, settings.keep)
}

const end = (db: D1Database, run: RunRow, state: 'failed', nowMs: number) =>
  db
    .prepare('UPDATE export_run SET state = ?2, ended_at = ?3 WHERE id = ?1')
    .bind(run.id, state, new Date(nowMs).toISOString())
    .run()

async function prune({ DB, FILES }: Files, scheduleId: string, keep: number): Promise<void> {
  const { results } = await DB.prepare(`
      DELETE FROM export_run
      WHERE id IN (
        SELECT id
        FROM export_run
        WHERE schedule_id = ?1
          AND state <> 'running'
        ORDER BY id DESC
        LIMIT 100 OFFSET ?2
      )
      RETURNING *`)
    .bind(scheduleId, keep)
    .all<RunRow>()
  if (results.length) await deleteFiles(FILES, results)
}

/** A file that is done, and the run it is of. Throws `not_found`. */
export async function readFile({ DB, FILES }: Files, id: string) {
  const run = await DB.prepare(`SELECT * FROM export_run WHERE id = ?1 AND state = 'done'`).bind(id).first<RunRow>()
  if (!run) throw new Problem('not_found')
  const settings: Settings = JSON.parse(run.settings)
  return { run, settings, body: joined(settings.format, texts(FILES, settings.written ?? [])) }
}

async function* texts(files: R2Bucket, keys: string[]): AsyncGenerator<string> {
  for (const key of keys) {
    const object = await files.get(key)
    // A file with a hole in it must not look whole.
    if (!object) throw new Error(`${key} is missing`)
    yield await object.text()
  }
}
