// Which days, which form, which source.
import { useState } from 'preact/hooks'
import type { Funnel } from '../../../contract/insight.ts'
import { listForms } from '../../api/forms.ts'
import { count, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { sourceInWords } from './names.ts'
import { type Asked, addressOf, dayOf, usualDays } from './span.ts'

type Props = { asked: Asked; sources: Funnel['sources']; change: (next: Asked) => void }

export function Controls({ asked, sources, change }: Props) {
  const forms = useResource('forms', listForms).data?.forms ?? []
  const names = sources.map(({ name }) => name)
  const listed = asked.source && !names.includes(asked.source) ? [asked.source, ...names] : names
  return (
    <div class="figure-choices">
      <Days {...{ asked, change, addressOf }} />
      <label>
        <span class="unseen">{t('home.form')}</span>
        <select
          value={asked.form ?? ''}
          onChange={({ currentTarget }) => change({ ...asked, form: currentTarget.value || undefined })}
        >
          <option value="">{t('home.allForms')}</option>
          {forms.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="unseen">{t('home.source')}</span>
        <select
          value={asked.source ?? ''}
          onChange={({ currentTarget }) => change({ ...asked, source: currentTarget.value || undefined })}
        >
          <option value="">{t('home.allSources')}</option>
          {listed.map((name) => (
            <option key={name} value={name}>
              {sourceInWords(name)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

type DaysProps = Pick<Props, 'asked' | 'change'> & { addressOf: (asked: Asked) => string }

/** The usual spans, or one's own, whose two days stand under all the choices. */
export function Days({ asked, change, addressOf }: DaysProps) {
  const [isOwn, setOwn] = useState(asked.days === undefined)
  return (
    <>
      <fieldset class="spans">
        <legend class="unseen">{t('home.span')}</legend>
        {usualDays.map((days) => (
          <a
            key={days}
            href={addressOf({ ...asked, days })}
            aria-current={!isOwn && asked.days === days ? 'true' : undefined}
            onClick={() => setOwn(false)}
          >
            {count('home.days', days)}
          </a>
        ))}
        <button type="button" aria-expanded={isOwn} onClick={() => setOwn(!isOwn)}>
          {t('home.ownSpan')}
        </button>
      </fieldset>
      {isOwn && <OwnSpan asked={asked} change={change} />}
    </>
  )
}

function OwnSpan({ asked, change }: Pick<Props, 'asked' | 'change'>) {
  const [from, setFrom] = useState(asked.from)
  const [to, setTo] = useState(asked.to)
  const isSound = from !== '' && to !== '' && from <= to
  return (
    <form
      class="own-span"
      onSubmit={(event) => {
        event.preventDefault()
        if (isSound) change({ ...asked, from, to, days: undefined })
      }}
    >
      <label>
        {t('leads.from')}
        <input type="date" value={from} max={to} required onInput={(event) => setFrom(event.currentTarget.value)} />
      </label>
      <label>
        {t('leads.to')}
        <input
          type="date"
          value={to}
          min={from}
          max={dayOf(Date.now())}
          required
          onInput={(event) => setTo(event.currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={!isSound}>
        {t('home.show')}
      </button>
    </form>
  )
}
