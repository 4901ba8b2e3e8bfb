// What is done by the clock: one trigger, every minute, and a table of jobs. Each does a bounded piece and goes on next time.
import { checkpointConsents } from '../consent/log/checkpoints.ts'
import { retain } from '../consent/retention.ts'
import { pruneBudget } from '../delivery/budget.ts'
import { sweep } from '../delivery/queue.ts'
import type { Env } from '../env.ts'
import { pruneHours } from '../insight/prune.ts'
import { judgeDue } from '../lead/judge.ts'
import { log, reasonOf } from '../lib/log.ts'
import { flushLedger } from './ledger.ts'
import { exportByTheClock } from './scheduled-export-run.ts'

export type Job = { name: string; everyMinutes: number; run: (env: Env, now: number) => Promise<void> }

const jobs: Job[] = [
  { name: 'outbox.sweep', everyMinutes: 1, run: (env) => sweep(env) },
  { name: 'mail.budget', everyMinutes: 60, run: async (env, now) => void (await pruneBudget(env.DB, now).run()) },
  { name: 'leads.judge', everyMinutes: 1, run: judgeDue },
  { name: 'leads.export', everyMinutes: 1, run: exportByTheClock },
  { name: 'retention', everyMinutes: 10, run: retain },
  { name: 'ledger.flush', everyMinutes: 1, run: flushLedger },
  { name: 'insight.prune', everyMinutes: 1440, run: ({ DB }, now) => pruneHours(DB, now) },
  { name: 'consents.checkpoint', everyMinutes: 1, run: checkpointConsents },
]

/** Runs what is due at `now`, all at once: one that fails or lingers holds up no other. */
export async function runDueJobs(env: Env, now: number, table = jobs): Promise<void> {
  const minute = Math.floor(now / 60_000)
  const due = table.filter(({ everyMinutes }) => minute % everyMinutes === 0)
  await Promise.all(
    due.map(async ({ name, run }) => {
      try {
        await run(env, now)
      } catch (error) {
        log.error('job.failed', { job: name, reason: reasonOf(error) })
      }
    }),
  )
}
