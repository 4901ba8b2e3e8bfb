// The consent log as the API speaks of it. Hashes are base64; positions count from 1, Merkle indices from 0.
import * as z from 'zod'
import { consentStates, purpose } from './consent.ts'

export const checkpoint = z.object({
  /** How many events the log had. */
  size: z.int(),
  root: z.string(),
  at: z.iso.datetime(),
  keyId: z.string(),
  /** The whole C2SP signed note. */
  note: z.string(),
})
export type CheckpointShown = z.infer<typeof checkpoint>

export const checkpointPage = z.object({ checkpoints: z.array(checkpoint), next: z.string().nullable() })
export type CheckpointPage = z.infer<typeof checkpointPage>

/** An event as it was hashed: its canonical JSON is the leaf. Names are the database's own, since they are what was signed. */
export const loggedEvent = z.object({
  seq: z.int(),
  /** Ids nobody can read a person from; what they point at goes when the person does. */
  lead_id: z.string(),
  submission_id: z.string(),
  purpose: z.string(),
  basis: z.enum(['consent', 'legitimate_interest']),
  state: z.enum(consentStates),
  method: z.string(),
  /** SHA-256 of the canonical JSON of what was shown. */
  notice_id: z.string(),
  /** SHA-256 of `salt:address`. Without the salt it says nothing; with it, whose event this is. */
  subject: z.string(),
  /** 1: the browser sent Sec-GPC. */
  gpc: z.int(),
  at: z.iso.datetime(),
})
export type LoggedEvent = z.infer<typeof loggedEvent>

/** RFC 9162 §2.1.3. */
export const inclusion = z.object({
  event: loggedEvent,
  leaf: z.string(),
  index: z.int(),
  size: z.int(),
  proof: z.array(z.string()),
  /** Whether event and proof really lead to the signed root; `false` means the record was tampered with. */
  holds: z.boolean(),
})
export type Inclusion = z.infer<typeof inclusion>

/** RFC 9162 §2.1.4. */
export const consistency = z.object({
  from: z.int(),
  fromRoot: z.string(),
  to: z.int(),
  toRoot: z.string(),
  proof: z.array(z.string()),
})
export type Consistency = z.infer<typeof consistency>

/** `GET /api/v1/consents`: what is asked of the log. Days are days of UTC. */
export const eventFilter = z.object({
  purpose: purpose.optional(),
  state: z.enum(consentStates).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  lead: z.uuid().optional(),
})
export type EventFilter = z.infer<typeof eventFilter>

/** An event for people to read. */
export const listedEvent = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  purpose: z.string(),
  basis: z.enum(['consent', 'legitimate_interest']),
  state: z.enum(consentStates),
  method: z.string(),
  gpc: z.boolean(),
  /** Nobody, once they were erased. */
  lead: z.object({ id: z.string(), email: z.string() }).nullable(),
  noticeId: z.string(),
  form: z.string(),
  version: z.int(),
  language: z.string(),
  /** What stood beside the box, where the notice had one for this purpose. */
  wording: z.string().nullable(),
  /** Whether a signed checkpoint covers it by now. */
  isSigned: z.boolean(),
})
export type ListedEvent = z.infer<typeof listedEvent>

/**
 * The newest first. `next` goes into `after`: while there is one there may be more, even on a page with nothing on it, since each
 * request looks through so many records only. `size`: how many there are in all.
 */
export const eventPage = z.object({ events: z.array(listedEvent), next: z.int().nullable(), size: z.int() })
export type EventPage = z.infer<typeof eventPage>

/** `GET /api/v1/consents/verification`: what was checked just now, and what it gave. */
export const verification = z.object({
  /** How many events there are, signed or not yet. */
  events: z.int(),
  checkpoint: checkpoint.nullable(),
  /** The published key that signed it; null where none of them did. */
  signedBy: z.string().nullable(),
  /** Whether the tree as it is kept leads to the signed root. */
  rootHolds: z.boolean().nullable(),
  /** Whether it leads to the root signed before as well: nothing of what was signed then is otherwise now. */
  grewFrom: z.object({ size: z.int(), at: z.iso.datetime(), holds: z.boolean() }).nullable(),
  /** Whether the newest signed event is in it. */
  newestHolds: z.boolean().nullable(),
})
export type Verification = z.infer<typeof verification>

/** `GET /api/v1/consents/verification/records`: every record of a stretch hashed again and compared with what was kept and signed. */
export const recordsChecked = z.object({
  to: z.int(),
  size: z.int(),
  /** Between which records the first that is otherwise lies; null where all are as they were. */
  wrong: z.object({ from: z.int(), to: z.int() }).nullable(),
  /** Goes into `after`; null after the last, or once something is wrong. */
  next: z.int().nullable(),
})
export type RecordsChecked = z.infer<typeof recordsChecked>
