// One attempt: a signed message to an address, and what was answered. Never throws, never follows, never reads or waits without end.
import type { AttemptProblem } from '../../contract/connection-names.ts'
import type { Env } from '../env.ts'
import { readTarget } from './address.ts'
import { retryAfter } from './retry.ts'
import { signed } from './sign.ts'

export type Attempt = {
  ok: boolean
  status: number | null
  ms: number
  /** The first of what was answered. */
  answer: string | null
  problem: AttemptProblem | null
  /** Seconds it asks to be left alone. */
  waits?: number
}

export type Letter = { url: string; origin: string; secrets: string[]; id: string; body: string }

const patienceMs = 15_000
/** Whoever has said 2xx has taken it; what else they say is waited for a moment only. */
const answerMs = 2_000
const mostAnswered = 600
const mostShown = 200
/** Far more than a form can hold. */
export const mostBytes = 256_000

export async function post(
  env: Pick<Env, 'WEBHOOK_TEST_ORIGINS'>,
  { url, origin, secrets, id, body }: Letter,
  clock = Date.now,
): Promise<Attempt> {
  const target = readTarget(env, url, origin)
  const failed = (problem: AttemptProblem, ms = 0): Attempt => ({ ok: false, status: null, ms, answer: null, problem })
  if (!target.ok) return failed('address_refused')
  if (body.length > mostBytes) return failed('too_large')
  const startedMs = clock()
  const took = () => Math.max(0, clock() - startedMs)
  const patience = AbortSignal.timeout(patienceMs)
  try {
    const response = await fetch(target.url.href, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': `Aimant-Webhooks/1 (+${origin})`,
        ...(await signed(secrets, id, startedMs, body)),
      },
      body,
      redirect: 'manual',
      signal: patience,
    })
    const { status } = response
    const ms = took()
    const answer = await beginning(response)
    if (response.ok) return { ok: true, status, ms, answer, problem: null }
    const problem = status >= 300 && status < 400 ? 'redirect' : 'status'
    const waits =
      status === 429 || status === 503 ? retryAfter(response.headers.get('retry-after'), clock()) : undefined
    return { ok: false, status, ms, answer, problem, waits }
  } catch {
    return failed(patience.aborted ? 'timeout' : 'unreachable', took())
  }
}

/** The first of the answer as one line of text; `null` where there is none. */
async function beginning(response: Response): Promise<string | null> {
  const reader = response.body?.getReader()
  if (!reader) return null
  const late = AbortSignal.timeout(answerMs)
  const isLate = new Promise<undefined>((resolve) => late.addEventListener('abort', () => resolve(undefined)))
  const decoder = new TextDecoder()
  let text = ''
  try {
    while (text.length < mostAnswered) {
      const read = await Promise.race([reader.read(), isLate])
      if (!read || read.done) break
      text += decoder.decode(read.value.subarray(0, mostAnswered), { stream: true })
    }
  } catch {
    // What came is shown.
  }
  // A sender of gigabytes is hung up on.
  reader.cancel().catch(() => undefined)
  return (
    text
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, mostShown)
      .toWellFormed() || null
  )
}
