// The consent log where there are many events: what a checkpoint costs late against early, and what a proof costs.
import type { CheckpointShown, Inclusion } from '../../contract/consent-log.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { ask, median, timed } from './measure.ts'
import type { Line } from './table.ts'

/** Seven leads bring about nine events: a million, or fifty thousand. */
const leads = (quick: boolean) => (quick ? 40_000 : 780_000)
/** Runs compared at either end: several seconds of them, as others use the machine too. */
const runs = 100

export async function consentLog(quick: boolean): Promise<Line[]> {
  const count = leads(quick)
  console.log(`Making ${count.toLocaleString('en')} leads…`)
  const aimant = await startAimant({ leads: count })
  try {
    return [...(await checkpoints(aimant)), ...(await proofs(aimant))]
  } finally {
    await aimant.stop()
  }
}

const events = async (aimant: Aimant) => Number((await aimant.query('SELECT max(seq) AS n FROM consent_event'))[0]?.n)

async function checkpoints(aimant: Aimant): Promise<Line[]> {
  const total = await events(aimant)
  const full: number[] = []
  const signed = async () => Number((await aimant.query('SELECT max(size) AS n FROM consent_checkpoint'))[0]?.n)
  const isFull = (size: number) => size % 1_000 === 0
  for (let size = 0; size < total; size = await signed()) {
    const ms = await timed(aimant.tick)
    if (isFull(size) && size + 1_000 <= total) full.push(ms)
  }
  const few: number[] = []
  for (let i = 0; i < runs; i++) {
    await aimant.query(`
      INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
      SELECT lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at
      FROM consent_event
      WHERE seq <= 10`)
    few.push(await timed(aimant.tick))
  }
  const nodes = Number((await aimant.query('SELECT count(*) AS n FROM consent_node'))[0]?.n)
  const end = Math.min(runs, Math.floor(full.length / 2))
  const [early, late] = [median(full.slice(0, end)), median(full.slice(-end))]
  return [
    {
      what: `checkpoint over 1,000 new events: ms at ${total.toLocaleString('en')} against the first`,
      here: late.toFixed(1),
      floor: early.toFixed(1),
      ratio: late / early,
      bar: { atMost: 1.5 },
    },
    { what: 'checkpoint over 10 new events, at the end: ms', here: median(few).toFixed(1) },
    {
      what: 'rows kept for the tree, an event',
      here: (nodes / (await events(aimant))).toFixed(3),
      bar: { atMost: 0.07 },
    },
  ]
}

async function proofs(aimant: Aimant): Promise<Line[]> {
  const headers = { authorization: `Bearer ${await aimant.token('leads:read')}` }
  const total = await events(aimant)
  const times: number[] = []
  let longest = 0
  for (let i = 0; i < 100; i++) {
    const url = `${aimant.url}/api/v1/consents/proof?seq=${1 + Math.floor((i * total) / 100)}`
    let body = ''
    times.push(await timed(async () => ({ body } = await ask({ url, headers }))))
    const { inclusion }: { inclusion: Inclusion; checkpoint: CheckpointShown } = JSON.parse(body)
    if (!inclusion.holds) throw new Error(`${url} does not hold`)
    longest = Math.max(longest, inclusion.proof.length)
  }
  return [
    { what: `proof among ${total.toLocaleString('en')}: hashes`, here: longest, bar: { atMost: 21 } },
    { what: 'proof: ms', here: median(times).toFixed(1) },
  ]
}
