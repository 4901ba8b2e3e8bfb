// Visitors by the hundred, over the network, each from an address block of its own. Their tickets are signed as the Worker signs
// them, a minute old so that nobody looks like a robot, and the work each asks for is small.
import { createChallenge } from 'altcha-lib/v1'
import type { Accepted, SubmissionInput, Ticket } from '../../contract/submission.ts'
import { hmacKey, toHex } from '../../worker/lib/crypto.ts'
import { newId } from '../../worker/lib/id.ts'
import { signToken } from '../../worker/lib/signed-token.ts'
import { secret } from './aimant.ts'
import type { Faults } from './faults.ts'
import { aPerson } from './visitor.ts'

export type Prepared = { id: string; email: string; body: string; from: string }

const hourMs = 3_600_000
let block = 0

/** Ready-made submissions to the demo's guide. `now`: by the clock of the Worker they are sent to, in ms since 1970. */
export async function prepare(url: string, count: number, now = Date.now()): Promise<Prepared[]> {
  const form = await formOf(url)
  return Promise.all(Array.from({ length: count }, () => one(form, now)))
}

async function formOf(url: string): Promise<string> {
  const response = await fetch(`${url}/f/guide-rgpd/ticket`)
  const { ticket } = (await response.json()) as Ticket
  return ticket.split('.')[4]!
}

async function one(form: string, now: number): Promise<Prepared> {
  const id = newId(now - 60_000)
  const expires = new Date(now + hourMs)
  const key = toHex((await crypto.subtle.exportKey('raw', await hmacKey(secret, 'proof'))) as ArrayBuffer)
  const number = block++ % 1_000
  const challenge = await createChallenge({ hmacKey: key, number, expires, params: { ticket: id } })
  const email = aPerson()
  const body: SubmissionInput = {
    ticket: await signToken({ SECRET: secret }, 'ticket', [id, form], expires.getTime()),
    proof: btoa(JSON.stringify({ ...challenge, number })),
    version: 1,
    language: 'fr',
    answers: { email, given_name: 'Camille', family_name: 'Martin', company: 'Atelier Sud', team_size: '1-9' },
    consents: { newsletter: true },
  }
  const from = `10.${(block >> 8) & 255}.${block & 255}.9`
  return { id, email, body: JSON.stringify(body), from }
}

/** Sends one and gives what came back; nothing where nothing was heard. `faults`: what fails while it is on its way. */
export async function sendOff(url: string, { body, from }: Prepared, faults?: Faults): Promise<Response | undefined> {
  const headers = { 'content-type': 'application/json', 'cf-connecting-ip': from }
  const failing = faults && { 'x-faults': JSON.stringify(faults) }
  const request = { method: 'POST', headers: { ...headers, ...failing }, body }
  return fetch(`${url}/f/guide-rgpd/submissions`, request).catch(() => undefined)
}

/** The same, for who only asks whether it was acknowledged. */
export async function deliver(url: string, visitor: Prepared, faults?: Faults): Promise<Accepted | undefined> {
  const response = await sendOff(url, visitor, faults)
  return response?.ok ? ((await response.json().catch(() => undefined)) as Accepted | undefined) : undefined
}
