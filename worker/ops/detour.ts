// What had to go another way than it should, counted by the hour and forgotten after a week. Names nobody.
import { dayMs } from '../lib/time.ts'
import type { detour } from '../schema/ops.ts'

type Kind = (typeof detour.$inferSelect)['kind']

const hourAt = (ms: number) => new Date(ms).toISOString().slice(0, 13)

export async function countDetours(db: D1Database, kind: Kind, times: number, nowMs: number): Promise<void> {
  await db
    .prepare(`
      INSERT INTO detour (kind, hour, times)
      VALUES (?1, ?2, ?3)
      ON CONFLICT (kind, hour) DO UPDATE SET times = times + excluded.times`)
    .bind(kind, hourAt(nowMs), times)
    .run()
}

/** Those of the last 24 hours, as `times`. */
export const detoursOfDay = (db: D1Database, kind: Kind, nowMs: number): D1PreparedStatement =>
  db
    .prepare('SELECT coalesce(sum(times), 0) AS times FROM detour WHERE kind = ?1 AND hour > ?2')
    .bind(kind, hourAt(nowMs - dayMs))

export async function pruneDetours(db: D1Database, nowMs: number): Promise<void> {
  await db
    .prepare('DELETE FROM detour WHERE hour < ?1')
    .bind(hourAt(nowMs - 7 * dayMs))
    .run()
}
