// What the clock does, how often, and when each job last came to its end.
import alert from 'lucide:triangle-alert'
import type { HealthReport } from '../../../contract/health.ts'
import { count, dayAndTime, t, tIfKnown } from '../../locale.ts'
import { Icon } from '../../ui/icon.tsx'
import { Time } from '../../ui/time.tsx'

type Clock = HealthReport['clock']
type Job = Clock['jobs'][number]

export const Jobs = ({ clock: { dueAt, jobs } }: { clock: Clock }) => (
  <section aria-labelledby="service-clock">
    <h2 id="service-clock">{t('service.clock')}</h2>
    <p class="quiet">{dueAt ? t('service.clockAt', { time: dayAndTime(dueAt) }) : t('service.clockNever')}</p>
    <table class="service-table">
      <thead>
        <tr>
          <th scope="col">{t('service.job')}</th>
          <th scope="col">{t('service.jobEvery')}</th>
          <th scope="col">{t('service.jobLast')}</th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <tr key={job.name}>
            <th scope="row">{tIfKnown(`service.job.${job.name.replace('.', '_')}`) ?? job.name}</th>
            <td>{rhythm(job.everyMinutes)}</td>
            <td>
              <Last job={job} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

function Last({ job: { endedAt, failedAt } }: { job: Job }) {
  if (failedAt && failedAt > (endedAt ?? ''))
    return (
      <span class="mark no">
        <Icon shapes={alert} />
        {t('service.jobFailed', { time: dayAndTime(failedAt) })}
      </span>
    )
  return endedAt ? <Time at={endedAt} /> : <span class="quiet">{t('service.jobNever')}</span>
}

function rhythm(minutes: number): string {
  if (minutes % 1440 === 0) return t('service.day')
  return minutes % 60 === 0 ? count('service.hour', minutes / 60) : count('service.minute', minutes)
}
