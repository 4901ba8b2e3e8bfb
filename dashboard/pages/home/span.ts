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

/** What Home can be narrowed to; the page of all numbers to more. */
const atHome = ['form', 'source'] as const
const anywhere = ['site', 'form', 'source', 'country', 'device'] as const
type Part = (typeof anywhere)[number]

/** Days are counted in UTC, as the server counts them. */
export function readAsked(query: Record<string, string>, now: number, parts: readonly Part[] = atHome): Asked {
  const narrowed: Partial<Record<Part, string>> = {}
  for (const part of parts) if (query[part]) narrowed[part] = query[part]
  const { from, to } = query
  if (isDay(from) && isDay(to) && from <= to && daysOf(from, to) <= mostDays)
    return { from, to, ...narrowed, days: undefined } as Asked
  const days = usualDays.find((one) => String(one) === query.days) ?? 30
  return { from: dayOf(now - (days - 1) * dayMs), to: dayOf(now), ...narrowed, days } as Asked
}

export function addressOf({ days, from, to, ...narrowed }: Asked, path = '/dashboard'): string {
  const span: Record<string, string> = days === undefined ? { from, to } : days === 30 ? {} : { days: String(days) }
  const query = new URLSearchParams(span)
  for (const part of anywhere) if (narrowed[part]) query.set(part, narrowed[part])
  return `${path}${query.size ? `?${query}` : ''}`
}

const numbersPath = '/dashboard/numbers'
export const readNumbersAsked = (query: Record<string, string>, now: number) => readAsked(query, now, anywhere)
export const numbersAddressOf = (asked: Asked): string => addressOf(asked, numbersPath)

/** Its questions, in one version that was tried, over the days it was; of a very long test, the last. */
export function numbersOfVersion(form: string, version: number, startedAt: string, endedAt: string | null): string {
  const to = endedAt?.slice(0, 10) ?? dayOf(Date.now())
  const from = dayOf(Math.max(Date.parse(startedAt), Date.parse(to) - (mostDays - 1) * dayMs))
  return `${numbersPath}?${new URLSearchParams({ from, to, form, version: String(version) })}`
}

export const daysOf = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1

export const filterOf = ({ days: _, ...filter }: Asked): InsightFilter => filter
