// The list of leads: newest first, page after page, each costing what a page costs however many leads there are.
import type { ConsentStanding, LeadFilter, LeadPage, LeadSummary } from '../../contract/lead.ts'
import type { lead } from '../schema/lead.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { findLeads, narrow } from './find.ts'

type LeadRow = typeof lead.$inferSelect
export type SummaryRow = Pick<
  LeadRow,
  | 'seq'
  | 'id'
  | 'email'
  | 'full_name'
  | 'company'
  | 'stage'
  | 'held'
  | 'submissions'
  | 'created_at'
  | 'last_contact_at'
  | 'confirmed_at'
  | 'consents'
> & { form: string }

export const summaryColumns = `
  lead.seq, lead.id, lead.email, lead.full_name, lead.company, lead.stage, lead.held, lead.submissions,
  lead.created_at, lead.last_contact_at, lead.confirmed_at, lead.consents,
  (SELECT json_object('slug', slug, 'name', draft ->> 'name') FROM form WHERE id = lead.form_id) AS form`

/** The page that follows the cursor `after`, the first without it. */
export async function listLeads(db: D1Database, filter: LeadFilter, limit: number, after?: string): Promise<LeadPage> {
  const narrowed = await narrow(db, filter)
  if (!narrowed) return { leads: [], next: null }
  const to = after === undefined ? narrowed.to : Math.min(narrowed.to, fromCursor(after))
  const rows = await findLeads<SummaryRow>(db, summaryColumns, { ...narrowed, to }, limit + 1)
  const leads = rows.slice(0, limit)
  const last = rows.length > limit ? leads.at(-1) : undefined
  return { leads: leads.map(summaryOf), next: last ? toCursor(last.seq) : null }
}

export const summaryOf = (row: SummaryRow): LeadSummary => ({
  id: row.id,
  email: row.email,
  fullName: row.full_name,
  company: row.company,
  form: JSON.parse(row.form),
  stage: row.stage,
  held: row.held === 1,
  submissions: row.submissions,
  createdAt: row.created_at,
  lastContactAt: row.last_contact_at,
  confirmedAt: row.confirmed_at,
  consents: standings(row.consents),
})

/** The lead's own fold of its consent events, as a list. */
export function standings(consents: string): ConsentStanding[] {
  const byPurpose: Record<string, Omit<ConsentStanding, 'purpose'>> = JSON.parse(consents)
  return Object.entries(byPurpose).map(([purpose, standing]) => ({ purpose, ...standing }))
}
