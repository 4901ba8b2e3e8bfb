// How fast mail leaves: from a submission to the server, and a full outbox against a bare loop over the same SMTP lines.
import PostalMime from 'postal-mime'
import type { Message } from '../../worker/delivery/message.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { deliver, prepare } from '../support/sender.ts'
import { startMailSink } from './mail-sink.ts'
import { ask, inTurns, median, ratio, timed, watchingMemory } from './measure.ts'
import type { Line } from './table.ts'

const MAIL_FROM = 'Lisière <bonjour@lisiere.example>'
const plenty = {
  MAIL_HOURLY_ADDRESS: '9999999',
  MAIL_HOURLY_FORM: '9999999',
  MAIL_HOURLY_ALL: '9999999',
  MAIL_PER_RUN: '10000',
}

export async function outbox(quick: boolean): Promise<Line[]> {
  const [rounds, each, few] = quick ? [3, 1_000, 20] : [3, 10_000, 100]
  const sink = await startMailSink()
  const vars = { MAIL_FROM, MAIL_URL: `smtp://localhost:${sink.port}`, ...plenty }
  const [aimant, floor] = [await startAimant({ vars }), await startAimant({ vars, bundle: 'dist/mail-floor-worker' })]
  try {
    const waits = await idleWaits(aimant, sink, few)
    const message = await sameAs(sink.last())
    const drained = async (count: number) => {
      await owe(aimant, count)
      const ms = await timed(async () => {
        await aimant.tick()
        await sink.count(count)
      })
      return (count * 1_000) / ms
    }
    const bare = async (count: number) => {
      const body = JSON.stringify({ message, count })
      const ms = await timed(async () => {
        await ask({ url: floor.url, method: 'POST', body })
        await sink.count(count)
      })
      return (count * 1_000) / ms
    }
    await drained(100)
    await bare(100)
    const { result: figures, samples } = await watchingMemory(aimant.pid(), () =>
      inTurns(rounds, { aimant: () => drained(each), floor: () => bare(each) }),
    )
    const [early, late] = [samples.slice(0, samples.length / 4), samples.slice(-samples.length / 4)]
    return [
      {
        what: `submission → mail accepted, idle, p95 of ${few}, ms`,
        here: p95(waits).toFixed(0),
        bar: { atMost: 2_000 },
      },
      {
        what: `mails/s from an outbox of ${each}`,
        here: median(figures.aimant).toFixed(0),
        floor: median(figures.floor).toFixed(0),
        ratio: ratio(figures.aimant, figures.floor),
        bar: { atLeast: 0.5 },
      },
      {
        what: `workerd's memory while ${rounds * each} mails leave, last quarter against first, MB`,
        here: median(late).toFixed(0),
        floor: median(early).toFixed(0),
        ratio: median(late) / median(early),
        bar: { atMost: 1.5 },
      },
    ]
  } finally {
    await Promise.all([aimant.stop(), floor.stop()])
    await sink.stop()
  }
}

async function idleWaits(
  aimant: Aimant,
  sink: Awaited<ReturnType<typeof startMailSink>>,
  count: number,
): Promise<number[]> {
  const waits: number[] = []
  for (const visitor of await prepare(aimant.url, count)) {
    await deliver(aimant.url, visitor)
    waits.push(await timed(() => sink.count(1)))
  }
  return waits
}

const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0

/** As many leads with a mail owed, copied from the one submission that is there. */
const owe = (aimant: Aimant, count: number) =>
  aimant.query(
    `INSERT INTO outbox (id, kind, lead_id, submission_id, payload, due_at, created_at)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1),
    one AS (SELECT * FROM outbox WHERE state = 'sent' ORDER BY id LIMIT 1)
    SELECT one.submission_id || '.' || hex(randomblob(8)), 'mail', one.lead_id, one.submission_id, one.payload, one.created_at, one.created_at
    FROM n, one`,
    count,
  )

/** What arrived, as it was before it was written for the way: the floor sends the very same. */
async function sameAs(raw: Buffer): Promise<Message> {
  const { subject = '', text = '', html = '', messageId = '' } = await PostalMime.parse(raw)
  const [from, to] = [{ email: 'bonjour@lisiere.example', name: 'Lisière' }, 'camille@example.fr']
  return { owed: 'bench', from, to, subject, text, html, headers: { 'Message-ID': messageId } }
}
