// Forms as their owner keeps them: a draft that changes, and versions that never do.
import { type Display, display } from '../../contract/display.ts'
import { type FormDefinition, formDefinition, languagesOf, type PublishedForm } from '../../contract/form.ts'
import { noticeOf } from '../consent/notice.ts'
import { newId } from '../lib/id.ts'
import { canonicalJson } from '../lib/json.ts'
import { Problem } from '../lib/problem.ts'
import { offerOf } from '../magnet/store.ts'
import { siteOf } from '../site/settings.ts'
import { countPlaces } from './closing.ts'

export type FormSummary = {
  slug: string
  name: string
  site: string
  version: number | null
  publishedAt: string | null
  draftAt: string
  languages: string[]
  /** As visitors meet it; as drafted, while they do not. */
  display: Display
  /** How many places of an offer that ends after a number of submissions are taken. */
  taken: number | null
}

type Row = { id: string; site_id: string; slug: string; draft: string; draft_at: string; version: number | null }

/** Every form, by name. A site has dozens, never thousands. */
export async function listForms(db: D1Database): Promise<FormSummary[]> {
  const { results } = await db
    .prepare(`
      SELECT form.*, form_version.published_at, form_version.definition -> '$.display' AS shown, form_place.taken
      FROM form
      LEFT JOIN form_version ON form_version.form_id = form.id AND form_version.version = form.version
      LEFT JOIN form_place ON form_place.form_id = form.id
      ORDER BY form.slug
      LIMIT 500`)
    .all<Row & { published_at: string | null; shown: string | null; taken: number | null }>()
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
    }
  })
}

// Some were frozen before forms had more displays than one.
const displayIn = (frozen: string | null): Display | undefined =>
  frozen ? (display.safeParse(JSON.parse(frozen)).data ?? display.parse({})) : undefined

/** The draft of a form, or a Problem `form_unknown`. */
export async function readDraft(
  db: D1Database,
  slug: string,
): Promise<{ draft: FormDefinition; draftAt: string; version: number | null }> {
  const row = await formRow(db, slug)
  return { draft: JSON.parse(row.draft), draftAt: row.draft_at, version: row.version }
}

/** Keeps a draft; the form is made when it is new. Visitors see nothing of it until it is published. */
export async function saveDraft(
  db: D1Database,
  site: string,
  slug: string,
  draft: FormDefinition,
  now: string,
): Promise<void> {
  if (!(await siteOf(db, site))) throw new Problem('conflict', { fields: { site: 'unknown' } })
  await db
    .prepare(`
      INSERT INTO form (id, site_id, slug, draft, draft_at, created_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?5)
      ON CONFLICT (slug) DO UPDATE SET
        draft = excluded.draft,
        draft_at = excluded.draft_at`)
    .bind(newId(), site, slug, JSON.stringify(draft), now)
    .run()
}

/**
 * Freezes the draft as the next version and shows it to visitors. Publishing an unchanged draft changes nothing.
 * Throws `form_unknown`, `not_publishable` (with what is missing), or `conflict` when somebody else just published.
 */
export async function publishForm(
  db: D1Database,
  slug: string,
  now: string,
): Promise<{ version: number; publishedAt: string }> {
  const row = await formRow(db, slug)
  const draft = formDefinition.parse(JSON.parse(row.draft))
  const site = await siteOf(db, row.site_id)
  if (!site?.controller) throw new Problem('not_publishable', { fields: { controller: 'required' } })
  const offer = draft.magnet ? await offerOf(db, draft.magnet) : undefined
  if (draft.magnet && !offer) throw new Problem('not_publishable', { fields: { magnet: 'unknown_or_empty' } })

  const latest = await latestVersion(db, row.id)
  const origins = draft.origins.length ? draft.origins : site.origins
  const shown = {
    ...draft,
    id: row.id,
    site: site.id,
    siteName: site.name,
    slug,
    controller: site.controller,
    declared: { ...site.handling, retentionDays: site.retentionDays },
    origins,
    offer,
  }
  if (latest && latest.version === row.version && sameContent(latest, shown)) {
    return { version: latest.version, publishedAt: latest.publishedAt }
  }
  const frozen = { ...shown, version: (latest?.version ?? 0) + 1, publishedAt: now }
  const notices = await Promise.all(
    languagesOf(draft).map(async (language) => ({ language, ...(await noticeOf(frozen, language)) })),
  )
  const form: PublishedForm = { ...frozen, notices: Object.fromEntries(notices.map((n) => [n.language, n.id])) }
  try {
    await db.batch([
      db
        .prepare('INSERT INTO form_version (form_id, version, definition, published_at) VALUES (?1, ?2, ?3, ?4)')
        .bind(row.id, form.version, JSON.stringify(form), now),
      ...notices.map((notice) =>
        db
          .prepare(`
            INSERT INTO notice (id, form_id, version, language, snapshot, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (id) DO NOTHING`)
          .bind(notice.id, row.id, form.version, notice.language, notice.snapshot, now),
      ),
      db.prepare('UPDATE form SET version = ?2 WHERE id = ?1').bind(row.id, form.version),
      ...(draft.display.closes?.after ? [countPlaces(db, row.id, draft.display.closes.after)] : []),
    ])
  } catch (error) {
    if (error instanceof Error && /UNIQUE constraint failed: form_version/.test(error.message))
      throw new Problem('conflict')
    throw error
  }
  return { version: form.version, publishedAt: now }
}

async function formRow(db: D1Database, slug: string): Promise<Row> {
  const row = await db.prepare('SELECT * FROM form WHERE slug = ?1').bind(slug).first<Row>()
  if (!row) throw new Problem('form_unknown')
  return row
}

async function latestVersion(db: D1Database, formId: string): Promise<PublishedForm | undefined> {
  const definition = await db
    .prepare('SELECT definition FROM form_version WHERE form_id = ?1 ORDER BY version DESC LIMIT 1')
    .bind(formId)
    .first<string>('definition')
  return definition ? JSON.parse(definition) : undefined
}

function sameContent(published: PublishedForm, shown: object): boolean {
  const { version: _v, publishedAt: _p, notices: _n, ...content } = published
  return canonicalJson(content) === canonicalJson(shown)
}
