// What narrows the list: words, and everything else behind one button; what is set stays in sight, each to be taken away.
import sliders from 'lucide:sliders-horizontal'
import cross from 'lucide:x'
import { useEffect, useState } from 'preact/hooks'
import type { LeadFilter } from '../../../contract/lead.ts'
import { filtersSet, nothingSet } from '../../filter.ts'
import { count, t } from '../../locale.ts'
import type { Key } from '../../locales/fr.ts'
import { member } from '../../session.ts'
import { stageNames } from '../../stages.ts'
import { Icon } from '../../ui/icon.tsx'
import { ordered, sayFilter, useChoices } from './choices.ts'
import { Search } from './search.tsx'
import './filters.css'

export type FilterProps = { filter: LeadFilter; change: (next: LeadFilter, replace?: boolean) => void }

export function Filters({ filter, change }: FilterProps) {
  const [open, setOpen] = useState(false)
  const set = filtersSet(filter)
  return (
    <search>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <div class="filters-line">
          <Search filter={filter} change={change} />
          <button type="button" aria-expanded={open} aria-controls="filters" onClick={() => setOpen(!open)}>
            <Icon shapes={sliders} />
            {set.length ? count('leads.filtersSet', set.length) : t('leads.filters')}
          </button>
        </div>
        <div class="filters-more" id="filters" hidden={!open}>
          {open && <Panel filter={filter} change={change} />}
        </div>
        {set.length > 0 && !open && <Chips filter={filter} change={change} />}
      </form>
    </search>
  )
}

function Chips({ filter, change }: FilterProps) {
  const choices = useChoices()
  const without = (name: keyof LeadFilter) =>
    change(name === 'held' ? { ...filter, held: 'no' } : { ...filter, [name]: undefined })
  return (
    <ul class="chips" aria-label={t('leads.filters')}>
      {filtersSet(filter).map((name) => (
        <li key={name}>
          <button type="button" class="chip" onClick={() => without(name)}>
            {sayFilter(filter, name, choices)}
            <Icon shapes={cross} />
            <span class="unseen">{t('leads.chipRemove')}</span>
          </button>
        </li>
      ))}
      <li>
        <Clear change={change} />
      </li>
    </ul>
  )
}

const Clear = ({ change }: Pick<FilterProps, 'change'>) => (
  <button type="button" class="plain" onClick={() => change(nothingSet)}>
    {t('leads.clear')}
  </button>
)

function Panel({ filter, change }: FilterProps) {
  const { forms, members, tags, personas, want } = useChoices()
  useEffect(want, [])
  const pick = (next: Partial<LeadFilter>, replace?: boolean) => change({ ...filter, ...next }, replace)
  const toggle = (stage: (typeof stageNames)[number]) => {
    const had = filter.stage ?? []
    const stages = stageNames.filter((one) => (one === stage) !== had.includes(one))
    pick({ stage: stages.length ? stages : undefined })
  }
  const others = ordered(members).filter(({ id }) => id !== member.value?.id)
  return (
    <>
      <fieldset class="filter-stages">
        <legend>{t('leads.stage')}</legend>
        {stageNames.map((stage) => (
          <label key={stage}>
            <input type="checkbox" checked={filter.stage?.includes(stage) ?? false} onChange={() => toggle(stage)} />
            {t(`stage.${stage}`)}
          </label>
        ))}
      </fieldset>
      <Select
        name="leads.form"
        value={filter.form}
        change={(form) => pick({ form })}
        all={t('leads.form.all')}
        options={forms.map(({ slug, name }) => [slug, name])}
      />
      <Select
        name="leads.assigned"
        value={filter.assigned}
        change={(assigned) => pick({ assigned })}
        all={t('leads.assigned.all')}
        options={[
          ['me', t('leads.assigned.me')],
          ['nobody', t('leads.assigned.nobody')],
          ...others.map(({ id, name }): Option => [id, name]),
        ]}
      />
      <Select
        name="leads.tag"
        value={filter.tag}
        change={(tag) => pick({ tag })}
        all={t('leads.any')}
        options={tags.map(({ value }) => [value, value])}
      />
      <Select
        name="leads.quality"
        value={filter.quality?.toString()}
        change={(quality) => pick({ quality: quality === undefined ? undefined : Number(quality) })}
        all={t('leads.any')}
        options={[90, 80, 70, 60, 50, 30].map((n) => [String(n), t('leads.qualityFrom', { n })])}
      />
      <Select
        name="leads.qualified"
        value={filter.qualified}
        change={(qualified) => pick({ qualified })}
        all={t('leads.any')}
        options={[
          ['yes', t('leads.qualified.yes')],
          ['no', t('leads.qualified.no')],
        ]}
      />
      <Select
        name="leads.temperature"
        value={filter.temperature}
        change={(temperature) => pick({ temperature })}
        all={t('leads.any')}
        options={[
          ['hot', t('leads.temperature.hot')],
          ['cold', t('leads.temperature.cold')],
        ]}
      />
      {(personas.length > 0 || filter.persona) && (
        <Select
          name="leads.persona"
          value={filter.persona}
          change={(persona) => pick({ persona })}
          all={t('leads.any')}
          options={personas.map(({ value }) => [value, value])}
        />
      )}
      <Day name="from" filter={filter} change={change} />
      <Day name="to" filter={filter} change={change} />
      <Select
        name="leads.held"
        value={filter.held === 'no' ? undefined : filter.held}
        change={(held) => pick({ held: held ?? 'no' })}
        all={t('leads.held.no')}
        options={[
          ['only', t('leads.held.only')],
          ['all', t('leads.held.all')],
        ]}
      />
      {filtersSet(filter).length > 0 && <Clear change={change} />}
    </>
  )
}

type Option<Value extends string = string> = [value: Value, words: string]
type SelectProps<Value extends string> = {
  name: Key
  value: Value | undefined
  change: (value: Value | undefined) => void
  all: string
  options: Option<Value>[]
}

/** A choice that is none at first. What is set already can be seen even where nobody can choose it any more. */
const Select = <Value extends string>({ name, value, change, all, options }: SelectProps<Value>) => (
  <label>
    <span>{t(name)}</span>
    <select
      value={value ?? ''}
      onChange={(event) => change((event.currentTarget.value || undefined) as Value | undefined)}
    >
      <option value="">{all}</option>
      {value && !options.some(([known]) => known === value) && <option>{value}</option>}
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  </label>
)

function Day({ name, filter, change }: FilterProps & { name: 'from' | 'to' }) {
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
