// What few forms need. The tag of one that does brings it beside the widget, so that the others need not carry it.
import type { ShownForm } from '../contract/shown.ts'
import type { Accepted, Known } from '../contract/submission.ts'
import { ask } from './api.ts'
import { keep, kept } from './session.ts'

export { Confirm } from './confirm.tsx'
export { countriesIn } from './countries.ts'
export { Own } from './own.tsx'

/**
 * What a visitor who comes back by a link of their own (`?aimant=<token>`) need not be asked again.
 * `mayKeep`: whether the session may remember the link.
 */
export async function recognise(address: string, mayKeep = false): Promise<Known & { token?: string }> {
  const last = mayKeep ? kept<{ token: string }>('profile')?.token : undefined
  const token = new URLSearchParams(location.search).get('aimant') ?? last
  if (!token) return { known: [] }
  if (mayKeep) keep('profile', { token })
  const outcome = await ask<Known>(`${address}/known?token=${encodeURIComponent(token)}`, undefined, 2_000)
  return outcome.ok ? { ...outcome.body, token } : { known: [] }
}

/** @see Google Analytics 4, recommended event `generate_lead` */
export function tellAnalytics({ slug, texts }: ShownForm, { magnet }: Accepted): void {
  const host = globalThis as { dataLayer?: unknown[] }
  host.dataLayer ??= []
  host.dataLayer.push({ event: 'generate_lead', form_id: slug, form_name: texts.title, lead_magnet: magnet?.name })
}
