// The list of leads: newest first, page after page, each costing what a page costs however many leads there are.
import type { ConsentStanding, LeadFilter, LeadPage, LeadSummary } from '../../contract/lead.ts'
import { publishedForm } from '../form/published.ts'
import type { lead } from '../schema.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { matchOf, seqRange } from './search.ts'

type LeadRow = typeof lead.$inferSelect
export type SummaryRow = Pick<
  LeadRow,
  'seq' | 'id' | 'email' | 'full_name' | 'company' | 'stage' | 'held' | 'submissions' | 'created_at' | 'last_contact_at' | 'consents'
> & { form_slug: string; form_name: string }

export const summaryColumns = `
  lead.seq, lead.id, lead.email, lead.full_name, lead.company, lead.stage, lead.held, lead.submissions,
  lead.created_at, lead.last_contact_at, lead.consents, form.slug AS form_slug, form.draft ->> 'name' AS form_name`

/** What a filter comes to: which leads by time, which by the index. `undefined`: none can match. */
export type Narrowed = { from: number; to: number; match: string; held: LeadFilter['held']; indexed: boolean }

export async function narrow(db: D1Database, filter: LeadFilter): Promise<Narrowed | undefined> {
  const form = filter.form ? await publishedForm(db, filter.form) : undefined
  if (filter.form && !form) return undefined
  const match = matchOf(filter, form?.id)
  if (match === undefined) return undefined
  return { ...seqRange(filter), match, held: filter.held, indexed: Boolean(filter.form || filter.q) }
}

export async function listLeads(db: D1Database, filter: LeadFilter, limit: number, after?: string): Promise<LeadPage> {
  const asked = await narrow(db, filter)
  if (!asked) return { leads: [], next: null }
  const isFirst = after === undefined && !filter.to
  const to = after === undefined ? asked.to : Math.min(asked.to, fromCursor(after))
  const rows = await leadRows(db, { ...asked, to }, limit + 1, isFirst)
  const leads = rows.slice(0, limit)
  const last = rows.length > limit ? leads.at(-1) : undefined
  return { leads: leads.map(summaryOf), next: last ? toCursor(last.seq) : null }
}

// The index starts reading at the newest lead: quick there, whatever lies between, but it counts its way to a later page.
// The table is quick anywhere, but would read through any number of held leads. So each does what it is quick at,
// and where the table meets too many held ones the index takes over.
async function leadRows(db: D1Database, asked: Narrowed, limit: number, isFirst: boolean): Promise<SummaryRow[]> {
  const { held, indexed } = asked
  if (!indexed && held === 'all') return walk(db, asked, limit, limit)
  if (!indexed && held === 'no' && !isFirst) {
    const found = await walk(db, asked, limit, limit * 4)
    if (found.length === limit) return found
  }
  return match(db, asked, limit)
}

async function walk(db: D1Database, { from, to, held }: Narrowed, limit: number, reach: number): Promise<SummaryRow[]> {
  const { results } = await db
    .prepare(`
      SELECT ${summaryColumns}
      FROM (
        SELECT *
        FROM lead
        WHERE seq >= ?1 AND seq < ?2
        ORDER BY seq DESC
        LIMIT ?3
      ) AS lead
      CROSS JOIN form ON form.id = lead.form_id
      WHERE ${held === 'all' ? 'true' : 'lead.held = 0'}
      LIMIT ?4`)
    .bind(from, to, reach, limit)
    .all<SummaryRow>()
  return results
}

async function match(db: D1Database, { from, to, match }: Narrowed, limit: number): Promise<SummaryRow[]> {
  const { results } = await db
    .prepare(`
      SELECT ${summaryColumns}
      FROM lead_search
      CROSS JOIN lead ON lead.seq = lead_search.rowid
      CROSS JOIN form ON form.id = lead.form_id
      WHERE lead_search MATCH ?1
        AND lead_search.rowid >= ?2
        AND lead_search.rowid < ?3
      ORDER BY lead_search.rowid DESC
      LIMIT ?4`)
    .bind(match, from, to, limit)
    .all<SummaryRow>()
  return results
}

export const summaryOf = (row: SummaryRow): LeadSummary => ({
  id: row.id,
  email: row.email,
  fullName: row.full_name,
  company: row.company,
  form: { slug: row.form_slug, name: row.form_name },
  stage: row.stage,
  held: row.held === 1,
  submissions: row.submissions,
  createdAt: row.created_at,
  lastContactAt: row.last_contact_at,
  consents: standings(row.consents),
})

/** The lead's own fold of its consent events, as a list. */
export function standings(consents: string): ConsentStanding[] {
  const byPurpose: Record<string, Omit<ConsentStanding, 'purpose'>> = JSON.parse(consents)
  return Object.entries(byPurpose).map(([purpose, standing]) => ({ purpose, ...standing }))
}
