// Published forms after their site has changed: what they still say as it was, and showing them as it is by now.
import type { PublishedForm } from '../../contract/form.ts'
import type { SiteForm } from '../../contract/site.ts'
import { canonicalJson } from '../lib/json.ts'
import { Problem } from '../lib/problem.ts'
import type { Settled } from '../site/settings.ts'
import { aroundDraft, formRow, freeze, fromSite } from './store.ts'
import { readVersion } from './versions.ts'

/** Every form of a site that visitors see, by name. */
export async function formsOfSite(db: D1Database, site: Settled): Promise<SiteForm[]> {
  const { results } = await db
    .prepare(`
      SELECT form_version.definition
      FROM form
      JOIN form_version ON form_version.form_id = form.id AND form_version.version = form.version
      WHERE form.site_id = ?1
        AND form.archived_at IS NULL
      ORDER BY form.slug
      LIMIT 200`)
    .bind(site.id)
    .all<{ definition: string }>()
  return results.map(({ definition }) => {
    const form: PublishedForm = JSON.parse(definition)
    return { slug: form.slug, name: form.name, version: form.version, behind: behind(form, site) }
  })
}

function behind(form: PublishedForm, site: Settled): SiteForm['behind'] {
  const { own = form, controller } = form
  const would = fromSite(own, { ...site, controller: site.controller ?? controller })
  const parts = {
    name: 'siteName',
    controller: 'controller',
    origins: 'origins',
    declared: 'declared',
    look: 'theme',
  } as const
  return Object.entries(parts)
    .filter(([, key]) => canonicalJson(form[key]) !== canonicalJson(would[key]))
    .map(([part]) => part as keyof typeof parts)
}

/**
 * Shows a form as its site says by now, and otherwise exactly as its visitors see it: what is drafted stays a draft. Gives its version.
 * Throws `form_unknown`, `not_publishable`, or `conflict` when somebody else just published.
 */
export async function republishForm(
  db: D1Database,
  siteId: string,
  slug: string,
  now: string,
  entry: (version: number) => D1PreparedStatement,
): Promise<number> {
  const row = await formRow(db, slug)
  if (row.site_id !== siteId || row.version === null || row.archived_at) throw new Problem('form_unknown')
  const { draft } = await readVersion(db, slug, row.version)
  const { site, offer, missing } = await aroundDraft(db, siteId, draft)
  if (!site?.controller || missing) throw new Problem('not_publishable', { fields: missing })
  return (await freeze(db, row, draft, { site, controller: site.controller, offer }, now, entry)).version
}
