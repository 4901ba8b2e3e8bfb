// What is asked about a connection: only what its kind needs.
import { useRef } from 'preact/hooks'
import type { Connection, NewConnection } from '../../../contract/connection.ts'
import { connectionLanguages, leadEvents } from '../../../contract/connection-names.ts'
import type { Failure } from '../../api/request.ts'
import { nameOf, t } from '../../locale.ts'
import { Field, refusedWords } from '../../ui/field.tsx'
import { hostOf, isChannel, otherKind } from './kinds.ts'

export type Typed = Pick<NewConnection, 'name' | 'url' | 'events' | 'format' | 'language' | 'isPartner'>

export const knownPaths = ['name', 'url', 'events']

type Props = { typed: Typed; change: (part: Partial<Typed>) => void; failure: Failure | undefined }

export function ConnectionFields({ typed, change, failure }: Props) {
  const { format, url, events } = typed
  const other = otherKind(url, format)
  const address = useRef<HTMLInputElement>(null)
  // The button goes with what it offered.
  const switchTo = (kind: Typed['format']) => {
    change({ format: kind })
    address.current?.focus()
  }
  const wrong = failure?.fields ?? {}
  return (
    <>
      <Field
        label={t('connection.url')}
        wrong={wrong.url}
        help={
          <>
            {other && (
              <span class="connection-other">
                {t('connection.urlOther', { kind: t(`connection.kind.${other}`) })}{' '}
                <button type="button" class="plain" onClick={() => switchTo(other)}>
                  {t('connection.urlSwitch', { kind: t(`connection.kind.${other}`) })}
                </button>
              </span>
            )}
            {t(`connection.urlHelp.${format}`)}
          </>
        }
      >
        {(described) => (
          <input
            {...described}
            ref={address}
            type="url"
            placeholder={t(`connection.urlLooks.${format}`)}
            maxLength={2_000}
            autoComplete="off"
            spellcheck={false}
            value={url}
            onInput={(event) => change({ url: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        label={t('connection.name')}
        help={t('connection.nameHelp')}
        wrong={wrong.name === 'too_many' ? 'too_many_connections' : wrong.name}
      >
        {(described) => (
          <input
            {...described}
            placeholder={hostOf(url)}
            maxLength={100}
            autoComplete="off"
            value={typed.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <fieldset class="connection-events">
        <legend>{t('connection.events')}</legend>
        {leadEvents.map((event) => (
          <label key={event} class="option">
            <input
              type="checkbox"
              checked={events.includes(event)}
              onChange={({ currentTarget }) =>
                change({
                  events: leadEvents.filter((one) => (one === event ? currentTarget.checked : events.includes(one))),
                })
              }
            />
            <span>
              {t(`event.${event}`)}
              <span>{t(`event.${event}.help`)}</span>
            </span>
          </label>
        ))}
        {wrong.events && <p class="wrong">{events.length ? refusedWords(wrong.events) : t('connection.noEvent')}</p>}
      </fieldset>
      {isChannel(format) ? (
        <Field label={t('connection.language')}>
          {(described) => (
            <select
              {...described}
              value={typed.language}
              onChange={({ currentTarget }) => change({ language: currentTarget.value as Connection['language'] })}
            >
              {connectionLanguages.map((tag) => (
                <option key={tag} value={tag}>
                  {nameOf('language', tag)}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : (
        <label class="option">
          <input
            type="checkbox"
            checked={typed.isPartner}
            onChange={({ currentTarget }) => change({ isPartner: currentTarget.checked })}
          />
          <span>
            {t('connection.partner')}
            <span>{t('connection.partnerHelp')}</span>
          </span>
        </label>
      )}
    </>
  )
}
