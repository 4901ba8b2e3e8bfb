// The outbox queue: speed, nothing else. Rows in D1 are what is owed; a message only says where to look now,
// and whatever a message forgets the cron finds within a minute.
import { waitUntil } from 'cloudflare:workers'
import { sendHooks } from '../connection/send.ts'
import type { Env } from '../env.ts'
import { log, reasonOf } from '../lib/log.ts'
import { deliverMails } from './deliver.ts'
import { type Sent, settleSent, type Wanted } from './outbox.ts'

/**
 * `owed`: these rows are due. `more`: there was more due than one run may send. `sent`: D1 could not be told. `hooks`: connections may
 * be owed something.
 */
export type OutboxMessage = { owed: string[] } | { more: true } | { sent: Sent[] } | { hooks: true }

/** Most mails of one run. Unless told otherwise, with the claim and one settling each, the 50 queries of the free plan suffice. */
const perRun = ({ MAIL_PER_RUN = '' }: Pick<Env, 'MAIL_PER_RUN'>): number =>
  /^[1-9]\d{0,4}$/.test(MAIL_PER_RUN) ? Number(MAIL_PER_RUN) : 30

/** Says that rows are due. Never fails: it only makes them leave sooner. */
export async function announce(env: Pick<Env, 'OUTBOX'>, ids: string[]): Promise<void> {
  if (ids.length) await send(env, { owed: ids })
}

const gatherMs = 200
/** Whoever is that late was cut off. */
const lateMs = 800
let gathered: string[] = []
let gatheredUntil = 0

/** The same for busy moments: what many requests owe within a fifth of a second goes in one message, with the first of them. */
export function announceSoon(env: Pick<Env, 'OUTBOX'>, ids: string[]): void {
  if (!ids.length) return
  gathered.push(...ids)
  const now = Date.now()
  // Whoever was to send them may have been cut off, so nobody is waited for much longer.
  if (now < gatheredUntil + lateMs) return
  gatheredUntil = now + gatherMs
  waitUntil(announceGathered(env))
}

async function announceGathered(env: Pick<Env, 'OUTBOX'>): Promise<void> {
  await scheduler.wait(gatherMs)
  gatheredUntil = 0
  const all = gathered
  gathered = []
  // 100 ids are some 6 kB of the 128 a message may have.
  for (let i = 0; i < all.length; i += 100) await announce(env, all.slice(i, i + 100))
}

async function send(env: Pick<Env, 'OUTBOX'>, message: OutboxMessage): Promise<void> {
  try {
    await env.OUTBOX.send(message)
  } catch (error) {
    log.error('outbox.not_announced', { reason: reasonOf(error) })
  }
}

/** Each message is acknowledged by itself, once D1 knows what became of it; then the rows carry what is left to do. */
export async function deliverQueued(batch: MessageBatch<OutboxMessage>, env: Env): Promise<void> {
  const hooks = batch.messages.filter(({ body }) => 'hooks' in body)
  for (const message of hooks) message.ack()
  // No mail waits for an address that hangs: the queue goes on meanwhile, and what is cut off is found by the clock.
  if (hooks.length) waitUntil(sendHooks(env))
  const asked = batch.messages.filter(({ body }) => 'owed' in body)
  const ids = asked.flatMap(({ body }) => ('owed' in body ? body.owed : []))
  if (ids.length) await acknowledged(asked, () => run(env, { ids: [...new Set(ids)], most: perRun(env) }))
  const others = batch.messages.filter(({ body }) => !('owed' in body))
  const sweeps = others.filter(({ body }) => 'more' in body)
  if (sweeps.length) await acknowledged(sweeps, () => sweep(env))
  for (const message of others) {
    const { body } = message
    if ('sent' in body) await acknowledged([message], () => settleSent(env.DB, body.sent))
  }
}

async function acknowledged(messages: readonly Message<OutboxMessage>[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
    for (const message of messages) message.ack()
  } catch (error) {
    log.error('outbox.waiting', { reason: reasonOf(error) })
    for (const message of messages) message.retry({ delaySeconds: Math.min(600, 2 ** message.attempts) })
  }
}

/** Sends what is due, up to what one run may; where more is due it calls another run. */
export const sweep = (env: Env): Promise<void> => run(env, { most: perRun(env) })

async function run(env: Env, wanted: Wanted): Promise<void> {
  if (await deliverMails(env, wanted)) await send(env, { more: true })
}
