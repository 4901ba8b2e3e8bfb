// Sites, their settings, and what becomes of people with time.
import type { RetentionEntry, RetentionPreview } from '../../contract/retention.ts'
import type { SiteChange, SiteForm, SiteSettings } from '../../contract/site.ts'
import { ask, send } from './request.ts'

export type Site = SiteSettings & { id: string; retentionDays: number }

export const listSites = (signal?: AbortSignal) => ask<{ sites: Site[] }>('/sites', signal)

/** Changes these settings of a site, and leaves the others as they are by now. */
export const changeSite = (id: string, change: SiteChange) => send('PATCH', `/sites/${id}`, change)

/** Another site, which answers for the data and looks as `like` does. */
export const makeSite = (made: { id: string; name: string; like: string }) => send<Site>('POST', '/sites', made)
export const deleteSite = (id: string) => send('DELETE', `/sites/${id}`)

/** Its published forms, and what each still shows as it was. */
export const formsOfSite = (id: string, signal?: AbortSignal) =>
  ask<{ forms: SiteForm[] }>(`/sites/${id}/forms`, signal)
export const republish = (id: string, slug: string) => send('POST', `/sites/${id}/republish`, { forms: [slug] })

/** Who would be asked and erased; `site` and `days`: were that site to keep people for so long. */
export const previewRetention = (asked: { site?: string; days?: number }, signal?: AbortSignal) => {
  const query = asked.site ? `?${new URLSearchParams({ site: asked.site, days: String(asked.days) })}` : ''
  return ask<RetentionPreview>(`/retention/preview${query}`, signal)
}
export const readRetentionLog = (signal?: AbortSignal) => ask<{ entries: RetentionEntry[] }>('/retention/log', signal)
