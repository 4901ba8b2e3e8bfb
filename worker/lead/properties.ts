// Which answers fill a property of the lead, and which stay beside them under their own key.
import type { Answer, Answers, Field, LeadProperty } from '../../contract/field.ts'
import { propertyOf } from '../../contract/rules.ts'
import { toE164 } from './phone.ts'

/** The columns of a lead that answers fill, the address apart. */
export const leadColumns = [
  'full_name',
  'given_name',
  'family_name',
  'phone',
  'company',
  'job_title',
  'country',
  'website',
] as const
export type Properties = Partial<Record<(typeof leadColumns)[number], string>>
type Asked = Pick<Field, 'key' | 'kind'> & { property?: LeadProperty; part?: 'full' | 'given' | 'family' }

/** Each field with the column it fills: the first field of its kind has it, the others stay beside. The address has its own. */
function filling<F extends Asked>(fields: F[]): { field: F; column: keyof Properties | undefined }[] {
  const taken = new Set<LeadProperty>()
  return fields.flatMap((field) => {
    const property = propertyOf(field as unknown as Field)
    if (property === 'email') return []
    const column = property && !taken.has(property) ? property : undefined
    if (column) taken.add(column)
    return [{ field, column }]
  })
}

const isAnswered = (answers: Answers) => (field: Field) => answers[field.key] !== undefined
const worth = (field: Field, answer: Answer) =>
  field.kind === 'phone' ? toE164(String(answer), field.country) : String(answer)

/** Answers sorted into the lead's columns and the rest; a full name is made of its parts where it was not asked. */
export function sortAnswers(fields: Field[], answers: Answers): { properties: Properties; extra: Answers } {
  const properties: Properties = {}
  const extra: Answers = {}
  for (const { field, column } of filling(fields.filter(isAnswered(answers)))) {
    const answer = answers[field.key]!
    if (column) properties[column] = worth(field, answer)
    else extra[field.key] = answer
  }
  const { given_name, family_name } = properties
  if (given_name || family_name) properties.full_name ??= [given_name, family_name].filter(Boolean).join(' ')
  return { properties, extra }
}

/**
 * Keys of answers that say otherwise than the lead does. Whoever types a known address fills only blanks,
 * so these stayed in their submission.
 */
export function differences(
  fields: Field[],
  answers: Answers,
  lead: { properties: Properties; extra: Answers },
): string[] {
  return filling(fields.filter(isAnswered(answers)))
    .filter(({ field, column }) => {
      const answer = answers[field.key]!
      return column
        ? lead.properties[column] !== worth(field, answer)
        : JSON.stringify(lead.extra[field.key]) !== JSON.stringify(answer)
    })
    .map(({ field }) => field.key)
}

/** Keys of one form's fields whose answers may have to stay beside the properties. */
export const extraKeys = (fields: Asked[]): string[] =>
  filling(fields)
    .filter(({ column }) => !column)
    .map(({ field }) => field.key)

/** What a form asks without insisting, as `lead.company` where it fills a column. What no person answers counts for nothing. */
export const askedFreely = (fields: Field[]): string[] =>
  filling(fields)
    .filter(({ field }) => !field.required && field.kind !== 'hidden')
    .map(({ field, column }) => (column ? `lead.${column}` : field.key))
