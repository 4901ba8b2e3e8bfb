// Sending what is owed to connections: several at once, each in the order it is owed, and writing down what became of it.
import type { Env } from '../env.ts'
import { log, reasonOf } from '../lib/log.ts'
import { type Claimed, claimHooks, type Owed } from './claim.ts'
import { bodyOf, type Cause, eventOf } from './compose.ts'
import { type Attempt, post } from './post.ts'
import { isOfTheAddress, settle, type Tried } from './settle.ts'
import { secretsOf } from './store.ts'

/** No message leaves later in a run: with how long one may take, the run is over before its lease is. */
const startableMs = 40_000
/** At once to one address that works. All together stay below what one run may have open. */
const lanes = 2

/** Most messages of one run. Unless told otherwise, what claims and settles them fits the 50 queries and 50 calls of the free plan. */
export const perRun = ({ HOOKS_PER_RUN = '' }: Pick<Env, 'HOOKS_PER_RUN'>): number =>
  /^[1-9]\d{0,3}$/.test(HOOKS_PER_RUN) ? Number(HOOKS_PER_RUN) : 20

/** Sends what is due; gives whether more may be due, and in how many seconds at the soonest something is to be tried again. */
export async function deliverHooks(env: Env, clock = Date.now): Promise<{ more: boolean; againSeconds?: number }> {
  const { claimed, more } = await claimHooks(env.DB, perRun(env), clock())
  const startedMs = clock()
  const failed = await Promise.all(claimed.map((one) => serve(env, one, startedMs, clock)))
  const tried = claimed.reduce((sum, { owed }) => sum + owed.length, 0)
  if (tried) log.info('hooks.run', { connections: claimed.length, messages: tried })
  // Only the first step of the schedule is shorter than the clock's minute.
  return { more, ...(failed.some(Boolean) && { againSeconds: 6 }) }
}

/** Gives whether something is to be tried again. */
async function serve(
  env: Env,
  { connection, owed }: Claimed,
  startedMs: number,
  clock: () => number,
): Promise<boolean> {
  const tried: Tried[] = []
  const dropped: string[] = []
  try {
    const secrets = await secretsOf(env, connection, clock())
    const { url, origin, format, language, site_id: site, is_partner: isPartner } = connection
    let stopped = false
    const queue = [...owed]
    const work = async () => {
      for (let one = queue.shift(); one && !stopped; one = queue.shift()) {
        if (clock() - startedMs > startableMs) return
        const id = eventId(one)
        const event = eventOf({ ...one, id, site, cause: JSON.parse(one.payload) as Cause, lead: person(one) })
        if (!event || (isPartner && one.gpc)) {
          dropped.push(one.id)
          continue
        }
        const atMs = clock()
        const attempt = await sent(
          env,
          { url, origin, secrets, id },
          () => bodyOf(format, event, { language, origin }),
          clock,
        )
        tried.push({ owed: one, attempt, atMs })
        stopped ||= isOfTheAddress(attempt)
      }
    }
    // One message finds out whether an address that failed works again.
    await Promise.all(Array.from({ length: connection.failures ? 1 : lanes }, work))
  } catch (error) {
    log.error('hooks.not_sent', { connection: connection.id, reason: reasonOf(error) })
  }
  tried.sort((a, b) => a.atMs - b.atMs)
  try {
    await settle(env.DB, connection, { tried, dropped }, clock())
  } catch (error) {
    // They leave again when the lease ends, under the same names.
    log.error('hooks.not_settled', { connection: connection.id, messages: tried.length, reason: reasonOf(error) })
  }
  return tried.some(({ attempt }) => !attempt.ok)
}

type Addressed = { url: string; origin: string; secrets: string[]; id: string }

async function sent(env: Env, to: Addressed, body: () => unknown, clock: () => number): Promise<Attempt> {
  try {
    return await post(env, { ...to, body: JSON.stringify(body()) }, clock)
  } catch (error) {
    log.error('hooks.not_written', { event: to.id, reason: reasonOf(error) })
    return { ok: false, status: null, ms: 0, answer: null, problem: 'internal' }
  }
}

const person = ({ lead }: Owed) => (lead ? JSON.parse(lead) : null)

/** The event's own name, after the connection's. */
export const eventId = ({ id }: Pick<Owed, 'id'>): string => id.slice(id.lastIndexOf('.') + 1)
