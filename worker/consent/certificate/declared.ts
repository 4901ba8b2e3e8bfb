// What the controller says of the data, beside what was on screen: frozen with each notice, or as the site is set today for notices
// from before they told it.
import type { PublishedForm } from '../../../contract/form.ts'
import type { Settled } from '../../site/settings.ts'
import type { NoticeSnapshot } from '../notice.ts'

export type Declared = NonNullable<PublishedForm['declared']>

export const declaredIn = (snapshot: NoticeSnapshot | undefined, site: Settled | undefined): Declared | undefined =>
  snapshot?.declared ?? (site && { ...site.handling, retentionDays: site.retentionDays })

/** Where the person sees, withdraws and erases without signing in. */
export const rightsAddress = (origin: string): string => `${origin}/r`
