// From the text of a row to what a lead can hold, by the rules that forms go by. Pure: dashboard and Worker read alike.
import type { FieldErrorCode } from './errors.ts'
import type { Answer, Field, LeadProperty } from './field.ts'
import type { ImportPlan, ImportRow } from './import.ts'
import { momentOf } from './import-moment.ts'
import { Refused } from './import-value.ts'
import { countryOf, languageOf, saysYes, stageOf } from './import-words.ts'
import { check, normalise } from './rules.ts'
import type { Stage } from './stage.ts'

/** Rows of one request. */
export const mostRows = 500

export type WrongValue = { field: string; code: FieldErrorCode }

/** A row that can be taken in. */
export type ReadRow = {
  email: string
  properties: Partial<Record<Exclude<LeadProperty, 'email'>, string>>
  answers: Record<string, string>
  language: string
  stage: Stage
  tags: string[]
  createdAt: string | undefined
  lastContactAt: string | undefined
  /** Purposes they agreed to, as the file says. */
  agreed: string[]
  /** Values that were left out. */
  wrong: WrongValue[]
}

type Rules = Pick<ImportPlan, 'language' | 'country' | 'dates' | 'stage' | 'tags' | 'answers' | 'consents' | 'wrong'>

/** What the row says, or the first thing wrong with it. A file with a bad address has nobody to take in, whatever `wrong` says. */
export function readRow(rules: Rules, { values }: ImportRow, nowMs: number): ReadRow | WrongValue {
  const wrong: WrongValue[] = []
  const take = <T>(field: string, read: T | Refused | undefined): T | undefined => {
    if (!(read instanceof Refused)) return read
    wrong.push({ field, code: read.code })
    return undefined
  }
  const email = take('email', sound(fields.email, values.email))
  if (email === undefined) return wrong[0] ?? { field: 'email', code: 'required' }
  const properties: ReadRow['properties'] = {}
  for (const name of names) {
    const typed = name === 'country' ? countryOf(values.country) : values[name]
    const answer = take(name, sound(fields[name], typed))
    if (answer !== undefined) properties[name] = String(answer)
  }
  const { given_name, family_name } = properties
  if (given_name || family_name) properties.full_name ??= [given_name, family_name].filter(Boolean).join(' ')
  const answers: ReadRow['answers'] = {}
  for (const { key } of rules.answers) {
    const answer = take(`answer:${key}`, sound(fields.answer, values[`answer:${key}`]))
    if (answer !== undefined) answers[key] = String(answer)
  }
  const row: ReadRow = {
    email: String(email),
    properties,
    answers,
    language: languageOf(values.language) ?? rules.language,
    stage: take('stage', stageOf(values.stage)) ?? rules.stage,
    tags: [...rules.tags, ...(take('tags', tagsOf(values.tags)) ?? [])],
    createdAt: take('created_at', momentOf(values.created_at, rules.dates, nowMs)),
    lastContactAt: take('last_contact_at', momentOf(values.last_contact_at, rules.dates, nowMs)),
    agreed: rules.consents
      .filter(({ purpose, everybody }) => everybody || saysYes(values[`consent:${purpose}`]))
      .map(({ purpose }) => purpose),
    wrong,
  }
  return wrong[0] && rules.wrong === 'refuse' ? wrong[0] : row
}

const field = (kind: string, more: object = {}) =>
  ({ kind, key: kind, label: {}, required: false, ...more }) as unknown as Field

const fields = {
  email: field('email', { required: true }),
  full_name: field('name'),
  given_name: field('name'),
  family_name: field('name'),
  phone: field('phone'),
  company: field('company'),
  job_title: field('job_title'),
  country: field('country'),
  website: field('url'),
  answer: field('long_text'),
}
const names = [
  'full_name',
  'given_name',
  'family_name',
  'phone',
  'company',
  'job_title',
  'country',
  'website',
] as const satisfies (keyof typeof fields)[]

// What a spreadsheet's guard put before a cell that would have begun a formula is taken off again.
const unguarded = (text: string | undefined) => text?.replace(/^'(?=[=+\-@\t\r])/, '')

function sound(asked: Field, typed: string | undefined): Answer | Refused | undefined {
  const answer = normalise(asked, unguarded(typed))
  if (answer === null) return new Refused('wrong_type')
  const error = check(asked, answer)
  return error ? new Refused(error) : answer
}

function tagsOf(typed = ''): string[] | Refused {
  const tags = typed
    .split(/[;,|]/)
    .map((one) =>
      one
        .normalize('NFC')
        .replace(/[\s\p{C}]+/gu, ' ')
        .trim(),
    )
    .filter(Boolean)
  if (tags.some((one) => one.length > 40)) return new Refused('too_long')
  return tags.length > 20 ? new Refused('too_many') : tags
}
