// The person's own page: everything kept of them, and every right a button.

import { Fragment } from 'preact'
import type { Handling } from '../../../contract/consent.ts'
import { periodInWords } from '../../../contract/period.ts'
import { say } from '../../../widget/i18n.ts'
import { page } from '../../lib/page.tsx'
import { Consents } from './consents.tsx'
import type { Correctable } from './correct.ts'
import { Correction, labelOf } from './correction.tsx'
import { History } from './history.tsx'
import type { Holder } from './holder.ts'
import { Action, Section, type Telling } from './parts.tsx'
import type { Seen } from './read.ts'
import { style } from './style.ts'
import { nearest, rightsWords } from './words.ts'

export type Done = 'withdrawn' | 'objected' | 'corrected' | 'kept' | 'asked'
export const isDone = (text: string | undefined): text is Done =>
  ['withdrawn', 'objected', 'corrected', 'kept', 'asked'].includes(text ?? '')

type Shown = {
  holder: Holder
  seen: Seen
  /** The page's own address. */
  here: string
  correctable: Correctable
  /** Field → what is wrong with it. */
  errors?: Record<string, string>
  done?: Done
}

export function rightsPage(shown: Shown): Response {
  const { holder, seen, here, done, errors } = shown
  const language = nearest(holder.language)
  const words = rightsWords[language]
  const tell: Telling['tell'] = (key, values = {}) => say(words, key, { site: holder.siteName, ...values })
  const day = (iso: string) => new Date(iso).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' })
  const telling = { tell, day, language }
  const { controller, email } = holder
  const name = { controller: controller?.name ?? holder.siteName, email }
  return page(
    { language, title: tell('title'), style, forms: true, status: errors ? 422 : 200 },
    <>
      {done && <p role="status">{tell(`done_${done}`)}</p>}
      {errors && <Wrong {...shown} {...telling} errors={errors} />}
      <p>{tell(seen.person ? 'about' : 'about_submission', name)}</p>
      <p>
        <small>
          {tell('keeps', { time: periodInWords(holder.retentionDays, language) })}{' '}
          {holder.handling && declared(holder.handling, tell)}
          {controller && (
            <>
              {tell('contact', controller)}
              {' · '}
              <a href={controller.privacyPolicy}>{tell('policy')}</a>
            </>
          )}
        </small>
      </p>
      <Consents {...shown} {...telling} />
      {seen.person && <Correction {...shown} {...telling} />}
      <History seen={seen} {...telling} />
      <Section title={tell('take')}>
        <p>{tell('take_text')}</p>
        <p>
          <a href={`${here}/data.json`} download>
            {tell('download')}
          </a>
        </p>
      </Section>
      {!seen.person && (
        <Section title={tell('more')}>
          <p>{tell('more_text')}</p>
          <Action to={`${here}/link`} label={tell('send_link')} />
        </Section>
      )}
      <Section title={tell('erase')}>
        <p>{tell(seen.person ? 'erase_text' : 'erase_submission_text')}</p>
        <Action to={`${here}/erase`} label={tell('erase')} />
      </Section>
    </>,
  )
}

/** First on the page, since what it speaks of is far below. */
/** Where it lies and who else gets it (article 15), as far as the controller has declared it. */
const declared = ({ storage, recipients }: Handling, tell: Telling['tell']): string =>
  [
    storage.length > 0 && `${tell('lies', { places: storage.join(', ') })} `,
    recipients.length > 0 && `${tell('recipients', { names: recipients.map(({ name }) => name).join(', ') })} `,
  ]
    .filter(Boolean)
    .join('')

const Wrong = ({
  correctable,
  errors,
  ...telling
}: Pick<Shown, 'correctable'> & Required<Pick<Shown, 'errors'>> & Telling) => (
  <p role="alert" class="wrong">
    {telling.tell('wrong_summary')}{' '}
    {correctable.fields
      .filter(({ key }) => errors[key])
      .map((field, n) => (
        <Fragment key={field.key}>
          {n > 0 && ', '}
          <a href={`#${field.key}`}>{labelOf(field, telling)}</a>
        </Fragment>
      ))}
  </p>
)
