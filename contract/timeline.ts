// What happened to a lead, newest first: one kind of entry for each kind of thing.
import * as z from 'zod'
import { consentStates } from './consent.ts'
import { notedDetail } from './note.ts'
import { verdicts } from './qualification.ts'
import { stages } from './stage.ts'

const entry = <Kind extends string, Detail extends z.ZodType>(kind: Kind, detail: Detail) =>
  z.object({
    id: z.string(),
    at: z.iso.datetime(),
    kind: z.literal(kind),
    /** The other address it came by, where two leads are merged. */
    via: z.string().nullable(),
    detail,
  })
const by = z.string()

export const timelineEntry = z.discriminatedUnion('kind', [
  entry(
    'submitted',
    z.object({
      submission: z.uuid(),
      form: z.string(),
      held: z.string().nullable(),
      /** Keys of answers that say otherwise than the lead does: kept in the submission, for a person to judge. */
      differs: z.array(z.string()),
    }),
  ),
  entry('downloaded', z.object({ magnet: z.string(), count: z.int(), lastAt: z.iso.datetime() })),
  /** A code, or a trial and its end. */
  entry('given', z.object({ magnet: z.string(), endsAt: z.iso.datetime().nullable() })),
  /** Who of the team let a held submission through. */
  entry('released', z.object({ submission: z.uuid(), by })),
  /** Keys of what the person set right on their own page: `lead.company` is the lead's own, others are a form's. */
  entry('corrected', z.object({ fields: z.array(z.string()) })),
  /** That the address is theirs, and what they agree to. */
  entry('confirmed', z.object({ submission: z.uuid(), purposes: z.array(z.string()) })),
  /** `rule`: what moved it where nobody chose to. */
  entry(
    'stage',
    z.object({
      from: z.enum(stages),
      to: z.enum(stages),
      by,
      why: z.string().nullable(),
      rule: z.enum(['exchange', 'qualified']).nullable(),
    }),
  ),
  /** What somebody said of a criterion; `verdict` null: they took it back. `name` null: one every site starts with. */
  entry(
    'judged',
    z.object({
      criterion: z.string(),
      name: z.string().nullable(),
      verdict: z.enum(verdicts).nullable(),
      why: z.string().nullable(),
      by,
    }),
  ),
  entry('tagged', z.object({ added: z.array(z.string()), removed: z.array(z.string()), by })),
  /** `to`: a name; `null`: nobody. */
  entry('assigned', z.object({ to: z.string().nullable(), by })),
  /** Names of what the team set right. */
  entry('edited', z.object({ fields: z.array(z.string()), by })),
  entry('note', notedDetail),
  entry('followed_up', z.object({ what: z.string(), dueOn: z.iso.date(), by: z.string().nullable() })),
  entry('mailed', z.object({ template: z.string(), delivery: z.string() })),
  entry(
    'consent',
    z.object({
      purpose: z.string(),
      basis: z.enum(['consent', 'legitimate_interest']),
      state: z.enum(consentStates),
      method: z.string(),
    }),
  ),
  /** With another lead, by the address it had. */
  entry('merged', z.object({ email: z.string(), by })),
  entry('separated', z.object({ email: z.string(), by })),
])
export type TimelineEntry = z.infer<typeof timelineEntry>
export type TimelineKind = TimelineEntry['kind']

export const timelineKinds = timelineEntry.options.map(({ shape }) => shape.kind.value) as [
  TimelineKind,
  ...TimelineKind[],
]

/** `GET /api/v1/leads/:id/timeline`. `next` goes into `after`; null after the last. */
export const timelinePage = z.object({ entries: z.array(timelineEntry), next: z.string().nullable() })
export type TimelinePage = z.infer<typeof timelinePage>
