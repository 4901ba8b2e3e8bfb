// What rules can look at: the questions of a site's forms, and what is known of every lead.
import type { Field } from '../../../contract/field.ts'
import { propertyOf } from '../../../contract/rules.ts'
import { listForms, readDraft } from '../../api/forms.ts'
import { aboutName, inWords } from '../../criterion-words.ts'
import { t } from '../../locale.ts'

export type Option = { value: string; label: string }
export type Subject = {
  about: string
  label: string
  kind: 'choice' | 'text' | 'number'
  options: Option[]
  help?: string
}
export type Subjects = { questions: Subject[]; known: Subject[] }

/** Answers that fill a column of the lead are known under its name. */
const columns = ['phone', 'company', 'job_title', 'country', 'website'] as const
const most = 40

/** Of the first forty forms of a site. */
export async function readSubjects(site: string, signal: AbortSignal): Promise<Subjects> {
  const { forms } = await listForms(signal)
  const theirs = forms.filter((form) => form.site === site).slice(0, most)
  const drafts = await Promise.all(theirs.map(({ slug }) => readDraft(slug, signal)))
  const fields = drafts.flatMap(({ draft }) => draft.steps.flatMap((step) => step.fields))
  const byForm = theirs.map(({ slug, name }) => ({ value: slug, label: name }))
  return { questions: questionsOf(fields), known: knownSubjects(byForm) }
}

function questionsOf(fields: Field[]): Subject[] {
  const found = new Map<string, Subject>()
  for (const field of fields) {
    const property = propertyOf(field)
    // Names and addresses say nothing about who is a good lead; the other columns are known of every lead.
    if (
      property &&
      (columns as readonly string[]).concat('email', 'full_name', 'given_name', 'family_name').includes(property)
    )
      continue
    const before = found.get(field.key)
    const options = optionsOf(field).filter(({ value }) => !before?.options.some((option) => option.value === value))
    found.set(field.key, {
      about: field.key,
      label: before?.label ?? inWords(field.label),
      kind: before?.kind ?? kindOf(field),
      options: [...(before?.options ?? []), ...options],
    })
  }
  return [...found.values()]
}

const kindOf = ({ kind }: Field): Subject['kind'] =>
  kind === 'number' ? 'number' : ['choice', 'several', 'yes_no'].includes(kind) ? 'choice' : 'text'

function optionsOf(field: Field): Option[] {
  if (field.kind === 'yes_no')
    return [
      { value: 'true', label: t('qualification.yes') },
      { value: 'false', label: t('qualification.no') },
    ]
  return 'options' in field ? field.options.map(({ value, label }) => ({ value, label: inWords(label) })) : []
}

function knownSubjects(forms: Option[]): Subject[] {
  const text = (about: string, help?: string): Subject => ({
    about,
    label: aboutName(about, null),
    kind: 'text',
    options: [],
    help,
  })
  const choice = (about: string, options: Option[]): Subject => ({ ...text(about), kind: 'choice', options })
  return [
    choice('lead.form', forms),
    text('lead.country', t('criteria.countries')),
    text('lead.language', t('criteria.languages')),
    text('lead.job_title'),
    text('lead.company'),
    text('lead.email_domain'),
    choice('lead.mailbox', [
      { value: 'own', label: t('about.mailbox.own') },
      { value: 'free', label: t('about.mailbox.free') },
      { value: 'disposable', label: t('about.mailbox.disposable') },
    ]),
    text('lead.phone'),
    text('lead.website'),
    text('lead.source'),
    text('lead.campaign'),
  ]
}

/** Which persona a lead is can be looked at once there are any. */
export const withPersonas = ({ questions, known }: Subjects, names: string[]): Subjects => ({
  questions,
  known: names.length
    ? [
        ...known,
        {
          about: 'lead.persona',
          label: aboutName('lead.persona', null),
          kind: 'choice',
          options: names.map((name) => ({ value: name, label: name })),
        },
      ]
    : known,
})
