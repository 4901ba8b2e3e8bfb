// How one lead stands by what its site has settled, with the reason for everything.
import * as z from 'zod'
import { condition } from './condition.ts'
import { verdicts } from './qualification.ts'
import { stages } from './stage.ts'

const answer = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])
const localized = z.record(z.string(), z.string())

/** A condition that holds, with what it looked at. Words are by language; `null` where there are none but the codes. */
const because = z.object({
  condition,
  question: localized.nullable(),
  answer: answer.nullable(),
  /** What the chosen options say, where it was a choice. */
  chosen: z.array(localized),
})
export type Because = z.infer<typeof because>

/** `GET /api/v1/leads/:id/qualification`. */
export const leadQualification = z.object({
  /** In the site's order. */
  criteria: z.array(
    z.object({
      id: z.string(),
      /** `null`: one of those every site starts with, by the name it started with. */
      name: z.string().nullable(),
      necessary: z.boolean(),
      verdict: z.enum(verdicts),
      /** The word of somebody of the team, which stands above any rule. */
      judged: z.object({ by: z.string(), at: z.iso.datetime(), why: z.string() }).nullable(),
      /** Every rule that holds; what it says, and why. */
      evidence: z.array(z.object({ verdict: z.enum(['yes', 'no']), because: z.array(because) })),
    }),
  ),
  qualified: z.boolean(),
  stage: z.enum(stages),
  prospectOn: z.enum(['exchange', 'exchange_or_qualified']),
  persona: z.string().nullable(),
  temperature: z.object({
    state: z.enum(['hot', 'cold']),
    /** From 1 at the moment of interest, down to 0. */
    warmth: z.number(),
    /** When the person last showed interest themselves. */
    interestAt: z.iso.datetime().nullable(),
    coldFrom: z.iso.datetime().nullable(),
    days: z.int(),
  }),
  quality: z.object({
    score: z.int(),
    /** Every reason there is, with what it gave of what it could: the points come to the score. */
    reasons: z.array(
      z.object({
        about: z.enum(['motivation', 'accuracy', 'validity']),
        code: z.string(),
        points: z.int(),
        of: z.int(),
      }),
    ),
  }),
})
export type LeadQualification = z.infer<typeof leadQualification>
