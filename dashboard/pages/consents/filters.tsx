// What the log is narrowed to: a purpose, an answer, days, one person.
import { useEffect, useState } from 'preact/hooks'
import type { ConsentState } from '../../../contract/consent.ts'
import type { EventFilter } from '../../../contract/consent-log.ts'
import { findPeople, listPurposes } from '../../api/consents.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Field } from '../../ui/field.tsx'
import { states } from './states.ts'

type Props = { filter: EventFilter; change: (filter: EventFilter) => void }

export function Filters({ filter, change }: Props) {
  const { data } = useResource('purposes', listPurposes)
  const isSet = Object.values(filter).some(Boolean)
  const put = (part: Partial<EventFilter>) => change({ ...filter, ...part })
  return (
    <search class="consent-filters" aria-label={t('consents.filter')}>
      <Field label={t('consents.purpose')}>
        {(described) => (
          <select
            {...described}
            value={filter.purpose ?? ''}
            onChange={(event) => put({ purpose: event.currentTarget.value || undefined })}
          >
            <option value="">{t('consents.any')}</option>
            {(data?.purposes ?? [filter.purpose]).map((one) => one && <option key={one}>{one}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('consents.what')}>
        {(described) => (
          <select
            {...described}
            value={filter.state ?? ''}
            onChange={(event) => put({ state: (event.currentTarget.value || undefined) as ConsentState | undefined })}
          >
            <option value="">{t('consents.any')}</option>
            {states.map((one) => (
              <option key={one} value={one}>
                {t(`consent.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} label={t(`consents.${end}`)}>
          {(described) => (
            <input
              {...described}
              type="date"
              value={filter[end] ?? ''}
              onChange={(event) => put({ [end]: event.currentTarget.value || undefined })}
            />
          )}
        </Field>
      ))}
      <Person choose={(lead) => put({ lead })} isChosen={Boolean(filter.lead)} />
      {isSet && (
        <button type="button" class="plain" onClick={() => change({})}>
          {t('consents.clear')}
        </button>
      )}
    </search>
  )
}

const pauseMs = 250

function Person({ choose, isChosen }: { choose: (id: string) => void; isChosen: boolean }) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  // Chosen, or taken back: what was typed has served.
  useEffect(() => setTyped(''), [isChosen])
  const { data } = useResource(`people ${asked}`, async (signal) =>
    asked.length > 1 ? (await findPeople(asked, signal)).leads : undefined,
  )
  return (
    <div class="consent-person">
      <Field label={t('consents.person')} help={t('consents.personHelp')}>
        {(described) => (
          <input
            {...described}
            type="search"
            maxLength={200}
            autoComplete="off"
            spellcheck={false}
            placeholder={t('consents.personHint')}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <div role="status">
        {data?.length === 0 && <p class="quiet">{t('consents.personNone')}</p>}
        {data && data.length > 0 && (
          <ul class="consent-people">
            {data.map(({ id, email, name }) => (
              <li key={id}>
                <button type="button" class="plain" onClick={() => choose(id)}>
                  {[name, email].filter(Boolean).join(' · ')}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
