// What was declared of an import, kept as a form keeps what it showed: as a version of its site's form for imports, which nobody can
// open, and as that version's notice, which says that these agreements were declared and not given here.
import { type FormInput, formDefinition, type PublishedForm } from '../../contract/form.ts'
import type { ImportPlan } from '../../contract/import.ts'
import { type NoticeSnapshot, noticeOf } from '../consent/notice.ts'
import { sha256 } from '../lib/crypto.ts'
import { newId } from '../lib/id.ts'
import { canonicalJson } from '../lib/json.ts'
import { Problem } from '../lib/problem.ts'
import { siteOf } from '../site/settings.ts'

export type Declared = { form: PublishedForm; noticeId: string; statements: D1PreparedStatement[] }

/** The version and its notice, and the statements that keep them. Throws `invalid` for an unknown site, `not_publishable` for one without a controller. */
export async function declare(db: D1Database, plan: ImportPlan, now: string): Promise<Declared> {
  const site = await siteOf(db, plan.site)
  if (!site) throw new Problem('invalid', { fields: { site: 'unknown' } })
  if (!site.controller) throw new Problem('not_publishable', { fields: { controller: 'required' } })
  const known = await db
    .prepare(`
      SELECT form.id, coalesce(max(form_version.version), 0) AS version
      FROM form
      LEFT JOIN form_version ON form_version.form_id = form.id
      WHERE form.slug = ?1
      GROUP BY form.id`)
    .bind(slugOf(plan.site))
    .first<{ id: string; version: number }>()
  const id = known?.id ?? newId(Date.parse(now))
  const definition = formDefinition.parse(formOf(plan))
  const frozen = {
    ...definition,
    id,
    site: site.id,
    siteName: site.name,
    slug: slugOf(plan.site),
    version: (known?.version ?? 0) + 1,
    publishedAt: now,
    controller: site.controller,
    declared: { ...site.handling, retentionDays: site.retentionDays },
  }
  const notice = await importedNotice(frozen, plan)
  const form: PublishedForm = { ...frozen, notices: { [plan.language]: notice.id } }
  return {
    form,
    noticeId: notice.id,
    statements: [
      db
        .prepare(`
          INSERT INTO form (id, site_id, slug, draft, draft_at, created_at)
          VALUES (?1, ?2, ?3, ?4, ?5, ?5)
          ON CONFLICT (slug) DO NOTHING`)
        .bind(id, site.id, form.slug, JSON.stringify({ ...definition, name: 'Import' }), now),
      db
        .prepare('INSERT INTO form_version (form_id, version, definition, published_at) VALUES (?1, ?2, ?3, ?4)')
        .bind(id, form.version, JSON.stringify(form), now),
      db
        .prepare(`
          INSERT INTO notice (id, form_id, version, language, snapshot, created_at)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6)
          ON CONFLICT (id) DO NOTHING`)
        .bind(notice.id, id, form.version, plan.language, notice.snapshot, now),
    ],
  }
}

/** No address leads to such a form, and none can be made under such a name: it is none a form may have. */
const slugOf = (site: string) => `~import~${site}`

async function importedNotice(form: Omit<PublishedForm, 'notices'>, { language, file, consents }: ImportPlan) {
  const { snapshot } = await noticeOf(form, language)
  const content: NoticeSnapshot = JSON.parse(snapshot)
  const imported = canonicalJson({
    ...content,
    imported: {
      file,
      consents: consents.map(({ purpose, source, collectedOn }) => ({ purpose, source, collectedOn })),
    },
  } satisfies NoticeSnapshot)
  return { id: await sha256(imported), snapshot: imported }
}

function formOf({ language, country, file, answers, consents }: ImportPlan): FormInput {
  const words = language.startsWith('fr') ? fr : en
  const say = (text: string) => ({ [language]: text })
  const label = (key: keyof typeof fr.fields) => ({ key, label: say(words.fields[key]) })
  return {
    name: `Import : ${file}`.slice(0, 120).trim(),
    defaultLanguage: language,
    steps: [
      {
        id: 'row',
        fields: [
          { kind: 'email', required: true, ...label('email') },
          { kind: 'name', part: 'full', ...label('full_name') },
          { kind: 'name', part: 'given', ...label('given_name') },
          { kind: 'name', part: 'family', ...label('family_name') },
          { kind: 'phone', country, ...label('phone') },
          { kind: 'company', ...label('company') },
          { kind: 'job_title', ...label('job_title') },
          { kind: 'country', ...label('country') },
          { kind: 'url', ...label('website') },
        ],
      },
      ...chunked(answers, 30).map((some, i) => ({
        id: `more-${i + 1}`,
        fields: some.map(({ key, label: text }) => ({ kind: 'text' as const, key, label: say(text) })),
      })),
    ],
    consents: consents.map(({ purpose, wording, source, collectedOn }) => ({
      purpose,
      basis: 'consent' as const,
      label: say(wording),
      detail: say(words.declared(source, collectedOn)),
    })),
    texts: { title: say(words.title), intro: say(words.intro), submit: say(words.submit) },
    delivery: { byMail: false },
  }
}

const chunked = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

const fr = {
  title: 'Liste importée',
  intro: 'Cette liste a été importée par le responsable du traitement. Rien de ceci n’a été affiché à la personne ici.',
  submit: 'Importé',
  declared: (source: string, on: string) => `Déclaré à l’import, recueilli le ${on} : ${source}`,
  fields: {
    email: 'Adresse e-mail',
    full_name: 'Nom complet',
    given_name: 'Prénom',
    family_name: 'Nom',
    phone: 'Téléphone',
    company: 'Société',
    job_title: 'Fonction',
    country: 'Pays',
    website: 'Site web',
  },
}
const en: typeof fr = {
  title: 'Imported list',
  intro: 'This list was imported by the controller. None of this was shown to the person here.',
  submit: 'Imported',
  declared: (source, on) => `Declared on import, collected on ${on}: ${source}`,
  fields: {
    email: 'Email address',
    full_name: 'Full name',
    given_name: 'First name',
    family_name: 'Last name',
    phone: 'Phone',
    company: 'Company',
    job_title: 'Job title',
    country: 'Country',
    website: 'Website',
  },
}
