// What is done by the clock: one trigger, every minute, and a table of jobs. Each does a bounded piece and goes on next time.
import { sendHooks } from '../connection/send.ts'
import { pruneHooks } from '../connection/settle.ts'
import { checkpointConsents } from '../consent/log/checkpoints.ts'
import { retain } from '../consent/retention.ts'
import { pruneBudget } from '../delivery/budget.ts'
import { oweDigests } from '../delivery/digest.ts'
import { sweep } from '../delivery/queue.ts'
import type { Env } from '../env.ts'
import { pruneHours } from '../insight/prune.ts'
import { judgeDue } from '../lead/judge.ts'
import { log, reasonOf } from '../lib/log.ts'
import { pruneKeys } from '../team/idempotency.ts'
import { type JobRecord, keepRun } from './clock.ts'
import { pruneDetours } from './detour.ts'
import { flushLedger } from './ledger.ts'
import { exportByTheClock } from './scheduled-export-run.ts'

export type Job = { name: string; everyMinutes: number; run: (env: Env, now: number) => Promise<void> }

export const jobs: Job[] = [
  { name: 'outbox.sweep', everyMinutes: 1, run: (env) => sweep(env) },
  { name: 'connections.send', everyMinutes: 1, run: (env) => sendHooks(env) },
  { name: 'connections.prune', everyMinutes: 10, run: ({ DB }, now) => pruneHooks(DB, now) },
  { name: 'mail.budget', everyMinutes: 60, run: async (env, now) => void (await pruneBudget(env.DB, now).run()) },
  { name: 'mail.digest', everyMinutes: 60, run: oweDigests },
  { name: 'leads.judge', everyMinutes: 1, run: judgeDue },
  { name: 'leads.export', everyMinutes: 1, run: exportByTheClock },
  { name: 'retention', everyMinutes: 10, run: retain },
  { name: 'ledger.flush', everyMinutes: 1, run: flushLedger },
  { name: 'insight.prune', everyMinutes: 1440, run: ({ DB }, now) => pruneHours(DB, now) },
  { name: 'idempotency.prune', everyMinutes: 1, run: ({ DB }, now) => pruneKeys(DB, now) },
  { name: 'consents.checkpoint', everyMinutes: 1, run: checkpointConsents },
  { name: 'detours.prune', everyMinutes: 1440, run: ({ DB }, now) => pruneDetours(DB, now) },
]

/**
 * Runs what is due at `now`, all at once: one that fails or lingers holds up no other. Then writes down what became of each.
 * A run may meet the one before it, which is why every job claims what it works on or may be done twice.
 */
export async function runDueJobs(env: Env, now: number, table = jobs, clock = Date.now): Promise<void> {
  const startedMs = clock()
  const minute = Math.floor(now / 60_000)
  const due = table.filter(({ everyMinutes }) => minute % everyMinutes === 0)
  const records = await Promise.all(due.map(async (job) => [job.name, await recordOf(job, env, now, clock)] as const))
  const run = { dueMs: now, startedMs, endedMs: clock(), jobs: Object.fromEntries(records) }
  await keepRun(env.DB, run).catch((error) => log.error('clock.not_kept', { reason: reasonOf(error) }))
}

async function recordOf({ name, run }: Job, env: Env, now: number, clock: () => number): Promise<JobRecord> {
  const startedMs = clock()
  try {
    await run(env, now)
    return { endedAt: new Date(clock()).toISOString(), ms: clock() - startedMs }
  } catch (error) {
    log.error('job.failed', { job: name, reason: reasonOf(error) })
    return { failedAt: new Date(clock()).toISOString() }
  }
}
