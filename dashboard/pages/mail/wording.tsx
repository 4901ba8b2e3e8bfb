// The owner's own words for the mails of a form, beside the mail as it would arrive.

import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { MailContent, MailWordings } from '../../../contract/delivery.ts'
import { type WordedMail, wordedMails } from '../../../contract/delivery-names.ts'
import type { OwnMails } from '../../../contract/form.ts'
import type { FormSummary } from '../../../contract/form-summary.ts'
import { listForms, publishForm } from '../../api/forms.ts'
import { mailPage, previewPath, readMail, readWordings, saveWordings, sendTest, wordsQuery } from '../../api/mail.ts'
import { queryOf } from '../../api/request.ts'
import { nameOf, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Choice } from '../../ui/choice.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Field, Refused } from '../../ui/field.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { LiveFrame } from './live-frame.tsx'

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
type Part = 'subject' | 'intro'
const parts = ['subject', 'intro'] as const

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
          <Words
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
      <Shown
        slug={slug}
        mail={mail}
        language={language}
        words={tidyWords({ subject: words('subject'), intro: words('intro') })}
      />
    </div>
  )
}

type WordsProps = {
  part: Part
  language: string
  text: string
  ours: string
  type: (text: string) => void
  wrong: string | undefined
  note: string | undefined
}

function Words({ part, language, text, ours, type, wrong, note }: WordsProps) {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const shared = { lang: language, placeholder: ours, value: text, readOnly: !may('forms:write') }
  // Where the cursor is, as typing it would.
  const insert = (name: string) => {
    const { selectionStart, selectionEnd } = input.current ?? {}
    const [start, end] = [selectionStart ?? text.length, selectionEnd ?? text.length]
    type(`${text.slice(0, start)}{${name}}${text.slice(end)}`)
    input.current?.focus()
  }
  return (
    <>
      <Field label={t(`wording.${part}`)} wrong={wrong ?? localProblem(text)} help={note}>
        {(described) =>
          part === 'subject' ? (
            <input
              {...described}
              {...shared}
              ref={input}
              maxLength={150}
              onInput={(event) => type(event.currentTarget.value)}
            />
          ) : (
            <textarea
              {...described}
              {...shared}
              ref={input}
              rows={5}
              maxLength={2_000}
              onInput={(event) => type(event.currentTarget.value)}
            />
          )
        }
      </Field>
      {may('forms:write') && (
        <p class="quiet placeholders">
          {t('wording.fill')}{' '}
          {(['magnet', 'site'] as const).map((name) => (
            <button
              key={name}
              type="button"
              class="plain"
              aria-label={t('wording.fillIn', { name: `{${name}} (${t(`wording.${name}`)})` })}
              onClick={() => insert(name)}
            >
              {`{${name}}`}
            </button>
          ))}
        </p>
      )}
    </>
  )
}

/** As the contract says it; seen while one types. */
const localProblem = (text: string) =>
  /[{}]/.test(text.replace(/\{(?:magnet|site)\}/g, '')) ? 'unknown_placeholder' : undefined

const wrongIn = (fields: Record<string, string> = {}, mail: WordedMail, part: Part) =>
  Object.entries(fields).find(([path]) => path.startsWith(`mails.${mail}.${part}`))?.[1]

function withWords(mails: OwnMails, mail: WordedMail, part: Part, language: string, text: string): OwnMails {
  const { [language]: _, ...others } = mails[mail]?.[part] ?? {}
  return { ...mails, [mail]: { ...mails[mail], [part]: text ? { ...others, [language]: text } : others } }
}

/** Without what says nothing. */
function tidy(mails: OwnMails): OwnMails {
  const kept = wordedMails.flatMap((mail) => {
    const said = parts.flatMap((part) => {
      const text = mails[mail]?.[part]
      return text && Object.keys(text).length ? [[part, Object.fromEntries(Object.entries(text).toSorted())]] : []
    })
    return said.length ? [[mail, Object.fromEntries(said)]] : []
  })
  return Object.fromEntries(kept)
}

const tidyWords = ({ subject, intro }: { subject: string; intro: string }) => ({
  ...(subject.trim() && { subject }),
  ...(intro.trim() && { intro }),
})

const pauseMs = 350

type ShownProps = { slug: string; mail: WordedMail; language: string; words: { subject?: string; intro?: string } }

/** The real mail, made again whenever the typing pauses. */
function Shown({ slug, mail, language, words }: ShownProps) {
  const isFillable = Object.values(words).every((text) => !localProblem(text))
  const path = previewPath(slug, mail)
  const wanted = queryOf({ language, words: wordsQuery(words) })
  const [query, setQuery] = useState(wanted)
  useEffect(() => {
    if (!isFillable) return
    const timer = setTimeout(() => setQuery(wanted), pauseMs)
    return () => clearTimeout(timer)
  }, [wanted, isFillable])
  const { busy, failure, work } = useWork()
  const test = () =>
    work(async () => {
      const { to, accepted, problem } = await sendTest(slug, mail, { language, words })
      const isKept = accepted === 'kept in the development mailbox'
      say(problem ? t('wording.testFailed', { problem }) : t(isKept ? 'wording.testKept' : 'wording.testTo', { to }))
    })
  return (
    <section class="mail-shown" aria-label={t('wording.preview')}>
      <div class="wording-head">
        <h2>{t('wording.preview')}</h2>
        {may('forms:write') && (
          <button type="button" disabled={busy || !isFillable} onClick={test}>
            {t('wording.test')}
          </button>
        )}
      </div>
      {failure && (
        <p role="alert" class="wrong">
          {failure.code === 'conflict' ? t('wording.testNoAddress') : t(`error.${failure.code}`)}
        </p>
      )}
      <Head path={path + query} />
      <LiveFrame address={mailPage(path, query)} title={t('wording.preview')} />
    </section>
  )
}

/** What a mailbox lists of it. */
function Head({ path }: { path: string }) {
  const [kept, setKept] = useState<MailContent>()
  useResource(path, async (signal) => setKept(await readMail(path, signal)))
  return (
    <Facts
      facts={[
        [t('mail.subject'), kept?.subject ?? '…'],
        [t('mail.from'), kept?.from],
        [t('mail.replyTo'), kept?.replyTo],
      ]}
    />
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
