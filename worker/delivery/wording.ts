// The owner's own words for the mails of their form: which hold for a mail, and keeping them in the form's draft.
import type { MailWordings } from '../../contract/delivery.ts'
import { type WordedMail, wordedMails } from '../../contract/delivery-names.ts'
import { type FormDefinition, formDefinition, type OwnMails } from '../../contract/form.ts'
import { languagesOf } from '../../contract/form-texts.ts'
import type { Localized } from '../../contract/text.ts'
import { readDraft, saveDraft } from '../form/store.ts'
import { readVersion } from '../form/versions.ts'
import { canonicalJson } from '../lib/json.ts'
import { fieldCodes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { offerOf } from '../magnet/store.ts'
import { type MailFacts, wordsOf } from './mails/mail.ts'
import type { Template } from './owe.ts'

/** In the reader's language, else in the form's own. */
export function wordingOf(form: FormDefinition, template: Template, language: string): MailFacts['wording'] {
  const { mails = {} } = form
  const own: Partial<Record<Template, (typeof mails)['deliver']>> = { ...mails, 'confirm-deliver': mails.confirm }
  const words = own[template]
  const inLanguage = (text: Localized | undefined) => text?.[language] ?? text?.[form.defaultLanguage]
  return words && { subject: inLanguage(words.subject), intro: inLanguage(words.intro) }
}

/** Throws `form_unknown`. */
export async function readWordings(db: D1Database, slug: string): Promise<MailWordings> {
  const { draft, draftAt, version } = await readDraft(db, slug)
  const [published, offer] = await Promise.all([
    version === null ? undefined : readVersion(db, slug, version),
    draft.magnet ? offerOf(db, draft.magnet) : undefined,
  ])
  const { mails = {}, ...rest } = formDefinition.parse(draft)
  const { mails: shownMails = {}, ...shown } = published?.draft ?? { mails: undefined }
  const languages = languagesOf(draft)
  const { confirm, byMail } = draft.delivery
  const isSent = {
    confirm: confirm !== 'off',
    deliver: Boolean(offer) && byMail,
    renew: offer?.kind === 'file' || offer?.kind === 'link',
    reminder: offer?.kind === 'trial' && offer.terms.remindDays.length > 0,
  }
  return {
    draftAt,
    languages,
    defaultLanguage: draft.defaultLanguage,
    mails,
    ours: {
      confirm: ours(languages, confirm === 'magnet' ? 'confirm_deliver' : 'confirm'),
      deliver: ours(languages, 'deliver'),
      renew: ours(languages, 'renew'),
      reminder: ours(languages, 'reminder'),
    },
    sent: wordedMails.filter((mail) => isSent[mail]),
    isPublished: published ? canonicalJson(shownMails) === canonicalJson(mails) : null,
    hasOtherChanges: canonicalJson(shown) !== canonicalJson(rest),
  }
}

function ours(languages: string[], mail: WordedMail | 'confirm_deliver'): MailWordings['ours'][WordedMail] {
  return Object.fromEntries(
    languages.map((language) => {
      const words = wordsOf(language)
      return [language, { subject: words[`${mail}_subject`], intro: words[`${mail}_intro`] }]
    }),
  )
}

/**
 * Keeps the words in the form's draft; people get them once that is published. `known`: the draft they were written for.
 * Throws `form_unknown`, `invalid`, or `conflict` where somebody else has changed the draft meanwhile.
 */
export async function saveWordings(
  db: D1Database,
  slug: string,
  mails: OwnMails,
  now: string,
  known: string | undefined,
): Promise<void> {
  const { draft, draftAt, site } = await readDraft(db, slug)
  const said = Object.values(mails).some((words) => words && Object.keys(words).length)
  const changed = formDefinition.safeParse({ ...draft, mails: said ? mails : undefined })
  if (!changed.success) throw new Problem('invalid', { fields: fieldCodes(changed.error, { ...draft, mails }) })
  await saveDraft(db, site, slug, changed.data, now, known ?? draftAt)
}
