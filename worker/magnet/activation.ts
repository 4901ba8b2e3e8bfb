// Trials that begin at the owner's own address: it is asked when the mail is made that brings the link, so it is retried,
// seen and replayed as that mail is, and no visitor waits for it.
import type { TrialTerms } from '../../contract/magnet.ts'
import { readText } from '../lib/body.ts'
import { readPublicAddress } from '../lib/public-address.ts'
import type { Secrets } from '../lib/signed-token.ts'
import { remindersOwed, trialEnd } from './claim.ts'
import { trialRequest } from './licence.ts'

export type AddressStart = Extract<TrialTerms['start'], { by: 'address' }>
type Activating = {
  magnetId: string
  /** Of the claim. */
  submissionId: string
  leadId: string
  email: string
  language: string
  origin: string
}
type Env = Secrets & { DB: D1Database }

const patienceMs = 5_000
const restMs = 60_000
const mostBytes = 4_096

/** Starts the trial and keeps its link, unless it has begun already. Throws when the address does not answer as it should. */
export async function activate(
  env: Env,
  { days, remindDays }: TrialTerms,
  start: AddressStart,
  asked: Activating,
  now: string,
): Promise<{ href: string; endsAt: string }> {
  const endsAt = trialEnd(now, days)
  const href = await askForLink(start, await trialRequest(env, { ...asked, url: start.url, endsAt }, now))
  const { magnetId, submissionId, origin } = asked
  const [, , kept] = await env.DB.batch<{ href: string; ends_at: string }>([
    env.DB.prepare(`
      UPDATE claim
      SET href = ?2, given_at = ?3, ends_at = ?4, outcome = 'running'
      WHERE submission_id = ?1
        AND lead_id IS NOT NULL
        AND given_at IS NULL`).bind(submissionId, href, now, endsAt),
    remindersOwed(env.DB, magnetId, submissionId, remindDays, origin, now),
    env.DB.prepare('SELECT href, ends_at FROM claim WHERE submission_id = ?1 AND href IS NOT NULL').bind(submissionId),
  ])
  const [row] = kept?.results ?? []
  if (!row) throw new Error('the person is gone')
  return { href: row.href, endsAt: row.ends_at }
}

// A slow address must not hold up the mails behind it.
const resting = new Map<string, number>()

/**
 * Posts the signed request and gives the link answered. Redirects are not followed; the link leads to the address's own origin or
 * one the owner has named.
 */
export async function askForLink(start: AddressStart, request: string, clock = Date.now): Promise<string> {
  const address = readPublicAddress(start.url)
  if (!address.ok) throw new Error(`the trial’s address is refused: ${address.why}`)
  const { href, origin } = address.url
  if ((resting.get(origin) ?? 0) > clock()) throw new Error('the trial’s address did not answer a moment ago')
  let response: Response
  let body: string
  try {
    response = await fetch(href, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ request }),
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    if (response.status !== 200) await response.body?.cancel()
    body = response.status === 200 ? await readText(response, mostBytes) : ''
  } catch (error) {
    if (resting.size > 100) resting.clear()
    resting.set(origin, clock() + restMs)
    throw new Error('the trial’s address did not answer as expected', { cause: error })
  }
  if (response.status !== 200) throw new Error(`the trial’s address answered ${response.status}`)
  const link = linkIn(body)
  if (!link || ![origin, ...start.origins].includes(link.origin))
    throw new Error('the trial’s address gave no link of its own')
  return link.href
}

function linkIn(body: string): URL | undefined {
  try {
    const { href } = JSON.parse(body) as { href?: unknown }
    const read = typeof href === 'string' ? readPublicAddress(href) : undefined
    return read?.ok ? read.url : undefined
  } catch {
    return undefined
  }
}
