// Kills the server under load again and again, at any moment and in the middle of any work, with and without other faults, and
// counts afterwards: acknowledged = stored once = delivered at least once, and whatever else was under way is whole or not there.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LoggedEvent } from '../../contract/consent-log.ts'
import type { ExportSchedule } from '../../contract/export.ts'
import { hashOfEvent } from '../../worker/consent/log/leaf.ts'
import { append, type Peak, rootOfPeaks, toBase64 } from '../../worker/consent/log/merkle.ts'
import { type Aimant, startAimant } from './aimant.ts'
import { d1Errors, type Faults } from './faults.ts'
import { startLastingQueue } from './lasting-queue.ts'
import { startMailServer } from './mail-server.ts'
import { reckon, type Sum } from './reckoning.ts'
import { deliver, type Prepared, prepare } from './sender.ts'
import { answers, startReceiver } from './webhook-receiver.ts'

const minuteMs = 60_000
const inFlight = 8
/** More than a lease lasts, so that whoever died holds up nobody in the next round. */
const stepMs = 6 * minuteMs

export type Options = {
  rounds: number
  visitors?: number
  /** Of people who were there before. */
  leads?: number
  onRound?: (round: number, what: string, ms: number) => void
}

export type Toll = Sum & {
  /** Acknowledged before a kill, in all rounds; were there none, nothing would have been tried. */
  heard: number
  /** There, and the program that listens to new leads never heard of them. */
  untold: number
  /** Not acknowledged, sent again after the restart, and refused. */
  refused: number
  /** Erased in part, or without being written down beside the database. */
  halfErased: number
  /** Rows of imports that are not there once. */
  misimported: number
  /** Leads of exports that are not there once. */
  misexported: number
  /** Signed statements of the consent log that do not fit what it says. */
  broken: number
}

type World = { aimant: Aimant; call: Call; ahead: () => number; settled: Prepared[]; toll: Toll }
type Call = <T>(method: string, path: string, body?: object) => Promise<T>
/** Goes on until it is cut off; what it gives looks afterwards at what became of it. */
type Work = (world: World, round: number) => Promise<{ run: () => Promise<unknown>; check: () => Promise<void> }>

const nothing = async () => {}

const works: Record<string, Work> = {
  alone: async () => ({ run: nothing, check: nothing }),
  'with the clock at work': async ({ aimant, ahead }) => ({
    async run() {
      for (;;) await aimant.tick(Date.now() + ahead())
    },
    check: nothing,
  }),
  'while people are erased': erasing,
  'during an import': importing,
  'during an export': exporting,
}

/** Some of each, at random and never the same twice. */
function someFaults(): Faults {
  const { says } = d1Errors[Math.floor(Math.random() * d1Errors.length)]!
  const when = Math.random() < 0.5 ? 'before' : 'after'
  return {
    DB: { when, says, percent: 25 },
    INTAKE: { when: 'before', says: 'the queue would not have it', percent: 25 },
    OUTBOX: { when: 'before', says: 'the queue would not have it', percent: 50 },
    FILES: { when: 'before', says: 'internal error', percent: 25 },
  }
}

export async function killRounds({ rounds, visitors = 40, leads = 0, onRound }: Options): Promise<Toll> {
  let isDying = true
  const letters = new Map<string, number>()
  const mail = await startMailServer({
    plain: true,
    message(raw) {
      // One in eight hears no answer the first time, while servers still die.
      const ref = /^Message-ID: (.*)$/im.exec(raw)?.[1] ?? ''
      const times = (letters.get(ref) ?? 0) + 1
      letters.set(ref, times)
      return isDying && times === 1 && Math.random() < 0.125 ? 'hang up' : undefined
    },
  })
  const queue = await startLastingQueue()
  const program = await startReceiver()
  program.answer('/hooks', (response) =>
    isDying && Math.random() < 0.125 ? answers.losesItsAnswer(response) : answers.ok(response),
  )
  const vars = {
    WEBHOOK_TEST_ORIGINS: program.origin,
    HOOKS_PER_RUN: '1000',
    MAIL_URL: `smtp://localhost:${mail.port}`,
    MAIL_FROM: 'Lisière <bonjour@lisiere.example>',
    MAIL_HOURLY_FORM: '99999',
    MAIL_HOURLY_ALL: '99999',
    MAIL_PER_RUN: '1000',
  }
  const aimant = await startAimant({ faulty: true, leads, vars })
  let ahead = 0
  const toll: Toll = {
    sent: 0,
    acknowledged: 0,
    lost: 0,
    doubled: 0,
    unmailed: 0,
    mailedAgain: 0,
    strangers: 0,
    heard: 0,
    untold: 0,
    refused: 0,
    halfErased: 0,
    misimported: 0,
    misexported: 0,
    broken: 0,
  }
  const settled: Prepared[] = []
  const acknowledged = new Set<string>()
  const world: World = {
    aimant,
    call: caller(aimant, await aimant.token('leads:read', 'leads:write', 'site:read', 'site:write')),
    ahead: () => ahead,
    settled,
    toll,
  }
  const failing = (faults: Faults = {}) => aimant.fail({ ...faults, clock: ahead, intakeAt: queue.address })
  try {
    const connection = { name: 'Notre CRM', url: `${program.origin}/hooks`, events: ['lead.created'] }
    await world.call('POST', '/connections', connection)
    const names = Object.keys(works)
    for (let round = 0; round < rounds; round++) {
      const startedMs = performance.now()
      const what = names[round % names.length]!
      await failing()
      const { run, check } = await works[what]!(world, round)
      const all = await prepare(aimant.url, visitors, Date.now() + ahead)
      // Each work once as it is and once like this, in turns.
      const isFailing = ((round % names.length) + Math.floor(round / names.length)) % 2 === 1
      await failing(isFailing ? someFaults() : {})
      const heard = await sendUntilKilled(aimant, all, run)
      ahead += stepMs
      await aimant.restart()
      await failing()
      await emptied(aimant, queue.take())
      const first = await reckon(aimant, all, heard, [])
      toll.lost += first.lost
      toll.doubled += first.doubled
      toll.heard += heard.size
      // Visitors who heard nothing send again with the same ticket, and some who did.
      const again = await sendAll(
        aimant,
        all.filter(({ id }, n) => n % 10 === 0 || !heard.has(id)),
      )
      toll.refused += again.refused
      for (const id of [...heard, ...again.heard]) acknowledged.add(id)
      settled.push(...all)
      await check()
      onRound?.(round, `${what}${isFailing ? ', all else failing too' : ''}`, performance.now() - startedMs)
    }
    // What was refused for a while is tried again hours later.
    isDying = false
    for (let hour = 0; hour < 48 && (await owed(aimant, settled)) > 0; hour++) {
      ahead += 60 * minuteMs
      await failing()
      await aimant.tick(Date.now() + ahead)
    }
    const { lost, doubled, ...rest } = await reckon(aimant, settled, acknowledged, mail.received)
    Object.assign(toll, rest, { lost: toll.lost + lost, doubled: toll.doubled + doubled })
    const told = program
      .at('/hooks')
      .map(({ body }) => body)
      .join('\n')
    toll.untold = settled.filter(({ id }) => !told.includes(id)).length
    toll.broken = await brokenStatements(aimant)
    return toll
  } finally {
    await aimant.stop()
    await mail.stop()
    await queue.stop()
    await program.stop()
  }
}

/** Somewhere in the middle of the work, nowhere in particular: after so many answers, and a moment more. */
async function sendUntilKilled(aimant: Aimant, all: Prepared[], work: () => Promise<unknown>): Promise<Set<string>> {
  const working = work().catch(() => undefined)
  const enough = Promise.withResolvers<void>()
  const wanted = Math.floor(Math.random() * all.length)
  const sending = sendAll(aimant, all, (answers) => answers >= wanted && enough.resolve())
  await enough.promise
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 30))
  await aimant.kill()
  const { heard } = await sending
  await working
  return heard
}

type Sent = { heard: Set<string>; refused: number }

async function sendAll(aimant: Aimant, all: Prepared[], onAnswer?: (answers: number) => void): Promise<Sent> {
  const heard = new Set<string>()
  const waiting = [...all]
  let answers = 0
  onAnswer?.(answers)
  const visitor = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const accepted = await deliver(aimant.url, next)
      if (accepted) heard.add(accepted.id)
      onAnswer?.(++answers)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, visitor))
  return { heard, refused: all.length - heard.size }
}

/** Hands over what the queue held: in no order, and half of it twice. */
async function emptied(aimant: Aimant, bodies: unknown[]): Promise<void> {
  const twice = [...bodies, ...bodies.filter((_, n) => n % 2 === 0)]
  const mixed = twice.map((body) => ({ body, at: Math.random() })).sort((a, b) => a.at - b.at)
  if (mixed.length)
    await aimant.deliver(
      'aimant-intake',
      mixed.map(({ body }) => body),
    )
}

/** How much is still to be sent to them, or told of them. */
async function owed(aimant: Aimant, people: Prepared[]): Promise<number> {
  const [row] = await aimant.query<{ n: number }>(
    `
    SELECT count(*) + (SELECT count(*) FROM happening) AS n
    FROM outbox
    WHERE state = 'pending'
      AND (kind = 'webhook' OR submission_id IN (SELECT value FROM json_each(?1)))`,
    JSON.stringify(people.map(({ id }) => id)),
  )
  return row!.n
}

function caller({ url }: Aimant, token: string): Call {
  return async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return response.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text
  }
}

/** People of earlier rounds who never confirmed: some are erased before the kill, the others after it. */
async function erasing({ aimant, ahead, settled, toll }: World): Promise<Awaited<ReturnType<Work>>> {
  const leaving = settled.splice(0, 15)
  const ids = JSON.stringify(leaving.map(({ id }) => id))
  await aimant.query(
    `UPDATE lead SET unconfirmed_since = '2020-01-01T00:00:00.000Z' WHERE id IN (SELECT value FROM json_each(?1))`,
    ids,
  )
  const atTen = () => Math.ceil((Date.now() + ahead()) / (10 * minuteMs)) * 10 * minuteMs
  return {
    run: () => aimant.tick(atTen()),
    async check() {
      // A person is there with everything, or gone with everything and written down.
      const states = await aimant.query<{ id: string; lead: number; entries: number; erased: number }>(
        `
        SELECT
          value AS id,
          (SELECT count(*) FROM lead WHERE id = value) AS lead,
          (SELECT count(*) FROM timeline WHERE lead_id = value) AS entries,
          (SELECT count(*) FROM submission WHERE id = value AND lead_id IS NULL AND answers IS NULL) AS erased
        FROM json_each(?1)`,
        ids,
      )
      toll.halfErased += states.filter(
        ({ lead, entries, erased }) => lead !== Number(entries > 0) || lead === erased,
      ).length
      const left = async () => {
        const [row] = await aimant.query<{ n: number }>(
          'SELECT count(*) AS n FROM lead WHERE id IN (SELECT value FROM json_each(?1))',
          ids,
        )
        return row!.n
      }
      for (let times = 0; times < 3 && (await left()) > 0; times++) await aimant.tick(atTen())
      const told = await ledgerOf(aimant)
      toll.halfErased += (await left()) + leaving.filter(({ id }) => !told.includes(id)).length
    },
  }
}

/** Whatever is written down beside the database: what moved to R2, and what waits to. */
async function ledgerOf({ dir, query }: Aimant): Promise<string> {
  const waiting = await query<{ entry: string }>('SELECT entry FROM ledger')
  const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter(
    (file) => file.isFile() && file.parentPath.includes('blobs'),
  )
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))
  return [...texts.filter((text) => text.startsWith('[')), ...waiting.map(({ entry }) => entry)].join('\n')
}

const chunkRows = 40
const chunks = 5

/** A file in chunks; whoever brings it sends the one again that was not answered. */
async function importing({ call, aimant, toll }: World, round: number): Promise<Awaited<ReturnType<Work>>> {
  const { id } = await call<{ id: string }>('POST', '/imports', { site: 'main', file: `round-${round}.csv` })
  const email = (n: number) => `imported.${round}.${n}@example.fr`
  let done = 0
  const bring = async () => {
    for (; done < chunks; done++) {
      const rows = Array.from({ length: chunkRows }, (_, i) => ({
        n: done * chunkRows + i + 2,
        values: { email: email(done * chunkRows + i), company: 'Atelier Sud' },
      }))
      await call('POST', `/imports/${id}/rows`, { chunk: done + 1, rows })
    }
  }
  return {
    run: bring,
    async check() {
      await bring()
      const summary = await call<{ made: number }>('POST', `/imports/${id}/end`, { state: 'done' })
      const [there] = await aimant.query<{ n: number }>(
        'SELECT count(*) AS n FROM lead WHERE email_key GLOB ?1',
        `imported.${round}.*`,
      )
      toll.misimported += Math.abs(chunks * chunkRows - there!.n) + Math.abs(chunks * chunkRows - summary.made)
    },
  }
}

/** A file of everybody who was there before, written piece by piece. */
async function exporting({ call, aimant, ahead, toll }: World): Promise<Awaited<ReturnType<Work>>> {
  const [day, before] = ['2025-12-31', '2026-01-01T00:00:00.000Z']
  const settings = { name: 'Tous', format: 'ndjson', isOn: false, filter: { to: day, held: 'all' } }
  const { id } = await call<{ id: string }>('POST', '/exports', settings)
  const latest = async () => {
    const { schedules } = await call<{ schedules: ExportSchedule[] }>('GET', '/exports')
    return schedules.find((schedule) => schedule.id === id)?.runs[0]
  }
  const begin = () => call('POST', `/exports/${id}/run`)
  return {
    run: begin,
    async check() {
      if (!(await latest())) await begin()
      // Whoever wrote it may hold it for as long as a lease lasts.
      for (let times = 1; times < 20 && (await latest())?.state === 'running'; times++)
        await aimant.tick(Date.now() + ahead() + times * stepMs)
      const run = await latest()
      const lines = (await call<string>('GET', `/exports/runs/${run?.id}/file`)).trim().split('\n')
      const [there] = await aimant.query<{ n: number }>('SELECT count(*) AS n FROM lead WHERE created_at < ?1', before)
      const written = new Set(lines.filter(Boolean)).size
      toll.misexported += Math.abs(there!.n - written) + (lines.filter(Boolean).length - written)
      await call('DELETE', `/exports/${id}`)
    },
  }
}

/** Computes the tree of the consent log anew and holds every signed root against it. */
async function brokenStatements({ query }: Aimant): Promise<number> {
  const roots = new Map<number, string>()
  const peaks: Peak[] = []
  for (let seq = 0; ; ) {
    const events = (await query(
      'SELECT * FROM consent_event WHERE seq > ?1 ORDER BY seq LIMIT 2000',
      seq,
    )) as unknown as LoggedEvent[]
    if (!events.length) break
    for (const event of events) {
      if (event.seq !== ++seq) return Number.POSITIVE_INFINITY
      append(peaks, hashOfEvent(event))
      roots.set(seq, toBase64(rootOfPeaks(peaks)))
    }
  }
  const signed = await query<{ size: number; root: string }>('SELECT size, root FROM consent_checkpoint')
  return signed.filter(({ size, root }) => roots.get(size) !== root).length
}
