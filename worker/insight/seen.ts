// What visitors meet of a form before they send anything: seen, begun, or refused where it may not stand.

import type { PublishedForm } from '../../contract/form.ts'
import { direct, unknownSource } from '../../contract/insight-names.ts'
import type { Visit } from '../capture/visit.ts'
import type { Env } from '../env.ts'
import { formVersion } from '../form/published.ts'
import { variantOf } from '../form/variant.ts'
import { audienceOf } from './audience.ts'
import type { Beacon } from './beacon.ts'
import { count, countMarks } from './count.ts'
import { marksOf } from './mark.ts'
import { readSaid } from './said.ts'
import { hostOf, sourceName } from './source-name.ts'

type Stores = Pick<Env, 'DB' | 'INSIGHT'>
type Form = Pick<PublishedForm, 'id' | 'variants'>

/** The form came into view on somebody's page. */
export function countView(env: Stores, form: Form, { audience, origin }: Visit, said: string): void {
  if (audience.isBot) return
  const { version, source } = readSaid(said)
  const from = sourceName(source, [hostOf(origin)])
  count(env, { event: 'view', form: form.id, source: from, audience, variant: variantOf(form, version) })
}

/** At which question somebody stopped, or what was wrong there: told by the widget, on whatever page it stands. */
export async function countAtFields(
  env: Stores,
  form: PublishedForm,
  { audience: { device, isBot }, origin }: Visit,
  beacon: Beacon,
): Promise<void> {
  if (isBot) return
  const { version, source } = readSaid(beacon.source)
  // A tag that was kept asks what an earlier version asked.
  const shown = version === undefined ? form : await formVersion(env.DB, form.slug, version).catch(() => form)
  const from = sourceName(source, [hostOf(origin)])
  const marks = marksOf(shown ?? form, beacon).map((said) => ({
    ...said,
    source: from,
    device,
    variant: variantOf(form, version),
  }))
  countMarks(env, form.id, marks)
}

/** A page of ours with a form on it: its own, which is counted when it is opened, or its owner's, looking at a draft. */
export const isOurs = (request: Request, visit: Visit): boolean => isAt(/^\/(f|dashboard)\//, request, visit)

/** Its owner's, looking at a draft: nothing that is done there is a visitor's. */
export const isOwners = (request: Request, visit: Visit): boolean => isAt(/^\/dashboard\//, request, visit)

function isAt(path: RegExp, { headers }: Request, { origin, ownOrigin }: Visit): boolean {
  if (origin !== ownOrigin) return false
  const from = headers.get('referer') ?? ''
  return !URL.canParse(from) || path.test(new URL(from).pathname)
}

/** Its own page was opened, and showed that version. */
export function countHosted(env: Stores, form: Form, request: Request, version: number): void {
  const audience = audienceOf(request)
  if (audience.isBot) return
  const url = new URL(request.url)
  const said = url.searchParams.get('utm_source') || request.headers.get('referer') || ''
  const source = sourceName(said, [url.hostname])
  count(env, { event: 'view', form: form.id, source, audience, variant: variantOf(form, version) })
}

/** Somebody touched it: the widget has asked for a ticket. `said`: version and source, from a widget that tells them. */
export function countStart(env: Stores, form: Form, { audience, origin }: Visit, said: string | undefined): void {
  if (audience.isBot) return
  const { version, source } = readSaid(said ?? '')
  const from = said === undefined ? unknownSource : sourceName(source, [hostOf(origin)])
  count(env, { event: 'start', form: form.id, source: from, audience, variant: variantOf(form, version) })
}

/** A page that is none of the site's wanted to show it: that page is the source. */
export function countRefused(env: Stores, form: Form, { audience, origin }: Visit): void {
  if (audience.isBot) return
  const source = sourceName(origin ?? '')
  if (source !== direct) count(env, { event: 'refused', form: form.id, source, audience })
}
