// What somebody means to do about a lead, and by when.
import * as z from 'zod'

const what = z.string().trim().min(1).max(500)
/** A member; `null`: anybody's. */
const whose = z.string().min(1).max(60).nullable()

/** `POST /api/v1/leads/:id/follow-ups`. */
export const followUpInput = z.strictObject({ dueOn: z.iso.date(), what, member: whose.default(null) })
export type FollowUpInput = z.infer<typeof followUpInput>

/** `PATCH /api/v1/leads/:id/follow-ups/:followUp`: what is left out stays. */
export const followUpChange = z.strictObject({
  dueOn: z.iso.date().optional(),
  what: what.optional(),
  member: whose.optional(),
  done: z.boolean().optional(),
})
export type FollowUpChange = z.infer<typeof followUpChange>

export const followUp = z.object({
  id: z.uuid(),
  dueOn: z.iso.date(),
  what: z.string(),
  member: z.object({ id: z.string(), name: z.string() }).nullable(),
  doneAt: z.iso.datetime().nullable(),
  doneBy: z.string().nullable(),
})
export type FollowUp = z.infer<typeof followUp>

/** What `GET /api/v1/follow-ups` can be narrowed to. */
export const followUpFilter = z.object({
  whose: z.enum(['mine', 'nobody', 'all']).default('mine'),
  /** Only those due by this day. */
  to: z.iso.date().optional(),
})
export type FollowUpFilter = z.infer<typeof followUpFilter>

export const dueFollowUp = followUp.extend({
  lead: z.object({ id: z.uuid(), email: z.string(), fullName: z.string().nullable(), company: z.string().nullable() }),
})
export type DueFollowUp = z.infer<typeof dueFollowUp>

/** A page of what is still to be done, the longest due first. `next` goes into `after`; null after the last. */
export const followUpPage = z.object({ followUps: z.array(dueFollowUp), next: z.string().nullable() })
export type FollowUpPage = z.infer<typeof followUpPage>
