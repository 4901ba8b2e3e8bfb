// Forms whose magnet is one person's own, made and filled through the owner's API, and visitors by the hundred.
import { env } from 'cloudflare:workers'
import { createChallenge } from 'altcha-lib/v1'
import type { FormInput, PublishedForm } from '../../contract/form.ts'
import type { CodesAdded, Magnet, MagnetInput } from '../../contract/magnet.ts'
import type { Accepted, SubmissionInput } from '../../contract/submission.ts'
import { submit } from '../../worker/capture/submit.ts'
import { issueTicket } from '../../worker/capture/ticket.ts'
import { visitOf } from '../../worker/capture/visit.ts'
import { budgetOf } from '../../worker/delivery/budget.ts'
import { type Claimed, claim } from '../../worker/delivery/outbox.ts'
import { hmacKey, toHex } from '../../worker/lib/crypto.ts'
import type { Call } from './caller.ts'
import { aPublishedForm, origin, ready } from './published.ts'
import { aSubmission } from './visitor.ts'

type Made<K> = Omit<Extract<MagnetInput, { kind: K }>, 'terms'> & { terms: object }

export async function aMagnet(
  call: Call,
  input: Made<'code'> | Made<'trial'> | Extract<MagnetInput, { kind: 'file' | 'link' }>,
): Promise<Magnet> {
  await aPublishedForm()
  const response = await call('POST', '/magnets', input)
  if (response.status !== 201) throw new Error(await response.text())
  return response.json()
}

export async function fill(call: Call, magnetId: string, codes: string[]): Promise<CodesAdded> {
  const response = await call('POST', `/magnets/${magnetId}/codes`, { codes })
  if (response.status !== 200) throw new Error(await response.text())
  return response.json()
}

let pools = 0

/** `count` codes nobody has seen yet. */
export function someCodes(count: number): string[] {
  const pool = ++pools
  return Array.from({ length: count }, (_, n) => `P${pool}-${String(n + 1).padStart(4, '0')}`)
}

/** A form with a pool of one-time codes. */
export async function aFormWithPool(call: Call, codes: string[], lowAt = 0): Promise<PublishedForm> {
  const magnet = await aMagnet(call, { kind: 'code', name: 'Dix pour cent', terms: { lowAt } })
  await fill(call, magnet.id, codes)
  return aPublishedForm({ magnet: magnet.id })
}

/** A form with a trial; one by key has the keys. */
export async function aFormWithTrial(
  call: Call,
  terms: object,
  keys: string[] = [],
  over: Partial<FormInput> = {},
): Promise<PublishedForm> {
  const magnet = await aMagnet(call, { kind: 'trial', name: 'Atelier en ligne', terms })
  if (keys.length) await fill(call, magnet.id, keys)
  return aPublishedForm({ magnet: magnet.id, ...over })
}

/** A submission whose work is done at once: its challenge is signed like any other, but its answer is known. */
export async function readyAtOnce(form: PublishedForm, over: Partial<SubmissionInput> = {}): Promise<SubmissionInput> {
  const { ticket } = await issueTicket(env, form, Date.now() - 60_000)
  const raw = (await crypto.subtle.exportKey('raw', await hmacKey(env.SECRET, 'proof'))) as ArrayBuffer
  const number = 7
  const { algorithm, challenge, salt, signature } = await createChallenge({
    hmacKey: toHex(raw),
    number,
    expires: new Date(Date.now() + 60_000),
    params: { ticket: ticket.split('.')[3]! },
  })
  const proof = btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }))
  return aSubmission({ version: form.version, ticket, proof, ...over })
}

/** Nothing leaves by itself: what is owed stays to be looked at. */
export const quiet = { ...env, OUTBOX: { send: async () => undefined } as unknown as typeof env.OUTBOX }

/** Sends a submission; what it owes stays in the outbox. */
export async function ask(form: PublishedForm, email: string, over: Partial<SubmissionInput> = {}): Promise<Accepted> {
  const visit = visitOf(new Request(`${origin}/f/${form.slug}/submissions`), 'widget')
  const sent = await ready(form, { answers: { email }, ...over })
  return submit(quiet, form.slug, { consents: {}, source: {}, ...sent } as Parameters<typeof submit>[2], visit)
}

/** Claims what is due of these rows, as a sender does. */
export async function claimed(ids: string[], nowMs = Date.now()): Promise<Claimed[]> {
  return (await claim(env.DB, { ids, most: ids.length }, budgetOf(env), nowMs)).claimed
}
