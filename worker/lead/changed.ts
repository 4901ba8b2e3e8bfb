// What several leads have done to them at once: a bound on how many, and an entry in the history of each.
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'

const mostAtOnce = 100

export function atMost(ids: string[]): void {
  if (ids.length > mostAtOnce) throw new Problem('invalid', { fields: { ids: 'too_many' } })
}

/** Leads, each with the id of the entry its history gets, as JSON for `json_each`. */
export const withEntries = (ids: string[], now: number): string =>
  JSON.stringify([...new Set(ids)].map((id) => ({ id, entry: newId(now) })))
