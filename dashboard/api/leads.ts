// Leads, one and many, and what leaves of them.
import type { LeadDetail, LeadFilter, LeadPage } from '../../contract/lead.ts'
import { toQuery } from '../filter.ts'
import { ask, root, send } from './request.ts'

export type ExportKind = keyof typeof exports

const exports = {
  'excel-fr': { format: 'csv', preset: 'excel-fr' },
  csv: { format: 'csv' },
  hubspot: { format: 'csv', preset: 'hubspot' },
  salesforce: { format: 'csv', preset: 'salesforce' },
  brevo: { format: 'csv', preset: 'brevo' },
  mailchimp: { format: 'csv', preset: 'mailchimp' },
  vcard: { format: 'vcard' },
  ndjson: { format: 'ndjson' },
}

export const listLeads = (filter: LeadFilter, after: string | null, signal?: AbortSignal) =>
  ask<LeadPage>(`/leads${toQuery(filter, after ? { after } : {})}`, signal)

/** Where the browser downloads what `filter` leaves: it streams, shows progress and can be cancelled there. */
export const exportAddress = (filter: LeadFilter, kind: ExportKind) =>
  `${root}/leads/export${toQuery(filter, exports[kind])}`

export const readLead = (id: string, signal?: AbortSignal) =>
  ask<LeadDetail>(`/leads/${encodeURIComponent(id)}`, signal)
export const deleteLead = (id: string) => send('DELETE', `/leads/${encodeURIComponent(id)}`)
export const releaseSubmission = (id: string) => send('POST', `/submissions/${encodeURIComponent(id)}/release`)
export const deleteSubmission = (id: string) => send('DELETE', `/submissions/${encodeURIComponent(id)}`)
