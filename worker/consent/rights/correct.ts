// Correcting what is held. Here it is the person who speaks, proved by their mailbox: what they say replaces what stood,
// by the same rules as in a form.
import type { FieldErrorCode } from '../../../contract/errors.ts'
import type { Answers, Field } from '../../../contract/field.ts'
import { readAnswers } from '../../../contract/rules.ts'
import { columnFields, columnOf } from '../../lead/column-fields.ts'
import { family } from '../../lead/family.ts'
import { leadColumns, sortAnswers } from '../../lead/properties.ts'
import { newId } from '../../lib/id.ts'
import type { lead } from '../../schema/lead.ts'
import type { Holder } from './holder.ts'

type LeadRow = typeof lead.$inferSelect

// Where two leads are merged, it is the one the team sees.
const shown = '(SELECT coalesce(merged_into, id) FROM lead WHERE id = ?1)'

export type Correctable = { fields: Field[]; values: Answers }

/** What can be corrected, and what stands now. */
export async function correctable(db: D1Database, { leadId }: Pick<Holder, 'leadId'>): Promise<Correctable> {
  const row = await db.prepare(`SELECT * FROM lead WHERE id = ${shown}`).bind(leadId).first<LeadRow>()
  if (!row) return { fields: [], values: {} }
  const extra: Answers = JSON.parse(row.answers)
  // A full name made of its parts is corrected in its parts.
  const inParts = row.given_name !== null || row.family_name !== null || row.full_name === null
  const unasked = inParts ? ['lead.full_name'] : ['lead.given_name', 'lead.family_name']
  const columns = columnFields.filter(({ key }) => !unasked.includes(key))
  const asked = Object.keys(extra).length ? await askedFields(db, leadId) : []
  const own = Object.keys(extra).flatMap((key) => asked.find((field) => field.key === key) ?? [])
  const standing = columns.flatMap(({ key }) => {
    const value = row[columnOf(key) as keyof LeadRow]
    return typeof value === 'string' ? [[key, value]] : []
  })
  return {
    // Nobody can be made to keep an answer, and what an answer once depended on is not asked here.
    fields: [...columns, ...own.map((field) => ({ ...field, required: false, showIf: undefined }))],
    values: { ...extra, ...Object.fromEntries(standing) },
  }
}

async function askedFields(db: D1Database, leadId: string): Promise<Field[]> {
  const { results } = await db
    .prepare(`
      SELECT DISTINCT form_version.definition
      FROM (SELECT ref FROM timeline WHERE lead_id IN (${family}) AND kind = 'submitted' ORDER BY id DESC LIMIT 100) AS sent
      JOIN submission ON submission.id = sent.ref
      JOIN form_version ON form_version.form_id = submission.form_id AND form_version.version = submission.version`)
    .bind(leadId)
    .all<{ definition: string }>()
  return results.flatMap(({ definition }) => {
    const { steps }: { steps: { fields: Field[] }[] } = JSON.parse(definition)
    return steps.flatMap((step) => step.fields)
  })
}

/** Gives what is wrong with each field, or writes all of it down. A field left out is left alone, an empty one is emptied. */
export async function correct(
  db: D1Database,
  holder: Holder,
  sent: Record<string, unknown>,
  at: string,
): Promise<Record<string, FieldErrorCode>> {
  const { fields, values } = await correctable(db, holder)
  const asked = fields.filter(({ key }) => Object.hasOwn(sent, key))
  const { answers, errors } = readAnswers(asked, sent)
  if (Object.keys(errors).length) return errors
  const untouched = Object.entries(values).filter(([key]) => !asked.some((field) => field.key === key))
  const whole: Answers = { ...Object.fromEntries(untouched), ...answers }
  const isExtra = ([key]: [string, unknown]) => !columnOf(key)
  const { properties } = sortAnswers(columnFields, whole)
  const extra = Object.fromEntries(Object.entries(whole).filter(isExtra))
  const changed = fields
    .map(({ key }) => key)
    .filter((key) => JSON.stringify(whole[key]) !== JSON.stringify(values[key]))
  if (!changed.length) return {}
  await db.batch([
    db
      .prepare(`
        UPDATE lead
        SET ${leadColumns.map((column, i) => `${column} = ?${i + 4}`).join(', ')},
          answers = ?2,
          last_contact_at = max(last_contact_at, ?3)
        WHERE id = ${shown}`)
      .bind(holder.leadId, JSON.stringify(extra), at, ...leadColumns.map((column) => properties[column] ?? null)),
    db
      .prepare(`INSERT INTO timeline (lead_id, id, kind, detail, at) VALUES (${shown}, ?2, 'corrected', ?3, ?4)`)
      .bind(holder.leadId, newId(Date.parse(at)), JSON.stringify({ fields: changed }), at),
  ])
  return {}
}
