// The list itself: a table where there is room, rows to tap on a phone.
import type { LeadSummary } from '../../../contract/lead.ts'
import { t } from '../../locale.ts'
import { HeldMark } from '../../ui/held-mark.tsx'
import { shownColumns } from './columns.tsx'
import { leaveFor } from './list.ts'
import { chooseAll, chooseNone, chosen, toggle } from './selection.ts'

const Head = ({ leads }: { leads?: LeadSummary[] }) => (
  <thead>
    <tr>
      <th scope="col" class="col-choose">
        {leads && <ChooseAll leads={leads} />}
      </th>
      <th scope="col" class="col-person">
        {t('leads.col.person')}
      </th>
      {shownColumns().map(({ name }) => (
        <th key={name} scope="col" class={`col-${name}`}>
          {t(`leads.col.${name}`)}
        </th>
      ))}
    </tr>
  </thead>
)

function ChooseAll({ leads }: { leads: LeadSummary[] }) {
  const isAll = leads.every(({ id }) => chosen.value.has(id))
  return (
    <input
      type="checkbox"
      aria-label={t('leads.chooseAll')}
      checked={isAll}
      indeterminate={!isAll && chosen.value.size > 0}
      onChange={() => (isAll ? chooseNone() : chooseAll(leads.map(({ id }) => id)))}
    />
  )
}

export const LeadTable = ({ leads }: { leads: LeadSummary[] }) => (
  <div class="leads-frame" data-wide={shownColumns().length > 7}>
    <table class="leads" onClick={openRow} onKeyDown={moveByArrows}>
      <Head leads={leads} />
      <tbody>
        {leads.map((lead) => (
          <Row key={lead.id} lead={lead} shown={leads} />
        ))}
      </tbody>
    </table>
  </div>
)

const Row = ({ lead, shown }: { lead: LeadSummary; shown: LeadSummary[] }) => (
  <tr data-chosen={chosen.value.has(lead.id)}>
    <td class="col-choose">
      <label>
        <input
          type="checkbox"
          aria-label={t('leads.choose', { email: lead.email })}
          checked={chosen.value.has(lead.id)}
          onClick={({ shiftKey }) =>
            toggle(
              lead.id,
              shown.map(({ id }) => id),
              shiftKey,
            )
          }
        />
      </label>
    </td>
    <td class="col-person">
      <a id={`lead-${lead.id}`} href={`/dashboard/leads/${lead.id}`} onClick={() => leaveFor(lead.id)}>
        {lead.email}
      </a>
      {(lead.fullName || lead.held) && (
        <span class="second">
          {lead.fullName} {lead.held && <HeldMark />}
        </span>
      )}
    </td>
    {shownColumns().map(({ name, cell }) => (
      <td key={name} class={`col-${name}`} data-name={t(`leads.col.${name}`)}>
        {cell(lead)}
      </td>
    ))}
  </tr>
)

// A row leads where its link leads, wherever it is clicked; its words can still be selected.
function openRow({ target, ctrlKey, metaKey, shiftKey }: MouseEvent) {
  if (!(target instanceof Element) || target.closest('a, .col-choose') || getSelection()?.type === 'Range') return
  const click = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey })
  target.closest('tr')?.querySelector('a')?.dispatchEvent(click)
}

// Arrows only inside the table: a person who never asked for shortcuts meets none.
function moveByArrows(event: KeyboardEvent & { currentTarget: HTMLElement }) {
  const at = event.target as HTMLElement
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  const kind = at.matches('input') ? 'tbody input' : 'tbody a'
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(kind)]
  const next = all[all.indexOf(at) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** Chooses the row the keyboard is at. */
export const chooseHere = () =>
  document.activeElement?.closest('.leads tr')?.querySelector<HTMLElement>('.col-choose input')?.click()

/** As tall as what will come, so that nothing jumps. */
export const TableInWaiting = () => (
  <>
    <p class="quiet" role="status">
      {t('app.loading')}
    </p>
    <table class="leads in-waiting" aria-hidden="true">
      <Head />
      <tbody>
        {Array.from({ length: 12 }, (_, row) => (
          <tr key={row}>
            {['choose', 'person', ...shownColumns().map(({ name }) => name)].map((column) => (
              <td key={column} class={`col-${column}`}>
                <span />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </>
)
