// A ticket is the permission to submit once. Its id becomes the submission's primary key, so nothing sent twice is stored twice.
import { createChallenge, verifySolution } from 'altcha-lib/v1'
import type { PublishedForm } from '../../contract/form.ts'
import type { Ticket } from '../../contract/submission.ts'
import { hmacKey, toHex } from '../lib/crypto.ts'
import { idTime, isId, newId } from '../lib/id.ts'
import { readToken, type Secrets, signToken } from '../lib/signed-token.ts'

const lifetimeMs = 2 * 60 * 60 * 1000
/** Half as many hashes on average: well under a second on a laptop, a few seconds in the background on an old phone. */
const hardness = 50_000

export type TicketReading = { id: string; issuedAt: number } | 'forged' | 'expired'

/** A fresh ticket with its proof-of-work challenge (ALTCHA v1), bound to each other by the ticket's id. */
export async function issueTicket(
  secrets: Secrets,
  form: Pick<PublishedForm, 'id'>,
  now = Date.now(),
): Promise<Ticket> {
  const id = newId(now)
  const expires = new Date(now + lifetimeMs)
  const [ticket, challenge] = await Promise.all([
    signToken(secrets, 'ticket', [id, form.id], expires.getTime()),
    createChallenge({
      hmacKey: await proofKey(secrets.SECRET),
      maxnumber: hardness,
      expires,
      params: { ticket: id },
    }),
  ])
  const { algorithm: _, maxnumber = hardness, ...rest } = challenge
  return { ticket, expiresAt: expires.toISOString(), challenge: { algorithm: 'SHA-256', maxnumber, ...rest } }
}

/** Reads a ticket issued for this form. */
export async function readTicket(
  secrets: Secrets,
  form: Pick<PublishedForm, 'id'>,
  ticket: string,
  now = Date.now(),
): Promise<TicketReading> {
  const reading = await readToken(secrets, 'ticket', ticket, now)
  if (!reading.ok) return reading.why
  const [id, formId] = reading.fields
  return id && isId(id) && formId === form.id ? { id, issuedAt: idTime(id) } : 'forged'
}

/** Whether `proof` solves the challenge that came with this very ticket. */
export async function isProofOf(secrets: Secrets, ticketId: string, proof: string): Promise<boolean> {
  try {
    const payload = JSON.parse(atob(proof))
    const [, params = ''] = String(payload.salt).split('?')
    // Bound to one ticket: work done once does not open many.
    if (new URLSearchParams(params).get('ticket') !== ticketId) return false
    for (const secret of [secrets.SECRET, secrets.SECRET_PREVIOUS]) {
      if (secret && (await verifySolution(payload, await proofKey(secret)))) return true
    }
    return false
  } catch {
    return false
  }
}

const proofKeys = new Map<string, string>()

async function proofKey(secret: string): Promise<string> {
  const known = proofKeys.get(secret)
  if (known) return known
  const key = toHex((await crypto.subtle.exportKey('raw', await hmacKey(secret, 'proof'))) as ArrayBuffer)
  proofKeys.set(secret, key)
  return key
}
