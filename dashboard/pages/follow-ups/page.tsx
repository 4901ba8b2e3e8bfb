// What is to be done about all leads: what is late, what is due today, what comes next.
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { DueFollowUp, FollowUpFilter } from '../../../contract/follow-up.ts'
import { listFollowUps } from '../../api/lead.ts'
import { queryOf } from '../../api/request.ts'
import { t } from '../../locale.ts'
import { usePages } from '../../paged.ts'
import { daysUntil } from '../../ui/due.ts'
import { FollowUpRow } from '../../ui/follow-up-row.tsx'
import { Heading } from '../../ui/heading.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import './follow-ups.css'

type Whose = FollowUpFilter['whose']
const everybody: Whose[] = ['mine', 'nobody', 'all']

export function FollowUpsPage() {
  const { query } = useLocation()
  const whose = everybody.find((one) => one === query.whose) ?? 'mine'
  const [done, setDone] = useState(0)
  const { rows, failure, more, retry } = usePages(`${whose} ${done}`, async (after, signal) => {
    const { followUps, next } = await listFollowUps({ whose }, after, 50, signal)
    return { rows: followUps, next }
  })
  return (
    <>
      <div class="page-head">
        <Heading>{t('followUps.title')}</Heading>
      </div>
      <nav class="choices-line" aria-label={t('followUps.whose')}>
        {everybody.map((one) => (
          <a
            key={one}
            href={`/dashboard/follow-ups${queryOf({ whose: one === 'mine' ? null : one })}`}
            aria-current={one === whose ? 'true' : undefined}
          >
            {t(`followUps.${one}`)}
          </a>
        ))}
      </nav>
      <div aria-busy={!rows && !failure}>
        {!rows && !failure && <p class="quiet">{t('app.loading')}</p>}
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {rows?.length === 0 && (
          <Notice title={t('followUps.empty')}>
            <p>{t('followUps.emptyHelp')}</p>
            <a href="/dashboard/leads">{t('page.toLeads')}</a>
          </Notice>
        )}
        {rows && <Days rows={rows} changed={() => setDone((before) => before + 1)} />}
        {more && (
          <button type="button" class="more" onClick={more}>
            {t('leads.more')}
          </button>
        )}
      </div>
    </>
  )
}

const when = ({ dueOn }: DueFollowUp) => {
  const days = daysUntil(dueOn)
  return days < 0 ? 'late' : days === 0 ? 'today' : 'next'
}

function Days({ rows, changed }: { rows: DueFollowUp[]; changed: () => void }) {
  const groups = Map.groupBy(rows, when)
  return (['late', 'today', 'next'] as const).map((group) => {
    const due = groups.get(group)
    if (!due) return null
    return (
      <section key={group} class="due">
        <h2>{t(`followUps.${group}`)}</h2>
        <ul>
          {due.map((one) => (
            <FollowUpRow key={one.id} followUp={one} leadId={one.lead.id} changed={changed}>
              {' · '}
              <a href={`/dashboard/leads/${one.lead.id}`}>{one.lead.fullName || one.lead.email}</a>
              {one.lead.company && `, ${one.lead.company}`}
            </FollowUpRow>
          ))}
        </ul>
      </section>
    )
  })
}
