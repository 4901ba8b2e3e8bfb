// Leads coming in from a file: what is declared of it first, its rows in chunks, and what becomes of each.
import * as z from 'zod'
import { purpose } from './consent.ts'
import { type FieldErrorCode, fieldErrors } from './errors.ts'
import { fieldKey, type LeadProperty, leadProperty } from './field.ts'
import { mostRows } from './import-row.ts'
import { stages } from './stage.ts'
import { tag } from './tag.ts'
import { language, slug } from './text.ts'

const own = ['language', 'stage', 'tags', 'created_at', 'last_contact_at'] as const

const properties = new Set<string>([...leadProperty.options, ...own])
/** What a person agreed to elsewhere. Declared by whoever imports, and said so wherever it is shown. */
const declaredConsent = z.strictObject({
  purpose,
  /** The words they agreed to, as they stood there. */
  wording: z.string().trim().min(3).max(500),
  /** Where and how: a form, a stand, a contract. Whoever asks for the proof finds it by this. */
  source: z.string().trim().min(10).max(600),
  /** When, or until when where it went on. */
  collectedOn: z.iso.date(),
  /** Everybody in the file agreed; otherwise each row says so under `consent:<purpose>`. */
  everybody: z.boolean().default(false),
})

/** `POST /api/v1/imports`. */
export const importPlan = z
  .strictObject({
    site: slug,
    /** The file's name, to know it by. */
    file: z.string().trim().min(1).max(200),
    /** Of people whose row names none. */
    language: language.default('fr'),
    /** Where telephone numbers without a prefix are dialled. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .default('FR'),
    /** How 03/04/2026 is meant. */
    dates: z.enum(['day_first', 'month_first']).default('day_first'),
    stage: z.enum(stages).default('lead'),
    tags: z.array(tag).max(5).default([]),
    /** Columns that fill no property of a lead, kept beside them under `key`: rows have them under `answer:<key>`. */
    answers: z
      .array(z.strictObject({ key: fieldKey, label: z.string().trim().min(1).max(200) }))
      .max(50)
      .default([]),
    consents: z.array(declaredConsent).max(8).default([]),
    /** What becomes of a person one of whose values cannot be: nothing, or everything but that value. */
    wrong: z.enum(['refuse', 'leave_out']).default('refuse'),
  })
  .superRefine(({ answers, consents }, context) => {
    for (const [i, { key }] of answers.entries())
      if (properties.has(key)) context.addIssue({ code: 'custom', path: ['answers', i, 'key'], message: 'reserved' })
    const twice = (names: string[]) => new Set(names).size !== names.length
    if (twice(answers.map(({ key }) => key)))
      context.addIssue({ code: 'custom', path: ['answers'], message: 'duplicate_key' })
    if (twice(consents.map((consent) => consent.purpose)))
      context.addIssue({ code: 'custom', path: ['consents'], message: 'duplicate_purpose' })
  })
export type ImportPlan = z.infer<typeof importPlan>
export type ImportPlanInput = z.input<typeof importPlan>

/** What a value of a row can be. */
export type ImportTarget = LeadProperty | (typeof own)[number] | `answer:${string}` | `consent:${string}`

const isTarget = (name: string) =>
  properties.has(name) ||
  (name.startsWith('answer:') && fieldKey.safeParse(name.slice(7)).success) ||
  (name.startsWith('consent:') && purpose.safeParse(name.slice(8)).success)

/** One row: `n` is its line in the file, the values are text as it stood there. */
const importRow = z.strictObject({
  n: z.int().min(1).max(100_000_000),
  values: z
    .record(z.string().max(60).refine(isTarget, 'unknown_field'), z.string().max(10_000))
    .refine((values) => Object.keys(values).length <= 80, 'too_many'),
})
export type ImportRow = { n: number; values: Partial<Record<ImportTarget, string>> }

/** `POST /api/v1/imports/:id/rows`. Chunks count from 1, one after the other; sent again, one does nothing more. */
export const importChunk = z.strictObject({
  chunk: z.int().min(1),
  rows: z.array(importRow).min(1).max(mostRows),
})

/** `POST /api/v1/imports/try`: what a chunk would do, were it sent under this plan. */
export const importTrial = z.strictObject({ plan: importPlan, rows: z.array(importRow).min(1).max(mostRows) })

/** `POST /api/v1/imports/:id/end`. */
export const importEnd = z.strictObject({ state: z.enum(['done', 'stopped']) })

/** `suppressed`: they asked never to be written to, or to be forgotten, and are nobody's lead any more. */
export const importRefusals = [...fieldErrors, 'suppressed'] as const
export type ImportRefusal = FieldErrorCode | 'suppressed'

const counts = {
  /** New leads. */
  made: z.int(),
  /** Known ones of whom something was blank that is not any more. */
  filled: z.int(),
  /** Known ones who stay as they are, and addresses that come again. */
  known: z.int(),
  refused: z.int(),
}

/** What became, or would become, of a chunk. */
export const importOutcome = z.object({
  ...counts,
  /** Agreements that were not taken over, as the person has said no to that here. */
  withheld: z.int(),
  /** New ones whose last contact is further back than the site keeps people: they will be asked whether to stay. */
  old: z.int(),
  /** Rows that were refused; where `left` is true, all but this value came in. */
  wrong: z.array(z.object({ n: z.int(), field: z.string(), code: z.enum(importRefusals), left: z.boolean() })),
})
export type ImportOutcome = z.infer<typeof importOutcome>

/** One import, as the list shows it. */
export const importSummary = z.object({
  id: z.uuid(),
  site: z.string(),
  file: z.string(),
  purposes: z.array(z.string()),
  tags: z.array(z.string()),
  state: z.enum(['running', 'done', 'stopped']),
  ...counts,
  by: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
export type ImportSummary = z.infer<typeof importSummary>
