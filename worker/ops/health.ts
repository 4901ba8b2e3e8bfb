// Whether the parts a lead depends on answer, really asked. Deciding is pure; asking is one round trip to D1 and one to R2.
import type { Health } from '../../contract/health.ts'
import { type HealthLevel, type HealthPart, type HealthState, healthStates } from '../../contract/health-names.ts'
import type { Env } from '../env.ts'
import { readAll, within } from '../lib/db.ts'
import { type ClockRow, clockRow } from './clock.ts'
import { latestMigration } from './migration.ts'

const patienceMs = 2_000
/** The clock calls every minute; a few may be missed. */
const clockLateMs = 5 * 60_000
/** What is owed leaves within seconds, or else within a minute or two. */
const outboxLateMs = 15 * 60_000
const secretLength = 32

/** What was found. `migration` is null where no migration was ever applied. */
export type Found = { clock?: ClockRow; migration: string | null; oldestDueAt: string | null }
export type Answers = { database: Found | undefined; files: boolean; secret: string | undefined }

/** What the answers mean. */
export function judgeHealth({ database, files, secret }: Answers, nowMs: number): Health {
  const since = (iso: string) => nowMs - Date.parse(iso)
  const checks: Record<HealthPart, HealthState> = {
    database: database ? 'ok' : 'unreachable',
    files: files ? 'ok' : 'unreachable',
    migrations: database ? migrationsOf(database) : 'unknown',
    secrets: !secret ? 'missing' : secret.length < secretLength ? 'short' : 'ok',
    clock: !database
      ? 'unknown'
      : !database.clock
        ? 'never'
        : since(database.clock.due_at) > clockLateMs
          ? 'late'
          : 'ok',
    outbox: !database ? 'unknown' : database.oldestDueAt && since(database.oldestDueAt) > outboxLateMs ? 'late' : 'ok',
  }
  return { status: worst(Object.values(checks)), checks }
}

function migrationsOf({ migration }: Found): HealthState {
  if (!migration || migration < latestMigration) return 'behind'
  return migration > latestMigration ? 'ahead' : 'ok'
}

function worst(states: HealthState[]): HealthLevel {
  const levels = states.map((state) => healthStates[state])
  return levels.includes('failing') ? 'failing' : levels.includes('degraded') ? 'degraded' : 'ok'
}

export async function checkHealth(env: Env, nowMs: number): Promise<Health> {
  const [database, files] = await Promise.all([
    within(patienceMs, ask(env.DB, nowMs)).catch(() => undefined),
    within(patienceMs, env.FILES.head('health')).then(
      () => true,
      () => false,
    ),
  ])
  return judgeHealth({ database, files, secret: env.SECRET }, nowMs)
}

async function ask(db: D1Database, nowMs: number): Promise<Found> {
  try {
    const [clock, migrations, outbox] = await readAll<[ClockRow, { name: string | null }, { due_at: string | null }]>(
      db,
      [
        clockRow(db),
        db.prepare('SELECT max(name) AS name FROM d1_migrations'),
        db
          .prepare(
            `SELECT min(due_at) AS due_at FROM outbox WHERE kind = 'mail' AND state = 'pending' AND due_at <= ?1`,
          )
          .bind(new Date(nowMs).toISOString()),
      ],
    )
    return { clock: clock[0], migration: migrations[0]?.name ?? null, oldestDueAt: outbox[0]?.due_at ?? null }
  } catch (error) {
    // It answers, and lacks what a migration makes.
    if (error instanceof Error && /no such (table|column)/.test(error.message))
      return { migration: null, oldestDueAt: null }
    throw error
  }
}

type Kept = { at: number; health: Health; isAsking: boolean }
const keptMs = 5_000
// By what the platform hands to every request of one isolate.
const kept = new WeakMap<Env, Kept>()

/** The same, asked every few seconds at most: whoever asks more often is told what was found last. */
export async function knownHealth(env: Env, nowMs: number): Promise<Health> {
  const last = kept.get(env)
  if (last && (last.isAsking || nowMs - last.at < keptMs)) return last.health
  if (last) last.isAsking = true
  try {
    const health = await checkHealth(env, nowMs)
    kept.set(env, { at: nowMs, health, isAsking: false })
    return health
  } finally {
    if (last) last.isAsking = false
  }
}
