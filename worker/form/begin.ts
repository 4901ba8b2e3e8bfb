// How a form begins: from a template or from another form, as a draft of its own.
import { type FormDefinition, formDefinition } from '../../contract/form.ts'
import { Problem } from '../lib/problem.ts'
import { formRow, saveDraft } from './store.ts'
import { templates } from './templates.ts'

export type Beginning = { template: keyof typeof templates } | { form: string }

type Asked = { slug: string; from: Beginning; name?: string; language?: string; site?: string }

/** Makes the draft and gives it: for the site named, else that of the form it begins from. Throws `conflict` where the slug is taken, `form_unknown` for a form that is not. */
export async function beginForm(db: D1Database, { slug, from, name, language, site }: Asked, now: string) {
  const begun = 'template' in from ? fromTemplate(from.template, language) : await fromForm(db, from.form)
  const draft: FormDefinition = { ...begun, ...(name && { name }) }
  const model = 'form' in from ? (await formRow(db, from.form)).site_id : 'main'
  await saveDraft(db, site ?? model, slug, draft, now, null)
  return draft
}

/** In the language asked for first, where the template speaks it. */
function fromTemplate(name: keyof typeof templates, language?: string): FormDefinition {
  const template = formDefinition.parse(templates[name])
  return language && template.texts.title[language] ? { ...template, defaultLanguage: language } : template
}

const fromForm = async (db: D1Database, slug: string): Promise<FormDefinition> =>
  formDefinition.parse(JSON.parse((await formRow(db, slug)).draft))

/** Deletes a draft that was never published, and so brought in nobody. Throws `conflict` for any other. */
export async function deleteDraft(db: D1Database, slug: string, entry: () => D1PreparedStatement): Promise<void> {
  const { id, version } = await formRow(db, slug)
  if (version !== null) throw new Problem('conflict', { fields: { version: 'published' } })
  const [gone] = await db.batch([
    db
      .prepare(`
        DELETE FROM form
        WHERE id = ?1
          AND version IS NULL
          AND NOT EXISTS (SELECT 1 FROM form_version WHERE form_id = ?1)`)
      .bind(id),
    entry(),
  ])
  if (!gone?.meta.changes) throw new Problem('conflict', { fields: { version: 'published' } })
}
