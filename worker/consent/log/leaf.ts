// One consent event as a leaf of the log: the canonical JSON of what was recorded.
// The format is for ever: a new column would be a new kind of leaf, never another spelling of the old ones.
import type { LoggedEvent } from '../../../contract/consent-log.ts'
import { canonicalJson } from '../../lib/json.ts'
import { type Hash, leafHash } from './merkle.ts'

export const leafColumns = [
  'at',
  'basis',
  'gpc',
  'lead_id',
  'method',
  'notice_id',
  'purpose',
  'seq',
  'state',
  'subject',
  'submission_id',
] as const

const utf8 = new TextEncoder()

/** The event alone, whatever else came with the row. */
export const eventOf = (row: LoggedEvent): LoggedEvent =>
  Object.fromEntries(leafColumns.map((column) => [column, row[column]])) as LoggedEvent

export const hashOfEvent = (row: LoggedEvent): Hash => leafHash(utf8.encode(canonicalJson(eventOf(row))))
