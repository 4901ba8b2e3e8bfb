// The owner's own words for the mails of a form, beside the mail as it would arrive.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { MailWordings } from '../../../contract/delivery.ts'
import { type WordedMail, wordedMails } from '../../../contract/delivery-names.ts'
import type { OwnMails } from '../../../contract/form.ts'
import type { FormSummary } from '../../../contract/form-summary.ts'
import { listForms, publishForm } from '../../api/forms.ts'
import { readWordings, saveWordings } from '../../api/mail.ts'
import { nameOf, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Choice } from '../../ui/choice.tsx'
import { Refused } from '../../ui/field.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { type Part, parts, tidy, tidyWords, withWords, wrongIn } from './own-words.ts'
import { WordingShown } from './wording-shown.tsx'
import { WordsField } from './words-field.tsx'

export function WordingPart() {
  const { data, failure, retry } = useResource('forms', listForms)
  const [slug, setSlug] = useState<string>()
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!data) return <p class="quiet">{t('app.loading')}</p>
  const [first] = data.forms
  if (!first)
    return (
      <Notice title={t('forms.empty')}>
        <p>{t('leads.emptyNoForm')}</p>
      </Notice>
    )
  return <OfForm forms={data.forms} slug={slug ?? first.slug} choose={setSlug} />
}

type OfFormProps = { forms: FormSummary[]; slug: string; choose: (slug: string) => void }

function OfForm({ forms, slug, choose }: OfFormProps) {
  const [kept, setKept] = useState<MailWordings & { slug: string }>()
  const { data, failure, retry } = useResource(`wordings ${slug}`, async (signal) => {
    const read = { ...(await readWordings(slug, signal)), slug }
    setKept(read)
    return read
  })
  const wordings = data ?? (kept?.slug === slug ? kept : undefined)
  const forming = (
    <Choice
      class="preview-choice"
      label={t('mail.form')}
      value={slug}
      choose={choose}
      of={forms.map((one) => [one.slug, one.name])}
    />
  )
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  if (!wordings) return <p class="quiet">{t('app.loading')}</p>
  return <Editor key={slug} slug={slug} wordings={wordings} forming={forming} changed={retry} />
}

type EditorProps = { slug: string; wordings: MailWordings; forming: ComponentChildren; changed: () => void }
function Editor({ slug, wordings, forming, changed }: EditorProps) {
  const [mail, setMail] = useState<WordedMail>('deliver')
  const [language, setLanguage] = useState(wordings.defaultLanguage)
  const [mails, setMails] = useState<OwnMails>(wordings.mails)
  const { busy, failure, work } = useWork()
  const isChanged = JSON.stringify(tidy(mails)) !== JSON.stringify(tidy(wordings.mails))
  const words = (part: Part) => mails[mail]?.[part]?.[language] ?? ''
  const type = (part: Part, text: string) => setMails(withWords(mails, mail, part, language, text))
  const ours = wordings.ours[mail]?.[language]
  const isOrphan = (part: Part) => Boolean(words(part)) && !mails[mail]?.[part]?.[wordings.defaultLanguage]

  useEffect(() => {
    if (!isChanged) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isChanged])

  async function save(event: Event) {
    event.preventDefault()
    if (!(await work(() => saveWordings(slug, tidy(mails), wordings.draftAt)))) return
    say(t('wording.saved'))
    changed()
  }

  return (
    <div class="preview">
      <form class="fields" noValidate onSubmit={save}>
        <p class="quiet">{t('wording.help')}</p>
        {forming}
        <Choice
          class="preview-choice"
          label={t('mail.template')}
          value={mail}
          choose={setMail}
          of={wordedMails.map((one) => [one, t(`mail.template.${one}`)])}
        />
        {wordings.languages.length > 1 && (
          <Choice
            class="preview-choice"
            label={t('mail.language')}
            value={language}
            choose={setLanguage}
            of={wordings.languages.map((tag) => [
              tag,
              tag === wordings.defaultLanguage
                ? `${nameOf('language', tag)} (${t('wording.default')})`
                : nameOf('language', tag),
            ])}
          />
        )}
        {!wordings.sent.includes(mail) && <p class="quiet">{t('wording.notSent')}</p>}
        {parts.map((part) => (
          <WordsField
            key={`${mail}.${part}.${language}`}
            part={part}
            language={language}
            text={words(part)}
            ours={ours?.[part] ?? ''}
            type={(text) => type(part, text)}
            wrong={wrongIn(failure?.fields, mail, part)}
            note={
              isOrphan(part)
                ? t('wording.needsDefault', { language: nameOf('language', wordings.defaultLanguage) })
                : undefined
            }
          />
        ))}
        <p class="quiet">{t('wording.ours')}</p>
        {may('forms:write') && (
          <>
            {failure?.code === 'conflict' ? (
              <p role="alert" class="wrong">
                {t('wording.conflict')}
              </p>
            ) : (
              <Refused failure={failure} known={parts.map((part) => `mails.${mail}.${part}`)} />
            )}
            <div class="actions">
              <button type="submit" class="primary" disabled={busy || !isChanged}>
                {t('wording.save')}
              </button>
              {isChanged && (
                <button type="button" onClick={() => setMails(wordings.mails)}>
                  {t('wording.reset')}
                </button>
              )}
            </div>
            {!isChanged && <Publishing slug={slug} wordings={wordings} changed={changed} />}
          </>
        )}
      </form>
      <WordingShown
        slug={slug}
        mail={mail}
        language={language}
        words={tidyWords({ subject: words('subject'), intro: words('intro') })}
      />
    </div>
  )
}

/** Words that are kept are not yet words that are sent. */
function Publishing({ slug, wordings, changed }: { slug: string; wordings: MailWordings; changed: () => void }) {
  const { busy, failure, work } = useWork()
  const { isPublished, hasOtherChanges, draftAt, mails } = wordings
  if (isPublished || (isPublished === null && !Object.keys(mails).length)) return null
  const publish = async () => {
    if (!(await work(() => publishForm(slug, draftAt)))) return
    say(t('wording.published'))
    changed()
  }
  return (
    <div class="wording-publish">
      <p>{t(isPublished === null ? 'wording.neverPublished' : 'wording.unpublished')}</p>
      {isPublished !== null && !hasOtherChanges ? (
        <button type="button" disabled={busy} onClick={publish}>
          {t('wording.publish')}
        </button>
      ) : (
        <p>
          {hasOtherChanges && isPublished !== null && `${t('wording.otherChanges')} `}
          <a href={`/dashboard/forms/${slug}`}>{t('wording.toForm')}</a>
        </p>
      )}
      <Refused failure={failure} />
    </div>
  )
}
