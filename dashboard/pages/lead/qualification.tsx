// How a lead stands: each criterion with its evidence and room for somebody's own judgement, the points of its quality, its warmth.
import { useEffect, useState } from 'preact/hooks'
import type { LeadQualification } from '../../../contract/judged-lead.ts'
import { readLeadQualification } from '../../api/qualification.ts'
import { criterionName } from '../../criterion-words.ts'
import { count, day, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Facts } from '../../ui/facts.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { Criterion } from './criterion.tsx'
import { QualityPoints } from './quality-points.tsx'
import './qualification.css'

type Props = {
  leadId: string
  /** Told when a judgement changed what the lead is. */
  changed?: () => void
}

export function LeadQualificationPanel({ leadId, changed }: Props) {
  const { data, failure, retry } = useResource(`qualification ${leadId}`, (signal) =>
    readLeadQualification(leadId, signal),
  )
  const [judged, setJudged] = useState<LeadQualification>()
  useEffect(() => setJudged(undefined), [data])
  const shown = judged ?? data
  return (
    <section class="qualification" aria-labelledby="qualification" aria-busy={!shown && !failure}>
      <h2 id="qualification">{t('qualification.title')}</h2>
      {!shown && !failure && <p class="quiet">{t('app.loading')}</p>}
      {failure && <FailureNotice failure={failure} retry={retry} />}
      {shown && (
        <>
          <p class={shown.qualified ? 'qualified' : undefined}>{standing(shown)}</p>
          <ul class="criteria">
            {shown.criteria.map((criterion) => (
              <Criterion
                key={criterion.id}
                leadId={leadId}
                criterion={criterion}
                judged={(now) => {
                  setJudged(now)
                  changed?.()
                }}
              />
            ))}
          </ul>
          {!shown.criteria.length && may('site:write') && (
            <a href="/dashboard/settings/criteria">{t('qualification.toCriteria')}</a>
          )}
          <Facts
            facts={[
              [t('qualification.temperature'), warmthWords(shown.temperature)],
              [t('qualification.interest'), shown.temperature.interestAt && <Time at={shown.temperature.interestAt} />],
              [t('qualification.persona'), shown.persona],
            ]}
          />
          <QualityPoints quality={shown.quality} />
        </>
      )}
    </section>
  )
}

function standing({ criteria, qualified }: LeadQualification): string {
  if (!criteria.length) return t('qualification.noCriteria')
  if (qualified) return t('qualification.qualified')
  const necessary = criteria.filter((criterion) => criterion.necessary)
  if (!necessary.length) return t('qualification.noneNecessary')
  const refused = necessary.filter(({ verdict }) => verdict === 'no')
  if (refused.length) return t('qualification.refused', { names: refused.map(criterionName).join(', ') })
  return count('qualification.left', necessary.filter(({ verdict }) => verdict !== 'yes').length)
}

function warmthWords({ state, coldFrom }: LeadQualification['temperature']): string {
  if (!coldFrom) return t('qualification.coldEver')
  return t(state === 'hot' ? 'qualification.hotUntil' : 'qualification.coldSince', { day: day(coldFrom) })
}
