// What a lead costs: the whole way of some hundred of them walked, counted as Cloudflare counts, and multiplied by published prices.
import { setTimeout as pause } from 'node:timers/promises'
import type { Accepted } from '../../contract/submission.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import type { Spent } from './cost-worker.ts'
import { tablesOf } from './growth.ts'
import { startMailSink } from './mail-sink.ts'
import { ask, cpuMs } from './measure.ts'
import { free, paid, priceOf, type Use } from './prices.ts'
import { seeded } from './seeded.ts'
import { guide, submissionsTo } from './submissions.ts'
import type { Line } from './table.ts'

/** Of twenty people who see a form, two begin and one sends it, reads the mail and opens the file. */
const views = 20
const begins = 2
const runsAMonth = 30 * 24 * 60

export async function cost(quick: boolean): Promise<Line[]> {
  const leads = quick ? 100 : 400
  const sink = await startMailSink()
  const plenty = { MAIL_HOURLY_ADDRESS: '999999', MAIL_HOURLY_FORM: '999999', MAIL_HOURLY_ALL: '999999' }
  const vars = { MAIL_URL: `smtp://localhost:${sink.port}`, MAIL_FROM: 'Lisière <bonjour@lisiere.example>', ...plenty }
  const aimant = await startAimant({ bundle: 'dist/cost-worker', vars })
  try {
    // What every isolate fetches once is not a lead's.
    await walk(aimant, 5, 0)
    await settled(aimant)
    const cpuBefore = cpuMs(aimant.pid())
    await walk(aimant, leads, 5)
    await sink.count(leads + 5)
    const spent = await settled(aimant)
    const cpu = cpuMs(aimant.pid()) - cpuBefore
    const idle = await resting(aimant)
    const weight = await bytesALead()
    return told(perLead(spent, cpu, leads), idle, weight)
  } finally {
    await aimant.stop()
    sink.stop()
  }
}

async function walk(aimant: Aimant, leads: number, first: number): Promise<void> {
  const form = await guide(aimant)
  const sent = await submissionsTo(aimant, form, leads, first)
  const one = async (n: number) => {
    const headers = { 'cf-connecting-ip': `10.${(n >> 8) & 255}.${n & 255}.7`, 'content-type': 'text/plain' }
    for (let i = 0; i < views; i++) {
      await ask({ url: `${aimant.url}/e/${form.slug}.js`, headers })
      await ask({ url: `${aimant.url}/b`, method: 'POST', headers, body: `${form.slug},view,newsletter` })
    }
    for (let i = 0; i < begins; i++) await ask({ url: `${aimant.url}/f/${form.slug}/ticket`, headers })
    const accepted: Accepted = JSON.parse((await ask(sent[n - first]!)).body)
    const link = JSON.stringify(accepted).match(/https?:[^"]+\/d\/[^"]+/)?.[0]
    if (!link) throw new Error('nothing to download')
    await ask({ url: `${aimant.url}${new URL(link).pathname}`, headers })
  }
  const waiting = Array.from({ length: leads }, (_, n) => first + n).values()
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const n of waiting) await one(n)
    }),
  )
}

const spentOf = async (aimant: Aimant): Promise<Spent> => JSON.parse((await ask({ url: `${aimant.url}/cost` })).body)

const sum = (a: Spent, b: Spent): Spent =>
  Object.fromEntries(Object.entries(a).map(([name, n]) => [name, n + b[name as keyof Spent]])) as Spent

/** What was spent since last asked, once queues have nothing left to deliver: they wait five seconds at most. */
async function settled(aimant: Aimant): Promise<Spent> {
  let all = await spentOf(aimant)
  for (let quietSeconds = 0; quietSeconds < 8; ) {
    await pause(1_000)
    const more = await spentOf(aimant)
    quietSeconds = more.queries || more.messages ? 0 : quietSeconds + 1
    all = sum(all, more)
  }
  return all
}

/** One run of the clock with nothing to do, as most are. */
async function resting(aimant: Aimant): Promise<Spent> {
  await aimant.tick()
  await settled(aimant)
  await aimant.tick()
  return spentOf(aimant)
}

/** Once the fixed tables weigh nothing beside the leads. */
async function bytesALead(): Promise<number> {
  const leads = 100_000
  return tablesOf(await seeded(leads)).reduce((bytes, table) => bytes + table.bytes, 0) / leads
}

const perLead = (spent: Spent, cpu: number, leads: number): Use => ({
  requests: spent.requests / leads,
  cpuMs: cpu / leads,
  rowsRead: spent.rowsRead / leads,
  rowsWritten: spent.rowsWritten / leads,
  // Written, read and deleted.
  queueOperations: (3 * spent.messages) / leads,
  r2Reads: spent.r2Reads / leads,
  r2Writes: spent.r2Writes / leads,
})

function told(lead: Use, idle: Spent, bytes: number): Line[] {
  const names = Object.keys(lead) as (keyof Use)[]
  const resting: Partial<Use> = {
    rowsRead: idle.rowsRead,
    rowsWritten: idle.rowsWritten,
    queueOperations: 3 * idle.messages,
  }
  const month = (leads: number) =>
    Object.fromEntries(names.map((name) => [name, lead[name] * leads + (resting[name] ?? 0) * runsAMonth])) as Use
  const { total, each } = priceOf(month(1e6), (1e6 * bytes) / 1e9)
  const dollars = (price: number) => price.toFixed(2)
  const inFree = (['requests', 'rowsRead', 'rowsWritten', 'queueOperations'] as const).map((name) => ({
    name,
    leads: (free[name] - (resting[name] ?? 0) * 24 * 60) / lead[name],
  }))
  const first = inFree.reduce((least, next) => (next.leads < least.leads ? next : least))
  const words = {
    requests: 'requests',
    cpuMs: 'CPU, ms (D1 included)',
    rowsRead: 'rows read',
    rowsWritten: 'rows written',
    queueOperations: 'queue operations',
    r2Reads: 'R2 reads',
    r2Writes: 'R2 writes',
  }
  return [
    ...names.map(
      (name): Line => ({
        what: `${words[name]} a lead that ${views} people saw the form for`,
        here: lead[name].toFixed(2),
      }),
    ),
    { what: 'queries of a run of the clock with nothing to do', here: idle.queries, bar: { atMost: 50 } },
    { what: 'rows it writes, a day', here: idle.rowsWritten * 24 * 60 },
    { what: 'a million leads in a month, paid plan, $ in all', here: dollars(total) },
    ...Object.entries(each).map(([name, price]): Line => ({ what: `  of which ${name}`, here: dollars(price) })),
    { what: 'keeping a million leads, GB of D1', here: ((1e6 * bytes) / 1e9).toFixed(2) },
    {
      what: `  $ a month beyond the ${paid.storage.included} GB included`,
      here: dollars((bytes / 1e3) * paid.storage.each),
    },
    ...inFree.map(
      ({ name, leads }): Line => ({ what: `free plan: leads a day its ${words[name]} allow`, here: Math.floor(leads) }),
    ),
    { what: `free plan ends at (${words[first.name]}), leads a day`, here: Math.floor(first.leads) },
    { what: 'free plan is full at, leads', here: Math.floor(free.databaseBytes / bytes) },
    { what: 'one database of the paid plan is full at, leads', here: Math.floor(paid.databaseBytes / bytes) },
  ]
}
