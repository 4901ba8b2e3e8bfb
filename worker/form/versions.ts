// The versions of a form, each as its owner had written it: to look at, to compare, to go back to.
import { display } from '../../contract/display.ts'
import type { Letter } from '../../contract/experiment-names.ts'
import { type FormDefinition, formDefinition, type PublishedForm } from '../../contract/form.ts'
import { type Change, changesBetween } from '../../contract/form-diff.ts'
import { languagesOf } from '../../contract/form-texts.ts'
import { Problem } from '../lib/problem.ts'
import { siteOf } from '../site/settings.ts'
import { type FormRow, formRow, readDraft, saveDraft } from './store.ts'
import { triedAs } from './variants-sql.ts'

export type VersionSummary = {
  version: number
  publishedAt: string
  name: string
  languages: string[]
  isShown: boolean
  /** In which experiment it was tried, and as which of its variants. */
  variant?: { number: number; name: string; letter: Letter }
}

/** A page of versions, the newest first. `next`: what to ask for `before`, where there are more. */
export async function listVersions(
  db: D1Database,
  slug: string,
  limit: number,
  before?: number,
): Promise<{ versions: VersionSummary[]; next: number | null }> {
  const form = await formRow(db, slug)
  const { results } = await db
    .prepare(`
      SELECT version, published_at, definition, ${triedAs('form_version.form_id', 'form_version.version')} AS variant
      FROM form_version
      WHERE form_id = ?1
        AND version < ?2
      ORDER BY version DESC
      LIMIT ?3`)
    .bind(form.id, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
    .all<{ version: number; published_at: string; definition: string; variant: string | null }>()
  const versions = results.slice(0, limit).map((row) => {
    const definition: PublishedForm = JSON.parse(row.definition)
    return {
      version: row.version,
      publishedAt: row.published_at,
      name: definition.name,
      languages: languagesOf({ ...definition, display: definition.display ?? {} }),
      isShown: row.version === form.version,
      ...(row.variant && { variant: JSON.parse(row.variant) }),
    }
  })
  return { versions, next: results.length > limit ? (versions.at(-1)?.version ?? null) : null }
}

/** One version as it was drafted. Throws `form_unknown`, or `not_found` where it has no such version. */
export async function readVersion(
  db: D1Database,
  slug: string,
  version: number,
): Promise<{ version: number; publishedAt: string; draft: FormDefinition }> {
  const form = await formRow(db, slug)
  const row = await db
    .prepare('SELECT definition, published_at FROM form_version WHERE form_id = ?1 AND version = ?2')
    .bind(form.id, version)
    .first<{ definition: string; published_at: string }>()
  if (!row) throw new Problem('not_found')
  return { version, publishedAt: row.published_at, draft: await asDrafted(db, form, JSON.parse(row.definition)) }
}

/** Without what publishing added. In versions of old, a list of origins that is the site's own was not the form's. */
async function asDrafted(db: D1Database, form: FormRow, published: PublishedForm): Promise<FormDefinition> {
  const known = new Set(Object.keys(formDefinition.shape))
  const own = Object.fromEntries(Object.entries(published).filter(([key]) => known.has(key)))
  const site = await siteOf(db, form.site_id)
  const isSites = JSON.stringify(site?.origins) === JSON.stringify(published.origins)
  // Frozen before forms had more displays than one.
  const shown = published.display?.place ? published.display : display.parse({})
  return formDefinition.parse({ ...own, display: shown, origins: isSites ? [] : published.origins, ...published.own })
}

/** What would change for visitors from one version to another, or to the draft. */
export async function compareVersions(
  db: D1Database,
  slug: string,
  version: number,
  to: number | 'draft',
): Promise<Change[]> {
  const [before, after] = await Promise.all([
    readVersion(db, slug, version),
    to === 'draft' ? readDraft(db, slug) : readVersion(db, slug, to),
  ])
  return changesBetween(before.draft, formDefinition.parse(after.draft))
}

/** Makes an earlier version the draft again. Visitors see nothing of it until it is published. */
export async function restoreVersion(
  db: D1Database,
  slug: string,
  version: number,
  now: string,
  known?: string,
): Promise<void> {
  const { draft } = await readVersion(db, slug, version)
  const { site_id: site } = await formRow(db, slug)
  await saveDraft(db, site, slug, draft, now, known)
}
