// What becomes of people with time, as the API tells it beforehand and afterwards.
import * as z from 'zod'
import { slug } from './text.ts'

/** `GET /api/v1/retention/preview`: what if this site kept people for so many days? */
export const retentionQuestion = z.object({
  site: slug.optional(),
  days: z.coerce.number().int().min(30).max(3_650).optional(),
})
export type RetentionQuestion = z.infer<typeof retentionQuestion>

export const retentionPreview = z.object({
  /** Who would be asked, counted among the oldest 20,000 leads. */
  due: z.int(),
  /** Who was asked and has 30 days to answer, counted up to 20,000. */
  asked: z.int(),
  /** Who never confirmed and goes in the next passes, counted up to 20,000. */
  unconfirmed: z.int(),
  /** The first twenty of those due. */
  first: z.array(z.object({ id: z.uuid(), email: z.string(), lastContactAt: z.iso.datetime() })),
  /** The first twenty of those asked, and when they are erased without an answer. */
  ending: z.array(z.object({ id: z.uuid(), email: z.string(), endsAt: z.iso.datetime() })),
})
export type RetentionPreview = z.infer<typeof retentionPreview>

export const retentionEntry = z.object({
  what: z.enum(['asked', 'erased', 'kept', 'unconfirmed']),
  count: z.int(),
  at: z.iso.datetime(),
})
export type RetentionEntry = z.infer<typeof retentionEntry>
