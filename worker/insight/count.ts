// Counting what happened: after the answer has left, gathered for a moment, and never a reason for anything to fail or to wait.
import { waitUntil } from 'cloudflare:workers'
import type { Env } from '../env.ts'
import { publishedForm } from '../form/published.ts'
import { variantOf } from '../form/variant.ts'
import { whenceOf } from '../lead/whence.ts'
import { log, reasonOf } from '../lib/log.ts'
import type { Audience } from './audience.ts'
import { addTo, type Cells, type Event, keyOf, within } from './cell.ts'
import { type Mark, markKey, withinMarks } from './mark.ts'
import { sourceOf } from './source-name.ts'
import { store } from './store.ts'

/** What one isolate saw of one form within a moment. `hour`: '2026-11-22T04'. `marks`: at which questions. */
export type Tally = { form: string; hour: string; cells: Cells; marks?: Cells }

type Counted = {
  event: Event
  form: string
  /** Its name as a source has one. */
  source: string
  audience: Audience
  /** Which version it was, while it is tried against others. */
  variant?: string
}

type Stores = Pick<Env, 'DB' | 'INSIGHT'>

const gatherMs = 500
let gathered = new Map<string, Tally>()
let gatheredUntil = 0

/** Counts one. To be called once the answer is known; it costs the request nothing. */
export function count(env: Stores, counted: Counted, now = Date.now()): void {
  gather(counted, now)
  sendSoon(env, now)
}

/** The same for what happened at questions. */
export function countMarks(env: Stores, form: string, marks: Mark[], now = Date.now()): void {
  if (!marks.length) return
  const tally = tallyOf(form, now)
  tally.marks ??= {}
  const more = Object.fromEntries(marks.map((mark) => [markKey(mark), 1]))
  addTo(tally.marks, withinMarks(Object.keys(tally.marks), more))
  sendSoon(env, now)
}

function sendSoon(env: Stores, now: number): void {
  // Whoever was to send it may have been cut off, so nobody is waited for much longer.
  if (now < gatheredUntil + 1_000) return
  gatheredUntil = now + gatherMs
  waitUntil(sendGathered(env))
}

/** Counts what a person did by the link of a submission, from where the submission came. */
export function countOf(env: Stores, event: Event, submissionId: string, audience: Audience): void {
  const work = async () => {
    const whence = await whenceOf(env.DB, submissionId)
    if (!whence) return
    const form = await publishedForm(env.DB, whence.slug)
    const variant = form && variantOf(form, whence.version)
    count(env, { event, form: whence.form, source: sourceOf(whence.source), audience, variant })
  }
  waitUntil(work().catch((error) => log.error('insight.not_counted', { reason: reasonOf(error) })))
}

function gather({ event, form, source, audience, variant }: Counted, now: number): void {
  const tally = tallyOf(form, now)
  const { country, device } = audience
  const one = { [keyOf({ event, source, country, device, variant })]: 1 }
  addTo(tally.cells, within(Object.keys(tally.cells), one))
}

function tallyOf(form: string, now: number): Tally {
  const hour = new Date(now).toISOString().slice(0, 13)
  const tally = gathered.get(`${form} ${hour}`) ?? { form, hour, cells: {} }
  gathered.set(`${form} ${hour}`, tally)
  return tally
}

async function sendGathered(env: Stores): Promise<void> {
  await scheduler.wait(gatherMs)
  gatheredUntil = 0
  const tallies = [...gathered.values()]
  gathered = new Map()
  for (const tally of tallies) await send(env, tally)
}

async function send(env: Stores, tally: Tally): Promise<void> {
  try {
    await env.INSIGHT.send(tally)
  } catch (error) {
    // The day's messages may be used up: then it costs two rows, and is counted all the same.
    log.error('insight.not_queued', { reason: reasonOf(error) })
    await store(env.DB, [tally]).catch((failed) => log.error('insight.not_counted', { reason: reasonOf(failed) }))
  }
}
