// What leaves: an event with what is true at this moment, in the form its receiver reads.
import type { SentBody, SentEvent, SentLead } from '../../contract/connection.ts'
import type { ConnectionFormat, LeadEvent } from '../../contract/connection-names.ts'
import { standings } from '../lead/list.ts'
import type { lead } from '../schema/lead.ts'
import { discord } from './format/discord.ts'
import { flat } from './format/flat.ts'
import type { Format, Telling } from './format/format.ts'
import { slack } from './format/slack.ts'
import { teams } from './format/teams.ts'

type LeadRow = typeof lead.$inferSelect

/** What of a lead is told. */
const toldColumns = [
  'id',
  'site_id',
  'email',
  'full_name',
  'given_name',
  'family_name',
  'phone',
  'company',
  'job_title',
  'country',
  'website',
  'language',
  'answers',
  'consents',
  'source',
  'stage',
  'qualified',
  'quality',
  'persona',
  'tags',
  'submissions',
  'merged_into',
  'confirmed_at',
  'created_at',
  'last_contact_at',
] as const

export type ToldLead = Pick<LeadRow, (typeof toldColumns)[number]> & { form: string | null }

/** The lead as one JSON value, in SQL that has `lead` at hand: what a `ToldLead` is parsed from. */
export const toldLead = `
  json_object(
    ${toldColumns.map((name) => `'${name}', lead.${name}`).join(',\n    ')},
    'form', (SELECT json_object('slug', slug, 'name', draft ->> 'name') FROM form WHERE id = lead.form_id) || ''
  )`

export function sentLead(row: ToldLead): SentLead {
  return {
    id: row.id,
    site: row.site_id,
    email: row.email,
    fullName: row.full_name,
    givenName: row.given_name,
    familyName: row.family_name,
    phone: row.phone,
    company: row.company,
    jobTitle: row.job_title,
    country: row.country,
    website: row.website,
    language: row.language,
    form: row.form ? JSON.parse(row.form) : null,
    answers: JSON.parse(row.answers),
    consents: standings(row.consents).map(({ purpose, basis, state, at }) => ({ purpose, basis, state, at })),
    source: JSON.parse(row.source),
    stage: row.stage,
    qualified: row.qualified === 1,
    quality: row.quality,
    persona: row.persona,
    tags: JSON.parse(row.tags),
    submissions: row.submissions,
    mergedInto: row.merged_into,
    confirmedAt: row.confirmed_at,
    createdAt: row.created_at,
    lastContactAt: row.last_contact_at,
  }
}

/** What only the cause knew, as the row that is owed says it. */
export type Cause =
  | { event: 'lead.created' | 'lead.qualified' | 'lead.erased' }
  | { event: 'lead.confirmed'; submission: string; purposes: string[] }
  | {
      event: 'lead.stage_changed'
      from: SentLead['stage']
      to: SentLead['stage']
      rule: 'exchange' | 'qualified' | null
    }
  | { event: 'lead.consent_withdrawn'; purposes: string[] }

type Happened = { id: string; at: string; cause: Cause; leadId: string; site: string; lead: ToldLead | null }

/** `undefined` where the person is gone: of them only that is told. */
export function eventOf({ id, at: timestamp, cause, leadId, site, lead: row }: Happened): SentEvent | undefined {
  const { event: type, ...more } = cause
  if (type === 'lead.erased') return { id, type, timestamp, data: { lead: { id: leadId, site } } }
  if (!row) return undefined
  return { id, type, timestamp, data: { lead: sentLead(row), ...more } } as SentEvent
}

const standard = ({ type, timestamp, data }: SentEvent): SentBody => ({ type, timestamp, data }) as SentBody

const formats: Record<ConnectionFormat, Format> = {
  standard,
  flat,
  slack,
  teams,
  discord,
}

export const bodyOf = (format: ConnectionFormat, event: SentEvent, telling: Telling): unknown =>
  formats[format](event, telling)

/** How events are called in what is owed. */
export const eventNamed = (payload: string): LeadEvent => (JSON.parse(payload) as Cause).event
