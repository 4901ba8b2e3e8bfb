// Taking away what the filters leave.
import download from 'lucide:download'
import type { LeadFilter } from '../../../contract/lead.ts'
import { type ExportKind, exportAddress } from '../../api/leads.ts'
import { toQuery } from '../../filter.ts'
import { t } from '../../locale.ts'
import { Menu } from '../../ui/menu.tsx'

const kinds: ExportKind[] = ['excel-fr', 'csv', 'hubspot', 'salesforce', 'brevo', 'mailchimp', 'vcard', 'ndjson']

export const ExportMenu = ({ filter }: { filter: LeadFilter }) => (
  <Menu label={t('export.button')} icon={download}>
    {(close) => <ExportItems filter={filter} close={close} />}
  </Menu>
)

export const ExportItems = ({ filter, close }: { filter: LeadFilter; close: () => void }) => (
  <>
    <p class="quiet">{t(filter.ids ? 'export.chosen' : toQuery(filter) ? 'export.filtered' : 'export.all')}</p>
    {kinds.map((kind) => (
      <a key={kind} class="menu-item" href={exportAddress(filter, kind)} download onClick={close}>
        {t(`export.${kind}`)}
        <span class="second">{t(`export.${kind}.help`)}</span>
      </a>
    ))}
  </>
)
