// A lead as the API shows it. Strict on purpose: what is not listed here does not leave the house.
import * as z from 'zod'
import { consentStates } from './consent.ts'
import { letters } from './experiment-names.ts'
import { followUp } from './follow-up.ts'
import { trialOutcomes } from './magnet.ts'
import { mailboxKinds } from './quality.ts'
import { stages } from './stage.ts'
import { source } from './submission.ts'
import { slug } from './text.ts'
import { timelineEntry } from './timeline.ts'

/** Where one purpose stands for a lead: the fold of its consent events. `unconfirmed`: given, and no agreement until it is confirmed. */
export const consentStanding = z.object({
  purpose: z.string(),
  basis: z.enum(['consent', 'legitimate_interest']),
  state: z.enum([...consentStates, 'unconfirmed']),
  at: z.iso.datetime(),
  noticeId: z.string(),
})
export type ConsentStanding = z.infer<typeof consentStanding>

/** One row of the list. */
export const leadSummary = z.object({
  id: z.uuid(),
  email: z.string(),
  fullName: z.string().nullable(),
  company: z.string().nullable(),
  form: z.object({ slug: z.string(), name: z.string() }),
  stage: z.enum(stages),
  held: z.boolean(),
  submissions: z.int(),
  createdAt: z.iso.datetime(),
  lastContactAt: z.iso.datetime(),
  /** When the person first proved that the address is theirs. */
  confirmedAt: z.iso.datetime().nullable(),
  consents: z.array(consentStanding),
  tags: z.array(z.string()),
  assignedTo: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** 0 to 100; null until somebody has looked. */
  quality: z.int().nullable(),
  qualified: z.boolean(),
  persona: z.string().nullable(),
  /** By whole days of UTC, as the filter knows it. */
  temperature: z.enum(['hot', 'cold']),
  country: z.string().nullable(),
  /** The campaign's own word for where they came from, else the site that led here. */
  source: z.string().nullable(),
})
export type LeadSummary = z.infer<typeof leadSummary>

const answer = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

const leadSubmission = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  form: z.object({
    slug: z.string(),
    name: z.string(),
    version: z.int(),
    /** Where that version was tried against others: in which experiment, as which of its variants. */
    variant: z.object({ number: z.int(), name: z.string(), letter: z.enum(letters) }).optional(),
  }),
  language: z.string(),
  held: z.string().nullable(),
  /** The other address it came by, where two leads are merged. */
  via: z.string().nullable(),
  /** In the order asked, with the label that was on screen. */
  answers: z.array(z.object({ key: z.string(), label: z.string(), value: answer })),
  source,
})

const leadConsent = z.object({
  id: z.string(),
  purpose: z.string(),
  basis: z.enum(['consent', 'legitimate_interest']),
  state: z.enum(consentStates),
  method: z.string(),
  at: z.iso.datetime(),
  noticeId: z.string(),
  /** The exact words beside the box. */
  wording: z.string(),
  language: z.string(),
  /** The other address it was said with, where two leads are merged. */
  via: z.string().nullable(),
})

const leadDownload = z.object({
  magnet: z.string(),
  count: z.int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
})

/** A code or a trial: what the person was given that is theirs alone, or was promised. */
const leadClaim = z.object({
  magnet: z.string(),
  /** `code`, or how a trial of theirs began. */
  by: z.enum(['code', 'key', 'licence', 'address']),
  /** The code or key; a licence is only in their mail. */
  code: z.string().nullable(),
  /** Their activation link. */
  href: z.string().nullable(),
  /** `null`: promised, still to be given. */
  givenAt: z.iso.datetime().nullable(),
  /** Of a trial, once given. */
  endsAt: z.iso.datetime().nullable(),
  state: z.enum(trialOutcomes).nullable(),
})

/** One lead with everything known of it. */
export const leadDetail = leadSummary.extend({
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  phone: z.string().nullable(),
  jobTitle: z.string().nullable(),
  country: z.string().nullable(),
  website: z.string().nullable(),
  language: z.string(),
  /** What the address tells: whose domain it is on, and whether it is an office's (`info@…`). */
  address: z.object({ mailbox: z.enum(mailboxKinds), isRole: z.boolean() }),
  /** Who was asked to confirm and has not is erased then. */
  unconfirmedUntil: z.iso.datetime().nullable(),
  /** The last exchange both ways, and when they last showed interest themselves. */
  exchangedAt: z.iso.datetime().nullable(),
  interestAt: z.iso.datetime().nullable(),
  /** Leads that are the same person, each with its own address and what was agreed to with it. */
  merged: z.array(
    z.object({
      id: z.uuid(),
      email: z.string(),
      confirmedAt: z.iso.datetime().nullable(),
      consents: z.array(consentStanding),
    }),
  ),
  history: z.array(leadSubmission),
  consentEvents: z.array(leadConsent),
  downloads: z.array(leadDownload),
  claims: z.array(leadClaim),
  /** What is to be done first, then what was; at most a hundred. */
  followUps: z.array(followUp),
  /** How many there are; they stand in the history. */
  notes: z.int(),
  /** The newest of what happened; `timelineNext` asks for what was before. */
  timeline: z.array(timelineEntry),
  timelineNext: z.string().nullable(),
})
export type LeadDetail = z.infer<typeof leadDetail>

/** What the list and the export can be narrowed to: everything that is set, together. */
export const leadFilter = z.object({
  q: z.string().trim().max(200).optional(),
  form: slug.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  held: z.enum(['no', 'only', 'all']).default('no'),
  /** Any of these; in an address with commas between. */
  stage: z
    .preprocess((list) => (typeof list === 'string' ? list.split(',') : list), z.array(z.enum(stages)).min(1).max(5))
    .optional(),
  /** Whose: the one who asks, nobody, or a member. */
  assigned: z.union([z.enum(['me', 'nobody']), z.guid()]).optional(),
  tag: z.string().trim().min(1).max(40).optional(),
  /** At least so good; leads are known by tens. */
  quality: z.coerce.number().int().min(0).max(100).multipleOf(10).optional(),
  qualified: z.enum(['yes', 'no']).optional(),
  persona: z.string().trim().min(1).max(100).optional(),
  temperature: z.enum(['hot', 'cold']).optional(),
  /** These leads and no others, whatever else is said; in an address with commas between. */
  ids: z
    .preprocess((list) => (typeof list === 'string' ? list.split(',') : list), z.array(z.guid()).min(1).max(200))
    .optional(),
})
export type LeadFilter = z.infer<typeof leadFilter>

/** `quality`: the best first, by tens, and those not scored last. `interest`: by the day of their last own interest in the last two weeks, then the others. */
export const leadSort = z.enum(['newest', 'oldest', 'quality', 'interest']).default('newest')
export type LeadSort = z.infer<typeof leadSort>

/** A page of the list. `next` goes into `after`; null after the last. */
export const leadPage = z.object({ leads: z.array(leadSummary), next: z.string().nullable() })
export type LeadPage = z.infer<typeof leadPage>

/** How many a filter lets through: exact, or that there are more than the `count` asked for at most. */
export const leadCount = z.object({ count: z.int(), isMore: z.boolean() })
export type LeadCount = z.infer<typeof leadCount>

/** What leads are marked with, to choose a filter from: how many of all leads bear each. */
export const leadFacets = z.object({
  tags: z.array(z.object({ value: z.string(), count: z.int() })),
  personas: z.array(z.object({ value: z.string(), count: z.int() })),
})
export type LeadFacets = z.infer<typeof leadFacets>
