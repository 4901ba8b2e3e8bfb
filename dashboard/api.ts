// The Worker's API, typed by the contract. Not through Hono's client: its types would bring the Worker's own globals
// (workers-types) into a program that lives among the browser's.
import type { DeliveryPage, MailboxPage, MailContent, TransportStatus } from '../contract/delivery.ts'
import type { Display } from '../contract/display.ts'
import type { ProblemBody, ProblemCode } from '../contract/errors.ts'
import type { LeadDetail, LeadFilter, LeadPage } from '../contract/lead.ts'
import type { RetentionEntry, RetentionPreview } from '../contract/retention.ts'
import type { SiteSettings } from '../contract/site.ts'
import type { Me } from '../contract/team.ts'
import { toQuery } from './filter.ts'
import { member } from './session.ts'

export type FailureCode = ProblemCode | 'offline' | 'unreadable'

/** Why a request came to nothing. `code` finds its words in the locale. */
export class Failure extends Error {
  readonly code: FailureCode
  constructor(code: FailureCode) {
    super(code)
    this.code = code
  }
}

export type FormSummary = {
  slug: string
  name: string
  version: number | null
  languages: string[]
  display: Display
  /** How many places of an offer that ends after a number of submissions are taken. */
  taken: number | null
}
export type Site = SiteSettings & { id: string; retentionDays: number }
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

const root = '/api/v1'

export const whoAmI = () => ask<Me>('/me')
export const signIn = (token: string) => send('POST', '/sign-in', { token })
export const signOut = () => send('POST', '/sign-out')
export const listForms = (signal?: AbortSignal) => ask<{ forms: FormSummary[] }>('/forms', signal)
export const readLead = (id: string, signal?: AbortSignal) =>
  ask<LeadDetail>(`/leads/${encodeURIComponent(id)}`, signal)
export const deleteLead = (id: string) => send('DELETE', `/leads/${encodeURIComponent(id)}`)
export const releaseSubmission = (id: string) => send('POST', `/submissions/${encodeURIComponent(id)}/release`)
export const deleteSubmission = (id: string) => send('DELETE', `/submissions/${encodeURIComponent(id)}`)

export const listSites = (signal?: AbortSignal) => ask<{ sites: Site[] }>('/sites', signal)

/** Changes these settings of a site, and leaves the others as they are by now. */
export async function changeSite(id: string, change: Partial<SiteSettings>): Promise<void> {
  const { id: _, ...settings } = await ask<Site>(`/sites/${id}`)
  await send('PUT', `/sites/${id}`, { ...settings, ...change })
}

/** Who would be asked and erased; `site` and `days`: were that site to keep people for so long. */
export const previewRetention = (asked: { site?: string; days?: number }, signal?: AbortSignal) => {
  const query = asked.site ? `?${new URLSearchParams({ site: asked.site, days: String(asked.days) })}` : ''
  return ask<RetentionPreview>(`/retention/preview${query}`, signal)
}
export const readRetentionLog = (signal?: AbortSignal) => ask<{ entries: RetentionEntry[] }>('/retention/log', signal)

export const readTransport = (signal?: AbortSignal) => ask<TransportStatus>('/deliveries/transport', signal)
export const listDeliveries = (state: string | undefined, after: string | null, signal?: AbortSignal) =>
  ask<DeliveryPage>(`/deliveries${queryOf({ state, after })}`, signal)
export const replayDelivery = (id: string) => send('POST', `/deliveries/${encodeURIComponent(id)}/replay`)
export const listMailbox = (after: string | null, signal?: AbortSignal) =>
  ask<MailboxPage>(`/mailbox${queryOf({ after })}`, signal)
export const readMail = (path: string, signal?: AbortSignal) => ask<MailContent>(path, signal)

/** A mail's path, to be read with `readMail`; with `mailPage`, the address of the same as a page for a frame. */
export const mailboxPath = (id: string) => `/mailbox/${encodeURIComponent(id)}`
export const previewPath = (slug: string, template: string) =>
  `/forms/${encodeURIComponent(slug)}/mails/${template}/preview`
export const mailPage = (path: string, query = '') => `${root}${path}/page${query}`

/** What is set, as a query. */
export function queryOf(values: Record<string, string | null | undefined>): string {
  const set = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return set.length ? `?${new URLSearchParams(set)}` : ''
}

export const listLeads = (filter: LeadFilter, after: string | null, signal?: AbortSignal) =>
  ask<LeadPage>(`/leads${toQuery(filter, after ? { after } : {})}`, signal)

/** Where the browser downloads what `filter` leaves: it streams, shows progress and can be cancelled there. */
export const exportAddress = (filter: LeadFilter, kind: ExportKind) =>
  `${root}/leads/export${toQuery(filter, exports[kind])}`

async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request('GET', path, { signal })
  return response.json().catch(() => {
    throw new Failure('unreadable')
  })
}

async function send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void> {
  await request(
    method,
    path,
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
  )
}

async function request(method: string, path: string, options: RequestInit): Promise<Response> {
  const response = await fetch(root + path, { method, credentials: 'same-origin', ...options }).catch(
    (error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw new Failure('offline')
    },
  )
  if (response.ok) return response
  if (response.status === 401) member.value = null
  const problem: Partial<ProblemBody> | null = await response.json().catch(() => null)
  throw new Failure(problem?.code ?? 'unreadable')
}
