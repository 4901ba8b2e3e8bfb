// The page a confirmation link opens. Before: one button, and a way out for whoever never gave their address. After: what they
// came for.
import { size, typeName } from '../../../contract/described.ts'
import type { Received } from '../../../contract/submission.ts'
import { say } from '../../../widget/i18n.ts'
import { page } from '../../lib/page.tsx'
import type { Holder } from '../rights/holder.ts'
import { Action, Section } from '../rights/parts.tsx'
import { nearest } from '../rights/words.ts'
import type { Confirmation } from './read.ts'
import { style } from './style.ts'
import { confirmWords, type Words } from './words.ts'

type Shown = {
  holder: Holder
  confirmation: Confirmation
  /** The page's own address. */
  here: string
}

type Given = {
  /** What they came for, where there is anything. */
  magnet: Received | undefined
  rights: string
  /** Whether this is the moment after the click. */
  isFresh: boolean
}

function telling({ holder, confirmation: { language: spoken, form } }: Shown) {
  const language = nearest(spoken)
  const values = { email: holder.email, site: holder.siteName, magnet: form.offer?.name ?? '' }
  const tell = (key: keyof Words, more: object = {}) => say(confirmWords[language], key, { ...values, ...more })
  const day = (iso: string) => new Date(iso).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' })
  return { language, tell, day }
}

/** Nothing is confirmed by opening it, nor by any script: only by a person's click. */
export function askingPage(shown: Shown): Response {
  const { confirmation, here } = shown
  const { language, tell } = telling(shown)
  const { form, lead } = confirmation
  const isWaiting = form.delivery.confirm === 'magnet' && Boolean(form.offer) && !lead.confirmed_at
  return page(
    { language, title: tell(isWaiting ? 'title_magnet' : 'title'), style, forms: true },
    <>
      <p>{tell(isWaiting ? 'given_magnet' : 'given')}</p>
      <Agreements {...confirmation} intro={tell('agreeing')} />
      <Action to={here} label={tell(isWaiting ? 'confirm_magnet' : 'confirm')} main />
      <Section title={tell('not_me_title')}>
        <p>{tell('not_me_text')}</p>
        <Action to={`${here}/not-me`} label={tell('not_me')} />
      </Section>
    </>,
  )
}

export function confirmedPage(shown: Shown, { magnet, rights, isFresh }: Given): Response {
  const { confirmation } = shown
  const { language, tell, day } = telling(shown)
  const which = isFresh ? 'done' : 'already'
  return page(
    { language, title: tell(`${which}_title`), style },
    <>
      <p role={isFresh ? 'status' : undefined}>{tell(which, { day: day(confirmation.confirmedAt!) })}</p>
      {isFresh && <Agreements {...confirmation} intro={tell('agreed')} />}
      {magnet && <Magnet {...{ magnet, language, tell, day }} />}
      <p class="small">
        <a href={rights}>{tell('rights')}</a>
      </p>
    </>,
  )
}

const Agreements = ({ consents, intro }: Pick<Confirmation, 'consents'> & { intro: string }) =>
  consents.length ? (
    <>
      <p>{intro}</p>
      <ul class="agreed">
        {consents.map(({ purpose, wording }) => {
          const [label, ...detail] = wording.split('\n')
          return (
            <li key={purpose}>
              {label}
              {detail.length > 0 && <small>{detail.join('\n')}</small>}
            </li>
          )
        })}
      </ul>
    </>
  ) : null

function Magnet({ magnet, language, tell, day }: { magnet: Received } & ReturnType<typeof telling>) {
  if (!('href' in magnet)) {
    const code = magnet.kind === 'code' ? magnet.code : magnet.key
    if (!code) return <p>{tell('by_mail')}</p>
    return (
      <p>
        {tell('code')}
        <br />
        <code>{code}</code>
      </p>
    )
  }
  const about = [typeName(magnet.type), magnet.bytes && size(magnet.bytes, language)].filter(Boolean).join(', ')
  return (
    <>
      <p>
        <a class="main" href={magnet.href}>
          {tell(magnet.kind === 'file' ? 'download' : 'open')}
          {about && ` (${about})`}
        </a>
      </p>
      <p class="small">
        {magnet.name}
        <br />
        {tell('until', { day: day(magnet.expiresAt) })}
      </p>
    </>
  )
}

/** The link is genuine and its time is over; `isSent`: a fresh one has just been asked for. */
export function expiredPage(shown: Shown, isSent: boolean): Response {
  const { confirmation, here } = shown
  const { language, tell, day } = telling(shown)
  const { confirmedAt, form } = confirmation
  if (isSent) return page({ language, title: tell('sent_title'), style }, <p role="status">{tell('sent')}</p>)
  return page(
    { language, title: tell(confirmedAt ? 'already_title' : 'expired_title'), style, forms: true },
    <>
      <p>{confirmedAt ? tell('already', { day: day(confirmedAt) }) : tell('expired')}</p>
      {(!confirmedAt || form.offer) && (
        <Action to={`${here}/again`} label={tell(confirmedAt ? 'again' : 'renew')} main />
      )}
    </>,
  )
}
