// Which answers fill a property of the lead, and which stay beside them under their own key.
import type { Answer, Answers, Field, LeadProperty } from '../../contract/field.ts'
import { propertyOf } from '../../contract/rules.ts'
import { toE164 } from './phone.ts'

type Properties = Partial<Record<LeadProperty, string>>
type Asked = Pick<Field, 'key' | 'kind'> & { property?: LeadProperty; part?: 'full' | 'given' | 'family' }

/**
 * Keys of answers that say otherwise than the lead does. Whoever types a known address fills only blanks,
 * so these stayed in their submission.
 */
export function differences(
  fields: Field[],
  answers: Answers,
  lead: { properties: Properties; extra: Answers },
): string[] {
  const filled = new Set<LeadProperty>(['email'])
  return fields
    .filter((field) => {
      const answer = answers[field.key]
      const property = propertyOf(field)
      if (answer === undefined || property === 'email') return false
      if (!property || filled.has(property)) return says(lead.extra[field.key]) !== says(answer)
      filled.add(property)
      return (
        lead.properties[property] !== (field.kind === 'phone' ? toE164(String(answer), field.country) : String(answer))
      )
    })
    .map(({ key }) => key)
}

const says = (answer: Answer | undefined) => JSON.stringify(answer)

/** Keys of one form's fields whose answers may have to stay beside the properties. */
export function extraKeys(fields: Asked[]): string[] {
  const filled = new Set<LeadProperty>()
  return fields
    .filter((field) => {
      const property = propertyOf(field as Field)
      if (property === 'email') return false
      if (!property || filled.has(property)) return true
      filled.add(property)
      return false
    })
    .map(({ key }) => key)
}
