// Answers that any question takes, so that a preview can go on to what comes after them. Pure.
import type { ShownField } from '../../../../contract/shown.ts'

/** Field key → what a page would fill in. */
export const sampleOf = (fields: ShownField[]): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [field.key, answerTo(field)]))

function answerTo(field: ShownField): string {
  switch (field.kind) {
    case 'email':
      return `camille.martin@${field.allowDomains?.[0] ?? 'atelier-sud.fr'}`
    case 'name':
      return { full: 'Camille Martin', given: 'Camille', family: 'Martin' }[field.part]
    case 'phone':
      return '+33612345678'
    case 'company':
      return 'Atelier Sud'
    case 'job_title':
      return 'Direction'
    case 'country':
      return field.default ?? 'FR'
    case 'url':
      return 'https://atelier-sud.fr'
    case 'number':
      return String(Math.ceil(field.min ?? Math.min(10, Math.floor(field.max ?? 10))))
    case 'date':
      return field.min ?? field.max ?? '2026-06-01'
    case 'choice':
    case 'several':
      return field.options[0]!.value
    case 'yes_no':
      return 'true'
    case 'hidden':
      return field.value ?? ''
    default:
      return 'Lorem ipsum dolor sit amet'.padEnd(field.minLength ?? 0, '.').slice(0, field.maxLength)
  }
}
