// A flood from one address block beside honest visitors: a hundred times their rate, with sound tickets and proofs, each to another
// mailbox. Honest ones must not notice, and the mail it causes must stay within the hour's budget.
import { Agent, request } from 'node:http'
import { startAimant } from '../support/aimant.ts'
import { startMailSink } from './mail-sink.ts'
import { type Ask, ask, median, timed } from './measure.ts'
import { guide, submissionsTo } from './submissions.ts'
import type { Line } from './table.ts'

const honestPerSecond = 2
const floodPerSecond = 100 * honestPerSecond
/** Small, so that it is reached: what is over it waits. */
const hourlyMails = 40

export async function flood(quick: boolean): Promise<Line[]> {
  const [calmSeconds, floodSeconds] = quick ? [5, 15] : [15, 60]
  const sink = await startMailSink()
  const vars = {
    MAIL_URL: `smtp://localhost:${sink.port}`,
    MAIL_FROM: 'Lisière <bonjour@lisiere.example>',
    MAIL_HOURLY_FORM: String(hourlyMails),
    MAIL_HOURLY_ALL: '1000',
  }
  const aimant = await startAimant({ vars })
  try {
    const form = await guide(aimant)
    const honest = await submissionsTo(aimant, form, (calmSeconds + floodSeconds) * honestPerSecond)
    const bad = (await submissionsTo(aimant, form, 2_000, 100_000)).map(fromOneBlock)
    const calm = await served(honest, calmSeconds)
    const [flooded, through] = await Promise.all([
      served(honest, floodSeconds),
      pour(bad, floodSeconds * floodPerSecond),
    ])
    await aimant.tick()
    const [mails] = await aimant.query<{ sent: number; waiting: number }>(`
      SELECT
        count(*) FILTER (WHERE state = 'sent') AS sent,
        count(*) FILTER (WHERE state = 'pending') AS waiting
      FROM outbox
      WHERE lead_id IS NOT NULL`)
    const { sent = 0, waiting = 0 } = mails ?? {}
    const [held] = await aimant.query<{ n: number }>('SELECT count(*) AS n FROM submission WHERE held IS NOT NULL')
    if (held?.n !== 0) throw new Error(`${held?.n} submissions were held`)
    return [
      {
        what: `flood, ${floodPerSecond} requests/s from one block for ${floodSeconds} s: honest visitors served, of ${flooded.asked}`,
        here: (flooded.waits.length / flooded.asked).toFixed(4),
        bar: { atLeast: 0.999 },
      },
      {
        what: 'the same: how long they wait, median in ms, against the calm before',
        here: median(flooded.waits).toFixed(0),
        floor: median(calm.waits).toFixed(0),
        ratio: median(flooded.waits) / median(calm.waits),
      },
      {
        what: `the same: let through of ${through.asked} requests of the flood`,
        here: through.passed,
        // What is free, and what the limiter lets through, in as many of its minutes as it may have met.
        bar: { atMost: (Math.ceil(floodSeconds / 60) + 1) * (120 + 6) },
      },
      {
        what: `the same: mails sent of a budget of ${hourlyMails}, ${waiting} waiting`,
        here: sent,
        bar: { atMost: hourlyMails },
      },
    ]
  } finally {
    await aimant.stop()
    await sink.stop()
  }
}

/** Honest visitors, so many a second whatever happens: each asks for a ticket, and sends. Those who were not held have a wait. */
async function served(visitors: Ask[], seconds: number) {
  const waits: number[] = []
  const visits: Promise<void>[] = []
  await paced(seconds * honestPerSecond, honestPerSecond, () => {
    const visit = visitors.shift()
    if (!visit) throw new Error('no visitor is left')
    visits.push(
      timed(async () => {
        await ask({ url: visit.url.replace('/submissions', '/ticket'), headers: visit.headers })
        const { body } = await ask(visit)
        if (!JSON.parse(body).magnet) throw new Error('answered without a magnet')
      }).then(
        (ms) => void waits.push(ms),
        () => {},
      ),
    )
  })
  await Promise.all(visits)
  return { asked: visits.length, waits }
}

// A connection pool of its own, so that what the flood does to itself is not done to the visitors here.
const agent = new Agent({ keepAlive: true, maxSockets: 32 })

async function pour(asks: Ask[], count: number) {
  let passed = 0
  const all: Promise<void>[] = []
  await paced(count, floodPerSecond, (n) => {
    const one = asks[n % asks.length]
    if (!one) return
    all.push(statusOf(one).then((status) => void (status === 200 && passed++)))
  })
  await Promise.all(all)
  return { asked: all.length, passed }
}

const statusOf = ({ url, method, headers, body }: Ask) =>
  new Promise<number>((resolve) => {
    const sent = request(url, { method, headers, agent }, (response) => {
      response.resume()
      response.on('close', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', () => resolve(0))
    sent.end(body)
  })

/** 203.0.113.0/24, any of its addresses. */
const fromOneBlock = (asked: Ask, n: number): Ask => ({
  ...asked,
  headers: { ...asked.headers, 'cf-connecting-ip': `203.0.113.${n % 256}` },
})

/** `work` so often, so many times a second, late ones caught up with. */
function paced(count: number, perSecond: number, work: (n: number) => void): Promise<void> {
  const startedAt = performance.now()
  let done = 0
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(count, Math.floor(((performance.now() - startedAt) / 1_000) * perSecond) + 1)
      while (done < due) work(done++)
      if (done < count) return
      clearInterval(timer)
      resolve()
    }, 5)
  })
}
