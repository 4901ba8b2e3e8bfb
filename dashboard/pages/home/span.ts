// Which days, which form, which source: what stands in the address of the page.
import type { InsightFilter } from '../../../contract/insight.ts'
import { mostDays } from '../../../contract/insight-names.ts'

export const usualDays = [7, 30, 90] as const
const dayMs = 24 * 60 * 60 * 1000

/** `days`: one of the usual spans that ends today; `undefined`: the two days named. */
export type Asked = InsightFilter & { days: number | undefined }

const isDay = (text: string | undefined): text is string =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text!))

export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** Days are counted in UTC, as the server counts them. */
export function readAsked(query: Record<string, string>, now: number): Asked {
  const narrowed = { ...(query.form && { form: query.form }), ...(query.source && { source: query.source }) }
  const { from, to } = query
  if (isDay(from) && isDay(to) && from <= to && daysOf(from, to) <= mostDays)
    return { from, to, ...narrowed, days: undefined }
  const days = usualDays.find((one) => String(one) === query.days) ?? 30
  return { from: dayOf(now - (days - 1) * dayMs), to: dayOf(now), ...narrowed, days }
}

export function addressOf({ days, from, to, form, source }: Asked): string {
  const span: Record<string, string> = days === undefined ? { from, to } : days === 30 ? {} : { days: String(days) }
  const query = new URLSearchParams({ ...span, ...(form && { form }), ...(source && { source }) })
  return `/dashboard${query.size ? `?${query}` : ''}`
}

export const daysOf = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1

export const filterOf = ({ days: _, ...filter }: Asked): InsightFilter => filter
