// The numbers as lines of CSV: one for each day, form, source, country, kind of device and variant there was anything of.
import type { InsightFilter } from '../../contract/insight.ts'
import { dimensions, funnelSteps } from '../../contract/insight-names.ts'
import { csvLine } from '../lead/csv.ts'
import { dayMs } from '../lib/time.ts'
import { readKey } from './cell.ts'
import { nothing, type Only, type Sum, spanAt, stepOf } from './numbers.ts'
import { expectReadable, formsOf, readSums } from './read.ts'

/** Rows of counters that are read at a time. */
const rowsAtOnce = 200

/** The lines, piece by piece; all that can be refused is refused before the first. Throws `form_unknown`, `invalid`. */
export async function exportNumbers(db: D1Database, filter: InsightFilter): Promise<AsyncGenerator<string>> {
  const forms = await formsOf(db, filter)
  expectReadable(filter, forms.length, 1)
  const slugs = new Map(forms.map(({ id, slug }) => [id, slug]))
  const step = Math.max(1, Math.floor(rowsAtOnce / Math.max(1, forms.length))) * dayMs
  return lines()

  async function* lines() {
    yield csvLine(['day', 'form', ...dimensions, 'variant', ...funnelSteps], ',')
    for (let at = Date.parse(filter.from); at <= Date.parse(filter.to); at += step) {
      const to = spanAt('day', Math.min(at + step - dayMs, Date.parse(filter.to)))
      const sums = await readSums(db, { grain: 'day', forms, from: spanAt('day', at), to, apart: 'all' })
      yield linesOf(sums, slugs, filter)
    }
  }
}

function linesOf(sums: Sum[], slugs: Map<string, string>, only: Only): string {
  const lines = new Map<string, ReturnType<typeof nothing>>()
  for (const { formId, part, key, n } of sums) {
    const cell = readKey(key)
    const step = stepOf[cell.event]
    if (!step || dimensions.some((dimension) => only[dimension] !== undefined && cell[dimension] !== only[dimension]))
      continue
    const { source, country, device, variant } = cell
    const name = [part, slugs.get(formId), source, country, device, variant].join(' ')
    const counts = lines.get(name) ?? nothing()
    counts[step] += n
    lines.set(name, counts)
  }
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, counts]) => csvLine([...name.split(' ').map(blank), ...funnelSteps.map((step) => counts[step])], ','))
    .join('')
}

// What nobody knows is an empty cell; a dash alone would be taken for the start of a formula.
const blank = (word: string) => (word === '-' ? '' : word)
