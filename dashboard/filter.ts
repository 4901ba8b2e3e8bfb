// What the leads are narrowed to and how they are shown, and its place in the address bar: a link to a list shows the same list.
import type { LeadFilter, LeadSort } from '../contract/lead.ts'
import { stageNames } from './stages.ts'

export const sorts = ['newest', 'oldest', 'quality', 'interest'] as const satisfies readonly LeadSort[]

export type View = {
  filter: LeadFilter
  sort: LeadSort
  board: boolean
  /** The segment it began from. */
  segment?: string
}

const isDay = (text: string | undefined): text is string =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text!))
const oneOf = <T extends string>(text: string | undefined, ...known: readonly T[]): T | undefined =>
  known.find((one) => one === text)
const short = (text: string | undefined, most: number) => text?.trim().slice(0, most) || undefined

/** Reads the address bar; what makes no sense there is as good as absent. */
export function readFilter(query: Record<string, string>): LeadFilter {
  const stage = stageNames.filter((name) => query.stage?.split(',').includes(name))
  return {
    q: short(query.q, 200),
    form: short(query.form, 60),
    from: isDay(query.from) ? query.from : undefined,
    to: isDay(query.to) ? query.to : undefined,
    held: oneOf(query.held, 'only', 'all') ?? 'no',
    stage: stage.length ? stage : undefined,
    assigned:
      oneOf(query.assigned, 'me', 'nobody') ??
      (/^[\da-f-]{36}$/.test(query.assigned ?? '') ? query.assigned : undefined),
    tag: short(query.tag, 40),
    quality: /^(?:[1-9]?0|100)$/.test(query.quality ?? '') ? Number(query.quality) : undefined,
    qualified: oneOf(query.qualified, 'yes', 'no'),
    persona: short(query.persona, 100),
    temperature: oneOf(query.temperature, 'hot', 'cold'),
  }
}

export const readView = (query: Record<string, string>): View => ({
  filter: readFilter(query),
  sort: oneOf(query.sort, ...sorts) ?? 'newest',
  board: query.view === 'board',
  segment: short(query.segment, 36),
})

/** `?q=…&held=only`, or nothing when nothing is narrowed. */
export function toQuery(filter: LeadFilter, more: Record<string, string | undefined> = {}): string {
  const { held, stage, quality, ids, ...rest } = filter
  const texts = {
    ...rest,
    ids: ids?.join(),
    stage: stage?.join(),
    quality: quality?.toString(),
    held: held === 'no' ? undefined : held,
    ...more,
  }
  const set = Object.entries(texts).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const query = new URLSearchParams(set).toString()
  return query && `?${query}`
}

export const sortOf = ({ sort }: Pick<View, 'sort'>) => ({ sort: sort === 'newest' ? undefined : sort })

export const toAddress = (view: View): string =>
  `/dashboard/leads${toQuery(view.filter, { ...sortOf(view), segment: view.segment, view: view.board ? 'board' : undefined })}`

export const nothingSet: LeadFilter = { held: 'no' }

/** The filters beside the search that are set. */
export const filtersSet = ({ q: _, held, ...rest }: LeadFilter): (keyof LeadFilter)[] => [
  ...(Object.keys(rest) as (keyof typeof rest)[]).filter((name) => rest[name] !== undefined),
  ...(held === 'no' ? [] : (['held'] as const)),
]

export const isNarrowed = (filter: LeadFilter): boolean => Boolean(filter.q) || filtersSet(filter).length > 0

/** Whether both let the same leads through, in the same order. */
export const isSameView = (a: Pick<View, 'filter' | 'sort'>, b: Pick<View, 'filter' | 'sort'>): boolean =>
  a.sort === b.sort && toQuery(sorted(a.filter)) === toQuery(sorted(b.filter))

const sorted = (filter: LeadFilter): LeadFilter => readFilter(Object.fromEntries(new URLSearchParams(toQuery(filter))))
