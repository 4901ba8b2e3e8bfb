// What the owner sees of the service: everything /healthz looks at, and the numbers behind it. One round trip to D1.
import type { HealthReport } from '../../contract/health.ts'
import { budgetOf, hourOf } from '../delivery/budget.ts'
import { chooseTransport } from '../delivery/transport.ts'
import type { Env } from '../env.ts'
import { countLeads } from '../lead/count.ts'
import { type ClockRow, clockRow, isJobLate, type JobRecord } from './clock.ts'
import { jobs } from './cron.ts'
import { detoursOfDay } from './detour.ts'
import { checkHealth } from './health.ts'

const most = 10_000
const kinds = ['mail', 'webhook'] as const
type Kind = (typeof kinds)[number]
type Pending = { kind: Kind; waiting: number; late: number; oldest: string | null }

/** Throws what D1 throws: with the database away `/healthz` is who to ask. */
export async function reportHealth(env: Env, nowMs: number): Promise<HealthReport> {
  const { DB } = env
  const now = new Date(nowMs).toISOString()
  const [health, held, answers] = await Promise.all([
    checkHealth(env, nowMs),
    countLeads(DB, { held: 'only' }, most),
    DB.batch([
      clockRow(DB),
      DB.prepare('SELECT max(name) AS name FROM d1_migrations'),
      DB.prepare(`
        SELECT kind, count(*) AS waiting, sum(due_at <= ?1) AS late, min(iif(due_at <= ?1, due_at, NULL)) AS oldest
        FROM (
          SELECT * FROM (
            SELECT kind, due_at FROM outbox WHERE kind = 'mail' AND state = 'pending' ORDER BY due_at LIMIT ${most}
          )
          UNION ALL
          -- What is owed to a connection that is paused waits for somebody, and is not late.
          SELECT * FROM (
            SELECT outbox.kind, outbox.due_at
            FROM connection
            CROSS JOIN outbox ON outbox.connection_id = connection.id AND outbox.kind = 'webhook' AND outbox.state = 'pending'
            WHERE connection.state = 'active'
            LIMIT ${most}
          )
        )
        GROUP BY kind`).bind(now),
      DB.prepare(`
        SELECT kind, count(*) AS dead
        FROM (
          SELECT * FROM (SELECT kind FROM outbox WHERE state = 'dead' AND id < 'w' LIMIT ${most})
          UNION ALL
          SELECT * FROM (SELECT kind FROM outbox WHERE state = 'dead' AND id > 'w' LIMIT ${most})
        )
        GROUP BY kind`),
      detoursOfDay(DB, 'intake', nowMs),
      DB.prepare(`SELECT count FROM mail_budget WHERE hour = ?1 AND scope = 'all'`).bind(hourOf(nowMs).hour),
    ]),
  ])
  const [clock, migrations, pending, dead, queued, sent] = answers.map(({ results }) => results) as [
    ClockRow[],
    { name: string | null }[],
    Pending[],
    { kind: Kind; dead: number }[],
    { times: number }[],
    { count: number }[],
  ]
  const transport = chooseTransport(env)
  return {
    ...health,
    at: now,
    clock: clockOf(clock[0], nowMs),
    outbox: kinds.map((kind) => {
      const { waiting = 0, late = 0, oldest = null } = pending.find((row) => row.kind === kind) ?? {}
      return { kind, waiting, late, dead: dead.find((row) => row.kind === kind)?.dead ?? 0, oldestDueAt: oldest }
    }),
    held: held.count,
    queued: queued[0]?.times ?? 0,
    mail: {
      transport: transport.ok ? transport.transport.name : transport.name,
      problem: transport.ok ? null : transport.problem,
      sent: sent[0]?.count ?? 0,
      most: budgetOf(env).all,
    },
    database: { bytes: answers[0]?.meta.size_after ?? 0, migration: migrations[0]?.name ?? null },
    hasLastingSecret: Boolean(env.SECRET_LASTING),
  }
}

function clockOf(row: ClockRow | undefined, nowMs: number): HealthReport['clock'] {
  const known: Record<string, JobRecord> = row ? JSON.parse(row.jobs) : {}
  return {
    dueAt: row?.due_at ?? null,
    lateMs: row ? Math.max(0, Date.parse(row.started_at) - Date.parse(row.due_at)) : null,
    jobs: jobs.map(({ name, everyMinutes }) => {
      const job = known[name] ?? {}
      const { endedAt = null, ms = null, failedAt = null } = job
      return { name, everyMinutes, endedAt, ms, failedAt, isLate: isJobLate(job, everyMinutes, nowMs) }
    }),
  }
}
