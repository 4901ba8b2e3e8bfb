// What a believable person answers, as SQL over the columns `believable-leads.ts` has made: given, family, company, h1, h2, h3…
import type { Field, LeadProperty } from '../contract/field.ts'
import { propertyOf } from '../contract/rules.ts'
import { words } from './believable-words.ts'

/** A value written as SQL. */
export const text = (value: string) => `'${value.replaceAll("'", "''")}'`
/** A JSON object of SQL expressions. */
export const json = (entries: (readonly [string, string])[]) =>
  `json_object(${entries.map(([k, v]) => `${text(k)}, ${v}`).join(', ')})`
/** One of a list of words, bound as ?1, picked by a number. */
export const word = (list: keyof typeof words, hash: string) =>
  `(?1 ->> ('$.${list}[' || (${hash} % ${words[list].length}) || ']'))`

/** The SQL of a plausible answer, or nothing for a field left blank. */
export function answer(field: Field): string {
  const byProperty: Partial<Record<LeadProperty, string>> = {
    email: 'email',
    full_name: "given || ' ' || family",
    given_name: 'given',
    family_name: 'family',
    company: 'company',
    phone: "printf('+336%08d', h2 % 100000000)",
    job_title: word('jobs', 'h3'),
    country: "iif(h2 % 6 = 0, 'BE', 'FR')",
    website: "'https://www.' || domain",
  }
  const property = propertyOf(field)
  if (property) return byProperty[property] ?? ''
  const pick = (values: string[], hash: string) =>
    `(${text(JSON.stringify(values))} ->> ('$[' || (${hash} % ${values.length}) || ']'))`
  switch (field.kind) {
    case 'choice':
      return pick(
        field.options.map((option) => option.value),
        'h2',
      )
    case 'several':
      return `json_array(${pick(
        field.options.map((option) => option.value),
        'h3',
      )})`
    case 'yes_no':
      return "iif(h1 % 2, json('true'), json('false'))"
    case 'number':
      return `${field.min ?? 0} + h2 % ${Math.max(1, (field.max ?? 500) - (field.min ?? 0))}`
    case 'text':
    case 'long_text':
      return field.required ? word('questions', 'h1') : ''
    default:
      return ''
  }
}
