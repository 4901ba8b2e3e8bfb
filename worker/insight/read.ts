// Numbers as the API tells them. Each reads one row for a form and a day, or an hour, and never more than a bounded number of them;
// the database adds up what is in them.
import type { FormsNumbers, Funnel, InsightFilter, Series } from '../../contract/insight.ts'
import { mostDays } from '../../contract/insight-names.ts'
import { type FormBrief, formBriefs } from '../form/brief.ts'
import { Problem } from '../lib/problem.ts'
import { dayMs } from '../lib/time.ts'
import { daysIn, nothing, ranked, type Sum, spanAt, spansOf, sumBy, total } from './numbers.ts'

/** Rows that one question may read. */
const mostRows = 8_000
const mostNamed = 12
/** Up to so many days are told hour by hour. */
const hourlyDays = 3

/** Throws `form_unknown`, `invalid`. */
export async function readSeries(db: D1Database, filter: InsightFilter, now: number): Promise<Series> {
  const { from, to } = filter
  const forms = await formsOf(db, filter)
  const grain = expectReadable(filter, forms.length, 1) <= hourlyDays ? 'hour' : 'day'
  const sums = await readSums(db, { grain, forms, from, to, apart: 'source' })
  const bySpan = sumBy(sums, 'part', filter.source)
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
  const { from, to, source } = filter
  const forms = await formsOf(db, filter)
  const days = expectReadable(filter, forms.length, 2)
  const start = spanAt('day', Date.parse(from) - days * dayMs)
  const sums = await readSums(db, { grain: 'day', forms, from: start, to, apart: 'all', split: from })
  const within = sums.filter(({ part }) => part === 'within')
  const byForm = sumBy(within, 'form', source)
  const shown = forms.filter(({ id, isArchived }) => !isArchived || byForm.has(id))
  const ofForms = shown.map(({ id, slug, name }) => ({ slug, name, ...(byForm.get(id) ?? nothing()) }))
  return {
    total: total(byForm.values()),
    before: sumBy(sums, 'part', source).get('before') ?? nothing(),
    asks: {
      confirmation: shown.some(({ asksConfirmation }) => asksConfirmation),
      download: shown.some(({ gives }) => gives === 'file' || gives === 'link'),
    },
    forms: ofForms.toSorted((a, b) => b.submissions - a.submissions || b.views - a.views),
    sources: ranked(sumBy(within, 'source'), mostNamed),
    countries: ranked(sumBy(within, 'country', source), mostNamed),
    devices: ranked(sumBy(within, 'device', source), mostNamed),
  }
}

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

async function formsOf(db: D1Database, { form }: Pick<InsightFilter, 'form'>): Promise<FormBrief[]> {
  const forms = await formBriefs(db, form)
  if (form && !forms.length) throw new Problem('form_unknown')
  return forms
}

/** How many days were asked for. Throws `invalid` where reading them would take too long. */
function expectReadable({ from, to }: InsightFilter, forms: number, times: number): number {
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

async function readSums(db: D1Database, { grain, forms, from, to, apart, split }: Asked): Promise<Sum[]> {
  const { results } = await db
    .prepare(sumsSql(apart))
    // Z comes after the T of every hour of the last day.
    .bind(grain, JSON.stringify(forms.map(({ id }) => id)), from, `${to}Z`, split ?? null)
    .all<Sum>()
  return results
}
