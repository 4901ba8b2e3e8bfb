// One consent event as a leaf of the log: the canonical JSON of what was recorded.
// The format is for ever: a new column would be a new kind of leaf, never another spelling of the old ones.
import { canonicalJson } from '../../lib/json.ts'
import { type Hash, leafHash } from './merkle.ts'

export const leafColumns = [
  'at', 'basis', 'gpc', 'lead_id', 'method', 'notice_id', 'purpose', 'seq', 'state', 'subject', 'submission_id',
] as const

export type LoggedEvent = {
  seq: number
  /** Ids nobody can read a person from; what they point at goes when the person does. */
  lead_id: string
  submission_id: string
  purpose: string
  basis: 'consent' | 'legitimate_interest'
  state: string
  method: string
  /** SHA-256 of the canonical JSON of what was shown. */
  notice_id: string
  /** SHA-256 of `salt:address`. Without the salt it says nothing; with it, whose event this is. */
  subject: string
  /** 1: the browser sent Sec-GPC. */
  gpc: number
  at: string
}

const utf8 = new TextEncoder()

/** The event alone, whatever else came with the row. */
export const eventOf = (row: LoggedEvent): LoggedEvent =>
  Object.fromEntries(leafColumns.map((column) => [column, row[column]])) as LoggedEvent

export const hashOfEvent = (row: LoggedEvent): Hash => leafHash(utf8.encode(canonicalJson(eventOf(row))))
