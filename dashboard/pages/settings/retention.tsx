// How long a site keeps people: what it would mean is said before it is saved.
import { useEffect, useState } from 'preact/hooks'
import { daysOf, monthsOf, periodInWords } from '../../../contract/period.ts'
import { changeSite, previewRetention, type Site } from '../../api/sites.ts'
import { count, locale, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { say } from '../../ui/said.tsx'
import { useWork } from '../../work.ts'

type Props = { site: Site; saved: () => void }

const most = 120
const isMonths = (typed: string) => /^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most

export function Retention({ site, saved }: Props) {
  const [days, setDays] = useState(site.retentionDays)
  const [typed, setTyped] = useState(String(monthsOf(days)))
  const { busy, failure, work } = useWork()
  const id = `retention-${site.id}`
  const isRight = isMonths(typed)
  // A time in days set by the API stays as it is until another number of months is typed.
  const wanted = !isRight ? undefined : Number(typed) === monthsOf(days) ? days : daysOf(Number(typed))

  async function save(event: Event) {
    event.preventDefault()
    if (wanted === undefined) return
    if (!(await work(() => changeSite(site.id, { retentionDays: wanted })))) return
    setDays(wanted)
    say(t('settings.saved', { time: periodInWords(wanted, locale.value) }))
    saved()
  }

  return (
    <section class="settings-part" aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`}>{t('settings.retention')}</h2>
        <p class="quiet">{t('settings.retentionHelp')}</p>
      </div>
      <form class="retention" onSubmit={save} noValidate>
        <label for={id}>{t('settings.months')}</label>
        <div class="retention-line">
          <input
            id={id}
            type="number"
            min={1}
            max={most}
            step={1}
            inputMode="numeric"
            value={typed}
            readOnly={!may('site:write')}
            aria-invalid={!isRight}
            aria-describedby={`${id}-help`}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          {may('site:write') && (
            <button type="submit" class="primary" disabled={busy || wanted === undefined || wanted === days}>
              {t(busy ? 'settings.saving' : 'settings.save')}
            </button>
          )}
        </div>
        <p id={`${id}-help`} class={isRight ? 'quiet' : 'wrong'}>
          {wanted === undefined
            ? t('settings.monthsWrong')
            : t('settings.monthsHelp', { time: periodInWords(wanted, locale.value) })}
        </p>
        {!may('site:write') && <p class="quiet">{t('settings.readOnly')}</p>}
        <div role="status">
          {failure && <p class="wrong">{t(`error.${failure.code}`)}</p>}
          {!failure && wanted !== undefined && wanted !== days && <WouldBe site={site.id} days={wanted} />}
        </div>
      </form>
    </section>
  )
}

const pauseMs = 250

/** What another time would mean, asked when the typing pauses. */
function WouldBe({ site, days }: { site: string; days: number }) {
  const [asked, setAsked] = useState(days)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(days), pauseMs)
    return () => clearTimeout(timer)
  }, [days])
  const { data } = useResource(`would ${site} ${asked}`, (signal) => previewRetention({ site, days: asked }, signal))
  if (!data || asked !== days) return null
  return <p>{data.due ? count('settings.would', data.due) : t('settings.wouldNobody')}</p>
}
