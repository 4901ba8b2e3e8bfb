// A trial tried by the owner before any visitor does: their address is really asked, or a licence really signed.
import type { TrialTerms, TrialTried } from '../../contract/magnet.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { Secrets } from '../lib/signed-token.ts'
import { askForLink } from './activation.ts'
import { trialEnd } from './claim.ts'
import { licence, trialRequest } from './licence.ts'
import { magnetOf } from './store.ts'

type Asked = { email: string; origin: string }

/** Nothing is kept of it. Throws `not_found`, `conflict` where there is nothing to try: keys are given from the pool only. */
export async function tryTrial(
  env: Secrets & { DB: D1Database },
  magnetId: string,
  { email, origin }: Asked,
  nowMs: number,
): Promise<TrialTried> {
  const { kind, terms } = await magnetOf(env.DB, magnetId)
  if (kind !== 'trial') throw new Problem('conflict', { fields: { kind: 'not_an_option' } })
  const { days, start } = terms as TrialTerms
  const startedAt = new Date(nowMs).toISOString()
  const endsAt = trialEnd(startedAt, days)
  const about = { origin, magnetId, leadId: newId(nowMs), endsAt }
  const nothing = { href: null, licence: null, problem: null, endsAt }
  if (start.by === 'licence') return { ...nothing, licence: await licence(env, { ...about, startedAt }) }
  if (start.by === 'key') throw new Problem('conflict', { fields: { 'terms.start.by': 'not_an_option' } })
  try {
    const request = await trialRequest(env, { ...about, url: start.url, email, language: 'en' }, startedAt)
    return { ...nothing, href: await askForLink(start, request) }
  } catch (error) {
    return { ...nothing, problem: error instanceof Error ? error.message : 'unknown' }
  }
}
