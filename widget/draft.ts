// What was typed but not sent yet, for a page that is loaded again in the same session. The boxes of consents are not kept:
// a tick must be the visitor's own, made in front of the words it stands beside.
import type { Raw, State } from './state.ts'

type Draft = Pick<State, 'raw' | 'place'>

const nameOf = (slug: string) => `aimant.draft.${slug}`

// Storage may be blocked, full, or hold what somebody else put there.
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

export const keepDraft = (slug: string, { raw, place }: Draft): void =>
  attempt(() => sessionStorage.setItem(nameOf(slug), JSON.stringify({ raw, place })))

export const dropDraft = (slug: string): void => attempt(() => sessionStorage.removeItem(nameOf(slug)))

/** What was typed into the fields that people see; what came with the page's address is the page's. */
export function readDraft(slug: string, fields: State['fields']): Draft | undefined {
  return attempt(() => {
    const { raw: kept, place } = JSON.parse(sessionStorage.getItem(nameOf(slug))!) as Draft
    const raw: Raw = {}
    for (const { key, kind } of fields) {
      const value = kept[key]
      if (kind !== 'hidden' && (typeof value === 'string' || Array.isArray(value))) raw[key] = value
    }
    return { raw, place: Number(place) }
  })
}
