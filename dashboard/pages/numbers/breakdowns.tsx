// The same leads by source, by country and by device: one table each, in whichever order is asked for.
import down from 'lucide:arrow-down'
import up from 'lucide:arrow-up'
import { useRef, useState } from 'preact/hooks'
import type { InsightFilter, Breakdown as Numbers } from '../../../contract/insight.ts'
import { type Dimension, dimensions, otherSources, unknownSource } from '../../../contract/insight-names.ts'
import { readBreakdown } from '../../api/insight.ts'
import { number, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { countryInWords, deviceInWords, shareInWords, sourceInWords } from '../home/names.ts'
import { type Asked, daysOf, numbersAddressOf } from '../home/span.ts'
import { enough, phoneGapOf } from './findings.ts'
import { type By, columns, type Row, sorted } from './sorting.ts'

const heads = { source: 'home.source', country: 'numbers.country', device: 'numbers.device' } as const
const titles = { source: 'home.bySource', country: 'home.byCountry', device: 'home.byDevice' } as const
const nameOf = { source: sourceInWords, country: countryInWords, device: deviceInWords }

export const Breakdowns = ({ asked, filter }: { asked: Asked; filter: InsightFilter }) => (
  <section class="numbers-breakdowns" aria-labelledby="breakdowns-title">
    <h2 id="breakdowns-title">{t('numbers.breakdowns')}</h2>
    <div class="breakdowns">
      {dimensions.map((by) => (
        <Breakdown key={by} {...{ by, asked, filter }} />
      ))}
    </div>
    <p class="quiet">{t('numbers.fewHelp', { n: enough, days: daysOf(asked.from, asked.to) })}</p>
  </section>
)

function Breakdown({ by, asked, filter }: { by: Dimension; asked: Asked; filter: InsightFilter }) {
  const { data, failure, retry } = useResource(JSON.stringify([by, filter]), (signal) =>
    readBreakdown(filter, by, signal),
  )
  // What was shown stays until the next is there, so that nothing jumps.
  const last = useRef(data)
  if (data) last.current = data
  const shown = data ?? last.current
  if (failure) return <FailureNotice failure={failure} retry={retry} />
  return (
    <section class="renewed" aria-busy={!data} aria-label={t(titles[by])}>
      {shown && shown.rows.length > 0 ? (
        <>
          <Table {...{ by, asked }} rows={shown.rows} />
          {by === 'device' && <Phones rows={shown.rows} />}
        </>
      ) : (
        <>
          <h3>{t(titles[by])}</h3>
          <p class="quiet">{t(shown ? 'home.nothing' : 'app.loading')}</p>
        </>
      )}
    </section>
  )
}

function Table({ by, asked, rows }: { by: Dimension; asked: Asked; rows: Numbers['rows'] }) {
  const [order, setOrder] = useState<{ by: By; isUp: boolean }>({ by: 'submissions', isUp: false })
  const all = rows.reduce((sum, { submissions }) => sum + submissions, 0)
  const named = rows.map((row): Row => ({ ...row, shown: nameOf[by](row.name), isRest: isRest(row.name) }))
  const sortBy = (column: By) =>
    setOrder(order.by === column ? { by: column, isUp: !order.isUp } : { by: column, isUp: column === 'shown' })
  return (
    <table class="breakdown numbers-table">
      <caption>{t(titles[by])}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.by}
              scope="col"
              aria-sort={order.by === column.by ? (order.isUp ? 'ascending' : 'descending') : undefined}
            >
              <button type="button" class="plain" onClick={() => sortBy(column.by)}>
                {t(column.name ?? heads[by])}
                {order.by === column.by && <Icon shapes={order.isUp ? up : down} />}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted(named, order).map(({ name, shown, views, submissions, conversion, before }) => (
          <tr key={name}>
            <th scope="row">
              {asked[by] === name ? (
                <strong>{shown}</strong>
              ) : (
                <a href={numbersAddressOf({ ...asked, [by]: name })}>{shown}</a>
              )}
            </th>
            <td>{number(views)}</td>
            <td>{number(submissions)}</td>
            <td>{all < enough ? '–' : <Share share={submissions / all} />}</td>
            <td>{rateInWords(views, conversion)}</td>
            <td class="quiet">{number(before.submissions)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Phones({ rows }: { rows: Numbers['rows'] }) {
  const gap = phoneGapOf(rows)
  return gap ? (
    <div class="numbers-phones">
      <p>{t('numbers.phones', { phone: shareInWords(gap.phone), desktop: shareInWords(gap.desktop) })}</p>
      <p class="quiet">{t('numbers.phonesHelp')}</p>
    </div>
  ) : null
}

const isRest = (name: string) => name === otherSources || name === unknownSource

// A rate of three people is none, nor is their share of five.
const rateInWords = (views: number, conversion: number | null) =>
  views < enough ? (
    <span class="quiet">{t('numbers.fewViews')}</span>
  ) : conversion === null ? (
    '–'
  ) : (
    shareInWords(conversion)
  )

const Share = ({ share }: { share: number }) => (
  <span class="numbers-share">
    <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect width={100 * share} height="1" />
    </svg>
    {shareInWords(share)}
  </span>
)
