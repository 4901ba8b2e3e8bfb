// The permission to submit: fetched on the first touch, its proof of work done while the visitor types.
import type { Ticket } from '../contract/submission.ts'
import { ask, type Outcome } from './api.ts'

type Permit = { ticket: string; proof: string }
type Dated = Permit & { expiresAt: number }

// Autofill and a quick click are human too, but the Worker takes what is sent within a second of its ticket for a robot's.
const ripeMs = 1_200

/** One ticket at a time: asked for once, kept until it nears its end, replaced when told so. */
export function keepTicket(address: string) {
  let current: Promise<Outcome<Dated>> | undefined
  const get = async (): Promise<Outcome<Dated>> => {
    current ??= fetchTicket(address)
    const mine = current
    const outcome = await mine
    // Not `>`: an answer without a time is no reason to ask for ever.
    if (outcome.ok && !(outcome.body.expiresAt <= Date.now() + 60_000)) return outcome
    if (current === mine) current = undefined
    return outcome.ok ? get() : outcome
  }
  return {
    get,
    renew: () => {
      current = undefined
    },
  }
}

async function fetchTicket(address: string): Promise<Outcome<Dated>> {
  const outcome = await ask<Ticket>(address)
  if (!outcome.ok) return outcome
  const { ticket, challenge, expiresAt } = outcome.body
  const [proof] = await Promise.all([solve(challenge, new URL('/w/sha256.js', address).href), sleep(ripeMs)])
  if (!proof) return { ok: false, why: 'busy' }
  // A visitor whose clock runs hours ahead would otherwise never hold a ticket that lasts.
  return { ok: true, body: { ticket, proof, expiresAt: Math.max(Date.parse(expiresAt), Date.now() + 1_800_000) } }
}

export const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

const batch = 32
const sliceMs = 10

/**
 * Finds the number behind a challenge and answers the payload to send; empty where it cannot be found. Pages without TLS have no
 * `crypto.subtle` and fetch `own` in its place. Browsers may hash so short a text at once on the main thread, so it is left free
 * between slices.
 * @see ALTCHA "Proof-of-work mechanism", version 1
 */
export async function solve(
  { algorithm, challenge, maxnumber, salt, signature }: Ticket['challenge'],
  own = '',
): Promise<string> {
  const { subtle } = crypto
  const { sha256 } = subtle ? {} : await import(/* @vite-ignore */ own).catch(() => ({}))
  const wanted = challenge.match(/../g)!.map((pair) => Number(`0x${pair}`))
  const encoder = new TextEncoder()
  let until = performance.now() + sliceMs
  for (let first = 0; (subtle || sha256) && first <= maxnumber; first += batch) {
    const hashes: ArrayBuffer[] = await Promise.all(
      Array.from({ length: batch }, (_, i) => {
        const text = encoder.encode(salt + (first + i))
        return subtle ? subtle.digest(algorithm, text) : sha256(text)
      }),
    )
    const found = hashes.findIndex((hash) => {
      const bytes = new Uint8Array(hash)
      return wanted.every((byte, i) => byte === bytes[i])
    })
    if (performance.now() > until) {
      await sleep(0)
      until = performance.now() + sliceMs
    }
    if (found >= 0) return btoa(JSON.stringify({ algorithm, challenge, number: first + found, salt, signature }))
  }
  return ''
}
