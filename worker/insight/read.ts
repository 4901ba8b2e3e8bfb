// Numbers as the API tells them. Each reads one row for a form and a day, or an hour, and never more than a bounded number of them.
import type { FormsNumbers, Funnel, InsightFilter, Series } from '../../contract/insight.ts'
import { mostDays } from '../../contract/insight-names.ts'
import { type FormBrief, formBriefs } from '../form/brief.ts'
import { Problem } from '../lib/problem.ts'
import { dayMs } from '../lib/time.ts'
import type { Cells } from './cell.ts'
import { type CounterRow, daysIn, nothing, ranked, spanAt, spansOf, sumBy, total } from './numbers.ts'

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
  const rows = await readRows(db, grain, forms, from, to)
  const sums = sumBy(rows, 'span', filter.source)
  return {
    grain,
    points: spansOf(grain, from, to, now).map((span) => ({
      at: grain === 'hour' ? `${span}:00:00.000Z` : span,
      ...(sums.get(span) ?? nothing()),
    })),
  }
}

/** Throws `form_unknown`, `invalid`. */
export async function readFunnel(db: D1Database, filter: InsightFilter): Promise<Funnel> {
  const { from, to, source } = filter
  const forms = await formsOf(db, filter)
  const days = expectReadable(filter, forms.length, 2)
  const start = spanAt('day', Date.parse(from) - days * dayMs)
  const rows = await readRows(db, 'day', forms, start, to)
  const [before, within] = [rows.filter(({ span }) => span < from), rows.filter(({ span }) => span >= from)]
  const byForm = sumBy(within, 'form', source)
  const ofForms = forms.map(({ id, slug, name }) => ({ slug, name, ...(byForm.get(id) ?? nothing()) }))
  return {
    total: total(byForm.values()),
    before: total(sumBy(before, 'all', source).values()),
    asks: {
      confirmation: forms.some(({ asksConfirmation }) => asksConfirmation),
      download: forms.some(({ gives }) => gives === 'file' || gives === 'link'),
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
  const rows = await readRows(db, 'day', forms, spanAt('day', now - 29 * dayMs), spanAt('day', now))
  const byForm = sumBy(rows, 'form')
  return { forms: forms.map(({ id, slug }) => ({ slug, ...(byForm.get(id) ?? nothing()) })) }
}

/** Hosts that asked for a form and may not show it, over the last `days`. */
export async function readRefused(db: D1Database, now: number, days: number) {
  const forms = await formsOf(db, {})
  const rows = await readRows(db, 'day', forms, spanAt('day', now - days * dayMs), spanAt('day', now))
  const times = new Map<string, number>()
  for (const { formId, cells } of rows) {
    for (const [key, n] of Object.entries(cells)) {
      const [event, host] = key.split(' ')
      if (event === 'refused') times.set(`${formId} ${host}`, (times.get(`${formId} ${host}`) ?? 0) + n)
    }
  }
  return forms.flatMap(({ id, slug, name }) =>
    [...times]
      .filter(([key]) => key.startsWith(`${id} `))
      .map(([key, n]) => ({ slug, name, host: key.slice(id.length + 1), times: n })),
  )
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

/** ?1 grain, ?2 forms, from ?3 until before ?4. Left to itself SQLite would go through every form and hour there is. */
export const countedSql = `
  SELECT form_id AS formId, span, cells
  FROM json_each(?2) AS asked
  CROSS JOIN counter ON grain = ?1
    AND form_id = asked.value
    AND span >= ?3
    AND span < ?4
  LIMIT ${mostRows * 3}`

async function readRows(
  db: D1Database,
  grain: 'hour' | 'day',
  forms: FormBrief[],
  from: string,
  to: string,
): Promise<CounterRow[]> {
  const { results } = await db
    .prepare(countedSql)
    // Z comes after the T of every hour of the last day.
    .bind(grain, JSON.stringify(forms.map(({ id }) => id)), from, `${to}Z`)
    .all<{ formId: string; span: string; cells: string }>()
  return results.map((row) => ({ ...row, cells: JSON.parse(row.cells) as Cells }))
}
