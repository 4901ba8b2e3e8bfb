// The consent log: what was said, and whether it is still as it was signed.
import type { EventFilter, EventPage, RecordsChecked, Verification } from '../../contract/consent-log.ts'
import { ask, queryOf, root } from './request.ts'

export const listConsents = (filter: EventFilter, after: number | null, signal?: AbortSignal) =>
  ask<EventPage>(`/consents${queryOf({ ...filter, after: after === null ? null : String(after) })}`, signal)
export const listPurposes = (signal?: AbortSignal) => ask<{ purposes: string[] }>('/consents/purposes', signal)
export const verifyLog = (signal?: AbortSignal) => ask<Verification>('/consents/verification', signal)
export const checkRecords = (after: number, signal?: AbortSignal) =>
  ask<RecordsChecked>(`/consents/verification/records${queryOf({ after: String(after) })}`, signal)

/** Where the browser downloads the whole log, for the offline verifier. */
export const logAddress = `${root}/consents/export`
export const keysAddress = '/.well-known/jwks.json'
export const certificateAddress = (leadId: string) => `${root}/leads/${encodeURIComponent(leadId)}/certificate`

/** Whoever is typed of, so that the log can be asked about them by id: an address is never part of its question. */
export const findPeople = (q: string, signal?: AbortSignal) =>
  ask<{ leads: { id: string; email: string; name?: string | null }[] }>(
    `/leads${queryOf({ q, held: 'all', limit: '8' })}`,
    signal,
  )
