// Sending what was claimed, one mail after the other over one connection, and writing down what became of each.
import type { Env } from '../env.ts'
import { log, reasonOf } from '../lib/log.ts'
import { budgetOf } from './budget.ts'
import { makeMessage } from './mail.ts'
import type { Mailbox, Message } from './message.ts'
import {
  type Claimed,
  claim,
  type Failed,
  leaseMs,
  type Outcome,
  type Sent,
  settleFailed,
  settleSent,
  type Wanted,
} from './outbox.ts'
import { Refusal } from './refusal.ts'
import { chooseTransport, type Transport } from './transport.ts'

/** A send that begins later than this could still be under way when somebody else may claim it. */
const startableMs = leaseMs - 2 * 60_000
/** The clock calls every minute: a run that is over by then does not meet the next one. */
const runMs = 50_000
/** Mails claimed at once. */
const handful = 500

const minuteMs = 60_000
let complained = ''

/** Sends what is due and within budget; gives whether more may be due. While mail is misconfigured everything waits. */
export async function deliverMails(env: Env, wanted: Wanted, clock = Date.now): Promise<boolean> {
  const chosen = chooseTransport(env)
  if (!chosen.ok) {
    if (complained !== chosen.problem)
      log.error('mail.misconfigured', { transport: chosen.name, problem: chosen.problem })
    complained = chosen.problem
    return false
  }
  return deliverWith(env, chosen, wanted, clock)
}

type Means = { transport: Transport; from?: Mailbox }

export async function deliverWith(
  env: Env,
  { transport, from }: Means,
  wanted: Wanted,
  clock = Date.now,
): Promise<boolean> {
  const startedMs = clock()
  const books = bookkeeper(env, clock)
  let [left, more, stopped] = [wanted.most, true, false]
  try {
    // One connection serves them all: greeting a server takes longer than giving it a mail.
    while (left > 0 && more && !stopped && clock() - startedMs < runMs) {
      const run = await claim(env.DB, { ...wanted, most: Math.min(left, handful) }, budgetOf(env), clock())
      const problem = await sendAll(env, { transport, from }, run.claimed, books, clock)
      if (run.claimed.length)
        log.info('mail.run', { transport: transport.name, claimed: run.claimed.length, stopped: problem })
      // Whatever it found, a claim costs its queries, and a plan has so many for a run.
      left -= handful
      more = run.more
      stopped = problem !== undefined
    }
  } finally {
    await books.close()
    await transport.close()
  }
  return more && !stopped
}

/** Gives what kept it from trying them all. */
async function sendAll(
  env: Env,
  { transport, from }: Means,
  claimed: Claimed[],
  books: ReturnType<typeof bookkeeper>,
  clock: () => number,
): Promise<string | undefined> {
  const startedMs = clock()
  let stopped: Failed | undefined
  let next = claimed[0] && made(env, claimed[0], from)
  for (const [i, row] of claimed.entries()) {
    if (clock() - startedMs > startableMs) stopped ??= { to: 'release', error: 'no time left in this run', afterMs: 0 }
    const message = next
    // The next is written while this one travels.
    next = stopped ? undefined : claimed[i + 1] && made(env, claimed[i + 1]!, from)
    const outcome = stopped ?? (await attempt(transport, row, message!))
    if (outcome.to !== 'sent') stopped ??= stopping(outcome)
    await books.enter(row, outcome)
  }
  return stopped?.error
}

type Made = { message: Message } | { error: unknown }

const made = (env: Env, row: Claimed, from: Mailbox | undefined): Promise<Made> =>
  makeMessage(env, row, from).then(
    (message) => ({ message }),
    (error: unknown) => ({ error }),
  )

type Attempted = Outcome & { stops?: boolean }

async function attempt(transport: Transport, row: Claimed, making: Promise<Made>): Promise<Attempted> {
  try {
    const made = await making
    if ('error' in made) throw made.error
    const { accepted } = await transport.send(made.message)
    return { to: 'sent', accepted }
  } catch (error) {
    const failure = failureOf(error)
    log.error('mail.not_sent', { id: row.id, attempt: row.attempts, to: failure.to, reason: failure.error })
    return failure
  }
}

function failureOf(error: unknown): Failed & { stops?: boolean } {
  if (!(error instanceof Refusal)) return { to: 'retry', error: reasonOf(error) }
  const { kind, message } = error
  if (kind === 'permanent') return { to: 'dead', error: message }
  if (kind === 'misconfigured') return { to: 'release', error: message, afterMs: 5 * minuteMs, stops: true }
  return { to: 'retry', error: message, stops: kind === 'unreachable' }
}

// Where nothing can be sent, the rest is not tried: one mail a run finds out when it works again.
function stopping({ stops, error, ...rest }: Failed & { stops?: boolean }): Failed | undefined {
  if (!stops) return undefined
  return { to: 'release', error, afterMs: rest.to === 'release' ? rest.afterMs : minuteMs }
}

/** So many sent mails, or those of so many ms, may be unwritten at any moment; a power cut then sends them once more. */
const unwrittenMost = 25
const unwrittenMs = 50

/** Writes outcomes down while the next mail is under way. */
function bookkeeper(env: Env, clock: () => number) {
  let unwritten: Sent[] = []
  let soon: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<void> = Promise.resolve()
  const write = () => {
    clearTimeout(soon)
    soon = undefined
    const sent = unwritten
    unwritten = []
    if (sent.length) writing = writing.then(() => writeSent(env, sent))
  }
  return {
    async enter(row: Claimed, outcome: Outcome): Promise<void> {
      if (outcome.to !== 'sent') return writeFailed(env, row, outcome, clock())
      unwritten.push({ id: row.id, accepted: outcome.accepted, at: new Date(clock()).toISOString() })
      if (unwritten.length < unwrittenMost) soon ??= setTimeout(write, unwrittenMs)
      else {
        await writing
        write()
      }
    },
    async close(): Promise<void> {
      write()
      await writing
    },
  }
}

/** D1 is told, or else the queue, which tells D1 later: what was accepted must not leave again. */
async function writeSent(env: Env, sent: Sent[]): Promise<void> {
  try {
    await settleSent(env.DB, sent)
  } catch (error) {
    log.error('outbox.not_settled', { rows: sent.length, reason: reasonOf(error) })
    await env.OUTBOX.send({ sent }).catch((reason) =>
      log.error('outbox.forgotten', { rows: sent.length, reason: reasonOf(reason) }),
    )
  }
}

// Not written down, it is tried again when its lease ends.
async function writeFailed(env: Env, row: Claimed, outcome: Failed, nowMs: number): Promise<void> {
  await settleFailed(env.DB, row, outcome, nowMs).catch((error) =>
    log.error('outbox.not_settled', { id: row.id, to: outcome.to, reason: reasonOf(error) }),
  )
}
