// One lead: who, from where, what they asked for and agreed to, and what happened since.
import back from 'lucide:arrow-left'
import { useRoute } from 'preact-iso'
import type { LeadDetail } from '../../../contract/lead.ts'
import { readLead } from '../../api/leads.ts'
import { t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Heading } from '../../ui/heading.tsx'
import { HeldMark } from '../../ui/held-mark.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { list } from '../leads/list.ts'
import { Claims } from './claims.tsx'
import { Consents } from './consents.tsx'
import { DeleteLead } from './delete.tsx'
import { Downloads } from './downloads.tsx'
import { Identity } from './identity.tsx'
import { Submissions } from './submissions.tsx'
import { Timeline } from './timeline.tsx'
import './lead.css'

export function LeadPage() {
  const id = useRoute().params.id ?? ''
  const { data: lead, failure, retry } = useResource(`lead ${id}`, (signal) => readLead(id, signal))
  return (
    <>
      <a class="back" href={`/dashboard/leads${list.value?.query ?? ''}`}>
        <Icon shapes={back} />
        {t('lead.back')}
      </a>
      {lead ? (
        <Lead lead={lead} changed={retry} />
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

const Lead = ({ lead, changed }: { lead: LeadDetail; changed: () => void }) => (
  <>
    <div class="page-head">
      <div>
        <Heading>{lead.fullName || lead.email}</Heading>
        <p class="lead-line">
          {[lead.jobTitle, lead.company].filter(Boolean).join(' · ') || (lead.fullName ? lead.email : lead.form.name)}
          <span class="mark stage">{t(`stage.${lead.stage}`)}</span>
          {lead.held && <HeldMark />}
        </p>
      </div>
      {may('leads:write') && <DeleteLead lead={lead} />}
    </div>
    <div class="lead">
      <div class="lead-who">
        <Identity lead={lead} />
        {lead.claims.length > 0 && <Claims claims={lead.claims} />}
        <Downloads downloads={lead.downloads} />
      </div>
      <div class="lead-what">
        <Submissions lead={lead} changed={changed} />
        <Consents lead={lead} />
      </div>
      <Timeline lead={lead} />
    </div>
  </>
)
