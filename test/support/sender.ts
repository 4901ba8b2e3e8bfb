// Visitors by the hundred, over the network: tickets asked for and worked for, then sent, each from an address block of its own.
import type { Accepted, SubmissionInput, Ticket } from '../../contract/submission.ts'
import { aPerson, prove } from './visitor.ts'

export type Prepared = { id: string; email: string; body: string; from: string }

let block = 0

/** Ready-made submissions to the demo's guide, their tickets old enough not to look like a robot's. */
export async function prepare(url: string, count: number): Promise<Prepared[]> {
  const prepared: Prepared[] = []
  for (let n = 0; n < count; n++) {
    const from = `10.${(++block >> 8) & 255}.${block & 255}.9`
    const response = await fetch(`${url}/f/guide-rgpd/ticket`, { headers: { 'cf-connecting-ip': from } })
    const ticket = (await response.json()) as Ticket
    const email = aPerson()
    const body: SubmissionInput = {
      ticket: ticket.ticket,
      proof: prove(ticket),
      version: 1,
      language: 'fr',
      answers: { email, given_name: 'Camille', family_name: 'Martin', company: 'Atelier Sud', team_size: '1-9' },
      consents: { newsletter: true },
    }
    prepared.push({ id: ticket.ticket.split('.')[3]!, email, body: JSON.stringify(body), from })
  }
  const oldEnough = Date.now() + 1_100
  while (Date.now() < oldEnough) await new Promise((resolve) => setTimeout(resolve, oldEnough - Date.now()))
  return prepared
}

/** Sends one; `undefined` when nothing was heard back. */
export async function deliver(url: string, { body, from }: Prepared): Promise<Accepted | undefined> {
  try {
    const response = await fetch(`${url}/f/guide-rgpd/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'cf-connecting-ip': from },
      body,
    })
    return response.ok ? ((await response.json()) as Accepted) : undefined
  } catch {
    return undefined
  }
}
