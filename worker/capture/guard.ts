// The one door. Whatever way a submission comes in, it is judged here, layer after layer: pass, hold (stored, set aside) or refuse.
// Size and the rate of an address block come even before (submit.ts), the hourly budget of mail after (delivery/budget.ts).
// docs/abuse.md tells the whole list.
import type { ProblemCode } from '../../contract/errors.ts'
import type { Answers } from '../../contract/field.ts'
import type { PublishedForm } from '../../contract/form.ts'
import type { HoldReason } from '../../contract/held-names.ts'
import type { Env } from '../env.ts'
import { sha256 } from '../lib/crypto.ts'
import { isRested } from './flood.ts'
import { doubtsAbout } from './heuristics.ts'
import { isProofOf, readTicket } from './ticket.ts'
import { actionOf, siteKeyFor, turnstileDoubt } from './turnstile.ts'
import type { Visit } from './visit.ts'

export type Verdict =
  | { do: 'pass'; id: string }
  /** `reasons`: the weightiest first. */
  | { do: 'hold'; id: string; reasons: [HoldReason, ...HoldReason[]] }
  | { do: 'refuse'; code: ProblemCode }

/** What the guard looks at. The answers are sound by then. */
export type Envelope = {
  ticket: string
  proof?: string
  trap?: string
  turnstile?: string
  emailKey?: string
  answers?: Answers
}

/** Quicker than anybody reads and fills even one field. */
const quickestMs = 1_000

export async function guard(
  env: Env,
  form: PublishedForm,
  sent: Envelope,
  visit: Visit,
  now = Date.now(),
): Promise<Verdict> {
  if (!isOriginAllowed(form, visit)) return { do: 'refuse', code: 'origin_refused' }
  const ticket = await readTicket(env, form, sent.ticket, now)
  if (ticket === 'forged') return { do: 'refuse', code: 'ticket_forged' }
  if (ticket === 'expired') return { do: 'refuse', code: 'ticket_expired' }
  // A browser without JavaScript cannot work for its ticket; what it sends is kept, and looked at before it counts.
  const provable = visit.way === 'widget'
  if (!sent.proof && provable) return { do: 'refuse', code: 'proof_missing' }
  if (sent.proof && !(await isProofOf(env, ticket.id, sent.proof))) return { do: 'refuse', code: 'proof_wrong' }
  if (sent.emailKey && !(await isRecipientRested(env, sent.emailKey))) return { do: 'refuse', code: 'rate_limited' }

  const { id, issuedAt } = ticket
  const doubts: HoldReason[] = []
  if (sent.trap) doubts.push('honeypot')
  // One from the future comes from a clock that is ahead, which says nothing of whoever brings it.
  const age = now - issuedAt
  if (age >= 0 && age < quickestMs) doubts.push('too_fast')
  if (!sent.proof) doubts.push('no_proof')
  if (sent.answers) doubts.push(...doubtsAbout(fieldsOf(form), sent.answers))
  // Asked last, and only about whom nothing else speaks against: it costs a request.
  if (siteKeyFor(env, form) && !doubts.length) {
    const asked = { token: sent.turnstile, ticketId: id, action: actionOf(form), hostname: hostnameOf(visit) }
    const doubt = await turnstileDoubt(env, asked)
    if (doubt) doubts.push(doubt)
  }
  const [first, ...also] = doubts
  return first ? { do: 'hold', id, reasons: [first, ...also] } : { do: 'pass', id }
}

const fieldsOf = ({ steps }: PublishedForm) => steps.flatMap(({ fields }) => fields)

const hostnameOf = ({ origin }: Visit) => (origin && URL.canParse(origin) ? new URL(origin).hostname : undefined)

/** Whether one address block may go on: a visitor asks for a ticket, sends, and may have to send again. */
export const isBlockRested = (env: Env, visit: Visit): Promise<boolean> => isRested(env.BLOCK_LIMIT, visit.block, 6)

/** The same for how often a form is said to have been seen: a whole company may look at once, and nothing is refused. */
export const isBlockSeeing = (env: Env, visit: Visit): Promise<boolean> =>
  isRested(env.BLOCK_LIMIT, `seen ${visit.block}`, 30)

const isRecipientRested = (env: Env, emailKey: string): Promise<boolean> =>
  isRested(blind(env.RECIPIENT_LIMIT), emailKey, 3)

/** The limiter is told no address, only what stands for one. */
const blind = (limiter: RateLimit): RateLimit => ({
  limit: async ({ key }) => limiter.limit({ key: await sha256(key) }),
})

/** An empty list lets every site paste the tag; our own pages are always welcome. */
export function isOriginAllowed(
  form: Pick<PublishedForm, 'origins'>,
  visit: Pick<Visit, 'origin' | 'ownOrigin'>,
): boolean {
  if (form.origins.length === 0) return true
  return visit.origin !== undefined && (visit.origin === visit.ownOrigin || form.origins.includes(visit.origin))
}
