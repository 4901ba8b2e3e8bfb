// The owner's own words for a mail of their form.
import type { FormDefinition } from '../../contract/form.ts'
import type { Localized } from '../../contract/text.ts'
import type { MailFacts } from './mails/mail.ts'
import type { Template } from './owe.ts'

/** In the reader's language, else in the form's own. */
export function wordingOf(form: FormDefinition, template: Template, language: string): MailFacts['wording'] {
  const { mails = {} } = form
  const own: Partial<Record<Template, (typeof mails)['deliver']>> = { ...mails, 'confirm-deliver': mails.confirm }
  const words = own[template]
  const inLanguage = (text: Localized | undefined) => text?.[language] ?? text?.[form.defaultLanguage]
  return words && { subject: inLanguage(words.subject), intro: inLanguage(words.intro) }
}
