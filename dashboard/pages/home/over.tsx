// One of the numbers over time: a drawing, whose tools are fetched when it is needed, and the same as a table for whoever cannot see it.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { InsightFilter, Series } from '../../../contract/insight.ts'
import { type FunnelStep, funnelSteps } from '../../../contract/insight-names.ts'
import { readSeries } from '../../api/insight.ts'
import { count, locale, number, t } from '../../locale.ts'
import { asFailure, useResource } from '../../resource.ts'
import { isDark } from '../../theme.ts'
import { FailureNotice } from '../../ui/notice.tsx'
import { moments } from './moment.ts'

export function Over({ filter }: { filter: InsightFilter }) {
  const [step, setStep] = useState<FunnelStep>('submissions')
  const { data, failure, retry } = useResource(JSON.stringify(filter), (signal) => readSeries(filter, signal))
  return (
    <section class="over" aria-labelledby="over-title">
      <div class="over-head">
        <h3 id="over-title">{t('home.over')}</h3>
        <label>
          <span class="unseen">{t('home.overWhat')}</span>
          <select value={step} onChange={({ currentTarget }) => setStep(currentTarget.value as FunnelStep)}>
            {funnelSteps.map((one) => (
              <option key={one} value={one}>
                {t(`home.step.${one}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {!failure && <Drawing series={data} step={step} />}
      {data && <Table series={data} />}
    </section>
  )
}

function Drawing({ series, step }: { series: Series | undefined; step: FunnelStep }) {
  const place = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<number>()
  const [failure, setFailure] = useState(false)
  useEffect(() => {
    if (!series) return
    let stop: (() => void) | undefined
    let isLeft = false
    import('./chart.ts')
      .then(({ draw }) => {
        if (!isLeft && place.current) stop = draw(place.current, { series, step, onPoint: setAt })
      })
      .catch((error: unknown) => {
        asFailure(error)
        setFailure(true)
      })
    return () => {
      isLeft = true
      stop?.()
    }
  }, [series, step, locale.value, isDark.value])
  const point = series && at !== undefined ? series.points[at] : undefined
  if (failure) return null
  return (
    <>
      <p class="quiet over-point">
        {series &&
          (point
            ? `${moments(series.grain, 'long').format(new Date(point.at))} · ${number(point[step])}`
            : count(series.grain === 'day' ? 'home.points.day' : 'home.points.hour', series.points.length))}
      </p>
      <div class="chart" ref={place} aria-hidden="true" />
    </>
  )
}

const Table = ({ series: { grain, points } }: { series: Series }) => {
  const dates = moments(grain, 'long')
  return (
    <details class="over-table">
      <summary>{t('home.overTable')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scrolls" aria-label={t('home.overTable')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t(grain === 'day' ? 'home.day' : 'home.hour')}</th>
              {funnelSteps.map((step) => (
                <th key={step} scope="col">
                  {t(`home.step.${step}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map((point) => (
              <tr key={point.at}>
                <th scope="row">{dates.format(new Date(point.at))}</th>
                {funnelSteps.map((step) => (
                  <td key={step}>{number(point[step])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
