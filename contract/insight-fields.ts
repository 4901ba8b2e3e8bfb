// Where those stop who begin a form and do not send it, and what is refused of their answers: questions, never answers.
import * as z from 'zod'
import { fieldErrors } from './errors.ts'
import { insightFilter } from './insight.ts'
import { language, localized, slug } from './text.ts'

/** Countries are not told apart here: a form has many questions, and few people stop at each. */
export const fieldsFilter = insightFilter.pick({ from: true, to: true, source: true, device: true }).extend({
  form: slug,
  /** One of the versions that are tried against each other, and what happened in it while it was. */
  version: z.coerce.number().int().min(1).max(1_000_000).optional(),
})
export type FieldsFilter = z.infer<typeof fieldsFilter>

const refused = z.array(z.object({ code: z.enum(fieldErrors), times: z.int() }))

const asked = z.object({
  key: z.string(),
  label: localized(200),
  kind: z.string(),
  required: z.boolean(),
  /** Of those who sent, and of those who told where they stopped: how many came at least as far. */
  reached: z.int(),
  /** Began, did not send, and touched this one last. */
  left: z.int(),
  /** As many days right before. */
  leftBefore: z.int(),
  /** How often sending was tried with something wrong here; what was wrong, the most frequent first. */
  errors: refused,
})
export type AskedField = z.infer<typeof asked>

/** `GET /api/v1/insight/fields`: the questions as they are published now, in their order. */
export const fieldsNumbers = z.object({
  form: z.object({ slug: z.string(), name: z.string(), language, version: z.int() }),
  began: z.int(),
  sent: z.int(),
  before: z.object({ began: z.int(), sent: z.int() }),
  /** Began and went away, and their browser did not tell where. */
  unknown: z.int(),
  steps: z.array(
    z.object({
      /** Its place in the form, from 1 on. */
      place: z.int(),
      title: localized(120).nullable(),
      reached: z.int(),
      /** Turned to it and touched none of its questions. */
      left: z.int(),
      fields: z.array(asked),
    }),
  ),
  /** Touched a consent last. */
  consents: z.int(),
  /** Questions that other versions asked, and what could not be told apart. */
  others: z.object({ left: z.int(), errors: z.int() }),
})
export type FieldsNumbers = z.infer<typeof fieldsNumbers>
