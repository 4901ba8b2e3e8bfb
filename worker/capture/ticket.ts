// A ticket is the permission to submit once. Its id becomes the submission's primary key, so nothing sent twice is stored twice.
import { createChallenge } from 'altcha-lib/v1'
import type { PublishedForm } from '../../contract/form.ts'
import type { Ticket } from '../../contract/submission.ts'
import { bytesOf, hmacKey, sha256, toHex } from '../lib/crypto.ts'
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
      hmacKey: (await proofKey(secrets.SECRET)).text,
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
    const solved: Solved = JSON.parse(atob(proof))
    const params = new URLSearchParams(solved.salt.split('?')[1])
    // Bound to one ticket: work done once does not open many.
    if (params.get('ticket') !== ticketId || !(Number(params.get('expires')) * 1_000 >= Date.now())) return false
    for (const secret of [secrets.SECRET, secrets.SECRET_PREVIOUS]) {
      if (secret && (await isSolved(secret, solved))) return true
    }
    return false
  } catch {
    return false
  }
}

/** The ALTCHA v1 payload. */
type Solved = { algorithm: string; challenge: string; number: number; salt: string; signature: string }

// What altcha-lib's verifySolution() decides, with a key that is kept: it would make one for every proof, and that was most of its work.
async function isSolved(secret: string, { algorithm, challenge, number, salt, signature }: Solved): Promise<boolean> {
  // The `&` at its end keeps digits from moving between salt and number (CVE-2025-68113).
  if (algorithm !== 'SHA-256' || !salt.endsWith('&')) return false
  if ((await sha256(salt + number)) !== challenge) return false
  const { key } = await proofKey(secret)
  return toHex(await crypto.subtle.sign('HMAC', key, bytesOf(challenge))) === signature
}

/** The same key as altcha-lib takes it, a text, and as the platform does. */
type ProofKey = { text: string; key: CryptoKey }

const proofKeys = new Map<string, ProofKey>()

async function proofKey(secret: string): Promise<ProofKey> {
  const known = proofKeys.get(secret)
  if (known) return known
  const text = toHex((await crypto.subtle.exportKey('raw', await hmacKey(secret, 'proof'))) as ArrayBuffer)
  const key = await crypto.subtle.importKey('raw', bytesOf(text), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  proofKeys.set(secret, { text, key })
  return { text, key }
}
