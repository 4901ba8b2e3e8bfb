// The permission to submit: fetched on the first touch, its proof of work done while the visitor types.
import type { Ticket } from '../contract/submission.ts'
import { ask, type Outcome } from './api.ts'
import { sha256 } from './sha256.ts'

export type Permit = { ticket: string; proof: string }
type Dated = Permit & { expiresAt: number }

/** One ticket at a time: asked for once, kept until it nears its end, replaced when told so. */
export function keepTicket(address: string) {
  let current: Promise<Outcome<Dated>> | undefined
  const get = async (): Promise<Outcome<Dated>> => {
    const mine = (current ??= fetchTicket(address))
    const outcome = await mine
    if (outcome.ok && outcome.body.expiresAt > Date.now() + 60_000) return outcome
    if (current === mine) current = undefined
    return outcome.ok ? get() : outcome
  }
  return { get, renew: () => { current = undefined } }
}

async function fetchTicket(address: string): Promise<Outcome<Dated>> {
  const outcome = await ask<Ticket>(address)
  if (!outcome.ok) return outcome
  const { ticket, challenge, expiresAt } = outcome.body
  return { ok: true, body: { ticket, proof: await solve(challenge), expiresAt: Date.parse(expiresAt) } }
}

const sliceMs = 12

/**
 * Finds the number behind a challenge in slices short enough for the page to stay fluid, and answers the payload to send.
 * @see ALTCHA "Proof-of-work mechanism", version 1
 */
export async function solve({ algorithm, challenge, maxnumber, salt, signature }: Ticket['challenge']): Promise<string> {
  let sliceEnd = performance.now() + sliceMs
  for (let number = 0; number <= maxnumber; number++) {
    if (sha256(salt + number) === challenge) return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }))
    if (number % 32 === 0 && performance.now() > sliceEnd) {
      await new Promise((next) => setTimeout(next))
      sliceEnd = performance.now() + sliceMs
    }
  }
  return ''
}
