// Reading where there are many leads: the list's first page and search against few leads, the export against a bare loop.
import { leadFilter } from '../../contract/lead.ts'
import { matchOf } from '../../worker/lead/search.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { type Ask, ask, drain, inTurns, median, ratio, timed, watchingMemory } from './measure.ts'
import { seeded } from './seeded.ts'
import type { Line } from './table.ts'

const few = 10_000
const pages = {
  'leads, first page': '/api/v1/leads?limit=50',
  'leads, one word': '/api/v1/leads?limit=50&q=camille',
  'leads, two words and a form': '/api/v1/leads?limit=50&q=camille%20mercier&form=guide-rgpd',
  'leads, one address': '/api/v1/leads?limit=50&q=camille.martin33@',
  'leads, oldest first': '/api/v1/leads?limit=50&sort=oldest',
  'leads, best first': '/api/v1/leads?limit=50&sort=quality',
  'leads, latest interest first': '/api/v1/leads?limit=50&sort=interest',
  'leads, mere leads who are cold': '/api/v1/leads?limit=50&stage=lead&temperature=cold',
  'leads, a stage, a tag, a form and nobody’s':
    '/api/v1/leads?limit=50&stage=customer,lost&tag=Salon&form=guide-rgpd&assigned=nobody',
  'leads, a word among the best, best first': '/api/v1/leads?limit=50&q=camille&quality=80&sort=quality',
}
const counts = { 'counting to 10,000': '/api/v1/leads/count', 'tags to choose from': '/api/v1/leads/facets' }

export async function manyLeads(quick: boolean): Promise<Line[]> {
  const many = quick ? 100_000 : 1_000_000
  const dir = await seeded(many)
  const asMade = { seedDemo: false, migrate: false }
  const large = await startAimant({ dir, ...asMade })
  const small = await startAimant({ dir: await seeded(few), ...asMade })
  const floor = await startAimant({ dir, bundle: 'dist/floor-worker', ...asMade })
  try {
    const lines = [
      ...(await lists(large, small, many)),
      ...(await roundTrips(large, floor)),
      ...(await exports(large, floor, many, quick)),
    ]
    await large.stop()
    const counting = await startAimant({ dir, faulty: true, ...asMade })
    try {
      return [...lines, ...(await rowsRead(counting))]
    } finally {
      await counting.stop()
    }
  } finally {
    await Promise.all([large.stop(), small.stop(), floor.stop()])
  }
}

const asking = async (aimant: Aimant) => {
  const headers = { authorization: `Bearer ${await aimant.token('leads:read')}` }
  return (path: string): Ask => ({ url: `${aimant.url}${path}`, headers })
}

async function lists(large: Aimant, small: Aimant, many: number): Promise<Line[]> {
  const [toLarge, toSmall] = [await asking(large), await asking(small)]
  const lines: Line[] = []
  for (const [what, path] of Object.entries(pages)) {
    for (const to of [toLarge, toSmall]) for (let i = 0; i < 5; i++) await ask(to(path))
    const { large, small } = await inTurns(40, {
      large: () => timed(() => ask(toLarge(path))),
      small: () => timed(() => ask(toSmall(path))),
    })
    lines.push({
      what: `${what}: ms at ${many.toLocaleString('en')} against ${few.toLocaleString('en')}`,
      here: median(large).toFixed(1),
      floor: median(small).toFixed(1),
      ratio: median(large) / median(small),
      bar: { atMost: 2 },
    })
  }
  return lines
}

/** How long somebody waits at worst, and how that compares with the same asked of the index and nothing more. */
async function roundTrips(large: Aimant, floor: Aimant): Promise<Line[]> {
  const to = await asking(large)
  const forms = await large.query<{ id: string; slug: string }>('SELECT id, slug FROM form')
  const memberIds = (await large.query<{ id: string }>('SELECT id FROM member')).map(({ id }) => id)
  const bareOf = (path: string): Ask => {
    const filter = leadFilter.parse(Object.fromEntries(new URL(path, large.url).searchParams))
    const formId = forms.find(({ slug }) => slug === filter.form)?.id
    const match = matchOf(filter, { formId, memberIds, nowMs: Date.now() }) ?? ''
    return { url: `${floor.url}/f/floor/list?${new URLSearchParams({ match })}` }
  }
  const lines: Line[] = []
  for (const [what, path] of Object.entries({ ...pages, ...counts })) {
    const bare = bareOf(path)
    for (let i = 0; i < 5; i++) {
      // One after the other: two programs have the same file open, and one of them may be writing that its token was used.
      await ask(to(path))
      await ask(bare)
    }
    const { here, floor } = await inTurns(60, {
      here: () => timed(() => ask(to(path))),
      floor: () => timed(() => ask(bare)),
    })
    const isPage = what in pages
    lines.push({
      what: `${what}: ms against the bare query`,
      here: median(here).toFixed(1),
      floor: median(floor).toFixed(1),
      ratio: ratio(here, floor),
      ...(isPage && { bar: { atMost: 2 } }),
    })
    lines.push({ what: `${what}: p95, ms`, here: p95(here).toFixed(1), bar: { atMost: 150 } })
  }
  return lines
}

const p95 = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0

async function rowsRead(counting: Aimant): Promise<Line[]> {
  const to = await asking(counting)
  const lines: Line[] = []
  for (const [what, path] of Object.entries(pages)) {
    await ask(to(path))
    const { headers } = await ask(to(path))
    lines.push({
      what: `${what}: rows read`,
      here: JSON.parse(String(headers['x-d1-cost'])).rowsRead,
      bar: { atMost: 500 },
    })
  }
  return lines
}

async function exports(large: Aimant, floor: Aimant, many: number, quick: boolean): Promise<Line[]> {
  const to = await asking(large)
  const [{ purposes, answers, wording }] = (await large.query<Record<'purposes' | 'answers' | 'wording', string>>(`
    SELECT
      (SELECT group_concat(DISTINCT key) FROM lead, json_each(lead.consents) WHERE lead.seq < (SELECT min(seq) FROM lead) + 1024 * 86400000 * 7) AS purposes,
      'team_size' AS answers,
      (SELECT snapshot ->> '$.consents[0].label' FROM notice LIMIT 1) AS wording`)) as [
    Record<'purposes' | 'answers' | 'wording', string>,
  ]
  const bare = `/f/floor/export?${new URLSearchParams({ purposes, answers, wording })}`
  const whole = '/api/v1/leads/export?format=csv&held=all'
  let bytes = { here: 0, floor: 0 }
  let memory = { here: [] as number[], floor: [] as number[] }
  const rate = async (which: 'here' | 'floor', from: Aimant, request: Ask) => {
    const startedAt = performance.now()
    const { result, samples } = await watchingMemory(from.pid(), () => drain(request))
    if (result.lines < many) throw new Error(`${which}: ${result.lines} lines of ${many}`)
    bytes = { ...bytes, [which]: result.bytes }
    memory = { ...memory, [which]: samples }
    return (many * 1000) / (performance.now() - startedAt)
  }
  const { here, floor: bareRates } = await inTurns(quick ? 3 : 2, {
    here: () => rate('here', large, to(whole)),
    floor: () => rate('floor', floor, { url: `${floor.url}${bare}` }),
  })
  const csvBytes = bytes.here
  const csvMemory = memory.here
  // A workbook has its rows in one line; that it is whole is promised elsewhere.
  const startedAt = performance.now()
  const { result: workbook, samples: sheets } = await watchingMemory(large.pid(), () =>
    drain(to('/api/v1/leads/export?format=xlsx&held=all')),
  )
  const workbookRate = (many * 1000) / (performance.now() - startedAt)
  const most = (samples: number[]) => Math.max(...samples)
  const flat = (what: string, samples: number[]): Line => {
    const half = Math.floor(samples.length / 2)
    const [first, second] = [most(samples.slice(0, half)), most(samples.slice(half))]
    return { what, here: second.toFixed(0), floor: first.toFixed(0), ratio: second / first, bar: { atMost: 1.25 } }
  }
  const mb = (n: number) => `${(n / 1e6).toFixed(0)} MB`
  return [
    {
      what: `CSV export, leads/s (${mb(csvBytes)}, floor ${mb(bytes.floor)})`,
      here: median(here).toFixed(0),
      floor: median(bareRates).toFixed(0),
      ratio: ratio(here, bareRates),
      bar: { atLeast: 0.6 },
    },
    {
      what: 'memory of workerd at most in the export, its D1 included, MB',
      here: most(csvMemory).toFixed(0),
      floor: most(memory.floor).toFixed(0),
      ratio: most(csvMemory) / most(memory.floor),
    },
    flat('the same, second half of the export against its first', csvMemory),
    {
      what: `XLSX export, leads/s (${mb(workbook.bytes)}, floor: the CSV)`,
      here: workbookRate.toFixed(0),
      floor: median(here).toFixed(0),
      ratio: workbookRate / median(here),
      bar: { atLeast: 0.25 },
    },
    flat('memory of workerd in the XLSX export, second half against its first, MB', sheets),
  ]
}
