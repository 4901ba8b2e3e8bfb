// Load that goes on: submissions for minutes on end, the guard, storage and mail at work, in turns with the floor so that whatever
// else the machine does hits both. `node test/bench/sustained.ts [MINUTES]`, or as a part of the bench.
import { type Aimant, startAimant } from '../support/aimant.ts'
import { startMailSink } from './mail-sink.ts'
import { type Ask, ask, median, workerdMemory } from './measure.ts'
import { guide, insertsInto, submissionsTo } from './submissions.ts'
import type { Line } from './table.ts'

const clients = 32
// Short, since a ratio is only as good as what it compares is close in time.
const turnMs = { aimant: 4_000, floor: 1_000 }
const turnsAMinute = 12
/** As long as workerd takes to fill its heaps: counted like any minute, but for whether memory stays level. */
const fillingMinutes = 3

type Turn = { perSecond: number; waits: number[]; failed: string[] }

export async function sustained(quick: boolean, minutes = quick ? 1 : fillingMinutes + 15): Promise<Line[]> {
  const sink = await startMailSink()
  // The budgets are the usual ones: mail leaves as far as they go, and what is over waits, as it would.
  const vars = { MAIL_FROM: 'Lisière <bonjour@lisiere.example>', MAIL_URL: `smtp://localhost:${sink.port}` }
  const [aimant, floor] = [await startAimant({ vars }), await startAimant({ bundle: 'dist/floor-worker' })]
  try {
    const [form, theirForm] = [await guide(aimant), await guide(floor)]
    const ours = numbered((count, first) => submissionsTo(aimant, form, count, first))
    const theirs = numbered((count, first) => insertsInto(floor, theirForm, count, first))
    // Both have compiled and opened what they need before anything counts.
    await turn(ours, 3_000)
    await turn(theirs, 1_000)
    const perMinute: Minute[] = []
    for (let minute = 1; minute <= minutes; minute++) {
      const clock = aimant.tick()
      const [here, bare]: [Turn[], Turn[]] = [[], [await turn(theirs, turnMs.floor)]]
      for (let n = 0; n < turnsAMinute; n++) {
        here.push(await turn(ours, turnMs.aimant))
        bare.push(await turn(theirs, turnMs.floor))
      }
      await clock
      const told = minuteOf(here, bare, [workerdMemory(aimant.pid()), workerdMemory(floor.pid())])
      console.log(`  minute ${minute}: ${described(told)}`)
      perMinute.push(told)
    }
    return lines(perMinute, await leftOver(aimant))
  } finally {
    await Promise.all([aimant.stop(), floor.stop()])
    await sink.stop()
  }
}

type Minute = {
  perSecond: number
  floor: number
  ratio: number
  p50: number
  p99: number
  floorP50: number
  floorP99: number
  failed: string[]
  memory: number
  floorMemory: number
}

function minuteOf(here: Turn[], bare: Turn[], [memory, floorMemory]: [number, number]): Minute {
  const waits = sorted(here)
  const floorWaits = sorted(bare)
  return {
    perSecond: median(here.map(({ perSecond }) => perSecond)),
    floor: median(bare.map(({ perSecond }) => perSecond)),
    // Each turn against the floor's before it and after it: a machine that gets slower meanwhile gets slower for both.
    ratio: median(here.map(({ perSecond }, n) => (2 * perSecond) / (bare[n]!.perSecond + bare[n + 1]!.perSecond))),
    p50: at(waits, 0.5),
    p99: at(waits, 0.99),
    floorP50: at(floorWaits, 0.5),
    floorP99: at(floorWaits, 0.99),
    failed: [...here, ...bare].flatMap(({ failed }) => failed),
    memory,
    floorMemory,
  }
}

const sorted = (turns: Turn[]) => turns.flatMap(({ waits }) => waits).sort((a, b) => a - b)
const at = (values: number[], share: number) => values[Math.ceil(values.length * share) - 1] ?? 0

const described = ({ perSecond, floor, ratio, p50, p99, floorP50, floorP99, memory, floorMemory, failed }: Minute) =>
  [
    `${perSecond.toFixed(0)}/s of ${floor.toFixed(0)} (${ratio.toFixed(2)})`,
    `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (floor ${floorP50.toFixed(0)}, ${floorP99.toFixed(0)})`,
    `${memory.toFixed(0)} MB (floor ${floorMemory.toFixed(0)})`,
    ...(failed.length ? [`${failed.length} failed: ${failed[0]}`] : []),
  ].join('; ')

function lines(minutes: Minute[], left: { stored: number; sent: number; waiting: number; late: number }): Line[] {
  const of = (name: 'perSecond' | 'floor' | 'memory' | 'floorMemory') => minutes.map((minute) => minute[name])
  const worst = minutes.reduce((a, b) => (b.p99 / b.p50 > a.p99 / a.p50 ? b : a))
  const slowest = minutes.reduce((a, b) => (b.ratio < a.ratio ? b : a))
  const level = of('memory').slice(minutes.length > 2 * fillingMinutes ? fillingMinutes : 0)
  const half = Math.ceil(level.length / 2)
  const [early, late] = [level.slice(0, half), level.slice(-half)]
  const told = `${minutes.length} min, ${clients} clients`
  return [
    { what: `requests that failed, ${told}`, here: minutes.flatMap(({ failed }) => failed).length, bar: { atMost: 0 } },
    {
      what: `submissions/s, median minute of ${told}`,
      here: median(of('perSecond')).toFixed(0),
      floor: median(of('floor')).toFixed(0),
      ratio: median(minutes.map(({ ratio }) => ratio)),
    },
    {
      what: 'the same, its slowest minute',
      here: slowest.perSecond.toFixed(0),
      floor: slowest.floor.toFixed(0),
      ratio: slowest.ratio,
      bar: { atLeast: 0.7 },
    },
    {
      what: 'p99 against p50 in its worst minute, ms',
      here: worst.p99.toFixed(0),
      floor: worst.p50.toFixed(0),
      ratio: worst.p99 / worst.p50,
      bar: { atMost: 5 },
    },
    {
      what: `workerd’s memory, second half of ${level.length} min against first, MB`,
      here: median(late).toFixed(0),
      floor: median(early).toFixed(0),
      ratio: median(late) / median(early),
      bar: { atMost: 1.1 },
    },
    { what: 'the floor’s meanwhile, which works a quarter as long, MB', here: median(of('floorMemory')).toFixed(0) },
    { what: 'stored meanwhile; each once', here: left.stored },
    { what: 'mails that left, the rest over the hourly budget', here: left.sent, bar: { atLeast: 1 } },
    { what: 'mails due and not sent', here: left.late, bar: { atMost: 0 } },
  ]
}

async function leftOver(aimant: Aimant) {
  // What is due now had a minute's clock to leave by.
  await aimant.tick()
  const [row] = await aimant.query<{ stored: number; sent: number; waiting: number; late: number }>(
    `
    SELECT
      (SELECT count(*) FROM submission) AS stored,
      (SELECT count(*) FROM outbox WHERE state = 'sent') AS sent,
      (SELECT count(*) FROM outbox WHERE state = 'pending') AS waiting,
      (SELECT count(*) FROM outbox WHERE state = 'pending' AND due_at < ?1) AS late`,
    new Date(Date.now() - 60_000).toISOString(),
  )
  return row!
}

const madeAtOnce = 500

/** Makes so many requests of people nobody has seen yet. */
type Make = (count: number) => Promise<Ask[]> | Ask[]

function numbered(make: (count: number, first: number) => Promise<Ask[]> | Ask[]): Make {
  let made = 0
  return (count) => {
    made += count
    return make(count, made - count)
  }
}

/** Sends for so long, with as many clients as ever; whoever is under way at the end is waited for. */
async function turn(make: Make, ms: number): Promise<Turn> {
  const waits: number[] = []
  const failed: string[] = []
  let spentMs = 0
  while (spentMs < ms) {
    // Making them is no part of what is measured.
    const asks = (await make(madeAtOnce)).values()
    const startedMs = performance.now()
    const client = async () => {
      for (const next of asks) {
        const sentMs = performance.now()
        await ask(next).catch((error) => failed.push(String(error)))
        waits.push(performance.now() - sentMs)
      }
    }
    await Promise.all(Array.from({ length: clients }, client))
    spentMs += performance.now() - startedMs
  }
  return { perSecond: (waits.length * 1_000) / spentMs, waits, failed }
}

if (import.meta.main) {
  const [{ buildAll, buildWorker }, { table, isKept }] = await Promise.all([
    import('../../scripts/build.ts'),
    import('./table.ts'),
  ])
  await buildAll()
  await buildWorker('test/bench/floor-worker.ts', 'dist/floor-worker')
  const measured = await sustained(false, process.argv[2] ? Number(process.argv[2]) : undefined)
  console.log(table(measured.map((line) => ({ part: 'sustained', ...line }))))
  process.exitCode = measured.every(isKept) ? 0 : 1
}
