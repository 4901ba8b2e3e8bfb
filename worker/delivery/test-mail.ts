// A mail of a form, sent to whoever wrote it: how it arrives is seen nowhere but in a mailbox.
import type { MailTested } from '../../contract/delivery.ts'
import type { Env } from '../env.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import { spendOne } from './budget.ts'
import { isAddress } from './message.ts'
import { type Asked, previewMessage } from './preview.ts'
import { Refusal } from './refusal.ts'
import { chooseTransport } from './transport.ts'

const mostAnHour = 20

/**
 * At once, so that what the server says is seen. To `mine`, or where that is not known to whoever answers for the data: nobody else's
 * mailbox can be filled with it. Throws `form_unknown`, `conflict` without an address, `rate_limited`, `unavailable` while mail is
 * misconfigured.
 */
export async function sendTest(
  env: Env,
  asked: Omit<Asked, 'from'>,
  mine: string | undefined,
  nowMs: number,
): Promise<MailTested> {
  const chosen = chooseTransport(env)
  if (!chosen.ok) throw new Problem('unavailable', { fields: { mail: chosen.problem } })
  const { message, site } = await previewMessage(env.DB, { ...asked, from: chosen.from }, `test.${newId(nowMs)}`, nowMs)
  const to = mine ?? site?.controller?.contact ?? ''
  if (!isAddress(to)) throw new Problem('conflict', { fields: { to: 'required' } })
  if (!(await spendOne(env.DB, nowMs, 'test', mostAnHour))) throw new Problem('rate_limited', { retryAfter: 3_600 })
  const { transport } = chosen
  try {
    const { accepted } = await transport.send({ ...message, to, subject: `[Test] ${message.subject}` })
    return { to, accepted, problem: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { to, accepted: null, problem: error.message }
  } finally {
    await transport.close()
  }
}
