// Numbers as the API tells them. Each reads one row for a form and a day, or an hour, and never more than a bounded number of them;
// the database adds up what is in them.
import type { Breakdown, BreakdownFilter, FormsNumbers, Funnel, InsightFilter, Series } from '../../contract/insight.ts'
import { type Dimension, mostDays, otherSources } from '../../contract/insight-names.ts'
import { type FormBrief, formBriefs } from '../form/brief.ts'
import { Problem } from '../lib/problem.ts'
import { dayMs } from '../lib/time.ts'
import { conversionOf, daysIn, nothing, type Only, ranked, type Sum, spanAt, spansOf, sumBy, total } from './numbers.ts'

/** Rows that one question may read. */
const mostRows = 8_000
const mostNamed = 12
const mostRowsNamed = 100
/** Up to so many days are told hour by hour. */
const hourlyDays = 3

/** Throws `form_unknown`, `invalid`. */
export async function readSeries(db: D1Database, filter: InsightFilter, now: number): Promise<Series> {
  const { from, to } = filter
  const forms = await formsOf(db, filter)
  const grain = expectReadable(filter, forms.length, 1) <= hourlyDays ? 'hour' : 'day'
  const apart = filter.country || filter.device ? 'all' : 'source'
  const sums = await readSums(db, { grain, forms, from, to, apart })
  const bySpan = sumBy(sums, 'part', filter)
  return {
    grain,
    points: spansOf(grain, from, to, now).map((span) => ({
      at: grain === 'hour' ? `${span}:00:00.000Z` : span,
      ...(bySpan.get(span) ?? nothing()),
    })),
  }
}

/** Throws `form_unknown`, `invalid`. */
export async function readFunnel(db: D1Database, filter: InsightFilter): Promise<Funnel> {
  const forms = await formsOf(db, filter)
  const sums = await readTwice(db, filter, forms)
  const within = sums.filter(({ part }) => part === 'within')
  const byForm = sumBy(within, 'form', filter)
  const shown = forms.filter(({ id, isArchived }) => !isArchived || byForm.has(id))
  const ofForms = shown.map(({ id, slug, name }) => ({ slug, name, ...(byForm.get(id) ?? nothing()) }))
  return {
    total: total(byForm.values()),
    before: sumBy(sums, 'part', filter).get('before') ?? nothing(),
    asks: {
      confirmation: shown.some(({ asksConfirmation }) => asksConfirmation),
      download: shown.some(({ gives }) => gives === 'file' || gives === 'link'),
    },
    forms: ofForms.toSorted((a, b) => b.submissions - a.submissions || b.views - a.views),
    sources: ranked(sumBy(within, 'source', beside(filter, 'source')), mostNamed),
    countries: ranked(sumBy(within, 'country', beside(filter, 'country')), mostNamed),
    devices: ranked(sumBy(within, 'device', beside(filter, 'device')), mostNamed),
  }
}

/** One of them in full, each beside the days before. Throws `form_unknown`, `invalid`. */
export async function readBreakdown(db: D1Database, { by, ...filter }: BreakdownFilter): Promise<Breakdown> {
  const sums = await readTwice(db, filter, await formsOf(db, filter))
  const only = beside(filter, by)
  const byPart = sumBy(sums, 'part', filter)
  const [now, before] = ['within', 'before'].map((of) =>
    sumBy(
      sums.filter(({ part }) => part === of),
      by,
      only,
    ),
  )
  const rows = ranked(now!, mostRowsNamed)
  const named = new Set(rows.map(({ name }) => name))
  const rest = total([...before!].flatMap(([name, counts]) => (named.has(name) ? [] : [counts])))
  return {
    total: byPart.get('within') ?? nothing(),
    before: byPart.get('before') ?? nothing(),
    rows: rows.map((row) => ({
      ...row,
      conversion: conversionOf(row),
      before:
        row.name === otherSources
          ? total([before!.get(otherSources) ?? nothing(), rest])
          : (before!.get(row.name) ?? nothing()),
    })),
  }
}

// Who asks where one source's visitors live is still told of the other sources, to go on to them.
const beside = ({ source, country, device }: Only, by: Dimension): Only => ({
  source,
  country,
  device,
  [by]: undefined,
})

type Days = Pick<InsightFilter, 'from' | 'to'>

/** The days that were asked for, and as many right before. Throws `invalid`. */
export async function readTwice(db: D1Database, days: Days, forms: FormBrief[]): Promise<Sum[]> {
  expectReadable(days, forms.length, 2)
  const { from, to } = days
  return readSums(db, { grain: 'day', forms, from: startOfTwice(days), to, apart: 'all', split: from })
}

export const startOfTwice = ({ from, to }: Days): string => spanAt('day', Date.parse(from) - daysIn(from, to) * dayMs)

/** The last 30 days of every form, for the list of them. */
export async function readForms(db: D1Database, now: number): Promise<FormsNumbers> {
  const forms = await formsOf(db, {})
  const [from, to] = [spanAt('day', now - 29 * dayMs), spanAt('day', now)]
  const sums = await readSums(db, { grain: 'day', forms, from, to, apart: 'source', split: from })
  const byForm = sumBy(sums, 'form')
  return { forms: forms.map(({ id, slug }) => ({ slug, ...(byForm.get(id) ?? nothing()) })) }
}

/** Hosts that asked for a form and may not show it, over the last `days`. */
export async function readRefused(db: D1Database, now: number, days: number) {
  const forms = await formsOf(db, {})
  const [from, to] = [spanAt('day', now - days * dayMs), spanAt('day', now)]
  const sums = await readSums(db, { grain: 'day', forms, from, to, apart: 'source', split: from })
  return sums.flatMap(({ formId, key, n }) => {
    const [event, host = ''] = key.split(' ')
    const form = forms.find(({ id }) => id === formId)
    return event === 'refused' && form ? [{ slug: form.slug, name: form.name, host, times: n }] : []
  })
}

/** Whether anybody was ever seen to see anything. */
export const isAnythingCounted = async (db: D1Database): Promise<boolean> =>
  (await db.prepare(`SELECT 1 FROM counter WHERE grain = 'day' LIMIT 1`).first()) !== null

export async function formsOf(
  db: D1Database,
  { form, site }: Pick<InsightFilter, 'form' | 'site'>,
): Promise<FormBrief[]> {
  const forms = await formBriefs(db, form, site)
  if (form && !forms.length) throw new Problem('form_unknown')
  return forms
}

/** How many days were asked for. Throws `invalid` where reading them would take too long. */
export function expectReadable({ from, to }: Days, forms: number, times: number): number {
  const days = daysIn(from, to)
  if (days < 1) throw new Problem('invalid', { fields: { to: 'too_early' } })
  if (days > mostDays || days * forms * times > mostRows)
    throw new Problem('invalid', { fields: { from: 'too_early' } })
  return days
}

/** How much of a cell's key is told apart: all of it, or event and source, its first two words. */
const keys = {
  all: 'cell.key',
  source: `substr(cell.key, 1, instr(cell.key, ' ') + instr(substr(cell.key, instr(cell.key, ' ') + 1), ' ') - 1)`,
}

/** ?1 grain, ?2 forms, from ?3 until before ?4, split at ?5. Left to itself SQLite would go through every form and hour there is. */
export const sumsSql = (apart: keyof typeof keys) => `
  SELECT
    form_id AS formId,
    CASE WHEN ?5 IS NULL THEN span WHEN span < ?5 THEN 'before' ELSE 'within' END AS part,
    ${keys[apart]} AS key,
    sum(cell.value) AS n
  FROM json_each(?2) AS asked
  CROSS JOIN counter ON grain = ?1
    AND form_id = asked.value
    AND span >= ?3
    AND span < ?4
  CROSS JOIN json_each(counter.cells) AS cell
  GROUP BY 1, 2, 3`

type Asked = {
  grain: 'hour' | 'day'
  forms: FormBrief[]
  from: string
  to: string
  apart: keyof typeof keys
  /** Two parts, before this day and from it on; without it each hour or day is one. */
  split?: string
}

export async function readSums(db: D1Database, { grain, forms, from, to, apart, split }: Asked): Promise<Sum[]> {
  const { results } = await db
    .prepare(sumsSql(apart))
    // Z comes after the T of every hour of the last day.
    .bind(grain, JSON.stringify(forms.map(({ id }) => id)), from, `${to}Z`, split ?? null)
    .all<Sum>()
  return results
}
