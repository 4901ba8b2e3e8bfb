// Which questions a person has answered before: their names, never what was said.
import type { Answers, Field } from '../../contract/field.ts'
import { propertyOf } from '../../contract/rules.ts'
import { extraKeys, leadColumns, type Properties } from './properties.ts'

/** Keys of those `fields` that a lead of the site has answered; none where there is no such lead. One read. */
export async function answeredBy(db: D1Database, site: string, leadId: string, fields: Field[]): Promise<string[]> {
  const lead = await db
    .prepare(`
      SELECT answers, ${leadColumns.join(', ')}
      FROM lead
      WHERE id = ?1
      AND site_id = ?2`)
    .bind(leadId, site)
    .first<Properties & { answers: string }>()
  if (!lead) return []
  const beside: Answers = JSON.parse(lead.answers)
  const extra = new Set(extraKeys(fields))
  return fields
    .filter((field) => {
      const column = propertyOf(field)
      return extra.has(field.key) ? Object.hasOwn(beside, field.key) : column && column !== 'email' && lead[column]
    })
    .map(({ key }) => key)
}
