// Sends what was filled until it is acknowledged or surely refused, so that it arrives once or is known not to have.
import type { Accepted, SubmissionInput } from '../contract/submission.ts'
import { ask, type Outcome } from './api.ts'
import { type keepTicket, sleep } from './ticket.ts'

type Filled = Omit<SubmissionInput, 'ticket' | 'proof'>

const pausesMs = [1_000, 3_000, 6_000]

/** A sender for one form: the same answers go out under the same ticket however often they are sent. */
export function sender(address: string, tickets: ReturnType<typeof keepTicket>, pause = sleep) {
  let unanswered: string | undefined

  return async function send(filled: Filled): Promise<Outcome<Accepted>> {
    const written = JSON.stringify([filled.answers, filled.consents])
    // The earlier answers may have been stored without our knowing; under the same ticket the new ones would be taken for them.
    if (unanswered !== undefined && unanswered !== written) tickets.renew()
    let renewed = false
    for (let tries = 0; ; ) {
      const permit = await tickets.get()
      const { ticket, proof } = permit.ok ? permit.body : { ticket: '', proof: '' }
      const outcome = permit.ok ? await ask<Accepted>(address, { ...filled, ticket, proof }) : permit
      if (outcome.ok) return outcome
      if (outcome.why === 'ticket_expired' && !renewed) {
        tickets.renew()
        renewed = true
        continue
      }
      if (permit.ok && (outcome.why === 'busy' || outcome.why === 'offline')) unanswered = written
      const pauseMs = pausesMs[tries++]
      if (outcome.why !== 'busy' || pauseMs === undefined) return outcome
      await pause(pauseMs)
    }
  }
}
