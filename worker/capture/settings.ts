// What a tag hands to the widget. All that can be said beforehand is said here, so that the visitor's browser has nothing to put
// together before the form is there.
import type { ShownForm, TagSettings } from '../../contract/shown.ts'
import { say } from '../../widget/i18n.ts'

/** `words`: the widget's own, in the form's language. `origin`: where this Aimant lives. */
export function tagSettings(form: ShownForm, words: Record<string, string>, origin: string): TagSettings {
  const { texts, controller, closes } = form
  const notice = [texts.notice, say(words, 'controller', controller)].filter(Boolean).join(' ')
  const closed = closes?.text ?? say(words, 'failed_form_closed', controller)
  return { origin, form: { ...form, texts: { ...texts, notice } }, words: { ...words, failed_form_closed: closed } }
}
