// Consents: whether their log is intact, and what it says.
import { useLocation } from 'preact-iso'
import type { EventFilter } from '../../../contract/consent-log.ts'
import { queryOf } from '../../api/request.ts'
import { t } from '../../locale.ts'
import { Heading } from '../../ui/heading.tsx'
import { Filters } from './filters.tsx'
import { List } from './list.tsx'
import { LogState } from './log-state.tsx'
import { states } from './states.ts'
import './consents.css'

export function ConsentsPage() {
  const { query, route } = useLocation()
  const filter = readFilter(query)
  const change = (next: EventFilter) => route(`/dashboard/consents${queryOf(next)}`, true)
  return (
    <>
      <div class="page-head">
        <div>
          <Heading>{t('consents.title')}</Heading>
          <p class="quiet">{t('consents.lead')}</p>
        </div>
      </div>
      <LogState />
      <Filters filter={filter} change={change} />
      <List filter={filter} />
    </>
  )
}

const isDay = (text: string | undefined) => /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text!))

/** What makes no sense in the address bar is as good as absent. */
function readFilter({ purpose, state, from, to, lead }: Record<string, string>): EventFilter {
  return {
    purpose: purpose && /^[a-z][a-z0-9-]{0,39}$/.test(purpose) ? purpose : undefined,
    state: states.find((one) => one === state),
    from: isDay(from) ? from : undefined,
    to: isDay(to) ? to : undefined,
    lead: lead && /^[0-9a-f-]{36}$/.test(lead) ? lead : undefined,
  }
}
