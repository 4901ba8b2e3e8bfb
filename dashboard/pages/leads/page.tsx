// The leads: found by a word, narrowed by filters, exported.

import { useEffect, useLayoutEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { LeadFilter } from '../../../contract/lead.ts'
import { listForms } from '../../api/forms.ts'
import { readFilter, toQuery } from '../../filter.ts'
import { count, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { Heading } from '../../ui/heading.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { EmptyList } from './empty.tsx'
import { ExportMenu } from './export-menu.tsx'
import { Filters } from './filters.tsx'
import { failure, list, loading, loadMore, showList, takeLeft } from './list.ts'
import { LeadTable, TableInWaiting } from './table.tsx'
import './leads.css'

export function LeadsPage() {
  const { query, route } = useLocation()
  const filter = readFilter(query)
  const forms = useResource('forms', listForms).data?.forms ?? []
  const change = (next: LeadFilter, replace = false) => route(`/dashboard/leads${toQuery(next)}`, replace)

  useEffect(() => {
    showList(filter)
  }, [toQuery(filter), list.value === undefined])
  useReturn()

  return (
    <>
      <div class="page-head">
        <Heading>{t('leads.title')}</Heading>
        <ExportMenu filter={filter} />
      </div>
      <Filters filter={filter} forms={forms} change={change} />
      <div aria-busy={loading.value === 'first'} class="list">
        <Content filter={filter} forms={forms} change={change} />
      </div>
    </>
  )
}

type Props = { filter: LeadFilter; forms: Parameters<typeof EmptyList>[0]['forms']; change: (next: LeadFilter) => void }

function Content({ filter, forms, change }: Props) {
  const shown = list.value
  if (failure.value && shown?.query !== toQuery(filter))
    return <FailureNotice failure={failure.value} retry={() => showList(filter)} />
  if (!shown) return <TableInWaiting />
  if (shown.leads.length === 0) return <EmptyList filter={filter} forms={forms} change={change} />
  const words = count(shown.next ? 'leads.shown' : 'leads.thatsAll', shown.leads.length)
  return (
    <>
      <p class="quiet" role="status">
        {words}
        {(filter.from || filter.to) && new Date().getTimezoneOffset() !== 0 && ` · ${t('leads.daysAreUtc')}`}
      </p>
      <LeadTable leads={shown.leads} />
      {failure.value && <p role="alert">{t(`error.${failure.value.code}`)}</p>}
      {shown.next && (
        <button type="button" class="more" disabled={loading.value === 'more'} onClick={() => loadMore(filter)}>
          {t(loading.value === 'more' ? 'app.loading' : 'leads.more')}
        </button>
      )}
    </>
  )
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
