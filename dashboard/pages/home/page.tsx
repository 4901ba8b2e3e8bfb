// Where one arrives: what waits for somebody, how the forms do, who came last.
import { useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Funnel as Sums } from '../../../contract/insight.ts'
import { readAttention, readFunnel } from '../../api/insight.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Heading } from '../../ui/heading.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { Attention } from './attention.tsx'
import { Begin } from './begin.tsx'
import { Breakdowns } from './breakdowns.tsx'
import { Controls } from './controls.tsx'
import { Funnel } from './funnel.tsx'
import { Newest } from './newest.tsx'
import { Over } from './over.tsx'
import { type Asked, addressOf, daysOf, filterOf, numbersAddressOf, readAsked } from './span.ts'
import './home.css'
import './figures.css'

export function HomePage() {
  const { data, failure, retry } = useResource('attention', readAttention)
  const isNew = data && !data.begun.lead
  const isUnseen = data && !data.begun.seen
  return (
    <>
      <div class="page-head">
        <Heading>{t('home.title')}</Heading>
      </div>
      <div class={isUnseen ? 'home-page is-unseen' : 'home-page'} aria-busy={!data && !failure}>
        <div class="home-side">
          {failure && <FailureNotice failure={failure} retry={retry} />}
          {isNew && <Begin begun={data.begun} />}
          {data && <Attention all={data} />}
        </div>
        {data?.begun.lead && <Newest />}
        {!isUnseen && <Numbers />}
      </div>
    </>
  )
}

function Numbers() {
  const { query, route } = useLocation()
  // Midnight may pass while the page is open; what is shown then stays of one day.
  const [now] = useState(Date.now)
  const asked = readAsked(query, now)
  const change = (next: Asked) => route(addressOf(next))
  const filter = filterOf(asked)
  const { data, failure, retry } = useResource(JSON.stringify(filter), (signal) => readFunnel(filter, signal))
  // What was shown stays until the next is there, so that nothing jumps.
  const last = useRef(data)
  if (data) last.current = data
  const shown = data ?? (failure ? undefined : last.current)
  return (
    <section class="home-numbers" aria-labelledby="numbers-title">
      <div class="numbers-head">
        <h2 id="numbers-title">{t('home.numbers')}</h2>
        <a href={numbersAddressOf(asked)}>{t('home.detail')}</a>
      </div>
      <Controls asked={asked} sources={shown?.sources ?? []} change={change} />
      {failure && <FailureNotice failure={failure} retry={retry} />}
      <div class="renewed" aria-busy={!data && !failure}>
        {!shown && !failure && <p class="quiet home-wait">{t('app.loading')}</p>}
        {shown && isEmpty(shown) && (
          <Notice title={t('home.nothing')}>
            <p>{t('home.nothingHelp')}</p>
          </Notice>
        )}
        {shown && !isEmpty(shown) && (
          <>
            <Funnel funnel={shown} days={daysOf(asked.from, asked.to)} />
            <Over filter={filter} />
            <Breakdowns funnel={shown} asked={asked} />
          </>
        )}
      </div>
    </section>
  )
}

const isEmpty = ({ total, before }: Sums) => [total, before].every((sum) => Object.values(sum).every((n) => n === 0))
