// The Worker's doors: requests, queued intake, and (from the cron) whatever is due.
import { app } from './app.ts'
import { storeQueued } from './capture/intake.ts'
import { hurry, isNobodyConnected } from './connection/send.ts'
import { deliverQueued, type OutboxMessage } from './delivery/queue.ts'
import type { Env } from './env.ts'
import type { Tally } from './insight/count.ts'
import { storeTallies } from './insight/store.ts'
import type { StorableSubmission } from './lead/storable.ts'
import { runDueJobs } from './ops/cron.ts'

export default {
  fetch: async (request: Request, env: Env, ctx: ExecutionContext) => {
    const response = await app.fetch(request, env, ctx)
    if (!isNobodyConnected() && mayMatterToOthers(request, response)) ctx.waitUntil(hurry(env))
    return response
  },
  queue: (batch, env) => {
    if (isOutbox(batch)) return deliverQueued(batch, env)
    if (isInsight(batch)) return storeTallies(batch, env.DB)
    return storeQueued(batch as MessageBatch<StorableSubmission>, env)
  },
  scheduled: ({ scheduledTime }, env) => runDueJobs(env, scheduledTime),
} satisfies ExportedHandler<Env, StorableSubmission | OutboxMessage | Tally>

// Whoever deploys may call them otherwise, as long as what they are for stays in the name: scripts/deploy.ts sees to that.
const isInsight = (batch: MessageBatch): batch is MessageBatch<Tally> => batch.queue.includes('insight')
const isOutbox = (batch: MessageBatch): batch is MessageBatch<OutboxMessage> => batch.queue.includes('outbox')

// Whatever is sent and taken may have changed a lead; that a form was seen has not.
const mayMatterToOthers = ({ method, url }: Request, { status }: Response): boolean =>
  method !== 'GET' && method !== 'HEAD' && status < 400 && !url.endsWith('/b')
