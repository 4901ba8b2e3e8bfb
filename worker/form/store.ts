// Forms as their owner keeps them: a draft that changes, and versions that never do.

import type { Controller } from '../../contract/consent.ts'
import { type Display, display } from '../../contract/display.ts'
import { type FormDefinition, formDefinition, type PublishedForm } from '../../contract/form.ts'
import type { FormSummary } from '../../contract/form-summary.ts'
import { languagesOf } from '../../contract/form-texts.ts'
import type { Offer } from '../../contract/magnet.ts'
import { themed } from '../../contract/theme.ts'
import { noticeOf } from '../consent/notice.ts'
import { newId } from '../lib/id.ts'
import { canonicalJson } from '../lib/json.ts'
import { Problem } from '../lib/problem.ts'
import { offerOf } from '../magnet/store.ts'
import { type Settled, siteOf } from '../site/settings.ts'
import { countPlaces } from './closing.ts'

export type FormRow = {
  id: string
  site_id: string
  slug: string
  draft: string
  draft_at: string
  version: number | null
  archived_at: string | null
}

/** Every form, by name. A site has dozens, never thousands. */
export async function listForms(db: D1Database): Promise<FormSummary[]> {
  const { results } = await db
    .prepare(`
      SELECT form.*, form_version.published_at, form_version.definition -> '$.display' AS shown, form_place.taken
      FROM form
      LEFT JOIN form_version ON form_version.form_id = form.id AND form_version.version = form.version
      LEFT JOIN form_place ON form_place.form_id = form.id
      -- What imports are kept under is nobody's to edit, and comes after every name a form may have.
      WHERE form.slug < '~'
      ORDER BY form.slug
      LIMIT 500`)
    .all<FormRow & { published_at: string | null; shown: string | null; taken: number | null }>()
  return results.map((row) => {
    const draft: FormDefinition = JSON.parse(row.draft)
    return {
      slug: row.slug,
      name: draft.name,
      site: row.site_id,
      version: row.version,
      publishedAt: row.published_at,
      draftAt: row.draft_at,
      languages: languagesOf(draft),
      display: displayIn(row.shown) ?? draft.display,
      taken: row.taken,
      archivedAt: row.archived_at,
    }
  })
}

// Some were frozen before forms had more displays than one.
const displayIn = (frozen: string | null): Display | undefined =>
  frozen ? (display.safeParse(JSON.parse(frozen)).data ?? display.parse({})) : undefined

type Draft = { site: string; draft: FormDefinition; draftAt: string; version: number | null; archivedAt: string | null }

/** The draft of a form, or a Problem `form_unknown`. */
export async function readDraft(db: D1Database, slug: string): Promise<Draft> {
  const row = await formRow(db, slug)
  const { site_id: site, draft, draft_at: draftAt, version, archived_at: archivedAt } = row
  return { site, draft: JSON.parse(draft), draftAt, version, archivedAt }
}

/**
 * Keeps a draft; the form is made when it is new. Visitors see nothing of it until it is published.
 * `known`: the `draftAt` of what was edited, or `null` for what must not exist yet; then whatever somebody else kept
 * meanwhile is left as it is, and `conflict` thrown.
 */
export async function saveDraft(
  db: D1Database,
  site: string,
  slug: string,
  draft: FormDefinition,
  now: string,
  known?: string | null,
): Promise<void> {
  if (!(await siteOf(db, site))) throw new Problem('conflict', { fields: { site: 'unknown' } })
  const text = JSON.stringify(draft)
  const { meta } =
    typeof known === 'string'
      ? await db
          .prepare('UPDATE form SET draft = ?2, draft_at = ?3 WHERE slug = ?1 AND draft_at = ?4')
          .bind(slug, text, now, known)
          .run()
      : await db
          .prepare(`
            INSERT INTO form (id, site_id, slug, draft, draft_at, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?5)
            ON CONFLICT (slug) DO UPDATE SET
              draft = excluded.draft,
              draft_at = excluded.draft_at
            WHERE ?6`)
          .bind(newId(), site, slug, text, now, known === undefined ? 1 : 0)
          .run()
  if (meta.changes > 0) return
  if (known === null) throw new Problem('conflict', { fields: { slug: 'taken' } })
  await formRow(db, slug)
  throw new Problem('conflict', { fields: { draft: 'changed' } })
}

/**
 * Freezes the draft as the next version and shows it to visitors. Publishing an unchanged draft changes nothing.
 * An archived form is brought back by it. `known`: the `draftAt` of what is meant; `entry` says so in the audit trail.
 * Throws `form_unknown`, `not_publishable` (with what is missing), or `conflict` when somebody else just published or edited.
 */
export async function publishForm(
  db: D1Database,
  slug: string,
  now: string,
  { known, entry }: Publishing = {},
): Promise<{ version: number; publishedAt: string }> {
  const row = await formRow(db, slug)
  if (known !== undefined && known !== row.draft_at) throw new Problem('conflict', { fields: { draft: 'changed' } })
  const draft = formDefinition.parse(JSON.parse(row.draft))
  const { site, offer, missing } = await aroundDraft(db, row.site_id, draft)
  if (!site?.controller || missing) throw new Problem('not_publishable', { fields: missing })

  return freeze(db, row, draft, { site, controller: site.controller, offer }, now, entry)
}

type Around = { site: Settled; controller: Controller; offer: Offer | undefined }

/**
 * Freezes a definition as the next version, with what its site says by now, and shows it to visitors. What says nothing new changes
 * nothing. Throws `conflict` when somebody else just published.
 */
export async function freeze(
  db: D1Database,
  row: FormRow,
  draft: FormDefinition,
  { site, controller, offer }: Around,
  now: string,
  entry?: Publishing['entry'],
  first: D1PreparedStatement[] = [],
): Promise<{ version: number; publishedAt: string }> {
  const { latest, current } = await versionsOf(db, row)
  const shown = {
    ...draft,
    id: row.id,
    site: site.id,
    slug: row.slug,
    ...fromSite(draft, { ...site, controller }),
    offer,
    own: { origins: draft.origins, theme: draft.theme },
  }
  if (current && sameContent(current, shown)) {
    if (row.archived_at) await db.prepare('UPDATE form SET archived_at = NULL WHERE id = ?1').bind(row.id).run()
    return { version: current.version, publishedAt: current.publishedAt }
  }
  const version = latest + 1
  await writeVersions(db, [
    ...first,
    ...(await frozen(db, { ...shown, version, publishedAt: now })),
    db.prepare('UPDATE form SET version = ?2, archived_at = NULL WHERE id = ?1').bind(row.id, version),
    // What was tried against what is not shown any more has nothing left to tell.
    db
      .prepare('UPDATE experiment SET ended_at = ?2 WHERE form_id = ?1 AND ended_at IS NULL AND started_at IS NOT NULL')
      .bind(row.id, now),
    ...(draft.display.closes?.after ? [countPlaces(db, row.id, draft.display.closes.after)] : []),
    ...(entry ? [entry(version)] : []),
  ])
  return { version, publishedAt: now }
}

/** The statements that write a version down, with the notices it shows. Nobody meets it by that. */
export async function frozen(db: D1Database, form: Omit<PublishedForm, 'notices'>): Promise<D1PreparedStatement[]> {
  const { id, version, publishedAt } = form
  const notices = await Promise.all(
    languagesOf(form).map(async (language) => ({ language, ...(await noticeOf(form, language)) })),
  )
  const whole: PublishedForm = { ...form, notices: Object.fromEntries(notices.map((n) => [n.language, n.id])) }
  return [
    db
      .prepare('INSERT INTO form_version (form_id, version, definition, published_at) VALUES (?1, ?2, ?3, ?4)')
      .bind(id, version, JSON.stringify(whole), publishedAt),
    ...notices.map((notice) =>
      db
        .prepare(`
          INSERT INTO notice (id, form_id, version, language, snapshot, created_at)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6)
          ON CONFLICT (id) DO NOTHING`)
        .bind(notice.id, id, version, notice.language, notice.snapshot, publishedAt),
    ),
  ]
}

/** Throws `conflict` when somebody else just wrote a version of the same number. */
export async function writeVersions(db: D1Database, statements: D1PreparedStatement[]): Promise<void> {
  try {
    await db.batch(statements)
  } catch (error) {
    if (error instanceof Error && /UNIQUE constraint failed: form_version/.test(error.message))
      throw new Problem('conflict')
    throw error
  }
}

/** What a site adds to a form of its own, and fills in where the form says nothing. */
export const fromSite = (
  { origins, theme }: Pick<FormDefinition, 'origins' | 'theme'>,
  site: Settled & { controller: Controller },
) => ({
  siteName: site.name,
  controller: site.controller,
  declared: { ...site.handling, retentionDays: site.retentionDays },
  origins: origins.length ? origins : site.origins,
  theme: themed(theme, site.look),
})

type Publishing = { known?: string; entry?: (version: number) => D1PreparedStatement }

/** What a draft stands among: its site, what it gives, and what of both is still missing before it can be published. */
export async function aroundDraft(db: D1Database, siteId: string, draft: Pick<FormDefinition, 'magnet'>) {
  const [site, offer] = await Promise.all([siteOf(db, siteId), draft.magnet ? offerOf(db, draft.magnet) : undefined])
  const missing: Record<string, string> = {
    ...(!site?.controller && { controller: 'required' }),
    ...(draft.magnet && !offer && { magnet: 'unknown_or_empty' }),
  }
  return { site, offer, missing: Object.keys(missing).length ? missing : undefined }
}

/** Throws `form_unknown`. */
export async function formRow(db: D1Database, slug: string): Promise<FormRow> {
  const row = await db.prepare('SELECT * FROM form WHERE slug = ?1').bind(slug).first<FormRow>()
  if (!row) throw new Problem('form_unknown')
  return row
}

/** The number of the last version there is, and the one that visitors see: later ones were only tried against it. */
export async function versionsOf(
  db: D1Database,
  { id, version }: Pick<FormRow, 'id' | 'version'>,
): Promise<{ latest: number; current: PublishedForm | undefined }> {
  const row = await db
    .prepare(`
      SELECT coalesce(max(version), 0) AS latest,
        (SELECT definition FROM form_version WHERE form_id = ?1 AND version = ?2) AS current
      FROM form_version
      WHERE form_id = ?1`)
    .bind(id, version)
    .first<{ latest: number; current: string | null }>()
  return { latest: row?.latest ?? 0, current: row?.current ? JSON.parse(row.current) : undefined }
}

function sameContent(published: PublishedForm, shown: object): boolean {
  const { version: _v, publishedAt: _p, notices: _n, ...content } = published
  return canonicalJson(content) === canonicalJson(shown)
}
