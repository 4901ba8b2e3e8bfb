// The one door. Whatever way a submission comes in, it is judged here: pass, hold (stored, set aside), or refuse.
import type { ProblemCode } from '../../contract/errors.ts'
import type { PublishedForm } from '../../contract/form.ts'
import type { Env } from '../env.ts'
import { sha256 } from '../lib/crypto.ts'
import { isRested } from './flood.ts'
import { isProofOf, readTicket } from './ticket.ts'
import type { Visit } from './visit.ts'

/** Why a submission is set aside. */
export type HoldReason = 'honeypot' | 'too_fast' | 'no_proof'

export type Verdict =
  | { do: 'pass'; id: string }
  | { do: 'hold'; id: string; reason: HoldReason }
  | { do: 'refuse'; code: ProblemCode }

/** What the guard looks at: the envelope, never the answers. */
export type Envelope = { ticket: string; proof?: string; trap?: string; emailKey?: string }

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

  const hold = (reason: HoldReason): Verdict => ({ do: 'hold', id: ticket.id, reason })
  if (sent.trap) return hold('honeypot')
  if (now - ticket.issuedAt < quickestMs) return hold('too_fast')
  return sent.proof ? { do: 'pass', id: ticket.id } : hold('no_proof')
}

/** Whether one address block may go on: a visitor asks for a ticket, sends, and may have to send again. */
export const isBlockRested = (env: Env, visit: Visit): Promise<boolean> => isRested(env.BLOCK_LIMIT, visit.block, 6)

/** The same for how often a form is said to have been seen: a whole company may look at once, and nothing is refused. */
export const isBlockSeeing = (env: Env, visit: Visit): Promise<boolean> =>
  isRested(env.BLOCK_LIMIT, `seen ${visit.block}`, 30)

const isRecipientRested = async (env: Env, emailKey: string): Promise<boolean> =>
  isRested(env.RECIPIENT_LIMIT, await sha256(emailKey), 3)

/** An empty list lets every site paste the tag; our own pages are always welcome. */
export function isOriginAllowed(
  form: Pick<PublishedForm, 'origins'>,
  visit: Pick<Visit, 'origin' | 'ownOrigin'>,
): boolean {
  if (form.origins.length === 0) return true
  return visit.origin !== undefined && (visit.origin === visit.ownOrigin || form.origins.includes(visit.origin))
}
