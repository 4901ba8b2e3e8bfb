// A published form as one visitor sees it: one language, only what the screen needs. This is what the tag carries.
import type { Controller } from './consent.ts'
import type { Field } from './field.ts'
import type { PublishedForm } from './form.ts'
import type { Localized } from './text.ts'

type Option = { value: string; label: string }
type Shown<F> = F extends { options: unknown }
  ? Omit<F, 'label' | 'help' | 'options'> & { label: string; help?: string; options: Option[] }
  : F extends unknown
    ? Omit<F, 'label' | 'help'> & { label: string; help?: string }
    : never

export type ShownField = Shown<Field>

export type ShownForm = {
  slug: string
  version: number
  language: string
  /** Every language it is published in, its default first. */
  languages: string[]
  steps: { id: string; title?: string; fields: ShownField[] }[]
  consents: { purpose: string; basis: 'consent' | 'legitimate_interest'; label: string; detail?: string }[]
  texts: { title: string; intro?: string; submit?: string; notice?: string; doneTitle?: string; doneText?: string }
  theme: { accent?: string; mode: 'auto' | 'light' | 'dark' }
  controller: Controller
}

/** What the composed script hands to the widget, and what `/e/<form>.<lang>.json` answers. */
export type TagSettings = {
  /** Where this Aimant lives: `https://leads.example.com`. */
  origin: string
  form: ShownForm
  /** The widget's own words in the form's language. */
  words: Record<string, string>
}

/** The form in one of its languages; falls back to its default word by word. */
export function showIn(form: PublishedForm, language: string, languages: string[]): ShownForm {
  const say = (text: Localized) => text[language] ?? text[form.defaultLanguage] ?? ''
  const sayIf = (text: Localized | undefined) => text && say(text)
  const field = (f: Field) => ({
    ...f,
    label: say(f.label),
    help: sayIf(f.help),
    ...('options' in f && { options: f.options.map((o) => ({ value: o.value, label: say(o.label) })) }),
  })
  const { texts } = form
  return {
    slug: form.slug,
    version: form.version,
    language,
    languages,
    steps: form.steps.map((step) => ({
      id: step.id,
      title: sayIf(step.title),
      fields: step.fields.map((f) => field(f) as ShownField),
    })),
    consents: form.consents.map((c) => ({ ...c, label: say(c.label), detail: sayIf(c.detail) })),
    texts: {
      title: say(texts.title),
      intro: sayIf(texts.intro),
      submit: sayIf(texts.submit),
      notice: sayIf(texts.notice),
      doneTitle: sayIf(texts.doneTitle),
      doneText: sayIf(texts.doneText),
    },
    theme: form.theme,
    controller: form.controller,
  }
}
