// When connections are served: soon after something happened, again as long as there is more, and by the clock whatever was forgotten.
import type { Env } from '../env.ts'
import { log, reasonOf } from '../lib/log.ts'
import { deliverHooks } from './deliver.ts'

/** One run, and the call for the next where there is more to do. Throws what D1 throws: the clock tries again. */
export async function sendHooks(env: Env): Promise<void> {
  let again: Promise<void> | undefined
  const { isMore } = await deliverHooks(env, Date.now, () => {
    again ??= call(env, firstRetrySeconds)
  })
  if (isMore) await call(env)
  await again
}

/** Only the first step of the schedule is shorter than the clock's minute. */
const firstRetrySeconds = 6

// Only makes it sooner: what is owed is a row.
async function call(env: Pick<Env, 'OUTBOX'>, delaySeconds = 0): Promise<void> {
  try {
    await env.OUTBOX.send({ hooks: true }, { delaySeconds })
  } catch (error) {
    log.error('hooks.not_announced', { reason: reasonOf(error) })
  }
}

const knownMs = 30_000
const gatherMs = 100
let known: { any: boolean; untilMs: number } | undefined
let callingUntil = 0

/** Whether nobody is, as was found out lately: visitors' submissions need not wait for anything to be told so again. */
export const isNobodyConnected = (): boolean => known !== undefined && !known.any && known.untilMs > Date.now()

/** Somebody changed something: connections may be owed a message. Calls at most once in a tenth of a second, and nobody where there are none. */
export async function hurry(env: Pick<Env, 'DB' | 'OUTBOX'>): Promise<void> {
  try {
    if (!(await isAnybodyConnected(env.DB))) return
    // Whoever was to call may have been cut off, so nobody is waited for much longer.
    if (Date.now() < callingUntil + 1_000) return
    callingUntil = Date.now() + gatherMs
    await scheduler.wait(gatherMs)
    callingUntil = 0
    await call(env)
  } catch (error) {
    log.error('hooks.not_announced', { reason: reasonOf(error) })
  }
}

async function isAnybodyConnected(db: D1Database): Promise<boolean> {
  if (!known || known.untilMs < Date.now()) {
    const row = await db.prepare(`SELECT 1 FROM connection WHERE state = 'active' LIMIT 1`).first()
    known = { any: row !== null, untilMs: Date.now() + knownMs }
  }
  return known.any
}

/** Forgets whether anybody is: there may be by now. */
export function lookAgain(): void {
  known = undefined
}
