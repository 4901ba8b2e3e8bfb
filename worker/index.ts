// The Worker's doors: requests, queued intake, and (from the cron) whatever is due.
import { app } from './app.ts'
import { storeQueued } from './capture/intake.ts'
import type { Env } from './env.ts'
import { runDueJobs } from './ops/cron.ts'

export default {
  fetch: app.fetch,
  queue: storeQueued,
  scheduled: ({ scheduledTime }, env) => runDueJobs(env, scheduledTime),
} satisfies ExportedHandler<Env, import('./lead/record.ts').StorableSubmission>
