// Submissions a second against a bare batch of as many inserts, and what one costs the database.
import { createChallenge } from 'altcha-lib/v1'
import type { PublishedForm } from '../../contract/form.ts'
import type { SubmissionInput } from '../../contract/submission.ts'
import { hmacKey, toHex } from '../../worker/lib/crypto.ts'
import { newId } from '../../worker/lib/id.ts'
import { signToken } from '../../worker/lib/signed-token.ts'
import { type Aimant, secret, startAimant } from '../support/aimant.ts'
import { type Ask, ask, cpuMs, inTurns, median, perSecond, ratio } from './measure.ts'
import type { Line } from './table.ts'

const clients = 32

export async function submissions(quick: boolean): Promise<Line[]> {
  const [rounds, each] = quick ? [3, 300] : [7, 1_000]
  // Without a sender all mail waits: how fast it leaves is measured by itself.
  const aimant = await startAimant({ vars: { MAIL_URL: 'smtp://localhost' } })
  const floor = await startAimant({ bundle: 'dist/floor-worker' })
  try {
    const form = await guide(aimant)
    const theirs = await guide(floor)
    const [ours, bare] = [
      await submissionsTo(aimant, form, (rounds + 1) * each),
      insertsInto(floor, theirs, (rounds + 1) * each),
    ]
    // Both have compiled and opened what they need before anything counts.
    await perSecond(ours.splice(0, each), clients)
    await perSecond(bare.splice(0, each), clients)
    const before = { aimant: cpuMs(aimant.pid()), floor: cpuMs(floor.pid()) }
    const figures = await inTurns(rounds, {
      aimant: () => perSecond(ours.splice(0, each), clients),
      floor: () => perSecond(bare.splice(0, each), clients),
    })
    const cpu = {
      aimant: (cpuMs(aimant.pid()) - before.aimant) / (rounds * each),
      floor: (cpuMs(floor.pid()) - before.floor) / (rounds * each),
    }
    const stored = await aimant.query<{ n: number }>('SELECT count(*) AS n FROM submission WHERE held IS NULL')
    if (stored[0]?.n !== (rounds + 1) * each) throw new Error(`${stored[0]?.n} submissions stored soundly`)
    return [
      {
        what: `submissions/s, ${clients} clients`,
        here: median(figures.aimant).toFixed(0),
        floor: median(figures.floor).toFixed(0),
        ratio: ratio(figures.aimant, figures.floor),
        bar: { atLeast: 0.7 },
      },
      {
        what: 'the same in CPU of workerd, ms each',
        here: cpu.aimant.toFixed(2),
        floor: cpu.floor.toFixed(2),
        ratio: cpu.floor / cpu.aimant,
      },
    ]
  } finally {
    await Promise.all([aimant.stop(), floor.stop()])
  }
}

/** One submission as D1 counts it: the form is in memory, five fields, two purposes, one mail owed. */
export async function submissionCost(): Promise<Line[]> {
  const aimant = await startAimant({ faulty: true })
  try {
    const [first, second] = await submissionsTo(aimant, await guide(aimant), 2)
    if (!first || !second) throw new Error('nothing to send')
    await ask(first)
    const { headers } = await ask(second)
    const cost = JSON.parse(String(headers['x-d1-cost']))
    return [
      { what: 'D1 round trips a submission', here: cost.roundTrips, bar: { atMost: 1 } },
      { what: 'rows written a submission', here: cost.rowsWritten, bar: { atMost: 12 } },
    ]
  } finally {
    await aimant.stop()
  }
}

export const guide = (aimant: Aimant): Promise<PublishedForm> => publishedAs(aimant, 'guide-rgpd')

export async function publishedAs(aimant: Aimant, slug: string): Promise<PublishedForm> {
  const [row] = await aimant.query<{ definition: string }>(
    `
    SELECT form_version.definition
    FROM form
    JOIN form_version ON form_version.form_id = form.id AND form_version.version = form.version
    WHERE form.slug = ?1`,
    slug,
  )
  return JSON.parse(row?.definition ?? 'null')
}

const answersOf = (n: number) => ({
  email: `visitor.${n}@atelier-aubepine.example`,
  given_name: 'Camille',
  family_name: 'Lefèvre',
  company: 'Atelier Aubépine',
  team_size: '10-49',
})

/** Complete submissions of people numbered from `first`, with tickets of a minute ago; the proof is real, its answer known beforehand. */
export async function submissionsTo(aimant: Aimant, form: PublishedForm, count: number, first = 0): Promise<Ask[]> {
  const key = toHex((await crypto.subtle.exportKey('raw', await hmacKey(secret, 'proof'))) as ArrayBuffer)
  const expires = new Date(Date.now() + 3_600_000)
  const one = async (n: number): Promise<Ask> => {
    const id = newId(Date.now() - 60_000)
    const number = n % 1_000
    const challenge = await createChallenge({ hmacKey: key, number, expires, params: { ticket: id } })
    const body: SubmissionInput = {
      ticket: await signToken({ SECRET: secret }, 'ticket', [id, form.id], expires.getTime()),
      proof: btoa(JSON.stringify({ ...challenge, number })),
      version: form.version,
      language: 'fr',
      answers: answersOf(n),
      consents: Object.fromEntries(form.consents.map(({ purpose }) => [purpose, true])),
      source: { page: 'https://www.lisiere.example/guide', campaign: { utm_source: 'linkedin' } },
    }
    return {
      url: `${aimant.url}/f/${form.slug}/submissions`,
      method: 'POST',
      // Each from an address block of its own, as real visitors are.
      headers: {
        'content-type': 'application/json',
        'cf-connecting-ip': `${10 + ((n >> 16) & 63)}.${(n >> 8) & 255}.${n & 255}.7`,
      },
      body: JSON.stringify(body),
    }
  }
  return Promise.all(Array.from({ length: count }, (_, n) => one(first + n)))
}

/** As many bare batches, of people numbered from `first`. */
export function insertsInto(floor: Aimant, form: PublishedForm, count: number, first = 0): Ask[] {
  const numbers = Array.from({ length: count }, (_, n) => first + n)
  return numbers.map((n) => ({
    url: `${floor.url}/f/floor`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: answersOf(n).email,
      answers: answersOf(n),
      form: { id: form.id },
      notice: form.notices.fr,
    }),
  }))
}
