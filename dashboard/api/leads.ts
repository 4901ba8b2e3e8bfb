// Leads, one and many, and what leaves of them.
import type { BulkAction, BulkDone } from '../../contract/bulk.ts'
import type { LeadCount, LeadDetail, LeadFacets, LeadFilter, LeadPage, LeadSort } from '../../contract/lead.ts'
import { sortOf, toQuery } from '../filter.ts'
import { ask, root, send } from './request.ts'

export type ExportKind = keyof typeof exports

const exports = {
  xlsx: { format: 'xlsx' },
  'excel-fr': { format: 'csv', preset: 'excel-fr' },
  csv: { format: 'csv' },
  hubspot: { format: 'csv', preset: 'hubspot' },
  salesforce: { format: 'csv', preset: 'salesforce' },
  brevo: { format: 'csv', preset: 'brevo' },
  mailchimp: { format: 'csv', preset: 'mailchimp' },
  vcard: { format: 'vcard' },
  ndjson: { format: 'ndjson' },
}

export type Listed = { filter: LeadFilter; sort: LeadSort }

export const listLeads = (listed: Listed, after: string | null, signal?: AbortSignal, limit?: number) =>
  ask<LeadPage>(
    `/leads${toQuery(listed.filter, { ...sortOf(listed), limit: limit?.toString(), after: after ?? undefined })}`,
    signal,
  )
export const countLeads = (filter: LeadFilter, most?: number, signal?: AbortSignal) =>
  ask<LeadCount>(`/leads/count${toQuery(filter, { most: most?.toString() })}`, signal)
export const readFacets = (signal?: AbortSignal) => ask<LeadFacets>('/leads/facets', signal)
export const doToMany = (action: BulkAction) => send<BulkDone>('POST', '/leads/bulk', action)

/** Where the browser downloads what `filter` leaves: it streams, shows progress and can be cancelled there. */
export const exportAddress = (filter: LeadFilter, kind: ExportKind) =>
  `${root}/leads/export${toQuery(filter, exports[kind])}`

export const readLead = (id: string, signal?: AbortSignal) =>
  ask<LeadDetail>(`/leads/${encodeURIComponent(id)}`, signal)
export const deleteLead = (id: string) => send('DELETE', `/leads/${encodeURIComponent(id)}`)
export const releaseSubmission = (id: string) => send('POST', `/submissions/${encodeURIComponent(id)}/release`)
export const deleteSubmission = (id: string) => send('DELETE', `/submissions/${encodeURIComponent(id)}`)
