// Messages about nobody: what the test button sends, what a page shows beside a choice, what a tool learns the fields from.
import type { SentEvent, SentLead } from '../../contract/connection.ts'
import { type EventType, leadEvents, testEvent } from '../../contract/connection-names.ts'

const at = '2026-01-15T09:30:00.000Z'
const id = '019bc0de-0000-7000-8000-000000000001'
const messageId = '019bc0de-0400-7000-8000-00000000000a'

const lead: SentLead = {
  id,
  site: 'main',
  email: 'camille.martin@example.com',
  fullName: 'Camille Martin',
  givenName: 'Camille',
  familyName: 'Martin',
  phone: '+33612345678',
  company: 'Atelier Sud',
  jobTitle: 'Directrice',
  country: 'FR',
  website: 'https://example.com/',
  language: 'fr',
  form: { slug: 'guide', name: 'Guide' },
  answers: { team_size: '10-49' },
  consents: [{ purpose: 'newsletter', basis: 'consent', state: 'given', at }],
  source: { page: 'https://example.com/guide', campaign: { utm_source: 'newsletter', utm_medium: 'email' } },
  stage: 'lead',
  qualified: false,
  quality: 72,
  persona: null,
  tags: [],
  submissions: 1,
  mergedInto: null,
  confirmedAt: null,
  createdAt: at,
  lastContactAt: at,
}

/** `over`: what of it is real. */
export function exampleOf(type: EventType, over: { id?: string; at?: string; site?: string } = {}): SentEvent {
  const of = (data: object) => ({ id: over.id ?? messageId, type, timestamp: over.at ?? at, data }) as SentEvent
  const told = { ...lead, site: over.site ?? lead.site }
  const confirmed = { state: 'confirmed', basis: 'consent', purpose: 'newsletter', at } as const
  switch (type) {
    case 'lead.confirmed':
      return of({ lead: { ...told, confirmedAt: at, consents: [confirmed] }, submission: id, purposes: ['newsletter'] })
    case 'lead.qualified':
      return of({ lead: { ...told, qualified: true } })
    case 'lead.stage_changed':
      return of({ lead: { ...told, stage: 'prospect' }, from: 'lead', to: 'prospect', rule: null })
    case 'lead.consent_withdrawn':
      return of({ lead: { ...told, consents: [{ ...confirmed, state: 'withdrawn' }] }, purposes: ['newsletter'] })
    case 'lead.erased':
      return of({ lead: { id, site: told.site } })
    default:
      return of({ lead: told })
  }
}

export const everyExample = (): SentEvent[] => ([...leadEvents, testEvent] as const).map((type) => exampleOf(type))
