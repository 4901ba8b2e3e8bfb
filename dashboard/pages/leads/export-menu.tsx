// Taking away what the filters leave.
import download from 'lucide:download'
import type { LeadFilter } from '../../../contract/lead.ts'
import { type ExportKind, exportAddress } from '../../api/leads.ts'
import { toQuery } from '../../filter.ts'
import { t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Menu } from '../../ui/menu.tsx'

const kinds: ExportKind[] = [
  'xlsx',
  'excel-fr',
  'csv',
  'hubspot',
  'salesforce',
  'brevo',
  'mailchimp',
  'vcard',
  'ndjson',
]

export const ExportMenu = ({ filter }: { filter: LeadFilter }) => (
  <Menu label={t('export.button')} icon={download}>
    {(close) => (
      <>
        <ExportItems filter={filter} close={close} />
        <hr />
        <Elsewhere href="/dashboard/leads/exports" name="out.schedules" close={close} />
        {may('leads:write') && <Elsewhere href="/dashboard/leads/import" name="out.import" close={close} />}
      </>
    )}
  </Menu>
)

export const ExportItems = ({ filter, close }: { filter: LeadFilter; close: () => void }) => (
  <>
    <p class="quiet">{t(filter.ids ? 'export.chosen' : toQuery(filter) ? 'export.filtered' : 'export.all')}</p>
    {kinds.map((kind) => (
      <a
        key={kind}
        class="menu-item"
        href={exportAddress(filter, kind)}
        download
        onClick={(event) => take(event, filter, kind, close)}
      >
        {t(`export.${kind}`)}
        <span class="second">{t(`export.${kind}.help`)}</span>
      </a>
    ))}
  </>
)

// Here it is shown how far the file has come; whoever wants it in another tab has it from the browser.
function take(event: MouseEvent, filter: LeadFilter, kind: ExportKind, close: () => void) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  close()
  import('../out/leaving.tsx').then(({ takeOut }) => takeOut(filter, kind))
}

type ElsewhereProps = { href: string; name: 'out.schedules' | 'out.import'; close: () => void }

const Elsewhere = ({ href, name, close }: ElsewhereProps) => (
  <a class="menu-item" href={href} onClick={close}>
    {t(name)}
    <span class="second">{t(`${name}.help`)}</span>
  </a>
)
