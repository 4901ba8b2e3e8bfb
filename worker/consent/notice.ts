// What a visitor had before their eyes, kept word for word and named by its own content.
import type { Controller } from '../../contract/consent.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { showIn } from '../../contract/shown.ts'
import { say } from '../../widget/i18n.ts'
import { sha256 } from '../lib/crypto.ts'
import { canonicalJson } from '../lib/json.ts'
import { wordsIn } from '../lib/locale.ts'

/** The stored snapshot of one form version in one language. */
export type NoticeSnapshot = {
  schema: 1
  form: string
  version: number
  language: string
  title: string
  intro?: string
  fields: { key: string; label: string; help?: string; required: boolean }[]
  consents: { purpose: string; basis: 'consent' | 'legitimate_interest'; label: string; detail?: string }[]
  notice?: string
  submit: string
  controller: Controller
  /** Not on screen: what the controller had declared about the data by then. */
  declared?: PublishedForm['declared']
  /** The line under the form that names the controller, and the words of its link. */
  controllerLine: string
  privacyLink: string
  offer?: string
  /** Of an import: nothing of this was shown, and these agreements are what its controller declared. */
  imported?: { file: string; consents: { purpose: string; source: string; collectedOn: string }[] }
}

/** The words beside a box, whole: its label and what stands under it. */
export const wordingOf = ({ label, detail }: NoticeSnapshot['consents'][number]): string =>
  detail ? `${label}\n${detail}` : label

/** The notice a form shows in `language`: its snapshot as canonical JSON, and its id, the SHA-256 of that. */
export async function noticeOf(
  form: Omit<PublishedForm, 'notices'>,
  language: string,
): Promise<{ id: string; snapshot: string }> {
  const shown = showIn({ ...form, notices: {} }, language, [])
  const words = wordsIn(language)
  const content: NoticeSnapshot = {
    schema: 1,
    form: form.slug,
    version: form.version,
    language,
    title: shown.texts.title,
    intro: shown.texts.intro,
    fields: shown.steps
      .flatMap((step) => step.fields)
      .map(({ key, label, help, required }) => ({ key, label, help, required })),
    consents: shown.consents,
    notice: shown.texts.notice,
    submit: shown.texts.submit ?? words.submit!,
    controller: form.controller,
    declared: form.declared,
    controllerLine: say(words, 'controller', form.controller),
    privacyLink: words.privacy!,
    offer: form.offer?.name,
  }
  const snapshot = canonicalJson(content)
  return { id: await sha256(snapshot), snapshot }
}
