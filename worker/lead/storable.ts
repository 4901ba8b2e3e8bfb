// What travels from the door to the database, by way of the intake queue where the database is away.
import type { Answers } from '../../contract/field.ts'
import type { Source } from '../../contract/submission.ts'
import type { Asked } from '../consent/confirm/asked.ts'
import type { ConsentSaid } from '../consent/event.ts'
import type { Place } from '../form/closing.ts'
import type { Wanted } from '../magnet/claim.ts'
import type { Arrival } from './judging.ts'
import type { Properties } from './properties.ts'

/** A submission judged sound, with all it causes: plain JSON, so that it can wait in the intake queue. */
export type StorableSubmission = {
  id: string
  at: string
  site: string
  form: { id: string; version: number }
  language: string
  email: string
  /** The address for comparison only. */
  emailKey: string
  properties: Properties
  /** Everything answered, as sent. */
  answers: Answers
  /** The answers that fill no column. */
  extra: Answers
  consents: ConsentSaid[]
  noticeId: string
  gpc: boolean
  salt: string
  /** SHA-256 of salt and emailKey. */
  subject: string
  /** The names the address would have on the list of those never to write to. */
  suppressedAs?: string[]
  source: Source
  held: string | null
  /** What else spoke against it. */
  heldAlso?: string[]
  /** The origin it was sent to: links in mails begin with it. */
  origin: string
  mails: string[]
  /** What it takes of an offer that ends after a number of submissions. */
  place?: Place
  /** What the person is to be given that is theirs alone. */
  claim?: Wanted
  /** What they are asked to confirm from their mailbox. */
  confirm?: Asked
  /** What the rules of its site make of it. Absent from what waited since before there were any. */
  arrival?: Arrival
}
