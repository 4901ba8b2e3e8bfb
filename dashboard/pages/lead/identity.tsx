// Who the lead is, as far as they said or the team knows better; set right where it stands.
import pencil from 'lucide:pencil'
import { useRef, useState } from 'preact/hooks'
import type { LeadDetail } from '../../../contract/lead.ts'
import { separateLeads } from '../../api/lead.ts'
import { day, nameOf, t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Time } from '../../ui/time.tsx'
import { WebLink } from '../../ui/web-link.tsx'
import { doing } from './doing.ts'
import { EditLead } from './edit.tsx'
import type { LeadProps } from './page.tsx'

export function Identity({ lead, changed }: LeadProps) {
  const [isEditing, setIsEditing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setIsEditing(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  return (
    <section>
      <div class="section-head">
        <h2>{t('lead.identity')}</h2>
        {may('leads:write') && !isEditing && (
          <button type="button" ref={opener} onClick={() => setIsEditing(true)}>
            <Icon shapes={pencil} />
            {t('edit.button')}
          </button>
        )}
      </div>
      {isEditing ? <EditLead lead={lead} changed={changed} close={close} /> : <Known lead={lead} />}
      {lead.merged.length > 0 && <Merged lead={lead} changed={changed} />}
    </section>
  )
}

/** What its owner should know before relying on it; nothing of an address that is somebody's own. */
const addressSays = ({ mailbox, isRole }: LeadDetail['address']) =>
  [mailbox !== 'own' && t(`lead.address.${mailbox}`), isRole && t('lead.address.role')].filter(Boolean).join(', ')

const Known = ({ lead }: { lead: LeadDetail }) => (
  <Facts
    facts={[
      [t('lead.email'), <a href={`mailto:${encodeURIComponent(lead.email)}`}>{lead.email}</a>],
      [t('lead.address'), addressSays(lead.address)],
      [t('lead.confirmed'), confirmation(lead)],
      [t('lead.name'), lead.fullName],
      [t('lead.phone'), lead.phone && <Phone phone={lead.phone} />],
      [t('lead.company'), lead.company],
      [t('lead.jobTitle'), lead.jobTitle],
      [t('lead.country'), lead.country && nameOf('region', lead.country)],
      [t('lead.website'), lead.website && <WebLink address={lead.website} />],
      [t('lead.language'), nameOf('language', lead.language)],
      [t('lead.first'), <Time at={lead.createdAt} />],
      [t('lead.last'), lead.lastContactAt !== lead.createdAt && <Time at={lead.lastContactAt} />],
      [t('lead.exchanged'), lead.exchangedAt && <Time at={lead.exchangedAt} />],
    ]}
  />
)

const Merged = ({ lead, changed }: LeadProps) => (
  <div class="merged">
    <h3>{t('merge.with')}</h3>
    <ul>
      {lead.merged.map(({ id, email }) => (
        <li key={id}>
          {email}
          {may('leads:write') && (
            <button
              type="button"
              class="plain"
              onClick={() => doing(() => separateLeads(lead.id, id), changed, t('merge.separated', { email }))}
            >
              {t('merge.separate')}
              <span class="unseen"> · {email}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  </div>
)

// Where the form asks for it: who never confirms goes, and soon.
function confirmation({ confirmedAt, unconfirmedUntil }: LeadDetail) {
  if (confirmedAt) return <Time at={confirmedAt} />
  return unconfirmedUntil && t('lead.unconfirmed', { day: day(unconfirmedUntil) })
}

// Kept as typed where it could not be told what was meant; only a sure number can be dialled.
const Phone = ({ phone }: { phone: string }) =>
  /^\+\d{6,15}$/.test(phone) ? <a href={`tel:${phone}`}>{phone}</a> : <span>{phone}</span>
