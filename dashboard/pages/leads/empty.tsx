// No lead to list: why, and what to do next.

import type { FormSummary } from '../../../contract/form-summary.ts'
import type { LeadFilter } from '../../../contract/lead.ts'
import { filtersSet, isNarrowed } from '../../filter.ts'
import { t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useChoices } from './choices.ts'

type Props = { filter: LeadFilter; change: (next: LeadFilter) => void }

export function EmptyList({ filter, change }: Props) {
  const { forms } = useChoices()
  if (filter.held === 'only' && !filter.q && filtersSet(filter).length === 1)
    return (
      <Notice title={t('leads.noneHeld')}>
        <p>{t('leads.noneHeldHelp')}</p>
        <button type="button" onClick={() => change({ held: 'no' })}>
          {t('leads.clear')}
        </button>
      </Notice>
    )
  if (isNarrowed(filter))
    return (
      <Notice title={t('leads.none')}>
        <p>{t('leads.noneHelp')}</p>
        <div class="actions">
          <button type="button" onClick={() => change({ held: 'no' })}>
            {t('leads.clear')}
          </button>
          {filter.held === 'no' && (
            <button type="button" onClick={() => change({ ...filter, held: 'all' })}>
              {t('leads.searchHeldToo')}
            </button>
          )}
        </div>
      </Notice>
    )
  return <NoLeadYet form={forms.find((form) => form.version !== null)} />
}

const NoLeadYet = ({ form }: { form: FormSummary | undefined }) => (
  <Notice title={t('leads.empty')}>
    <p>{t(form ? 'leads.emptyTag' : 'leads.emptyNoForm')}</p>
    {form && <Copyable text={`<script async src="${location.origin}/e/${form.slug}.js"></script>`} />}
    {may('leads:write') && (
      <p>
        {t('out.haveSome')} <a href="/dashboard/leads/import">{t('out.import')}</a>
      </p>
    )}
  </Notice>
)
