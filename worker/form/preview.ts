// A draft as its visitors would meet it: what the real widget is given, made from what has not been published, or not even kept.
import type { FormDefinition, PublishedForm } from '../../contract/form.ts'
import { languagesOf } from '../../contract/form-texts.ts'
import type { Offer } from '../../contract/magnet.ts'
import { showIn, type TagSettings } from '../../contract/shown.ts'
import type { Accepted, Received } from '../../contract/submission.ts'
import { themed } from '../../contract/theme.ts'
import { lookInMailbox } from '../capture/answer.ts'
import { tagSettings } from '../capture/settings.ts'
import { sharedHash } from '../capture/tag.ts'
import type { Env } from '../env.ts'
import { newId } from '../lib/id.ts'
import { wordsIn } from '../lib/locale.ts'
import { aroundDraft } from './store.ts'

export type Preview = {
  settings: TagSettings
  /** Path of the widget that draws them. */
  widget: string
  /** What it would be answered by: what was asked for is given, or has to be confirmed first. Links in them lead nowhere. */
  accepted: Accepted
  confirm: Accepted
  /** What is still missing before it can be published. */
  missing?: Record<string, string>
}

/** Keeps nothing and signs nothing. `language`: one of the draft's; its default otherwise. */
export async function previewForm(
  env: Env,
  draft: FormDefinition,
  {
    language: asked,
    origin,
    slug = 'preview',
    site: siteId = 'main',
  }: { language?: string; origin: string; slug?: string; site?: string },
): Promise<Preview> {
  const { site, offer, missing } = await aroundDraft(env.DB, siteId, draft)
  const spoken = [...new Set([draft.defaultLanguage, ...Object.keys(draft.texts.title)])]
  const language = asked && spoken.includes(asked) ? asked : draft.defaultLanguage
  const form: PublishedForm = {
    ...draft,
    id: newId(),
    site: siteId,
    slug,
    version: 1,
    publishedAt: new Date().toISOString(),
    controller: site?.controller ?? { name: site?.name ?? '…', contact: '…', privacyPolicy: `${origin}/` },
    theme: themed(draft.theme, site?.look),
    notices: {},
    offer,
  }
  return {
    settings: tagSettings(showIn(form, language, languagesOf(draft)), wordsIn(language), origin),
    widget: `/w/${await sharedHash()}.js`,
    accepted: { id: form.id, rights: nowhere, ...(offer && { magnet: received(offer, form.publishedAt) }) },
    confirm: { ...lookInMailbox(form.id, 'camille@example.com', language), rights: nowhere },
    ...(missing && { missing }),
  }
}

const nowhere = 'about:blank'
const someCode = 'XXXX-XXXX-XXXX'

function received(offer: Offer, expiresAt: string): Received {
  const { name, kind } = offer
  if (kind === 'code') return { kind, name, code: offer.terms.shared ?? someCode }
  if (kind === 'trial')
    return { kind, name, days: offer.terms.days, ...(offer.terms.start.by === 'key' && { key: someCode }) }
  const { id: _, ...shown } = offer
  return { ...shown, href: nowhere, expiresAt }
}
