// Forms, their drafts and their versions.

import type { FormDefinition } from '../../contract/form.ts'
import type { FormSummary } from '../../contract/form-summary.ts'
import type { Magnet } from '../../contract/magnet.ts'
import type { TagSettings } from '../../contract/shown.ts'
import type { Accepted } from '../../contract/submission.ts'
import { ask, queryOf, send } from './request.ts'

export const templates = ['livre-blanc', 'essai', 'lettre', 'echange', 'webinaire'] as const
export type Template = (typeof templates)[number]

export const listForms = (signal?: AbortSignal) => ask<{ forms: FormSummary[] }>('/forms', signal)

type Begun = {
  slug: string
  from: { template: Template } | { form: string }
  name?: string
  language?: string
  /** The only one, or that of the form it begins from, when left out. */
  site?: string
}
export const beginForm = (begun: Begun) => send<{ draftAt: string }>('POST', '/forms', begun)
export const deleteForm = (slug: string) => send('DELETE', `/forms/${slug}`)
export const archiveForm = (slug: string) => send('POST', `/forms/${slug}/archive`)
export const reopenForm = (slug: string) => send('POST', `/forms/${slug}/reopen`)

export type Draft = {
  draft: FormDefinition
  site: string
  draftAt: string
  version: number | null
  archivedAt: string | null
}
export const readDraft = (slug: string, signal?: AbortSignal) => ask<Draft>(`/forms/${slug}/draft`, signal)

/** Refused with `conflict` where somebody else kept another draft since `known`. */
export const saveDraft = (slug: string, draft: FormDefinition, known: string) =>
  send<{ draftAt: string }>('PUT', `/forms/${slug}/draft`, draft, matching(known))
export const publishForm = (slug: string, known: string) =>
  send<{ version: number; publishedAt: string }>('POST', `/forms/${slug}/publish`, undefined, matching(known))
const matching = (draftAt: string) => ({ 'if-match': `"${draftAt}"` })

export type Preview = {
  settings: TagSettings
  widget: string
  accepted: Accepted
  confirm: Accepted
  missing?: Record<string, string>
}
type Previewed = { slug: string; site: string; draft: FormDefinition; language: string }
export const previewForm = (previewed: Previewed, signal: AbortSignal) =>
  send<Preview>('POST', '/forms/preview', previewed, {}, signal)

export type Version = {
  version: number
  publishedAt: string
  name: string
  languages: string[]
  isShown: boolean
  /** Where it was tried against others. */
  variant?: { number: number; name: string; letter: string }
}
export const listVersions = (slug: string, before: number | undefined, signal?: AbortSignal) =>
  ask<{ versions: Version[]; next: number | null }>(
    `/forms/${slug}/versions${queryOf({ before: before ? String(before) : undefined })}`,
    signal,
  )
export const readVersion = (slug: string, version: number, signal?: AbortSignal) =>
  ask<{ version: number; publishedAt: string; draft: FormDefinition }>(`/forms/${slug}/versions/${version}`, signal)

export type Seen = { origin: string; at: string; isAllowed: boolean }
export const readSeen = (slug: string, signal?: AbortSignal) =>
  ask<{ seen: Seen[]; now: string }>(`/forms/${slug}/seen`, signal)

/** What a form can give. */
export const listGiven = (signal?: AbortSignal) =>
  ask<{ magnets: Pick<Magnet, 'id' | 'kind' | 'name' | 'file' | 'stock'>[] }>('/magnets', signal)
