// The mail as it would arrive with the words that were just typed.
import { useEffect, useState } from 'preact/hooks'
import type { MailContent } from '../../../contract/delivery.ts'
import type { WordedMail } from '../../../contract/delivery-names.ts'
import { mailPage, previewPath, readMail, sendTest, wordsQuery } from '../../api/mail.ts'
import { queryOf } from '../../api/request.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Facts } from '../../ui/facts.tsx'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'
import { LiveFrame } from './live-frame.tsx'
import { localProblem } from './own-words.ts'

const pauseMs = 350

type Props = { slug: string; mail: WordedMail; language: string; words: { subject?: string; intro?: string } }

/** The real mail, made again whenever the typing pauses. */
export function WordingShown({ slug, mail, language, words }: Props) {
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
