// Exports by the clock, as their owner settles them: kept, changed, begun when due, forgotten with their files.
import {
  type ExportRun,
  type ExportSchedule,
  type ExportSettings,
  exportSettings,
  mostSchedules,
} from '../../contract/export.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { exportRun, exportSchedule } from '../schema/out-in.ts'

type Row = typeof exportSchedule.$inferSelect
export type RunRow = typeof exportRun.$inferSelect

/** Every one with its files, by the time it was made. */
export async function listSchedules(db: D1Database): Promise<ExportSchedule[]> {
  const [schedules, runs] = await db.batch<Row | RunRow>([
    db.prepare(`SELECT * FROM export_schedule ORDER BY id LIMIT ${mostSchedules}`),
    db.prepare(`
      SELECT *
      FROM export_run
      WHERE id IN (
        SELECT run.id
        FROM (SELECT id FROM export_schedule ORDER BY id LIMIT ${mostSchedules}) AS schedule
        CROSS JOIN export_run AS run ON run.schedule_id = schedule.id
      )
      ORDER BY id DESC
      LIMIT 2000`),
  ])
  const bySchedule = Map.groupBy(runs!.results as RunRow[], (run) => run.schedule_id)
  return (schedules!.results as Row[]).map((row) => ({
    id: row.id,
    settings: exportSettings.parse(JSON.parse(row.settings)),
    createdAt: row.created_at,
    runs: (bySchedule.get(row.id) ?? []).map(shown),
  }))
}

export const shown = (row: RunRow): ExportRun => ({
  id: row.id,
  state: row.state,
  leads: row.leads,
  bytes: row.bytes,
  attempts: row.attempts,
  startedAt: row.started_at,
  endedAt: row.ended_at,
})

/** Gives its id. Throws `invalid` where there are as many as there may be. */
export async function createSchedule(db: D1Database, settings: ExportSettings, nowMs: number): Promise<string> {
  const id = newId(nowMs)
  const made = await db
    .prepare(`
      INSERT INTO export_schedule (id, settings, last_day, created_at)
      SELECT ?1, ?2, ?3, ?4
      WHERE (SELECT count(*) FROM export_schedule) < ${mostSchedules}
      RETURNING id`)
    // What is settled in the evening for every morning begins in the morning.
    .bind(
      id,
      JSON.stringify(settings),
      isDue(settings, null, nowMs) ? dayIn(settings.zone, nowMs).day : null,
      new Date(nowMs).toISOString(),
    )
    .first()
  if (!made) throw new Problem('invalid', { fields: { name: 'too_many' } })
  return id
}

/** Throws `not_found`. A file that is being written goes on as it began. */
export async function changeSchedule(db: D1Database, id: string, settings: ExportSettings): Promise<void> {
  const changed = await db
    .prepare('UPDATE export_schedule SET settings = ?2 WHERE id = ?1 RETURNING id')
    .bind(id, JSON.stringify(settings))
    .first()
  if (!changed) throw new Problem('not_found')
}

/** Forgets it and deletes its files. Throws `not_found`. */
export async function deleteSchedule({ DB, FILES }: Files, id: string): Promise<void> {
  const [runs, gone] = await DB.batch<RunRow>([
    DB.prepare('DELETE FROM export_run WHERE schedule_id = ?1 RETURNING *').bind(id),
    DB.prepare('DELETE FROM export_schedule WHERE id = ?1 RETURNING id').bind(id),
  ])
  if (!gone?.results.length) throw new Problem('not_found')
  await deleteFiles(FILES, runs?.results ?? [])
}

/** Begins a file now. Throws `not_found`, or `conflict` while one is being written. */
export async function beginRun(db: D1Database, scheduleId: string, nowMs: number): Promise<ExportRun> {
  const id = newId(nowMs)
  const row = await beginning(db, scheduleId, id, nowMs).first<RunRow>()
  if (row) return shown(row)
  const known = await db.prepare('SELECT 1 FROM export_schedule WHERE id = ?1').bind(scheduleId).first()
  throw new Problem(known ? 'conflict' : 'not_found')
}

const beginning = (db: D1Database, scheduleId: string, id: string, nowMs: number, day: string | null = null) =>
  db
    .prepare(`
      INSERT INTO export_run (id, schedule_id, settings, state, due_at, started_at)
      SELECT ?2, id, settings, 'running', ?3, ?3
      FROM export_schedule
      WHERE id = ?1
        AND (?4 IS NULL OR last_day IS NOT ?4)
        AND NOT EXISTS (SELECT 1 FROM export_run WHERE schedule_id = ?1 AND state = 'running')
      RETURNING *`)
    .bind(scheduleId, id, new Date(nowMs).toISOString(), day)

/** Begins what is due, once a day whoever asks. */
export async function beginDue(db: D1Database, nowMs: number): Promise<void> {
  const { results } = await db.prepare(`SELECT * FROM export_schedule ORDER BY id LIMIT ${mostSchedules}`).all<Row>()
  const statements = results.flatMap((row) => {
    const settings = exportSettings.parse(JSON.parse(row.settings))
    if (!isDue(settings, row.last_day, nowMs)) return []
    const { day } = dayIn(settings.zone, nowMs)
    return [
      beginning(db, row.id, newId(nowMs), nowMs, day),
      db.prepare('UPDATE export_schedule SET last_day = ?2 WHERE id = ?1').bind(row.id, day),
    ]
  })
  if (statements.length) await db.batch(statements)
}

/** Whether one is due that was last begun on `lastDay`. What a day missed, as while nothing ran, that day's evening still does. */
export function isDue(
  { isOn, every, weekday, hour, zone }: ExportSettings,
  lastDay: string | null,
  nowMs: number,
): boolean {
  const now = dayIn(zone, nowMs)
  return isOn && now.day !== lastDay && now.hour >= hour && (every === 'day' || now.weekday === weekday)
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** The day, its place in the week (1 is Monday) and the hour it is in that part of the world. */
export function dayIn(zone: string, ms: number): { day: string; weekday: number; hour: number } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]))
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    weekday: weekdays.indexOf(parts.weekday ?? '') + 1,
    hour: Number(parts.hour),
  }
}

export type Files = { DB: D1Database; FILES: R2Bucket }

/** Where all pieces of a run lie. */
export const folderOf = ({ id, schedule_id }: Pick<RunRow, 'id' | 'schedule_id'>): string =>
  `export/${schedule_id}/${id}/`

/** Deletes all that was written of these, whoever died before they could count it included. */
export async function deleteFiles(files: R2Bucket, runs: Pick<RunRow, 'id' | 'schedule_id'>[]): Promise<void> {
  for (const run of runs) {
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await files.list({ prefix: folderOf(run), cursor })
      if (page.objects.length) await files.delete(page.objects.map(({ key }) => key))
      more = page.truncated
      cursor = page.truncated ? page.cursor : undefined
    }
  }
}
