// What was counted, read back: sums over times, forms and sources. Pure; the rows come from read.ts.
import type { Counts } from '../../contract/insight.ts'
import {
  type Dimension,
  dimensions,
  type FunnelStep,
  otherSources,
  unknownSource,
} from '../../contract/insight-names.ts'
import { dayMs } from '../lib/time.ts'
import { type Event, readKey } from './cell.ts'

/** `part`: of the time that was asked about. `key`: a cell's, or as much of one as is told apart. */
export type Sum = { formId: string; part: string; key: string; n: number }

export const stepOf: Partial<Record<Event, FunnelStep>> = {
  view: 'views',
  start: 'starts',
  submit: 'submissions',
  confirm: 'confirmations',
  download: 'downloads',
}

export const nothing = (): Counts => ({ views: 0, starts: 0, submissions: 0, confirmations: 0, downloads: 0 })

type By = 'form' | 'part' | Dimension

/** What is asked about alone, where anything is. */
export type Only = Partial<Record<Dimension, string | undefined>>

/** Further sums, for each form, part of the time, source… there is; only of what is asked about. */
export function sumBy(rows: Sum[], by: By, only: Only = {}): Map<string, Counts> {
  const wanted = dimensions.filter((dimension) => only[dimension] !== undefined)
  const sums = new Map<string, Counts>()
  for (const { formId, part, key, n } of rows) {
    const cell = readKey(key)
    const step = stepOf[cell.event]
    if (!step || wanted.some((dimension) => cell[dimension] !== only[dimension])) continue
    const name = by === 'form' ? formId : by === 'part' ? part : cell[by]
    const sum = sums.get(name) ?? nothing()
    sum[step] += n
    sums.set(name, sum)
  }
  return sums
}

/** Those that brought most first; beyond `most` of them, and what has no name, together at the end. */
export function ranked(sums: Map<string, Counts>, most: number): ({ name: string } & Counts)[] {
  const named = [...sums].filter(([name]) => name !== otherSources && name !== unknownSource)
  named.sort(([a, x], [b, y]) => y.submissions - x.submissions || y.views - x.views || (a < b ? -1 : 1))
  const rest = [...named.slice(most), ...[...sums].filter(([name]) => name === otherSources)]
  const unknown = sums.get(unknownSource)
  return [
    ...named.slice(0, most).map(([name, counts]) => ({ name, ...counts })),
    ...(rest.length ? [{ name: otherSources, ...total(rest.map(([, counts]) => counts)) }] : []),
    ...(unknown ? [{ name: unknownSource, ...unknown }] : []),
  ]
}

/** Of those who saw it, how many sent. Where more sent than were seen, browsers did not let themselves be counted. */
export const conversionOf = ({ views, submissions }: Counts): number | null =>
  views > 0 && submissions <= views ? submissions / views : null

export function total(all: Iterable<Counts>): Counts {
  const sum = nothing()
  for (const counts of all) for (const step of Object.keys(sum) as FunnelStep[]) sum[step] += counts[step]
  return sum
}

/** Every hour or day of a span of days, both included, up to `now`. */
export function spansOf(grain: 'hour' | 'day', from: string, to: string, now: number): string[] {
  const stepMs = grain === 'hour' ? dayMs / 24 : dayMs
  const spans: string[] = []
  const end = Math.min(Date.parse(to) + dayMs, Math.max(now, Date.parse(from) + 1))
  for (let at = Date.parse(from); at < end; at += stepMs) spans.push(spanAt(grain, at))
  return spans
}

/** `2026-11-22T04` or `2026-11-22`. */
export const spanAt = (grain: 'hour' | 'day', ms: number): string =>
  new Date(ms).toISOString().slice(0, grain === 'hour' ? 13 : 10)

/** How many days a span has, both ends included. */
export const daysIn = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1
