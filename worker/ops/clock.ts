// What the clock did last: one row, written once at the end of each run.

/** A job's last end and how long it took, and its last failure. */
export type JobRecord = { endedAt?: string; ms?: number; failedAt?: string }
export type ClockRow = { due_at: string; started_at: string; ended_at: string; jobs: string }
export type Run = { dueMs: number; startedMs: number; endedMs: number; jobs: Record<string, JobRecord> }

/** Runs may overlap: whichever ends last, the row tells of the latest, and of every job what was last heard of it. */
export async function keepRun(db: D1Database, { dueMs, startedMs, endedMs, jobs }: Run): Promise<void> {
  await db
    .prepare(`
      INSERT INTO clock (id, due_at, started_at, ended_at, jobs)
      VALUES (1, ?1, ?2, ?3, ?4)
      ON CONFLICT (id) DO UPDATE SET
        started_at = iif(excluded.due_at >= due_at, excluded.started_at, started_at),
        ended_at = max(ended_at, excluded.ended_at),
        due_at = max(due_at, excluded.due_at),
        jobs = json_patch(jobs, excluded.jobs)`)
    .bind(...[dueMs, startedMs, endedMs].map((ms) => new Date(ms).toISOString()), JSON.stringify(jobs))
    .run()
}

/** To be put into a batch with other questions. */
export const clockRow = (db: D1Database): D1PreparedStatement =>
  db.prepare('SELECT due_at, started_at, ended_at, jobs FROM clock')

/** Whether a job's last try failed, or it has missed two of its turns. One that never had a turn is not late. */
export function isJobLate({ endedAt, failedAt }: JobRecord, everyMinutes: number, nowMs: number): boolean {
  if (failedAt && failedAt > (endedAt ?? '')) return true
  return endedAt !== undefined && nowMs - Date.parse(endedAt) > (2 * everyMinutes + 5) * 60_000
}
