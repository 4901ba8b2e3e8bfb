// Fills an empty Aimant with the demo: the site, its two magnets, its two published forms and one for each template.
// What is already there is left alone, so that a second start keeps whatever was changed since the first.
import { type FormInput, formDefinition } from '../contract/form.ts'
import { publishForm, saveDraft } from '../worker/form/store.ts'
import { templates } from '../worker/form/templates.ts'
import { toHex } from '../worker/lib/crypto.ts'
import { newId } from '../worker/lib/id.ts'
import { adoptFile } from '../worker/magnet/edition.ts'
import { createMagnet } from '../worker/magnet/store.ts'
import { type Site, saveSite, siteOf } from '../worker/site/settings.ts'
import { guideForm, guideId, modelSlug, trialForm, trialId } from './forms.ts'

const site = {
  id: 'main',
  name: 'Lisière',
  controller: {
    name: 'Lisière SAS',
    contact: 'donnees@lisiere.example',
    address: '12 quai de la Fosse, 44000 Nantes, France',
    privacyPolicy: 'https://example.com/confidentialite',
  },
  origins: [],
  handling: {
    jurisdiction: 'FR',
    storage: ['Union européenne (Cloudflare D1 et R2)'],
    recipients: [{ name: 'Cloudflare, Inc.', role: 'processor', country: 'US' }],
  },
} satisfies Site

/** `nowMs` is ms since 1970; `guide` is the PDF that makeGuide() of pdf.ts writes. Needs a migrated database. */
export async function seedDemo(
  env: { DB: D1Database; FILES: R2Bucket },
  nowMs: number,
  guide: Uint8Array,
): Promise<void> {
  const now = new Date(nowMs).toISOString()
  if (!(await siteOf(env.DB, site.id))) await saveSite(env.DB, site, now)
  const trial = {
    kind: 'link',
    name: 'Registre, trente jours d’essai',
    url: 'https://example.com/registre/essai',
  } as const
  await createMagnet(env.DB, site.id, trial, now, trialId)
  const paper = await createMagnet(
    env.DB,
    site.id,
    { kind: 'file', name: 'Guide RGPD des petites entreprises' },
    now,
    guideId,
  )
  if (!paper.file) await keepGuide(env, guide, now)
  await seedForm(env.DB, 'guide-rgpd', guideForm, now)
  await seedForm(env.DB, 'essai-gratuit', trialForm, now)
  const magnets: Partial<Record<string, string>> = { 'livre-blanc': guideId, essai: trialId }
  for (const [name, template] of Object.entries(templates))
    await seedForm(env.DB, modelSlug(name), { ...template, magnet: magnets[name] }, now)
}

async function keepGuide(env: { DB: D1Database; FILES: R2Bucket }, guide: Uint8Array, now: string): Promise<void> {
  const key = `magnet/${guideId}/${newId(Date.parse(now))}`
  const file = { name: 'Guide RGPD – Lisière.pdf', type: 'application/pdf', bytes: guide.byteLength }
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(guide))
  await env.FILES.put(key, guide, { customMetadata: { name: file.name, type: file.type } })
  await adoptFile(env, { id: guideId, object_key: null }, key, { ...file, sha256: toHex(hash) }, now)
}

async function seedForm(db: D1Database, slug: string, form: FormInput, now: string): Promise<void> {
  const known = await db
    .prepare('SELECT version FROM form WHERE slug = ?1')
    .bind(slug)
    .first<{ version: number | null }>()
  if (known) return
  await saveDraft(db, site.id, slug, formDefinition.parse(form), now)
  await publishForm(db, slug, now)
}
