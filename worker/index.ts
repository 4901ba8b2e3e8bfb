// The Worker's doors: requests, queued intake, and (from the cron) whatever is due.
import { app } from './app.ts'
import { storeQueued } from './capture/intake.ts'
import { deliverQueued, type OutboxMessage } from './delivery/queue.ts'
import type { Env } from './env.ts'
import type { StorableSubmission } from './lead/record.ts'
import { runDueJobs } from './ops/cron.ts'

export default {
  fetch: app.fetch,
  queue: (batch, env) =>
    isOutbox(batch) ? deliverQueued(batch, env) : storeQueued(batch as MessageBatch<StorableSubmission>, env),
  scheduled: ({ scheduledTime }, env) => runDueJobs(env, scheduledTime),
} satisfies ExportedHandler<Env, StorableSubmission | OutboxMessage>

const isOutbox = (batch: MessageBatch): batch is MessageBatch<OutboxMessage> => batch.queue.startsWith('aimant-outbox')
