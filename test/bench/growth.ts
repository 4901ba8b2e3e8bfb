// What the number of leads does to everything an owner and a visitor do: the same asked of 10³, 10⁴, 10⁵ and 10⁶, in turns.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { type Ask, ask, drain, inTurns, median, perSecond, timed } from './measure.ts'
import { seeded } from './seeded.ts'
import { guide, submissionsTo } from './submissions.ts'
import { type Line, sizes } from './table.ts'

const clients = 16
const reads = {
  'list, first page, ms': '/api/v1/leads?limit=50',
  'list, oldest first, ms': '/api/v1/leads?limit=50&sort=oldest',
  'search, one word, ms': '/api/v1/leads?limit=50&q=camille',
  'search, one address, ms': '/api/v1/leads?limit=50&q=camille.martin33@',
  'search, two words and a form, ms': '/api/v1/leads?limit=50&q=camille%20mercier&form=guide-rgpd',
  'counting to 10,000, ms': '/api/v1/leads/count',
  'attention on Home, ms': '/api/v1/insight/attention',
}

export async function growth(quick: boolean): Promise<Line[]> {
  const counts = quick ? sizes.slice(0, 3) : sizes
  const dirs: string[] = []
  for (const leads of counts) dirs.push(await seeded(leads))
  const stored = dirs.map((dir, i) => weighed(dir, counts[i]!))
  const all: Aimant[] = []
  try {
    for (const dir of dirs)
      all.push(await startAimant({ dir, seedDemo: false, migrate: false, vars: { MAIL_URL: 'smtp://localhost' } }))
    return [
      ...(await reading(all, quick)),
      ...(await exporting(all, counts)),
      await submitting(all, quick),
      line(
        'bytes of the database a lead, all tables and indexes',
        stored.map((each) => each.bytes.toFixed(0)),
      ),
      line(
        'rows of the database a lead',
        stored.map((each) => each.rows.toFixed(2)),
      ),
    ]
  } finally {
    await Promise.all(all.map((aimant) => aimant.stop()))
  }
}

/** The largest against the smallest. */
const line = (what: string, growth: string[]): Line => ({
  what,
  here: growth.at(-1) ?? '',
  floor: growth[0],
  ratio: Number(growth.at(-1)) / Number(growth[0]),
  growth,
})

async function reading(all: Aimant[], quick: boolean): Promise<Line[]> {
  const asks = await Promise.all(
    all.map(async (aimant) => {
      const authorization = `Bearer ${await aimant.token('leads:read')}`
      return (path: string): Ask => ({ url: `${aimant.url}${path}`, headers: { authorization } })
    }),
  )
  const lines: Line[] = []
  for (const [what, path] of Object.entries(reads)) {
    for (const to of asks) for (let i = 0; i < 5; i++) await ask(to(path))
    const figures = await inTurns(
      quick ? 15 : 40,
      Object.fromEntries(asks.map((to, i) => [`at ${i}`, () => timed(() => ask(to(path)))])),
    )
    // Counting reads as far as ten thousand, so it grows until then.
    const isBound = !what.startsWith('counting') && !what.startsWith('attention')
    const shown = Object.values(figures).map((ms) => median(ms).toFixed(1))
    lines.push({ ...line(what, shown), ...(isBound && { bar: { atMost: 2 } }) })
  }
  return lines
}

async function exporting(all: Aimant[], counts: number[]): Promise<Line[]> {
  const lines: Line[] = []
  for (const format of ['csv', 'xlsx']) {
    const rates: string[] = []
    for (const [i, aimant] of all.entries()) {
      const authorization = `Bearer ${await aimant.token('leads:read')}`
      const url = `${aimant.url}/api/v1/leads/export?format=${format}&held=all`
      const ms: number[] = []
      // What takes a moment is taken several times.
      for (let round = 0; round < (counts[i]! > 10_000 ? 1 : 5); round++)
        ms.push(await timed(() => drain({ url, headers: { authorization } })))
      rates.push(((counts[i]! * 1_000) / median(ms)).toFixed(0))
    }
    lines.push(line(`export, ${format.toUpperCase()}, leads/s`, rates))
  }
  return lines
}

async function submitting(all: Aimant[], quick: boolean): Promise<Line> {
  const [rounds, each] = quick ? [3, 200] : [5, 500]
  const queues = await Promise.all(
    all.map(async (aimant) => submissionsTo(aimant, await guide(aimant), (rounds + 1) * each)),
  )
  for (const queue of queues) await perSecond(queue.splice(0, each), clients)
  const figures = await inTurns(
    rounds,
    Object.fromEntries(queues.map((queue, i) => [`at ${i}`, () => perSecond(queue.splice(0, each), clients)])),
  )
  return {
    ...line(
      'submissions/s',
      Object.values(figures).map((rates) => median(rates).toFixed(0)),
    ),
    bar: { atLeast: 0.7 },
  }
}

/** The file D1 keeps the leads in. */
export function databaseFile(dir: string): string {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[0-9a-f]{64}\.sqlite$/.test(name),
  )
  for (const name of files) {
    const db = new DatabaseSync(join(dir, name), { readOnly: true })
    const isOurs = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'lead'`).get()
    db.close()
    if (isOurs) return join(dir, name)
  }
  throw new Error(`No database in ${dir}`)
}

export type TableWeight = { name: string; bytes: number; rows: number }

/** What each table takes with its indexes, the heaviest first. */
export function tablesOf(dir: string): TableWeight[] {
  const db = new DatabaseSync(databaseFile(dir), { readOnly: true })
  try {
    const weights = db
      .prepare(`
        SELECT coalesce(sqlite_schema.tbl_name, weight.name) AS name, sum(weight.pgsize) AS bytes
        FROM (SELECT name, pgsize FROM dbstat WHERE aggregate = 1) AS weight
        LEFT JOIN sqlite_schema ON sqlite_schema.name = weight.name
        GROUP BY 1
        ORDER BY 2 DESC`)
      .all() as { name: string; bytes: number }[]
    return weights.map(({ name, bytes }) => {
      const rows = /^(sqlite_|_cf_|lead_search$)/.test(name)
        ? 0
        : Number(db.prepare(`SELECT count(*) AS n FROM "${name}"`).get()?.n)
      return { name, bytes, rows }
    })
  } finally {
    db.close()
  }
}

function weighed(dir: string, leads: number): { bytes: number; rows: number } {
  const tables = tablesOf(dir)
  // What the search index is made of is pages of ours, not rows anybody wrote.
  const own = tables.filter(({ name }) => !name.startsWith('lead_search'))
  return {
    bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0) / leads,
    rows: own.reduce((sum, { rows }) => sum + rows, 0) / leads,
  }
}
