// Setting right what is known of a lead. It is the team that speaks: what the person sent stays in their submissions as it was, and
// what they agreed to stays as they said it.
import { type Answers, type Field, field } from '../../contract/field.ts'
import type { LeadEdit } from '../../contract/lead-work.ts'
import { readAnswers } from '../../contract/rules.ts'
import { comparable } from '../capture/to-record.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { lead } from '../schema/lead.ts'
import type { Actor } from '../team/session.ts'
import { columnFields, keyOf } from './column-fields.ts'
import { shownOf } from './family.ts'
import { leadColumns, sortAnswers } from './properties.ts'

type LeadRow = typeof lead.$inferSelect

const address: Field = field.parse({ kind: 'email', key: 'email', label: { en: 'Email' }, required: true })
const columns = {
  fullName: 'full_name',
  givenName: 'given_name',
  familyName: 'family_name',
  phone: 'phone',
  company: 'company',
  jobTitle: 'job_title',
  country: 'country',
  website: 'website',
} as const
type Name = keyof typeof columns
const names = Object.keys(columns) as Name[]

/**
 * Gives the names of what changed. Throws `not_found`, `invalid` with a code for each field, or `conflict` where the address is
 * another lead's (`taken`) or the one with which something was said about consents (`has_consents`): it proves whose they are.
 */
export async function editLead(
  db: D1Database,
  id: string,
  edit: LeadEdit,
  actor: Actor,
  now: number,
): Promise<string[]> {
  const leadId = await shownOf(db, id)
  const row = await db.prepare('SELECT * FROM lead WHERE id = ?1').bind(leadId).first<LeadRow>()
  if (!row) throw new Problem('not_found')
  const properties = propertiesAfter(row, edit)
  const email = edit.email === undefined ? row.email : soundAddress(edit.email)
  const emailKey = comparable(email)
  const changed = [
    ...(email === row.email ? [] : ['email']),
    ...names.filter((name) => (properties[columns[name]] ?? null) !== row[columns[name]]),
  ]
  if (!changed.length) return []
  if (emailKey !== row.email_key) await mustBeFree(db, row, emailKey)
  const at = new Date(now).toISOString()
  await db.batch([
    db
      .prepare(`
        UPDATE lead
        SET email = ?2,
          -- Another address is nobody's proved one yet.
          confirmed_at = iif(email_key = ?3, confirmed_at, NULL),
          email_key = ?3,
          ${leadColumns.map((column, i) => `${column} = ?${i + 4}`).join(',\n          ')}
        WHERE id = ?1`)
      .bind(leadId, email, emailKey, ...leadColumns.map((column) => properties[column] ?? null)),
    db
      .prepare(`INSERT INTO timeline (lead_id, id, kind, detail, at) VALUES (?1, ?2, 'edited', ?3, ?4)`)
      .bind(leadId, newId(now), JSON.stringify({ fields: changed, by: actor.name }), at),
  ])
  return changed
}

/** By the rules of a form; a full name that is made of its parts follows them. */
function propertiesAfter(row: LeadRow, edit: LeadEdit) {
  const standing = names.flatMap((name) => {
    const value = row[columns[name]]
    return value === null ? [] : [[keyOf(columns[name]), value]]
  })
  const sent = names.flatMap((name) => (edit[name] === undefined ? [] : [[keyOf(columns[name]), edit[name] ?? '']]))
  const { answers, errors } = readAnswers(
    columnFields.filter(({ key }) => sent.some(([sentKey]) => sentKey === key)),
    Object.fromEntries(sent),
  )
  if (Object.keys(errors).length) {
    const byName = names.flatMap((name) => {
      const code = errors[keyOf(columns[name])]
      return code ? [[name, code]] : []
    })
    throw new Problem('invalid', { fields: Object.fromEntries(byName) })
  }
  const touched = new Set(sent.map(([key]) => key))
  const whole: Answers = { ...Object.fromEntries(standing.filter(([key]) => !touched.has(key))), ...answers }
  const partsTouched = edit.givenName !== undefined || edit.familyName !== undefined
  if (partsTouched && edit.fullName === undefined) delete whole[keyOf('full_name')]
  return sortAnswers(columnFields, whole).properties
}

function soundAddress(email: string): string {
  const { answers, errors } = readAnswers([address], { email })
  if (errors.email || typeof answers.email !== 'string')
    throw new Problem('invalid', { fields: { email: errors.email ?? 'required' } })
  return answers.email
}

async function mustBeFree(db: D1Database, { id, site_id }: LeadRow, emailKey: string): Promise<void> {
  const found = await db
    .prepare(`
      SELECT
        EXISTS (SELECT 1 FROM lead WHERE site_id = ?2 AND email_key = ?3 AND id <> ?1) AS taken,
        EXISTS (SELECT 1 FROM consent_event WHERE lead_id = ?1) AS said`)
    .bind(id, site_id, emailKey)
    .first<{ taken: number; said: number }>()
  if (found?.taken) throw new Problem('conflict', { fields: { email: 'taken' } })
  if (found?.said) throw new Problem('conflict', { fields: { email: 'has_consents' } })
}
