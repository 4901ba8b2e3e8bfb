// What the team does with a lead beside moving it: whose it is, what is set right, which two are one person.
import * as z from 'zod'

/** `POST /api/v1/leads/:id/assignment`: a member, or nobody. */
export const assignment = z.strictObject({ member: z.string().min(1).max(60).nullable() })

/** Whose it was, where it changed hands. */
export const assigned = z.object({ changed: z.boolean(), from: z.string().nullable() })

const said = z.string().trim().max(500).nullable()

/** `PATCH /api/v1/leads/:id`: what is left out stays, `null` empties. What the person said stays in their submissions. */
export const leadEdit = z.strictObject({
  email: z.string().trim().max(254).optional(),
  fullName: said.optional(),
  givenName: said.optional(),
  familyName: said.optional(),
  phone: said.optional(),
  company: said.optional(),
  jobTitle: said.optional(),
  country: said.optional(),
  website: said.optional(),
})
export type LeadEdit = z.infer<typeof leadEdit>

/** `POST /api/v1/leads/:id/merge`: the other lead, which is shown under this one from then on. */
export const mergeInput = z.strictObject({ with: z.uuid() })

/** `GET /api/v1/leads/:id/merge?with=…`: what would become of it. */
export const mergePlan = z.object({
  /** Why it cannot be; `null`: it can. */
  refused: z.enum(['same', 'other_site', 'held', 'unconfirmed', 'merged']).nullable(),
  /** Properties the one that stays gets from the other. */
  filled: z.array(z.string()),
  tags: z.array(z.string()),
  /** Purposes the other refused, which are refused for both. */
  refusals: z.array(z.string()),
  submissions: z.int(),
  notes: z.int(),
  followUps: z.int(),
  consentEvents: z.int(),
})
export type MergePlan = z.infer<typeof mergePlan>

const similarLead = z.object({
  id: z.uuid(),
  email: z.string(),
  fullName: z.string().nullable(),
  company: z.string().nullable(),
  because: z.enum(['phone', 'name']),
})
export type SimilarLead = z.infer<typeof similarLead>

/** `GET /api/v1/leads/:id/similar`: who may be the same person, and why that may be. */
export const similarLeads = z.object({ leads: z.array(similarLead) })
