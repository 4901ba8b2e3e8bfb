// What narrows the list, beside words.
import sliders from 'lucide:sliders-horizontal'
import { useState } from 'preact/hooks'
import type { LeadFilter } from '../../../contract/lead.ts'
import type { FormSummary } from '../../api/forms.ts'
import { filtersSet } from '../../filter.ts'
import { count, t } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'
import { Search } from './search.tsx'
import './filters.css'

type Props = { filter: LeadFilter; forms: FormSummary[]; change: (next: LeadFilter, replace?: boolean) => void }

export function Filters({ filter, forms, change }: Props) {
  const [open, setOpen] = useState(false)
  const set = filtersSet(filter)
  return (
    <search>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <Search filter={filter} change={change} />
        <button
          type="button"
          class="filters-toggle"
          aria-expanded={open}
          aria-controls="filters"
          onClick={() => setOpen(!open)}
        >
          <Icon shapes={sliders} />
          {set ? count('leads.filtersSet', set) : t('leads.filters')}
        </button>
        <div class="filters-more" id="filters" data-open={open}>
          <label>
            <span>{t('leads.form')}</span>
            <select
              value={filter.form ?? ''}
              onChange={(event) => change({ ...filter, form: event.currentTarget.value || undefined })}
            >
              <option value="">{t('leads.form.all')}</option>
              {filter.form && !forms.some((form) => form.slug === filter.form) && <option>{filter.form}</option>}
              {forms.map((form) => (
                <option key={form.slug} value={form.slug}>
                  {form.name}
                </option>
              ))}
            </select>
          </label>
          <Day name="from" filter={filter} change={change} />
          <Day name="to" filter={filter} change={change} />
          <label>
            <span>{t('leads.held')}</span>
            <select
              value={filter.held}
              onChange={(event) => change({ ...filter, held: event.currentTarget.value as LeadFilter['held'] })}
            >
              {(['no', 'only', 'all'] as const).map((held) => (
                <option key={held} value={held}>
                  {t(`leads.held.${held}`)}
                </option>
              ))}
            </select>
          </label>
          {(set > 0 || filter.q) && (
            <button type="button" class="plain" onClick={() => change({ held: 'no' })}>
              {t('leads.clear')}
            </button>
          )}
        </div>
      </form>
    </search>
  )
}

type Part = Pick<Props, 'filter' | 'change'>

function Day({ name, filter, change }: Part & { name: 'from' | 'to' }) {
  const limit = name === 'from' ? { max: filter.to } : { min: filter.from }
  return (
    <label>
      <span>{t(`leads.${name}`)}</span>
      <input
        type="date"
        value={filter[name] ?? ''}
        {...limit}
        onChange={(event) => change({ ...filter, [name]: event.currentTarget.value || undefined }, true)}
      />
    </label>
  )
}
