// Experiments: variants of a form tried against each other on its visitors, and what came of it.
import * as z from 'zod'
import { leastShare, letters, lifts } from './experiment-names.ts'
import { formDefinition } from './form.ts'
import { counts } from './insight.ts'

const letter = z.enum(letters)

export type { Letter } from './experiment-names.ts'

const { steps, consents, texts, theme } = formDefinition.shape

/** What a variant says in place of the form. The rest is the same in all: people would not be met in the same way, nor get the same. */
export const variantParts = z.strictObject({ steps, consents, texts, theme })
export type VariantParts = z.infer<typeof variantParts>

const name = z.string().trim().min(1).max(80)
const lift = z.literal([...lifts])
/** Letter → percent of the views. One for each variant, 100 together. */
const shares = z.partialRecord(letter, z.int().min(leastShare).max(90))

export const experimentBegun = z.strictObject({ name, lift: lift.default(20) })
export const experimentChange = z.strictObject({
  name: name.optional(),
  lift: lift.optional(),
  shares: shares.optional(),
})
export type ExperimentChange = z.infer<typeof experimentChange>

/** `winner`: `a` leaves the form as it is; any other is published as the form. */
export const experimentEnd = z.strictObject({ winner: letter })

const range = z.object({ low: z.number(), middle: z.number(), high: z.number() })

/**
 * `early`: nothing can be believed yet. `winner`: `leader` brings most, with at least 99 % likelihood. `same`: whatever difference there
 * is, it is smaller than was worth having. `unclear`: neither can be told from so many views. `doubtful`: views are not split as they
 * should be, so that nothing can be believed.
 */
export const verdict = z.object({
  says: z.enum(['early', 'doubtful', 'winner', 'same', 'unclear']),
  leader: letter,
  /** Further views of the form, whichever variant, and further days before anything is said. */
  viewsMore: z.int(),
  daysMore: z.int(),
  variants: z.array(
    z.object({
      letter,
      /** Leads of a view; from `low` to `high` with 95 % likelihood. */
      rate: range,
      /** How likely it brings most of all. */
      best: z.number(),
      /** Leads of a view that are lost on average by keeping to it. */
      loss: z.number(),
      /** Beside the form as it is: how likely it brings more, and how much more, as a share of what that brings. */
      more: z.number().optional(),
      lift: range.optional(),
    }),
  ),
  /** How likely chance alone would split the views so unevenly, where that is less than one in a thousand. */
  mismatch: z.number().nullable(),
})
export type Verdict = z.infer<typeof verdict>

const told = z.union([z.string(), z.number(), z.boolean(), z.array(z.any())]).optional()

/** What differs from the form as it is, named as the changes between versions are. */
const change = z.object({
  what: z.enum(['added', 'removed', 'moved', 'changed']),
  path: z.array(z.string()),
  name: z.string().optional(),
  before: told,
  after: told,
})

export const variant = z.object({
  letter,
  share: z.int(),
  /** Frozen when it started. */
  version: z.int().nullable(),
  changes: z.array(change),
  counts,
})

export const experimentSummary = z.object({
  number: z.int(),
  name: z.string(),
  state: z.enum(['draft', 'running', 'ended']),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Of one that ended; `null` where another version was published meanwhile, which ended it. */
  winner: letter.nullable(),
})
export type ExperimentSummary = z.infer<typeof experimentSummary>

/** `GET /api/v1/forms/:slug/experiments`: the newest first; `next` goes into `before`. */
export const experimentPage = z.object({ experiments: z.array(experimentSummary), next: z.int().nullable() })
export type ExperimentPage = z.infer<typeof experimentPage>

/** `GET /api/v1/forms/:slug/experiments/:number`. */
export const experiment = experimentSummary.extend({
  /** The smallest difference worth having, in percent. */
  lift: z.int(),
  variants: z.array(variant),
  /** Settled when it started; before, as it would be by now. `rate`: leads of a view that it goes out from. */
  plan: z.object({ viewsEach: z.int(), days: z.int().nullable(), rate: z.number().nullable() }),
  /** For each difference one may be after, by the same figures. Only of a draft. */
  choices: z.array(z.object({ lift: z.int(), viewsEach: z.int(), days: z.int().nullable() })),
  verdict: verdict.nullable(),
})
export type Experiment = z.infer<typeof experiment>
