// What the lead agreed to, purpose by purpose, with the very words they had before them.
import type { LeadDetail } from '../../../contract/lead.ts'
import { certificateAddress } from '../../api/lead.ts'
import { nameOf, t, tIfKnown } from '../../locale.ts'
import { ConsentMark } from '../../ui/consent-mark.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Time } from '../../ui/time.tsx'

type Event = LeadDetail['consentEvents'][number]

export function Consents({ lead }: { lead: LeadDetail }) {
  const purposes = Map.groupBy(lead.consentEvents.toReversed(), (event) => event.purpose)
  return (
    <section>
      <div class="section-head">
        <h2>{t('lead.consents')}</h2>
        {lead.consentEvents.length > 0 && <Certificates lead={lead} />}
      </div>
      {purposes.size === 0 && <p class="quiet">{t('lead.noConsents')}</p>}
      {[...purposes].map(([purpose, events]) => (
        <Purpose
          key={purpose}
          purpose={purpose}
          events={newestFirst(events)}
          standing={lead.consents.find((one) => one.purpose === purpose)}
        />
      ))}
    </section>
  )
}

/** One an address: each proves what was said with it. */
const Certificates = ({ lead }: { lead: LeadDetail }) => (
  <p class="certificates">
    {[lead, ...lead.merged].map(({ id, email }) => (
      <span key={id}>
        <a href={certificateAddress(id)} target="_blank" rel="noopener">
          {lead.merged.length > 0 ? t('lead.certificateOf', { email }) : t('lead.certificate')}
          <span class="unseen"> ({t('app.newTab')})</span>
        </a>{' '}
        <a class="quiet" href={certificateAddress(id, 'json')} target="_blank" rel="noopener">
          JSON
          <span class="unseen">
            {' '}
            {email} ({t('app.newTab')})
          </span>
        </a>
      </span>
    ))}
  </p>
)

const newestFirst = (events: Event[]) => events.toSorted((a, b) => b.at.localeCompare(a.at))

type Props = { purpose: string; events: Event[]; standing: LeadDetail['consents'][number] | undefined }

const Purpose = ({ purpose, events, standing }: Props) => (
  <article class="entry">
    <div class="purpose">
      <h3>{purpose}</h3>
      {standing && <ConsentMark consent={standing} inWords />}
    </div>
    <ol class="proofs">
      {events.map((event) => (
        <li key={event.id}>
          {events.length > 1 && <ConsentMark consent={event} inWords />}
          <blockquote lang={event.language} aria-label={t('lead.wording')}>
            {event.wording}
          </blockquote>
          <Facts
            facts={[
              [t('lead.at'), <Time at={event.at} />],
              [t('lead.email'), event.via],
              [t('lead.language'), nameOf('language', event.language)],
              [t('lead.basis'), t(`basis.${event.basis}`)],
              [t('lead.method'), tIfKnown(`method.${event.method}`) ?? event.method],
              [t('lead.notice'), <code title={event.noticeId}>{event.noticeId.slice(0, 12)}</code>],
            ]}
          />
        </li>
      ))}
    </ol>
  </article>
)
