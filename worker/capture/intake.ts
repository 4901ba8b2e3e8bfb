// Where a submission is kept before anybody hears "yes": D1, or the intake queue while D1 cannot take it.
import { waitUntil } from 'cloudflare:workers'
import { owedId } from '../delivery/owe.ts'
import { announceSoon } from '../delivery/queue.ts'
import type { Env } from '../env.ts'
import { isOver } from '../form/closing.ts'
import { judgeSoon } from '../lead/judge.ts'
import { type Recorded, record } from '../lead/record.ts'
import type { StorableSubmission } from '../lead/storable.ts'
import { isOverloaded, within, withRetry } from '../lib/db.ts'
import { log, reasonOf } from '../lib/log.ts'
import { Problem } from '../lib/problem.ts'
import { countDetours } from '../ops/detour.ts'

/** A visitor waits no longer for the database, nor for the queue; the same submission going through late does no harm. */
const patienceMs = 5_000

/**
 * Keeps the submission, in D1 or else in the queue, and tells what D1 could say of it: what its person was given, and whether it is new.
 * Throws `unavailable` when neither would have it.
 */
export async function intake(env: Env, sent: StorableSubmission): Promise<Recorded> {
  try {
    const recorded = await within(
      patienceMs,
      withRetry(() => record(env.DB, sent)),
    )
    announceSoon(env, owedBy(sent))
    if (sent.arrival?.isProspect) waitUntil(judgeSoon(env.DB, [sent.id]))
    return recorded
  } catch (error) {
    if (isOver(error)) throw new Problem('form_closed')
    log.error('intake.spilled', { submission: sent.id, reason: reasonOf(error) })
    await spill(env, sent)
    return { isNew: true }
  }
}

/** Ids of the outbox rows it may have caused. */
export const owedBy = ({ id, mails, claim, confirm }: StorableSubmission): string[] =>
  [...mails, ...(claim ? ['notice-stock'] : []), ...(confirm ? new Set(['confirm', confirm.mail]) : [])].map(
    (template) => owedId(id, template),
  )

async function spill(env: Env, sent: StorableSubmission): Promise<void> {
  try {
    const place = sent.place && { ...sent.place, isAcknowledged: true as const }
    await within(patienceMs, env.INTAKE.send({ ...sent, place }))
  } catch (error) {
    log.error('intake.refused', { submission: sent.id, reason: reasonOf(error) })
    throw new Problem('unavailable', { retryAfter: 10 })
  }
}

/** Stores what waited in the queue. Each message is acknowledged by itself, and only once it is stored. */
export async function storeQueued(batch: MessageBatch<StorableSubmission>, env: Env): Promise<void> {
  let stored = 0
  for (const [n, message] of batch.messages.entries()) {
    try {
      await record(env.DB, message.body)
      stored++
      announceSoon(env, owedBy(message.body))
      message.ack()
    } catch (error) {
      log.error('intake.waiting', { submission: message.body.id, attempt: message.attempts, reason: reasonOf(error) })
      // Asking for the rest would only add to what it cannot bear.
      const waiting = isOverloaded(error) ? batch.messages.slice(n) : [message]
      for (const each of waiting) each.retry({ delaySeconds: Math.min(600, 2 ** each.attempts) })
      if (isOverloaded(error)) return
    }
  }
  if (stored) await countDetours(env.DB, 'intake', stored, Date.now()).catch(notCounted)
}

const notCounted = (error: unknown) => log.error('intake.not_counted', { reason: reasonOf(error) })
