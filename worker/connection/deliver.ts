// Sending what is owed to connections: several at once, each in the order it is owed, and writing down what became of it.
import type { Env } from '../env.ts'
import { log, reasonOf } from '../lib/log.ts'
import { type Claimed, claimHooks, type Owed } from './claim.ts'
import { bodyOf, type Cause, eventOf } from './compose.ts'
import { type Attempt, post } from './post.ts'
import { isOfTheAddress, settle, type Tried } from './settle.ts'
import { type ConnectionRow, secretsOf } from './store.ts'

/** No message leaves later in a run: with how long one may take, the run is over before its lease is. */
const startableMs = 40_000
/** At once to one address that works. */
const lanes = 2
/** At once in all: further calls the platform would hold back, and their patience would run. */
const mostOpen = 6

/** Most messages of one run. Unless told otherwise, what claims and settles them fits the 50 queries and 50 calls of the free plan. */
export const perRun = ({ HOOKS_PER_RUN = '' }: Pick<Env, 'HOOKS_PER_RUN'>): number =>
  /^[1-9]\d{0,3}$/.test(HOOKS_PER_RUN) ? Number(HOOKS_PER_RUN) : 20

/**
 * Sends what is due, up to what one run may; gives whether more may be. What hangs is not waited for before others are claimed, nor
 * before `failed` is called: something is to be tried again soon.
 */
export async function deliverHooks(env: Env, clock = Date.now, failed = () => {}): Promise<{ isMore: boolean }> {
  const startedMs = clock()
  const slots = slotsFor(mostOpen)
  const running: ReturnType<typeof serve>[] = []
  let [left, isMore] = [perRun(env), true]
  let outcomes: boolean[] = []
  try {
    while (isMore && left > 0) {
      const found = await claimHooks(env.DB, left, clock())
      for (const one of found.claimed) {
        running.push(serve(env, one, { startedMs, slots, clock, failed }))
        left -= one.owed.length
      }
      isMore = found.isMore
    }
  } finally {
    outcomes = await Promise.all(running)
  }
  const sum = { connections: running.length, messages: perRun(env) - left }
  if (sum.messages) log.info('hooks.run', sum)
  return { isMore: isMore || outcomes.includes(true) }
}

type Run = { startedMs: number; slots: Slots; clock: () => number; failed: () => void }

/** Gives whether more may be due to it that can go at once. */
async function serve(env: Env, { connection, owed, isMore }: Claimed, run: Run): Promise<boolean> {
  const tried: Tried[] = []
  const dropped: string[] = []
  let isStopped = false
  const queue = [...owed]
  async function work(secrets: string[]): Promise<void> {
    for (let one = queue.shift(); one && !isStopped; one = queue.shift()) {
      const body = bodyFor(connection, one)
      if (body === undefined) {
        dropped.push(one.id)
        continue
      }
      await run.slots.take()
      const atMs = run.clock()
      try {
        // Somebody else hung for long, or another lane found out that it is of no use.
        if (isStopped || atMs - run.startedMs > startableMs) return
        const attempt = await sent(env, connection, { secrets, id: eventId(one), body }, run.clock)
        tried.push({ owed: one, attempt, atMs })
        isStopped ||= isOfTheAddress(attempt)
      } finally {
        run.slots.give()
      }
    }
  }
  try {
    const secrets = await secretsOf(env, connection, run.clock())
    // One message finds out whether an address that failed works again.
    await Promise.all(Array.from({ length: connection.failures ? 1 : lanes }, () => work(secrets)))
  } catch (error) {
    log.error('hooks.not_sent', { connection: connection.id, reason: reasonOf(error) })
  }
  tried.sort((a, b) => a.atMs - b.atMs)
  try {
    await settle(env.DB, connection, { tried, dropped }, run.clock())
  } catch (error) {
    // They leave again when the lease ends, under the same names.
    log.error('hooks.not_settled', { connection: connection.id, messages: tried.length, reason: reasonOf(error) })
  }
  if (tried.some(({ attempt }) => !attempt.ok)) run.failed()
  return isMore && !isStopped
}

type Body = { json: string } | { unwritable: true }

/** `undefined` where nobody is to be told of it any more. */
function bodyFor(connection: ConnectionRow, owed: Owed): Body | undefined {
  const { origin, format, language, site_id: site, is_partner: isPartner } = connection
  if (isPartner && owed.gpc) return undefined
  try {
    const lead = owed.lead ? JSON.parse(owed.lead) : null
    const event = eventOf({ ...owed, id: eventId(owed), site, cause: JSON.parse(owed.payload) as Cause, lead })
    return event && { json: JSON.stringify(bodyOf(format, event, { language, origin })) }
  } catch (error) {
    log.error('hooks.not_written', { event: eventId(owed), reason: reasonOf(error) })
    return { unwritable: true }
  }
}

type Ready = { secrets: string[]; id: string; body: Body }

async function sent(
  env: Env,
  { url, origin }: ConnectionRow,
  { body, ...to }: Ready,
  clock: () => number,
): Promise<Attempt> {
  if ('unwritable' in body) return { ok: false, status: null, ms: 0, answer: null, problem: 'internal' }
  return post(env, { url, origin, ...to, body: body.json }, clock)
}

type Slots = ReturnType<typeof slotsFor>

/** So many at once; the others wait for their turn. */
function slotsFor(count: number) {
  let free = count
  const waiting: (() => void)[] = []
  return {
    async take(): Promise<void> {
      if (free > 0) free--
      else await new Promise<void>((resolve) => waiting.push(resolve))
    },
    give(): void {
      const next = waiting.shift()
      if (next) next()
      else free++
    },
  }
}

/** The event's own name, after the connection's. */
export const eventId = ({ id }: Pick<Owed, 'id'>): string => id.slice(id.lastIndexOf('.') + 1)
