// Whatever fails, the sum is the same: acknowledged = stored once = delivered at least once, and nothing is there that nobody
// sent. Mail is counted at a real server.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Accepted } from '../../contract/submission.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { d1Errors, type Faults } from '../support/faults.ts'
import { startLastingQueue } from '../support/lasting-queue.ts'
import { startMailServer } from '../support/mail-server.ts'
import { never, once, reckon, timesStored } from '../support/reckoning.ts'
import { type Prepared, prepare, sendOff } from '../support/sender.ts'
import { linkOf } from '../support/visitor.ts'

let aimant: Aimant
let mail: Awaited<ReturnType<typeof startMailServer>>
let queue: Awaited<ReturnType<typeof startLastingQueue>>

const minute = 60_000
const plenty = { MAIL_HOURLY_FORM: '9999', MAIL_HOURLY_ALL: '9999' }
/** What the mail server answers to whom, once. */
const moods = new Map<string, 'greylists' | 'is full' | 'hangs up'>()
const everybody: Prepared[] = []
const acknowledged = new Set<string>()

beforeAll(async () => {
  mail = await startMailServer({
    plain: true,
    message(raw) {
      const [address = ''] = /^To: (.*)$/m.exec(raw)?.slice(1) ?? []
      const mood = moods.get(address.trim())
      moods.delete(address.trim())
      if (mood === 'greylists') return { code: 451, message: '4.7.1 Greylisted' }
      if (mood === 'is full') return { code: 452, message: '4.2.2 Mailbox full' }
      return mood === 'hangs up' ? 'hang up' : undefined
    },
  })
  queue = await startLastingQueue()
  const vars = { MAIL_URL: `smtp://localhost:${mail.port}`, MAIL_FROM: 'Lisière <bonjour@lisiere.example>', ...plenty }
  aimant = await startAimant({ faulty: true, vars })
})
afterEach(() => aimant.fail({}))
afterAll(async () => {
  await aimant.stop()
  await mail.stop()
  await queue.stop()
})

async function visitors(count: number, now?: number): Promise<Prepared[]> {
  const prepared = await prepare(aimant.url, count, now)
  everybody.push(...prepared)
  return prepared
}

type Outcome = { visitor: Prepared; status?: number; accepted?: Accepted; asked: number; retryAfter?: string | null }

/** Sends one, and keeps what came back. */
async function send(visitor: Prepared, faults?: Faults): Promise<Outcome> {
  const response = await sendOff(aimant.url, visitor, faults)
  const accepted = response?.ok ? ((await response.json()) as Accepted) : undefined
  if (accepted) acknowledged.add(accepted.id)
  const cost = response?.headers.get('x-d1-cost')
  const asked = cost ? JSON.parse(cost).roundTrips : 0
  return { visitor, status: response?.status, accepted, asked, retryAfter: response?.headers.get('retry-after') }
}

/** A visitor's own link, and what it answered while R2 did not. */
let link: string
let whileR2Hangs: Promise<Response>
const fetchWhile = (address: string, FILES: 'down' | 'hangs') =>
  fetch(address, { headers: { 'x-faults': JSON.stringify({ FILES }) } })

const storedTimes = async (visitor: Prepared) => {
  const [{ id: _, ...stored } = { id: '', ...never }] = await timesStored(aimant, [visitor])
  return stored
}
const expectStoredOnce = (visitor: Prepared) =>
  expect.poll(() => storedTimes(visitor), { timeout: 20_000, interval: 100 }).toEqual(once)
const expectMailed = (visitor: Prepared) => mail.message(({ to }) => to.includes(visitor.email))

const yes = { status: 200 }
const notYet = { status: 503, retryAfter: '10' }

type Case = { name: string; faults: Faults; ends: object; asks?: number }

const cases: Case[] = [
  ...d1Errors.flatMap(({ says, isPassing }): Case[] => [
    // A second try where that is the platform's own advice, and never a third.
    { name: `refused: ${says}`, faults: { DB: { when: 'before', says } }, ends: yes, asks: isPassing ? 2 : 1 },
    { name: `done, but told: ${says}`, faults: { DB: { when: 'after', says } }, ends: yes, asks: isPassing ? 2 : 1 },
  ]),
  ...d1Errors
    .filter(({ isPassing }) => isPassing)
    .map(({ says }) => ({
      name: `told once and then no more: ${says}`,
      faults: { DB: { when: 'before', says, times: 1 }, INTAKE: 'down' } as Faults,
      ends: yes,
      asks: 2,
    })),
  { name: 'never answered by D1', faults: { DB: 'hangs' }, ends: yes, asks: 1 },
  { name: 'refused by D1 and the queue', faults: { DB: 'down', INTAKE: 'down' }, ends: notYet },
  { name: 'refused by D1, and the queue never answers', faults: { DB: 'overloaded', INTAKE: 'hangs' }, ends: notYet },
  { name: 'refused by D1, and the queue’s answer is lost', faults: { DB: 'overloaded', INTAKE: 'lost' }, ends: notYet },
  {
    name: 'stored, but no answer comes through, nor to the queue',
    faults: { DB: 'lost', INTAKE: 'down' },
    ends: notYet,
  },
  { name: 'stored, and the mail cannot be announced', faults: { OUTBOX: 'down' }, ends: yes, asks: 1 },
  { name: 'stored, and nobody hears the mail announced', faults: { OUTBOX: 'hangs' }, ends: yes, asks: 1 },
  { name: 'stored, and cannot be counted', faults: { INSIGHT: 'down' }, ends: yes },
  { name: 'stored while R2 is down', faults: { FILES: 'down' }, ends: yes, asks: 1 },
]

describe('a submission that is', () => {
  const outcomes = new Map<string, Outcome>()

  // All at once: each brings its own fault along.
  beforeAll(async () => {
    const [first] = await visitors(1)
    link = linkOf((await send(first!)).accepted!)
    // Waited for as long as patience lasts: meanwhile there is enough to do.
    whileR2Hangs = fetchWhile(link, 'hangs')
    const all = await visitors(cases.length)
    await Promise.all(cases.map(async ({ name, faults }, n) => void outcomes.set(name, await send(all[n]!, faults))))
  })

  it.each(cases)('$name', async ({ name, ends, asks }) => {
    const outcome = outcomes.get(name)!
    expect(outcome).toMatchObject(ends)
    if (asks !== undefined) expect(outcome.asked).toBe(asks)
    // Whoever was told no, or did not hear, sends again under the same ticket.
    const again = await send(outcome.visitor)
    expect(again).toMatchObject(yes)
    if (outcome.accepted) expect(again.accepted).toEqual(outcome.accepted)
    await expectStoredOnce(outcome.visitor)
  })

  it('acknowledged opens its file, whether D1 knows of it yet or not', async () => {
    const [visitor] = await visitors(1)
    const { accepted } = await send(visitor!, { DB: 'down', intakeAt: queue.address })
    expect(await storedTimes(visitor!)).toEqual(never)
    const file = await fetch(linkOf(accepted!))
    expect(file.status).toBe(200)
    expect(Buffer.from(await file.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-')
    expect(await aimant.deliver('aimant-intake', queue.take())).toBe(0)
  })
})

describe('what waits in the intake queue', () => {
  const waiting = async (count: number) => {
    const all = await visitors(count)
    const outcomes = await Promise.all(all.map((each) => send(each, { DB: 'overloaded', intakeAt: queue.address })))
    expect(outcomes.map(({ status }) => status)).toEqual(all.map(() => 200))
    return { all, bodies: queue.take() }
  }
  const attempts = async () => (await aimant.asked()).find(({ what }) => what === 'aimant-intake')?.roundTrips ?? 0

  it('is stored once, delivered twice, backwards, or the whole batch again', async () => {
    const { all, bodies } = await waiting(4)
    expect(await aimant.deliver('aimant-intake', [...bodies, ...bodies.toReversed()])).toBe(0)
    expect(await aimant.deliver('aimant-intake', bodies)).toBe(0)
    for (const each of all) expect(await storedTimes(each)).toEqual(once)
  })

  it('is stored as far as D1 goes along, and the rest comes again', async () => {
    const { all, bodies } = await waiting(5)
    await aimant.fail({
      DB: { when: 'before', says: 'D1_ERROR: D1 DB exceeded its CPU time limit and was reset.', spared: 2 },
    })
    expect(await aimant.deliver('aimant-intake', bodies)).toBe(3)
    await aimant.fail({ DB: 'lost' })
    expect(await aimant.deliver('aimant-intake', bodies)).toBe(5)
    await aimant.fail({})
    expect(await aimant.deliver('aimant-intake', bodies)).toBe(0)
    for (const each of all) expect(await storedTimes(each)).toEqual(once)
  })

  it('asks a database that is overloaded once a batch, not once a message', async () => {
    const { all, bodies } = await waiting(6)
    await aimant.fail({ DB: 'overloaded' })
    const before = await attempts()
    expect(await aimant.deliver('aimant-intake', bodies)).toBe(6)
    expect((await attempts()) - before).toBe(1)
    await aimant.fail({})
    expect(await aimant.deliver('aimant-intake', bodies)).toBe(0)
    for (const each of all) expect(await storedTimes(each)).toEqual(once)
  })
})

it('while the rate limiters do not answer nobody is refused for it', async () => {
  const all = await visitors(2)
  for (const [n, fault] of (['down', 'hangs'] as const).entries()) {
    // So often from one block, for one address, that they are asked.
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(all[n]!, { LIMITS: fault })))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    await expectStoredOnce(all[n]!)
  }
})

describe('after a start, before anything is remembered', () => {
  it('a form that nobody can read asks for patience; the location’s cache alone is no loss', async () => {
    await aimant.fail({ DB: 'down', CACHE: 'down' })
    await aimant.restart()
    for (const path of ['/e/guide-rgpd.js', '/f/guide-rgpd/ticket', '/f/guide-rgpd']) {
      const response = await fetch(`${aimant.url}${path}`)
      expect([path, response.status, response.headers.get('retry-after')]).toEqual([path, 503, '10'])
    }
    for (const fault of ['down', 'hangs'] as const) {
      await aimant.fail({ CACHE: fault })
      const [visitor] = await visitors(1)
      expect(await send(visitor!)).toMatchObject(yes)
    }
  })
})

describe('a file', () => {
  it.each([
    ['is down', () => fetchWhile(link, 'down')],
    ['hangs', () => whileR2Hangs],
  ] as const)('asks for patience while R2 %s, and opens once it is back', async (_, asked) => {
    const refused = await asked()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10'])
    expect((await fetch(link)).status).toBe(200)
  })
})

describe('a mail', () => {
  it.each(['greylists', 'is full', 'hangs up'] as const)('arrives though the server first %s', async (mood) => {
    const [visitor] = await visitors(1)
    moods.set(visitor!.email, mood)
    await send(visitor!)
    await expect
      .poll(() => aimant.query('SELECT last_error FROM outbox WHERE submission_id = ?1', visitor!.id))
      .toMatchObject([{ last_error: expect.any(String) }])
    await aimant.fail({ clock: 10 * minute })
    await aimant.tick(Date.now() + 10 * minute)
    await expectMailed(visitor!)
    await expect
      .poll(() => aimant.query('SELECT state FROM outbox WHERE submission_id = ?1', visitor!.id))
      .toEqual([{ state: 'sent' }])
  })

  it('that could not be announced is found by the clock', async () => {
    const [visitor] = await visitors(1)
    await send(visitor!, { OUTBOX: 'down' })
    await aimant.tick()
    await expectMailed(visitor!)
  })

  it('whose announcement was cut off is announced by whoever comes next', async () => {
    const [first, second] = await visitors(2)
    // Whoever came just before would take the first along.
    await new Promise((resolve) => setTimeout(resolve, 400))
    await aimant.fail({ cutOff: true })
    await send(first!)
    await aimant.fail({})
    // Until then the first is believed to be on its way.
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await send(second!)
    await Promise.all([expectMailed(first!), expectMailed(second!)])
  })
})

describe('a clock that is wrong', () => {
  it('puts nothing in another’s place, though it jumps back and forth', async () => {
    await aimant.fail({ wobble: 3_000 })
    const all = await visitors(24)
    await Promise.all(all.map((each) => send(each)))
    for (const each of all) expect(await storedTimes(each)).toEqual(once)
    const [counts] = await aimant.query<{ events: number; last: number }>(
      'SELECT count(*) AS events, max(seq) AS last FROM consent_event',
    )
    expect(counts!.events).toBe(counts!.last)
  })

  it('refuses a ticket it believes to be over, and takes a fresh one', async () => {
    const [early] = await visitors(1)
    await aimant.fail({ clock: 180 * minute })
    expect(await send(early!)).toMatchObject({ status: 410 })
    const [late] = await visitors(1, Date.now() + 180 * minute)
    expect(await send(late!)).toMatchObject(yes)
  })

  it('behind the one that gave the ticket takes nobody for a robot', async () => {
    const [visitor] = await visitors(1)
    await aimant.fail({ clock: -2 * minute })
    expect(await send(visitor!)).toMatchObject(yes)
    expect(await aimant.query('SELECT held FROM submission WHERE id = ?1', visitor!.id)).toEqual([{ held: null }])
  })
})

it('all of it adds up', async () => {
  for (const ahead of [0, 20, 200]) {
    await aimant.fail({ clock: ahead * minute })
    await aimant.tick(Date.now() + ahead * minute)
  }
  await expect
    .poll(() => reckon(aimant, everybody, acknowledged, mail.received), { timeout: 20_000 })
    .toMatchObject({ lost: 0, doubled: 0, unmailed: 0, strangers: 0 })
})
