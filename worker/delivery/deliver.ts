// Sending what was claimed, one mail after the other over one connection, and writing down what became of each.
import type { Env } from '../env.ts'
import { log, reasonOf } from '../lib/log.ts'
import { budgetOf } from './budget.ts'
import { makeMessage } from './mail.ts'
import { type Claimed, claim, leaseMs, type Outcome, settle, type Wanted } from './outbox.ts'
import { Refusal } from './refusal.ts'
import { chooseTransport, type Transport } from './transport.ts'

/** A send that begins later than this could still be under way when somebody else may claim it. */
const startableMs = leaseMs - 2 * 60_000

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

type Means = { transport: Transport; from?: { name?: string; email: string } }

export async function deliverWith(
  env: Env,
  { transport, from }: Means,
  wanted: Wanted,
  clock = Date.now,
): Promise<boolean> {
  const startedMs = clock()
  const { claimed, more } = await claim(env.DB, wanted, budgetOf(env), startedMs)
  let stopped: Outcome | undefined
  // Settling one goes on while the next is sent; never more than one is unsettled.
  let settling: Promise<void> = Promise.resolve()
  try {
    for (const row of claimed) {
      if (clock() - startedMs > startableMs)
        stopped ??= { to: 'release', error: 'no time left in this run', afterMs: 0 }
      const outcome = stopped ?? (await attempt(env, transport, from, row))
      if (outcome.to !== 'sent') stopped ??= stopping(outcome)
      await settling
      settling = keep(env, row, outcome, clock())
    }
  } finally {
    await settling
    await transport.close()
  }
  if (claimed.length) log.info('mail.run', { transport: transport.name, claimed: claimed.length, stopped: stopped?.to })
  return more && !stopped
}

type Failure = Extract<Outcome, { error: string }> & { stops?: boolean }

async function attempt(
  env: Env,
  transport: Transport,
  from: Means['from'],
  row: Claimed,
): Promise<Outcome & { stops?: boolean }> {
  try {
    const message = await makeMessage(env, row, from)
    const { accepted } = await transport.send(message)
    return { to: 'sent', accepted }
  } catch (error) {
    const failure = failureOf(error)
    log.error('mail.not_sent', { id: row.id, attempt: row.attempts, to: failure.to, reason: failure.error })
    return failure
  }
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Refusal)) return { to: 'retry', error: reasonOf(error) }
  const { kind, message } = error
  if (kind === 'permanent') return { to: 'dead', error: message }
  if (kind === 'misconfigured') return { to: 'release', error: message, afterMs: 5 * minuteMs, stops: true }
  return { to: 'retry', error: message, stops: kind === 'unreachable' }
}

// Where nothing can be sent, the rest is not tried: one mail a run finds out when it works again.
function stopping({ stops, error, ...rest }: Failure): Outcome | undefined {
  if (!stops) return undefined
  return { to: 'release', error, afterMs: rest.to === 'release' ? rest.afterMs : minuteMs }
}

/** D1 is told, or else the queue, which tells D1 later: what was accepted must not leave again. */
async function keep(env: Env, row: Claimed, outcome: Outcome, nowMs: number): Promise<void> {
  try {
    await settle(env.DB, row, outcome, nowMs)
  } catch (error) {
    log.error('outbox.not_settled', { id: row.id, to: outcome.to, reason: reasonOf(error) })
    if (outcome.to !== 'sent') return
    const sent = { id: row.id, accepted: outcome.accepted, at: new Date(nowMs).toISOString() }
    await env.OUTBOX.send({ sent }).catch((reason) =>
      log.error('outbox.forgotten', { id: row.id, reason: reasonOf(reason) }),
    )
  }
}
