// One lead: who, where they stand, what is to be done, what was said and what happened. Everything is done without leaving it.
import back from 'lucide:arrow-left'
import { useEffect } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import type { LeadDetail } from '../../../contract/lead.ts'
import { t } from '../../locale.ts'
import { may } from '../../session.ts'
import { Heading } from '../../ui/heading.tsx'
import { HeldMark } from '../../ui/held-mark.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { listAddress } from '../leads/list.ts'
import { Claims } from './claims.tsx'
import { Consents } from './consents.tsx'
import { DeleteLead } from './delete.tsx'
import { Deliveries } from './deliveries.tsx'
import { Downloads } from './downloads.tsx'
import { FollowUps } from './follow-ups.tsx'
import { Identity } from './identity.tsx'
import { MergeLead } from './merge.tsx'
import { NoteForm } from './note-form.tsx'
import { LeadQualificationPanel } from './qualification.tsx'
import { Standing } from './standing.tsx'
import { Submissions } from './submissions.tsx'
import { Timeline } from './timeline.tsx'
import { useLead } from './use-lead.ts'
import './lead.css'

export function LeadPage() {
  const id = useRoute().params.id ?? ''
  const { lead, failure, retry, changed } = useLead(id)
  const { route } = useLocation()
  // What is merged into another is shown under that one's address.
  useEffect(() => {
    if (lead && lead.id !== id) route(`/dashboard/leads/${lead.id}`, true)
  }, [lead?.id])
  return (
    <>
      <a class="back" href={listAddress.value}>
        <Icon shapes={back} />
        {t('lead.back')}
      </a>
      {lead ? (
        <Lead lead={lead} changed={changed} />
      ) : failure ? (
        <Missing failure={failure} retry={retry} />
      ) : (
        <InWaiting />
      )}
    </>
  )
}

const Missing = ({ failure, retry }: Parameters<typeof FailureNotice>[0]) =>
  failure.code === 'not_found' || failure.code === 'invalid' ? (
    <Notice title={t('lead.missing')}>
      <p>{t('lead.missingHelp')}</p>
    </Notice>
  ) : (
    <FailureNotice failure={failure} retry={retry} />
  )

const InWaiting = () => (
  <p class="quiet lead-in-waiting" role="status">
    {t('app.loading')}
  </p>
)

export type LeadProps = {
  lead: LeadDetail
  /** Called when the lead is to be read again. */
  changed: () => void
}

const Lead = ({ lead, changed }: LeadProps) => (
  <>
    <div class="page-head">
      <div>
        <Heading>{lead.fullName || lead.email}</Heading>
        <p class="lead-line">
          {[lead.jobTitle, lead.company].filter(Boolean).join(' · ') || (lead.fullName ? lead.email : lead.form.name)}
          {lead.held && <HeldMark />}
        </p>
      </div>
      {may('leads:write') && (
        <div class="actions">
          {!lead.held && <MergeLead lead={lead} changed={changed} />}
          <DeleteLead lead={lead} />
        </div>
      )}
    </div>
    <Standing lead={lead} changed={changed} />
    <div class="lead">
      <div class="lead-who">
        <Identity lead={lead} changed={changed} />
      </div>
      <div class="lead-work">
        <FollowUps lead={lead} changed={changed} />
        <section class="lead-when">
          <h2>{t('lead.timeline')}</h2>
          {may('leads:write') && <NoteForm lead={lead} changed={changed} />}
          <Timeline lead={lead} changed={changed} />
        </section>
        <Submissions lead={lead} changed={changed} />
        <Consents lead={lead} />
        <Deliveries lead={lead} />
      </div>
      <div class="lead-more">
        <LeadQualificationPanel leadId={lead.id} changed={changed} />
        {lead.claims.length > 0 && <Claims claims={lead.claims} />}
        <Downloads downloads={lead.downloads} />
      </div>
    </div>
  </>
)
