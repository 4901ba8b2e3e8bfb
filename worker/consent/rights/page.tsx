// The person's own page: everything kept of them, and every right a button.
import { type ComponentChildren, Fragment } from 'preact'
import type { Field } from '../../../contract/field.ts'
import type { LeadDetail } from '../../../contract/lead.ts'
import { say } from '../../../widget/i18n.ts'
import { page } from '../../lib/page.tsx'
import type { Correctable } from './correct.ts'
import type { Holder } from './holder.ts'
import type { Seen } from './read.ts'
import { nearest, rightsWords, type Words } from './words.ts'

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

type Telling = { tell: (key: keyof Words, values?: object) => string; day: (iso: string) => string; language: string }

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
      <p>{tell(seen.person ? 'about' : 'about_submission', name)}</p>
      <p>
        <small>
          {tell('keeps', { days: holder.retentionDays })}{' '}
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

const Section = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
)

type ActionProps = { to: string; label: string; about?: string; children?: ComponentChildren; main?: boolean }

export const Action = ({ to, label, about, children, main }: ActionProps) => (
  <form method="post" action={to}>
    {children}
    <button type="submit" class={main ? 'main' : undefined} aria-label={about && `${label}: ${about}`}>
      {label}
    </button>
  </form>
)

const isNo = (state: string) => state === 'withdrawn' || state === 'objected'

function Consents({ seen, here, tell, day }: Shown & Telling) {
  const standing = standings(seen)
  return (
    <Section title={tell('agreed')}>
      {standing.length === 0 && <p>{tell('no_consents')}</p>}
      {standing.map(({ purpose, basis, state, at, wording }) => {
        const notObjected = state === 'shown_not_given' && basis === 'legitimate_interest'
        const said = tell(notObjected ? 'state_not_objected' : `state_${state}`)
        const isOpen = basis === 'consent' ? !isNo(state) && state !== 'shown_not_given' : !isNo(state)
        return (
          <div class="purpose" key={purpose}>
            <p>
              {wording || purpose}
              <br />
              <small>{tell('since', { state: said, day: day(at) })}</small>
            </p>
            {isOpen && (
              <Action
                to={`${here}/withdraw`}
                label={tell(basis === 'consent' ? 'withdraw' : 'object')}
                about={wording.split('\n')[0]}
              >
                <input type="hidden" name="purpose" value={purpose} />
              </Action>
            )}
          </div>
        )
      })}
      {seen.person && (
        <>
          <p>{tell('object_all_text')}</p>
          <Action to={`${here}/object`} label={tell('object_all')} />
        </>
      )}
    </Section>
  )
}

type Standing = Pick<LeadDetail['consentEvents'][number], 'purpose' | 'basis' | 'state' | 'at' | 'wording'>

// Of a person, where each purpose stands; of one submission, the last that was said in it. Events come newest first.
function standings({ person, consentEvents }: Seen): Standing[] {
  const wordings = new Map([...consentEvents].reverse().map(({ purpose, wording }) => [purpose, wording]))
  if (person) return person.consents.map((said) => ({ ...said, wording: wordings.get(said.purpose) ?? '' }))
  const last = new Map([...consentEvents].reverse().map((event) => [event.purpose, event]))
  return [...last.values()]
}

function Correction({ holder, here, correctable, errors = {}, tell, language }: Shown & Telling) {
  return (
    <Section title={tell('correct')}>
      <p>{tell('correct_text')}</p>
      <form method="post" action={`${here}/correct`}>
        <p>
          {tell('email')}
          <br />
          <strong>{holder.email}</strong>
          <br />
          <small>{tell('email_fixed')}</small>
        </p>
        {correctable.fields.map((field) => (
          <p key={field.key}>
            <Control field={field} value={correctable.values[field.key]} tell={tell} language={language} />
            {errors[field.key] && (
              <small class="wrong" role="alert">
                {tell('wrong')}
              </small>
            )}
          </p>
        ))}
        <button type="submit">{tell('save')}</button>
      </form>
    </Section>
  )
}

type ControlProps = Pick<Telling, 'tell' | 'language'> & { field: Field; value: unknown }

function Control({ field, value, tell, language }: ControlProps) {
  const { key } = field
  const inLanguage = (text: Record<string, string>) => text[language] ?? Object.values(text)[0] ?? key
  const label = key.startsWith('lead.') ? tell(key as keyof Words) : inLanguage(field.label)
  if (field.kind === 'several')
    return (
      <fieldset>
        <legend>{label}</legend>
        {/* Sent also when nothing is ticked: an answer can be emptied. */}
        <input type="hidden" name={key} value="" />
        {field.options.map((option) => (
          <label key={option.value}>
            <input
              type="checkbox"
              name={key}
              value={option.value}
              checked={Array.isArray(value) && value.includes(option.value)}
            />{' '}
            {inLanguage(option.label)}
          </label>
        ))}
      </fieldset>
    )
  const options =
    field.kind === 'choice'
      ? field.options.map((option) => [option.value, inLanguage(option.label)] as const)
      : field.kind === 'yes_no'
        ? ([
            ['true', tell('yes')],
            ['false', tell('no')],
          ] as const)
        : undefined
  return (
    <>
      <label for={key}>{label}</label>
      {options ? (
        <select id={key} name={key}>
          <option value="" />
          {options.map(([option, name]) => (
            <option key={option} value={option} selected={option === String(value)}>
              {name}
            </option>
          ))}
        </select>
      ) : field.kind === 'long_text' ? (
        <textarea id={key} name={key} rows={4}>
          {value === undefined ? '' : String(value)}
        </textarea>
      ) : (
        <input id={key} name={key} value={value === undefined ? '' : String(value)} />
      )}
    </>
  )
}

function History({ seen: { history, consentEvents, person }, tell, day }: { seen: Seen } & Telling) {
  return (
    <Section title={tell('kept')}>
      {history.map(({ id, at, form, answers, source }) => (
        <details key={id}>
          <summary>{tell('sent_on', { day: day(at), form: form.name })}</summary>
          <dl>
            {answers.map(({ key, label, value }) => (
              <Fragment key={key}>
                <dt>{label}</dt>
                <dd>
                  {Array.isArray(value)
                    ? value.join(', ')
                    : value === true
                      ? tell('yes')
                      : value === false
                        ? tell('no')
                        : value}
                </dd>
              </Fragment>
            ))}
          </dl>
          <p>
            <small>
              {source.page && tell('from_page', source)} {source.referrer && tell('came_from', source)}{' '}
              {Object.entries(source.campaign ?? {})
                .map(([key, value]) => `${key}: ${value}`)
                .join(', ')}
            </small>
          </p>
        </details>
      ))}
      {person && (
        <ul>
          {person.downloads.map(({ magnet, count, lastAt }) => (
            <li key={magnet}>{tell('downloaded', { magnet, count, day: day(lastAt) })}</li>
          ))}
          {person.received.map(({ magnet, code, endsAt }) => (
            <li key={magnet}>
              {code
                ? tell('received', { magnet, code })
                : tell('received_until', { magnet, day: endsAt ? day(endsAt) : '' })}
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>{tell('events')}</summary>
        <ul>
          {consentEvents.map(({ id, at, state, wording }) => (
            <li key={id}>{tell('event', { day: day(at), state: tell(`state_${state}`), wording })}</li>
          ))}
        </ul>
      </details>
    </Section>
  )
}

// Free of < & and quotes, which rendering would escape.
export const style = `
main { max-width: 38rem; width: 100%; box-sizing: border-box; overflow-wrap: anywhere }
section { margin: 2rem 0 0; padding: 1.25rem 0 0; border-top: 1px solid light-dark(#dedad3, #333b44) }
h2 { margin: 0 0 .5rem; font-size: 1.125rem }
a { color: inherit }
button, input, select, textarea { font: inherit; color: inherit; border-radius: 8px; border: 1px solid light-dark(#8a939c, #6b7680) }
button { min-height: 44px; padding: .5rem 1rem; background: none; cursor: pointer; white-space: nowrap }
button.main { color: #fff; background: #d7263d; border-color: #d7263d }
input:not([type=checkbox]), select, textarea {
  display: block; width: 100%; box-sizing: border-box; min-height: 44px; padding: .5rem .75rem; background: light-dark(#fff, #1e242b)
}
fieldset { border: 0; padding: 0; margin: 0 }
fieldset label { display: block; padding: .4rem 0 }
.purpose { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; align-items: start; white-space: pre-line }
.purpose p { flex: 1 1 16rem }
.purpose form { margin: 0 0 1rem }
.wrong { color: light-dark(#b3152b, #ff8a98) }
[role=status] { padding: .75rem 1rem; border-radius: 8px; background: light-dark(#e6f2e8, #1f3325) }
summary { min-height: 32px; cursor: pointer }
dt { font-size: .875rem; color: light-dark(#5b6570, #a5adb5) }
dd { margin: 0 0 .5rem }
`
