// How the service is doing, in words: its parts, what is waiting, and what the clock does.
import back from 'lucide:arrow-left'
import right from 'lucide:check'
import alert from 'lucide:triangle-alert'
import { useState } from 'preact/hooks'
import type { HealthReport } from '../../../contract/health.ts'
import { type HealthPart, type HealthState, healthParts } from '../../../contract/health-names.ts'
import { readHealth } from '../../api/health.ts'
import { count, dayAndTime, t } from '../../locale.ts'
import { useResource } from '../../resource.ts'
import { type Fact, Facts } from '../../ui/facts.tsx'
import { Heading } from '../../ui/heading.tsx'
import { Icon } from '../../ui/icon.tsx'
import { FailureNotice } from '../../ui/notice.tsx'
import { size } from '../out/size.ts'
import { Jobs } from './jobs.tsx'
import '../../ui/mark.css'
import './service.css'

export function ServicePage() {
  const [looks, setLooks] = useState(0)
  const { data, failure, retry } = useResource(`health ${looks}`, readHealth)
  return (
    <div class="service">
      <a class="service-back" href="/dashboard/settings">
        <Icon shapes={back} />
        {t('settings.title')}
      </a>
      <div class="page-head">
        <Heading>{t('service.title')}</Heading>
        <button type="button" onClick={() => setLooks(looks + 1)}>
          {t('service.again')}
        </button>
      </div>
      <div aria-busy={!data && !failure}>
        {!data && !failure && <p class="quiet">{t('app.loading')}</p>}
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {data && <Report report={data} />}
      </div>
    </div>
  )
}

const Report = ({ report }: { report: HealthReport }) => (
  <>
    <p class={`service-status ${report.status}`} role="status">
      <Icon shapes={report.status === 'ok' ? right : alert} />
      {t(`service.${report.status}`)}
    </p>
    <p class="quiet">{t('service.at', { time: dayAndTime(report.at) })}</p>
    <section aria-labelledby="service-parts">
      <h2 id="service-parts">{t('service.parts')}</h2>
      <table class="service-table">
        <thead>
          <tr>
            <th scope="col">{t('service.part')}</th>
            <th scope="col">{t('service.state')}</th>
            {report.status !== 'ok' && <th scope="col">{t('service.todo')}</th>}
          </tr>
        </thead>
        <tbody>
          {healthParts.map((part) => (
            <Part key={part} part={part} state={report.checks[part] ?? 'unknown'} isAllWell={report.status === 'ok'} />
          ))}
        </tbody>
      </table>
      {!report.hasLastingSecret && <p class="quiet service-note">{t('service.lasting')}</p>}
    </section>
    <section aria-labelledby="service-numbers">
      <h2 id="service-numbers">{t('service.numbers')}</h2>
      <Facts facts={factsOf(report)} />
    </section>
    <Jobs clock={report.clock} />
  </>
)

type PartProps = { part: HealthPart; state: HealthState; isAllWell: boolean }

const Part = ({ part, state, isAllWell }: PartProps) => (
  <tr>
    <th scope="row">{t(`service.part.${part}`)}</th>
    <td>
      <span class={`mark ${state === 'ok' ? 'yes' : 'no'}`}>
        <Icon shapes={state === 'ok' ? right : alert} />
        {t(`service.is.${state}`)}
      </span>
    </td>
    {!isAllWell && (
      <td class="quiet">{state !== 'ok' && t(state === 'unknown' ? 'service.do.unknown' : `service.do.${part}`)}</td>
    )}
  </tr>
)

function factsOf({ outbox, held, queued, mail, database }: HealthReport): Fact[] {
  const { sent, most } = mail
  return [
    ...outbox.map((owed): Fact => [t(owed.kind === 'mail' ? 'service.mails' : 'service.webhooks'), owedWords(owed)]),
    [t('service.budget'), t(sent < most ? 'service.budgetOf' : 'service.budgetSpent', { sent, most })],
    [t('service.held'), held ? count('service.held', held) : t('service.heldNothing')],
    [t('service.queued'), queued ? count('service.queued', queued) : t('service.queuedNothing')],
    [t('service.size'), t('service.sizeOf', { size: size(database.bytes) })],
  ]
}

function owedWords({ waiting, late, dead }: HealthReport['outbox'][number]): string {
  const parts = [
    waiting ? count('service.owed', waiting) : '',
    late ? count('service.owedLate', late) : '',
    dead ? count('service.owedDead', dead) : '',
  ]
  return parts.filter(Boolean).join(', ') || t('service.owedNothing')
}
