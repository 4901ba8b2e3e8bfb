// The leads: found by a word, narrowed by filters, kept as segments, as a table or on a board.

import rows from 'lucide:rows-3'
import board from 'lucide:square-kanban'
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { lazy, useLocation } from 'preact-iso'
import type { LeadFilter } from '../../../contract/lead.ts'
import { readView, toAddress, type View } from '../../filter.ts'
import { count, t } from '../../locale.ts'
import { Heading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { AskedQuestion } from '../../ui/question.tsx'
import { useShortcuts } from '../../ui/shortcuts.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ChoicesProvider, useLoadedChoices } from './choices.ts'
import { ColumnMenu } from './columns.tsx'
import { EmptyList } from './empty.tsx'
import { ExportMenu } from './export-menu.tsx'
import { Filters } from './filters.tsx'
import { failure, list, listAddress, loading, loadMore, queryOf, showList, takeLeft } from './list.ts'
import { Segments } from './segments.tsx'
import { chooseNone } from './selection.ts'
import { Sort } from './sort.tsx'
import { chooseHere, LeadTable, TableInWaiting } from './table.tsx'
import './leads.css'

const Board = lazy(() => import('./board.tsx').then(({ Board }) => Board))

export function LeadsPage() {
  const { query, route } = useLocation()
  const view = readView(query)
  const choices = useLoadedChoices()
  const show = (next: Partial<View>, replace = false) => route(toAddress({ ...view, ...next }), replace)
  const change = (filter: LeadFilter, replace = false) => show({ filter }, replace)

  useEffect(() => {
    if (!view.board) showList(view)
  }, [queryOf(view), view.board, list.value === undefined])
  useEffect(() => {
    listAddress.value = toAddress(view)
    return chooseNone
  }, [toAddress(view)])
  useReturn()
  useShortcuts([{ key: 'x', name: 'keys.choose', run: chooseHere }])

  return (
    <ChoicesProvider value={choices}>
      <div class="page-head leads-head">
        <Heading>{t('leads.title')}</Heading>
        <div class="actions">
          <Views view={view} />
          <ExportMenu filter={view.filter} />
        </div>
      </div>
      <Segments view={view} />
      <Filters filter={view.filter} change={change} />
      {view.filter.held === 'only' && (
        <p>
          <a href="/dashboard/leads/held">{t('leads.reviewHeld')}</a>
        </p>
      )}
      {view.board ? (
        <Board view={view} show={show} />
      ) : (
        <div aria-busy={loading.value === 'first'} class="list renewed">
          <Content view={view} show={show} />
        </div>
      )}
      <AskedQuestion />
    </ChoicesProvider>
  )
}

const Views = ({ view }: { view: View }) => (
  <nav class="views" aria-label={t('leads.views')}>
    {([false, true] as const).map((isBoard) => (
      <a
        key={String(isBoard)}
        href={toAddress({ ...view, board: isBoard })}
        aria-current={view.board === isBoard ? 'page' : undefined}
      >
        <Icon shapes={isBoard ? board : rows} />
        {t(isBoard ? 'leads.view.board' : 'leads.view.list')}
      </a>
    ))}
  </nav>
)

type Props = { view: View; show: (next: Partial<View>, replace?: boolean) => void }

function Content({ view, show }: Props) {
  const shown = list.value
  const { filter } = view
  if (failure.value && shown?.query !== queryOf(view))
    return <FailureNotice failure={failure.value} retry={() => showList(view)} />
  if (!shown) return <TableInWaiting />
  if (shown.leads.length === 0) return <EmptyList filter={filter} change={(next) => show({ filter: next })} />
  return (
    <>
      <div class="list-head">
        <p class="quiet" role="status">
          {howMany()}
          {(filter.from || filter.to) && new Date().getTimezoneOffset() !== 0 && ` · ${t('leads.daysAreUtc')}`}
        </p>
        <div class="actions">
          <Sort view={view} show={show} />
          <ColumnMenu />
        </div>
      </div>
      <LeadTable leads={shown.leads} />
      {failure.value && <p role="alert">{t(`error.${failure.value.code}`)}</p>}
      {shown.next && (
        <button type="button" class="more" disabled={loading.value === 'more'} onClick={() => loadMore(view)}>
          {t(loading.value === 'more' ? 'app.loading' : 'leads.more')}
        </button>
      )}
      <BulkBar filter={filter} />
    </>
  )
}

function howMany(): string {
  const { leads = [], next, total } = list.value ?? {}
  if (!total) return count('leads.shown', leads.length)
  const all = count(total.isMore ? 'leads.countMore' : 'leads.count', total.count)
  return next ? t('leads.ofWhich', { all, shown: count('leads.shown', leads.length) }) : all
}

// Back from a lead: the same place in the list, the same row under the keyboard.
function useReturn() {
  useLayoutEffect(() => {
    const place = takeLeft()
    if (!place) return
    // The router scrolls to the top in a layout effect of its own, after this one.
    queueMicrotask(() => {
      scrollTo(0, place.scroll)
      document.getElementById(`lead-${place.id}`)?.focus({ preventScroll: true })
    })
  }, [])
}
