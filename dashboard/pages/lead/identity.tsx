// Who the lead is, as far as they said.
import type { LeadDetail } from '../../../contract/lead.ts'
import { day, nameOf, t } from '../../locale.ts'
import { Facts } from '../../ui/facts.tsx'
import { Time } from '../../ui/time.tsx'
import { WebLink } from '../../ui/web-link.tsx'

export const Identity = ({ lead }: { lead: LeadDetail }) => (
  <section>
    <h2>{t('lead.identity')}</h2>
    <Facts
      facts={[
        [t('lead.email'), <a href={`mailto:${encodeURIComponent(lead.email)}`}>{lead.email}</a>],
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
      ]}
    />
  </section>
)

// Where the form asks for it: who never confirms goes, and soon.
function confirmation({ confirmedAt, unconfirmedUntil }: LeadDetail) {
  if (confirmedAt) return <Time at={confirmedAt} />
  return unconfirmedUntil && t('lead.unconfirmed', { day: day(unconfirmedUntil) })
}

// Kept as typed where it could not be told what was meant; only a sure number can be dialled.
const Phone = ({ phone }: { phone: string }) =>
  /^\+\d{6,15}$/.test(phone) ? <a href={`tel:${phone}`}>{phone}</a> : <span>{phone}</span>
