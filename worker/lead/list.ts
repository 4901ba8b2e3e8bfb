// The list of leads: page after page, each costing what a page costs however many leads there are.
import type { ConsentStanding, LeadFilter, LeadPage, LeadSort, LeadSummary } from '../../contract/lead.ts'
import type { Source } from '../../contract/submission.ts'
import { temperatureOf } from '../../contract/temperature.ts'
import { dayMs } from '../lib/time.ts'
import type { lead } from '../schema/lead.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { findLeads, findRanked, narrow } from './find.ts'
import { ranksOf } from './search.ts'

type LeadRow = typeof lead.$inferSelect
const ownColumns = [
  'seq',
  'id',
  'email',
  'full_name',
  'company',
  'country',
  'stage',
  'held',
  'submissions',
  'created_at',
  'last_contact_at',
  'confirmed_at',
  'consents',
  'source',
  'tags',
  'assigned_to',
  'quality',
  'qualified',
  'persona',
  'interest_at',
] as const
export type SummaryRow = Pick<LeadRow, (typeof ownColumns)[number]> & {
  form: string
  assigned_name: string | null
  /** For how long interest makes hot, as its site says. */
  hot_days: number | null
}

export const summaryColumns = `
  ${ownColumns.map((name) => `lead.${name}`).join(', ')},
  (SELECT json_object('slug', slug, 'name', draft ->> 'name') FROM form WHERE id = lead.form_id) AS form,
  (SELECT name FROM member WHERE id = lead.assigned_to) AS assigned_name,
  (SELECT hot_days FROM site WHERE id = lead.site_id) AS hot_days`

export type PageAsked = { limit: number; after?: string; sort?: LeadSort }

/** The page that follows the cursor `after`, the first without it. */
export async function listLeads(
  db: D1Database,
  filter: LeadFilter,
  { limit, after, sort = 'newest' }: PageAsked,
): Promise<LeadPage> {
  const nowMs = Date.now()
  const narrowed = await narrow(db, filter, nowMs)
  if (!narrowed) return { leads: [], next: null }
  const place = after === undefined ? undefined : fromCursor(after)
  const ranks = narrowed.ids ? undefined : ranksOf(narrowed.match, sort, nowMs)
  let rows: (SummaryRow & { rank?: number })[]
  if (ranks) {
    rows = await findRanked<SummaryRow>(db, summaryColumns, narrowed, ranks, limit + 1, place)
  } else {
    const { from, to } = narrowed
    const range =
      sort === 'oldest'
        ? { from: Math.max(from, (place?.seq ?? -1) + 1), to }
        : { from, to: Math.min(to, place?.seq ?? Number.MAX_SAFE_INTEGER) }
    const order = sort === 'oldest' ? 'ASC' : 'DESC'
    rows = await findLeads<SummaryRow>(db, summaryColumns, { ...narrowed, ...range }, limit + 1, order)
  }
  const leads = rows.slice(0, limit)
  const last = rows.length > limit ? leads.at(-1) : undefined
  return {
    leads: leads.map((row) => summaryOf(row, nowMs)),
    next: last ? toCursor({ rank: last.rank ?? 0, seq: last.seq }) : null,
  }
}

export const summaryOf = (row: SummaryRow, nowMs = Date.now()): LeadSummary => ({
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
  tags: JSON.parse(row.tags),
  assignedTo: row.assigned_to && row.assigned_name !== null ? { id: row.assigned_to, name: row.assigned_name } : null,
  quality: row.quality,
  qualified: row.qualified === 1,
  persona: row.persona,
  temperature: temperatureOf(row.interest_at, endOfDay(nowMs), row.hot_days ?? undefined),
  country: row.country,
  source: sourceOf(JSON.parse(row.source)),
})

// The index knows the day of an interest only: all day long, the list shows as hot whom its filter takes for hot.
const endOfDay = (nowMs: number) => nowMs - (nowMs % dayMs) + dayMs - 1

function sourceOf({ campaign, referrer }: Source): string | null {
  if (campaign?.utm_source) return campaign.utm_source
  return referrer && URL.canParse(referrer) ? new URL(referrer).hostname || null : null
}

/** The lead's own fold of its consent events, as a list. */
export function standings(consents: string): ConsentStanding[] {
  const byPurpose: Record<string, Omit<ConsentStanding, 'purpose'>> = JSON.parse(consents)
  return Object.entries(byPurpose).map(([purpose, standing]) => ({ purpose, ...standing }))
}
