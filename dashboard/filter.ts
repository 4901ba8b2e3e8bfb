// What the list is narrowed to, and its place in the address bar: a link to a list shows the same list.
import type { LeadFilter } from '../contract/lead.ts'

const isDay = (text: string | undefined): text is string =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text!))

/** Reads the address bar; what makes no sense there is as good as absent. */
export function readFilter(query: Record<string, string>): LeadFilter {
  const { q, form, from, to, held } = query
  return {
    q: q?.trim().slice(0, 200) || undefined,
    form: form?.slice(0, 60) || undefined,
    from: isDay(from) ? from : undefined,
    to: isDay(to) ? to : undefined,
    held: held === 'only' || held === 'all' ? held : 'no',
  }
}

/** `?q=…&held=only`, or nothing when nothing is narrowed. */
export function toQuery(filter: LeadFilter, more: Record<string, string> = {}): string {
  const { held, ...rest } = filter
  const entries = Object.entries({ ...rest, held: held === 'no' ? undefined : held, ...more })
  const query = new URLSearchParams(entries.filter((entry): entry is [string, string] => Boolean(entry[1]))).toString()
  return query && `?${query}`
}

/** How many of the filters beside the search are set. */
export const filtersSet = ({ form, from, to, held }: LeadFilter): number =>
  [form, from, to, held !== 'no'].filter(Boolean).length
