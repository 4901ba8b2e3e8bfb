// In which order the rows of a breakdown stand. Pure.
import type { Breakdown } from '../../../contract/insight.ts'
import { enough } from './findings.ts'

/** `isRest`: not one of them but what is left, or unknown. */
export type Row = Breakdown['rows'][number] & { shown: string; isRest: boolean }

/** The first holds what is told apart, whose name is the table's. */
export const columns = [
  { by: 'shown', name: undefined },
  { by: 'views', name: 'home.step.views' },
  { by: 'submissions', name: 'home.step.submissions' },
  { by: 'share', name: 'numbers.share' },
  { by: 'rate', name: 'numbers.rate' },
  { by: 'before', name: 'numbers.before' },
] as const
export type By = (typeof columns)[number]['by']

const weightOf: Record<Exclude<By, 'shown'>, (row: Row) => number> = {
  views: ({ views }) => views,
  submissions: ({ submissions }) => submissions,
  share: ({ submissions }) => submissions,
  // What is too little to have a rate comes after all that has one.
  rate: ({ conversion, views }) => (views < enough ? -1 : (conversion ?? -1)),
  before: ({ before }) => before.submissions,
}

/** What is left over stays at the end, whichever way the others go. */
export function sorted(rows: Row[], { by, isUp }: { by: By; isUp: boolean }): Row[] {
  const compare = (a: Row, b: Row) =>
    by === 'shown' ? a.shown.localeCompare(b.shown) : weightOf[by](a) - weightOf[by](b)
  return rows.toSorted((a, b) => Number(a.isRest) - Number(b.isRest) || (isUp ? compare(a, b) : compare(b, a)))
}
