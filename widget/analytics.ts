// A success told to the page's own analytics, where the form's settings ask for it.
import type { ShownForm } from '../contract/shown.ts'
import type { Accepted } from '../contract/submission.ts'

/** @see Google Analytics 4, recommended event `generate_lead` */
export function tellAnalytics({ slug, texts }: ShownForm, { magnet }: Accepted): void {
  const host = globalThis as { dataLayer?: unknown[] }
  host.dataLayer ??= []
  host.dataLayer.push({ event: 'generate_lead', form_id: slug, form_name: texts.title, lead_magnet: magnet?.name })
}
