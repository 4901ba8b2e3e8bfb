// The consent log as the API speaks of it. Hashes are base64; positions count from 1, Merkle indices from 0.
import * as z from 'zod'
import { consentStates } from './consent.ts'

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
