// The columns there are, which of them somebody wants to see (kept in their browser), and the menu to choose them.
import columnsIcon from 'lucide:columns-3'
import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { LeadSummary } from '../../../contract/lead.ts'
import { keep, readKept } from '../../kept.ts'
import { count, nameOf, t } from '../../locale.ts'
import { ConsentMark } from '../../ui/consent-mark.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Time } from '../../ui/time.tsx'
import { Quality, StageMark, Tags, Warmth } from './marks.tsx'

type Column = { name: string; cell: (lead: LeadSummary) => ComponentChildren; isUsual?: true }

/** In the order they stand in, after the person. */
const columns = [
  { name: 'company', cell: (lead) => lead.company, isUsual: true },
  { name: 'stage', cell: (lead) => <StageMark stage={lead.stage} isQualified={lead.qualified} />, isUsual: true },
  { name: 'quality', cell: (lead) => <Quality lead={lead} />, isUsual: true },
  { name: 'temperature', cell: (lead) => <Warmth temperature={lead.temperature} /> },
  { name: 'assigned', cell: (lead) => lead.assignedTo?.name },
  { name: 'tags', cell: (lead) => <Tags tags={lead.tags} /> },
  { name: 'persona', cell: (lead) => lead.persona },
  {
    name: 'form',
    cell: (lead) => (
      <>
        {lead.form.name}
        {lead.submissions > 1 && <span class="second">{count('leads.submissions', lead.submissions)}</span>}
      </>
    ),
    isUsual: true,
  },
  { name: 'consents', cell: (lead) => <Consents lead={lead} />, isUsual: true },
  { name: 'source', cell: (lead) => lead.source },
  { name: 'country', cell: (lead) => lead.country && nameOf('region', lead.country) },
  { name: 'contact', cell: (lead) => <Time at={lead.lastContactAt} /> },
  { name: 'at', cell: (lead) => <Time at={lead.createdAt} />, isUsual: true },
] as const satisfies Column[]
type Name = (typeof columns)[number]['name']

const Consents = ({ lead }: { lead: LeadSummary }) =>
  lead.consents.length > 0 && (
    <ul>
      {lead.consents.map((consent) => (
        <li key={consent.purpose}>
          <ConsentMark consent={consent} />
        </li>
      ))}
    </ul>
  )

const usual = (columns as readonly Column[]).filter(({ isUsual }) => isUsual).map(({ name }) => name)
const chosen = signal<readonly string[]>(readKept('columns')?.split(',') ?? usual)

export const shownColumns = () => columns.filter(({ name }) => chosen.value.includes(name))

function choose(names: readonly string[]): void {
  chosen.value = names
  keep('columns', names.join())
}

export const ColumnMenu = () => (
  <Menu label={t('leads.columns')} icon={columnsIcon}>
    {() => (
      <>
        <fieldset class="choices">
          <legend>{t('leads.columnsHelp')}</legend>
          {columns.map(({ name }: { name: Name }) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={chosen.value.includes(name)}
                onChange={({ currentTarget: { checked } }) =>
                  choose(checked ? [...chosen.value, name] : chosen.value.filter((one) => one !== name))
                }
              />
              {t(`leads.col.${name}`)}
            </label>
          ))}
        </fieldset>
        <button type="button" class="menu-item" onClick={() => choose(usual)}>
          {t('leads.columnsUsual')}
        </button>
      </>
    )}
  </Menu>
)
