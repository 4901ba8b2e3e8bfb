// What becomes of each row of a chunk. Pure: what is known of these addresses comes in as a value.
import type { ImportPlan, ImportRefusal, ImportRow } from '../../contract/import.ts'
import { type ReadRow, readRow } from '../../contract/import-row.ts'
import { mostTags, tagKey } from '../../contract/tag.ts'
import { comparable } from '../capture/to-record.ts'
import { everyPurpose, forbiddenOf, type Suppressed } from '../consent/suppression.ts'
import { toE164 } from './phone.ts'
import { leadColumns, type Properties } from './properties.ts'
import { tagged } from './tag.ts'

/** What is known of an address before. */
export type Known = {
  properties: Properties
  answers: Record<string, unknown>
  /** Purpose → state. */
  consents: Record<string, string>
  tags: string[]
  held: boolean
}

export type Read = { n: number; emailKey: string; row: ReadRow }
export type Wrong = { n: number; field: string; code: ImportRefusal; left: boolean }

/** A row to be written. `properties` and `answers` only fill what is blank; `said` are agreements that stand from now on. */
export type Taken = Read & {
  properties: Properties
  isNew: boolean
  /** Whether it says anything of the person that was not known: tags alone do not. */
  tells: boolean
  tags: string[]
  said: string[]
  /** What they said no to before, and to what. */
  withheld: Suppressed[]
}
type Decided = { taken: Taken[]; known: number; wrong: Wrong[] }

/** Rows by the rules: those that can be read, one an address, and what is wrong with others. */
export function readRows(
  plan: ImportPlan,
  rows: ImportRow[],
  nowMs: number,
): { read: Read[]; again: number; wrong: Wrong[] } {
  const byAddress = new Map<string, Read>()
  const wrong: Wrong[] = []
  let again = 0
  for (const given of rows) {
    const row = readRow(plan, given, nowMs)
    if ('code' in row) {
      wrong.push({ n: given.n, ...row, left: false })
      continue
    }
    wrong.push(...row.wrong.map((value) => ({ n: given.n, ...value, left: true })))
    const emailKey = comparable(row.email)
    const first = byAddress.get(emailKey)
    if (first) again++
    byAddress.set(emailKey, first ? { ...first, row: both(first.row, row) } : { n: given.n, emailKey, row })
  }
  return { read: [...byAddress.values()], again, wrong }
}

// An address that comes again fills what was blank, as if it had come in a file of its own.
const both = (first: ReadRow, second: ReadRow): ReadRow => ({
  ...first,
  properties: { ...second.properties, ...first.properties },
  answers: { ...second.answers, ...first.answers },
  tags: [...first.tags, ...second.tags],
  agreed: [...new Set([...first.agreed, ...second.agreed])],
})

/** `spelled`: tags as they were first written, by their key. */
export function decide(
  plan: ImportPlan,
  read: Read[],
  leads: Map<string, Known>,
  suppressed: Map<string, Suppressed[]>,
  spelled: Map<string, string>,
): Decided {
  const decided: Decided = { taken: [], known: 0, wrong: [] }
  for (const one of read) {
    const lead = leads.get(one.emailKey)
    const list = suppressed.get(one.emailKey) ?? []
    if (!lead && list.some(({ purpose }) => purpose === everyPurpose)) {
      decided.wrong.push({ n: one.n, field: 'email', code: 'suppressed', left: false })
      continue
    }
    const taken = takenOf(plan, one, lead, list, spelled)
    if (taken.isNew || taken.tells || taken.tags.length) decided.taken.push(taken)
    else decided.known++
  }
  return decided
}

function takenOf(
  plan: ImportPlan,
  one: Read,
  lead: Known | undefined,
  list: Suppressed[],
  spelled: Map<string, string>,
): Taken {
  const { row } = one
  const properties = Object.fromEntries(
    leadColumns.flatMap((column) => {
      const value = row.properties[column]
      return value ? [[column, column === 'phone' ? toE164(value, plan.country) : value]] : []
    }),
  ) as Properties
  const withheld = forbiddenOf(row.agreed, list)
  const isBlank = (purpose: string) => [undefined, 'shown_not_given'].includes(lead?.consents[purpose])
  const said = row.agreed.filter((purpose) => isBlank(purpose) && !withheld.some((no) => no.purpose === purpose))
  const had = lead?.tags ?? []
  const tags = tagged(had, { add: row.tags.map((tag) => spelled.get(tagKey(tag)) ?? tag) }).slice(had.length, mostTags)
  const fills =
    !lead ||
    lead.held ||
    leadColumns.some((column) => properties[column] && !lead.properties[column]) ||
    Object.keys(row.answers).some((key) => !Object.hasOwn(lead.answers, key))
  return { ...one, properties, isNew: !lead, tells: fills || said.length > 0, tags, said, withheld }
}
