// The kinds of field a form can ask. What each accepts is decided in rules.ts, which the widget runs too.
import * as z from 'zod'
import { localized } from './text.ts'

/** The control no person sees. Whoever fills it is a program. */
export const trapName = 'website_url'

/** Keys are column names in exports: plain, lower case, never one of an object's own. */
export const fieldKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/)
  .refine((key) => key !== 'constructor' && key !== trapName, 'reserved')

/** Which property of the lead an answer fills. */
export const leadProperty = z.enum([
  'email',
  'full_name',
  'given_name',
  'family_name',
  'phone',
  'company',
  'job_title',
  'country',
  'website',
])
export type LeadProperty = z.infer<typeof leadProperty>

/** Shown only when every rule holds. `value` absent: any answer at all. */
const showRule = z.strictObject({
  field: fieldKey,
  is: z.enum(['equal', 'not_equal', 'answered', 'not_answered']),
  value: z.union([z.string().max(500), z.number(), z.boolean()]).optional(),
})
export type ShowRule = z.infer<typeof showRule>

const common = {
  key: fieldKey,
  label: localized(200),
  help: localized(400).optional(),
  required: z.boolean().default(false),
  width: z.enum(['full', 'half']).default('full'),
  property: leadProperty.optional(),
  /** HTML autofill token; each kind has a sensible one of its own. */
  autocomplete: z
    .string()
    .regex(/^[a-z][a-z0-9 -]{0,60}$/)
    .optional(),
  showIf: z.array(showRule).min(1).max(5).optional(),
  /** Not asked again of somebody who already answered it. */
  askOnce: z.boolean().optional(),
}
const option = z.strictObject({ value: z.string().trim().min(1).max(100), label: localized(200) })
const options = z
  .array(option)
  .min(1)
  .max(200)
  .refine((list) => new Set(list.map((o) => o.value)).size === list.length, 'duplicate_option')
const domain = z.string().regex(/^[a-z0-9.-]+\.[a-z0-9-]+$/)
const text = { maxLength: z.int().min(1).max(10_000).optional(), minLength: z.int().min(1).max(1_000).optional() }

export const field = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('email'),
    ...common,
    accept: z.enum(['any', 'business']).default('any'),
    allowDomains: z.array(domain).max(200).optional(),
    refuseDomains: z.array(domain).max(200).optional(),
  }),
  z.strictObject({ kind: z.literal('text'), ...common, ...text, default: z.string().max(200).optional() }),
  z.strictObject({ kind: z.literal('long_text'), ...common, ...text }),
  z.strictObject({ kind: z.literal('name'), ...common, part: z.enum(['full', 'given', 'family']).default('full') }),
  z.strictObject({
    kind: z.literal('phone'),
    ...common,
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .default('FR'),
  }),
  z.strictObject({ kind: z.literal('company'), ...common }),
  z.strictObject({ kind: z.literal('job_title'), ...common }),
  z.strictObject({
    kind: z.literal('country'),
    ...common,
    default: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  }),
  z.strictObject({ kind: z.literal('url'), ...common }),
  z.strictObject({
    kind: z.literal('number'),
    ...common,
    min: z.number().optional(),
    max: z.number().optional(),
    whole: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('date'), ...common, min: z.iso.date().optional(), max: z.iso.date().optional() }),
  z.strictObject({
    kind: z.literal('choice'),
    ...common,
    options,
    look: z.enum(['select', 'radio', 'buttons']).default('select'),
    default: z.string().max(100).optional(),
  }),
  z.strictObject({ kind: z.literal('several'), ...common, options, max: z.int().min(1).max(200).optional() }),
  z.strictObject({ kind: z.literal('yes_no'), ...common }),
  z.strictObject({
    kind: z.literal('hidden'),
    ...common,
    value: z.string().max(500).optional(),
    fromQuery: z
      .string()
      .regex(/^[\w.-]{1,60}$/)
      .optional(),
  }),
])

export type Field = z.infer<typeof field>
/** What one field can hold once normalised. */
export type Answer = string | number | boolean | string[]
export type Answers = Record<string, Answer>
