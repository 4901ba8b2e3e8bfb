// Submissions that were set aside, as the owner's API shows them.
import * as z from 'zod'
import { mostHeldAtOnce } from './held-names.ts'
import { mailboxKinds } from './quality.ts'

const answer = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

/** One held submission, with what somebody needs to decide. */
export const heldSubmission = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  /** The weightiest first. Text, since what was held long ago may be held for a reason there is no more. */
  reasons: z.array(z.string()).min(1),
  form: z.object({ slug: z.string(), name: z.string() }),
  /** `isOnly`: the lead is nothing but this, and is deleted with it. */
  lead: z.object({ id: z.uuid(), email: z.string(), fullName: z.string().nullable(), isOnly: z.boolean() }),
  mailbox: z.enum(mailboxKinds),
  /** In the order asked, the address left out. */
  answers: z.array(z.object({ key: z.string(), label: z.string(), value: answer })),
  page: z.string().nullable(),
})
export type HeldSubmission = z.infer<typeof heldSubmission>

/** `GET /api/v1/submissions/held`. `next` goes into `after`; null after the last. */
export const heldPage = z.object({ submissions: z.array(heldSubmission), next: z.string().nullable() })
export type HeldPage = z.infer<typeof heldPage>

/** `GET /api/v1/submissions/held/count`: how many for each weightiest reason, counted to a thousand each. */
export const heldCount = z.object({ reasons: z.array(z.object({ reason: z.string(), count: z.int() })) })
export type HeldCount = z.infer<typeof heldCount>

/** `POST /api/v1/submissions/held/bulk`. */
export const heldBulk = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('release'), ids: z.array(z.uuid()).min(1).max(mostHeldAtOnce.release) }),
  z.strictObject({ action: z.literal('delete'), ids: z.array(z.uuid()).min(1).max(mostHeldAtOnce.delete) }),
])
export type HeldBulk = z.infer<typeof heldBulk>

/** Those that were held and are not any more. Unknown and sound ones are passed over. */
export const heldBulkDone = z.object({ done: z.array(z.uuid()) })
export type HeldBulkDone = z.infer<typeof heldBulkDone>
