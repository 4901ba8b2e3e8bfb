// A pool of one-time codes under fifty parallel submitters: what claiming costs beside a form without, and whether anybody ever
// gets what somebody else has.
import type { PublishedForm } from '../../contract/form.ts'
import type { Magnet } from '../../contract/magnet.ts'
import type { Accepted } from '../../contract/submission.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { type Ask, ask, inTurns, median, ratio, timed } from './measure.ts'
import { guide, publishedAs, submissionsTo } from './submissions.ts'
import type { Line } from './table.ts'

const submitters = 50

/** Every tenth person comes too late. */
export async function codes(quick: boolean): Promise<Line[]> {
  const [rounds, each] = quick ? [3, 200] : [7, 500]
  const people = (rounds + 1) * each
  // Without a sender all mail waits: how fast it leaves is measured by itself.
  const aimant = await startAimant({ vars: { MAIL_URL: 'smtp://localhost' } })
  try {
    const pool = await aFormWithPool(aimant, Math.floor(people * 0.9))
    const claims = await submissionsTo(aimant, pool, people)
    const plain = await submissionsTo(aimant, await guide(aimant), people, people)
    const given: string[] = []
    const keep = (body: string) => {
      const { magnet }: Accepted = JSON.parse(body)
      if (magnet?.kind === 'code' && magnet.code) given.push(magnet.code)
    }
    await perSecond(claims.splice(0, each), keep)
    await perSecond(plain.splice(0, each))
    const figures = await inTurns(rounds, {
      pool: () => perSecond(claims.splice(0, each), keep),
      plain: () => perSecond(plain.splice(0, each)),
    })
    const owed = Math.floor(people * 0.9)
    return [
      {
        what: `claims/s of a pool, ${submitters} submitters, against submissions without`,
        here: median(figures.pool).toFixed(0),
        floor: median(figures.plain).toFixed(0),
        ratio: ratio(figures.pool, figures.plain),
        bar: { atLeast: 0.7 },
      },
      { what: `codes given twice, of ${owed}`, here: given.length - new Set(given).size, bar: { atMost: 0 } },
      {
        what: `codes given to ${people} people, of ${owed}`,
        here: given.length,
        ratio: given.length / owed,
        bar: { atLeast: 1 },
      },
    ]
  } finally {
    await aimant.stop()
  }
}

/** One claim as D1 counts it, beside twelve rows without. */
export async function codeCost(): Promise<Line[]> {
  const aimant = await startAimant({ faulty: true })
  try {
    const [first, second] = await submissionsTo(aimant, await aFormWithPool(aimant, 10), 2)
    await ask(first!)
    const cost = JSON.parse(String((await ask(second!)).headers['x-d1-cost']))
    return [
      { what: 'D1 round trips a submission that claims a code', here: cost.roundTrips, bar: { atMost: 1 } },
      { what: 'rows written, the claim included', here: cost.rowsWritten, bar: { atMost: 16 } },
    ]
  } finally {
    await aimant.stop()
  }
}

/** The guide's form, with a code in place of the file. */
async function aFormWithPool(aimant: Aimant, count: number): Promise<PublishedForm> {
  const authorization = `Bearer ${await aimant.token('magnets:write', 'forms:read', 'forms:write')}`
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const asked: Ask = {
      url: `${aimant.url}/api/v1${path}`,
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    }
    return JSON.parse((await ask(asked)).body)
  }
  const { id } = await call<Magnet>('POST', '/magnets', { kind: 'code', name: 'Dix pour cent', terms: { lowAt: 0 } })
  await call('POST', `/magnets/${id}/codes`, { codes: Array.from({ length: count }, (_, n) => `CODE-${n}`) })
  const { draft } = await call<{ draft: object }>('GET', '/forms/guide-rgpd/draft')
  await call('PUT', '/forms/avec-code/draft', { ...draft, magnet: id })
  await call('POST', '/forms/avec-code/publish')
  return publishedAs(aimant, 'avec-code')
}

async function perSecond(asks: Ask[], each: (body: string) => void = () => undefined): Promise<number> {
  const queue = asks.values()
  const ms = await timed(() =>
    Promise.all(
      Array.from({ length: submitters }, async () => {
        for (const next of queue) each((await ask(next)).body)
      }),
    ),
  )
  return (asks.length * 1_000) / ms
}
