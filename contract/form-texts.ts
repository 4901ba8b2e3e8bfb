// What a form says, in which languages, and whether it asks for a confirmation. Apart from its schema, so that a page reading it
// carries no validator.
import type { FormDefinition } from './form.ts'
import type { Localized } from './text.ts'

/** Whether everybody or somebody is shown "look in your mailbox" in place of a success. */
export const mayConfirmFirst = ({ delivery, magnet, consents }: FormDefinition): boolean =>
  delivery.confirm === 'magnet' ||
  (delivery.confirm === 'consents' && !magnet && consents.some(({ basis }) => basis === 'consent'))

/** Every text of a form with its path, to check or list translations. */
export function* everyText(form: FormDefinition): Generator<[(string | number)[], Localized]> {
  for (const [name, text] of Object.entries(form.texts)) if (text) yield [['texts', name], text]
  for (const [mail, words] of Object.entries(form.mails ?? {}))
    for (const [name, text] of Object.entries(words ?? {})) if (text) yield [['mails', mail, name], text]
  for (const [s, step] of form.steps.entries()) {
    if (step.title) yield [['steps', s, 'title'], step.title]
    for (const [f, field] of step.fields.entries()) {
      const path = ['steps', s, 'fields', f]
      yield [[...path, 'label'], field.label]
      if (field.help) yield [[...path, 'help'], field.help]
      if ('options' in field)
        for (const [o, option] of field.options.entries()) yield [[...path, 'options', o, 'label'], option.label]
    }
  }
  if (form.display.closes) yield [['display', 'closes', 'text'], form.display.closes.text]
  for (const [c, consent] of form.consents.entries()) {
    yield [['consents', c, 'label'], consent.label]
    if (consent.detail) yield [['consents', c, 'detail'], consent.detail]
  }
}

/** The languages in which every text of the form is written, its default first. */
export function languagesOf(form: FormDefinition): string[] {
  const texts = [...everyText(form)].map(([, text]) => text)
  const others = Object.keys(form.texts.title).filter((tag) => tag !== form.defaultLanguage)
  return [form.defaultLanguage, ...others.filter((tag) => texts.every((text) => text[tag]))]
}
