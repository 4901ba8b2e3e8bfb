// The list itself: a table where there is room, rows to tap on a phone.
import type { LeadSummary } from '../../../contract/lead.ts'
import { count, t } from '../../locale.ts'
import { ConsentMark } from '../../ui/consent-mark.tsx'
import { HeldMark } from '../../ui/held-mark.tsx'
import { Time } from '../../ui/time.tsx'
import { leaveFor } from './list.ts'

const columns = ['person', 'company', 'form', 'consents', 'at'] as const

const Head = () => (
  <thead>
    <tr>
      {columns.map((column) => (
        <th key={column} scope="col" class={`col-${column}`}>
          {t(`leads.col.${column}`)}
        </th>
      ))}
    </tr>
  </thead>
)

export const LeadTable = ({ leads }: { leads: LeadSummary[] }) => (
  <table class="leads" onClick={openRow} onKeyDown={moveByArrows}>
    <Head />
    <tbody>
      {leads.map((lead) => (
        <Row key={lead.id} lead={lead} />
      ))}
    </tbody>
  </table>
)

const Row = ({ lead }: { lead: LeadSummary }) => (
  <tr>
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
    <td class="col-company">{lead.company}</td>
    <td class="col-form">
      {lead.form.name}
      {lead.submissions > 1 && <span class="second">{count('leads.submissions', lead.submissions)}</span>}
    </td>
    <td class="col-consents">
      {lead.consents.length > 0 && (
        <ul>
          {lead.consents.map((consent) => (
            <li key={consent.purpose}>
              <ConsentMark consent={consent} />
            </li>
          ))}
        </ul>
      )}
    </td>
    <td class="col-at">
      <Time at={lead.createdAt} />
    </td>
  </tr>
)

// A row leads where its link leads, wherever it is clicked; its words can still be selected.
function openRow({ target, ctrlKey, metaKey, shiftKey }: MouseEvent) {
  if (!(target instanceof Element) || target.closest('a') || getSelection()?.type === 'Range') return
  const click = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey })
  target.closest('tr')?.querySelector('a')?.dispatchEvent(click)
}

// Arrows only inside the table: a person who never asked for shortcuts meets none.
function moveByArrows(event: KeyboardEvent & { currentTarget: HTMLElement }) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody a')]
  const next = links[links.indexOf(event.target as HTMLElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}

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
            {columns.map((column) => (
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
