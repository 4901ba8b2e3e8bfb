// Exports by the clock: what is settled, the files there are, and a file right now.
import { useEffect, useState } from 'preact/hooks'
import type { ExportRun, ExportSchedule } from '../../../contract/export.ts'
import { deleteSchedule, listSchedules, runFile, runSchedule } from '../../api/export.ts'
import { count, t } from '../../locale.ts'
import { asFailure, useResource } from '../../resource.ts'
import { may } from '../../session.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Heading } from '../../ui/heading.tsx'
import { FailureNotice, Notice } from '../../ui/notice.tsx'
import { say } from '../../ui/said.tsx'
import { Time } from '../../ui/time.tsx'
import { Parts } from './parts.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'
import { size } from './size.ts'
import './out.css'

type Open = { what: 'settle'; schedule?: ExportSchedule } | { what: 'delete'; schedule: ExportSchedule }

const lookAgainMs = 3_000

export function ExportsPage() {
  const [asked, setAsked] = useState(0)
  const { data, failure, retry } = useResource(`schedules ${asked}`, listSchedules)
  const [shown, setShown] = useState<ExportSchedule[]>()
  const [open, setOpen] = useState<Open>()
  const schedules = data?.schedules ?? shown
  const close = () => setOpen(undefined)
  const changed = () => {
    setShown(schedules)
    setAsked((n) => n + 1)
  }
  // While a file is being written, what there is of it is looked at again.
  const isWriting = data?.schedules.some(({ runs }) => runs.some(({ state }) => state === 'running'))
  useEffect(() => {
    if (!isWriting) return
    const timer = setTimeout(changed, lookAgainMs)
    return () => clearTimeout(timer)
  }, [data])

  const add = may('leads:write') && (
    <button type="button" class="primary" onClick={() => setOpen({ what: 'settle' })}>
      {t('schedule.add')}
    </button>
  )
  return (
    <>
      <div class="page-head">
        <Heading>{t('schedule.title')}</Heading>
        {schedules && schedules.length > 0 && add}
      </div>
      <Parts />
      <div aria-busy={!data}>
        {failure && <FailureNotice failure={failure} retry={retry} />}
        {!schedules && !failure && <p class="quiet">{t('app.loading')}</p>}
        {schedules?.length === 0 && (
          <Notice title={t('schedule.none')}>
            <p>{t('schedule.noneHelp')}</p>
            {add}
          </Notice>
        )}
        {schedules?.map((schedule) => (
          <Schedule key={schedule.id} schedule={schedule} open={setOpen} changed={changed} />
        ))}
      </div>
      {open?.what === 'settle' && <ScheduleDialog schedule={open.schedule} close={close} changed={changed} />}
      {open?.what === 'delete' && (
        <Confirm
          title={t('schedule.deleteAsk', { name: open.schedule.settings.name })}
          yes={t('schedule.deleteYes')}
          close={close}
          act={async () => {
            await deleteSchedule(open.schedule.id)
            say(t('schedule.deleted', { name: open.schedule.settings.name }))
            changed()
          }}
        >
          <p>{count('schedule.deleteGoes', open.schedule.runs.filter(({ state }) => state === 'done').length)}</p>
          <p>{t('schedule.deleteStays')}</p>
        </Confirm>
      )}
    </>
  )
}

type Props = { schedule: ExportSchedule; open: (open: Open) => void; changed: () => void }

function Schedule({ schedule, open, changed }: Props) {
  const { id, settings, runs } = schedule
  const titleId = `schedule-${id}`
  const now = () =>
    runSchedule(id).then(
      () => {
        say(t('schedule.begun'))
        changed()
      },
      (error) => say(t(`error.${asFailure(error).code}`)),
    )
  return (
    <section class="out-part schedule" aria-labelledby={titleId}>
      <div class="out-head">
        <div>
          <h2 id={titleId}>{settings.name}</h2>
          <p class="quiet">{sentence(settings)}</p>
        </div>
        {may('leads:write') && (
          <div class="actions">
            <button type="button" disabled={runs.some(({ state }) => state === 'running')} onClick={now}>
              {t('schedule.now')}
            </button>
            <button type="button" onClick={() => open({ what: 'settle', schedule })}>
              {t('schedule.change')}
            </button>
            <button type="button" class="danger-quiet" onClick={() => open({ what: 'delete', schedule })}>
              {t('schedule.delete')}
            </button>
          </div>
        )}
      </div>
      {runs.length === 0 ? (
        <p class="quiet">{t('schedule.noFile')}</p>
      ) : (
        <ul class="out-rows">
          {runs.map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </ul>
      )}
    </section>
  )
}

const Run = ({ run }: { run: ExportRun }) => (
  <li>
    <div>
      <Time at={run.startedAt} />
    </div>
    <div>
      {run.state === 'failed' ? (
        <span class="wrong">{t('schedule.failed')}</span>
      ) : (
        <>
          {count('out.leads', run.leads)}
          <span class="second">
            {run.state === 'done' ? size(run.bytes) : t(run.attempts > 1 ? 'schedule.tryingAgain' : 'schedule.writing')}
          </span>
        </>
      )}
    </div>
    <div class="out-end">
      {run.state === 'done' && (
        <a href={runFile(run.id)} download>
          {t('schedule.take')}
        </a>
      )}
    </div>
  </li>
)

/** What is settled, as a sentence. */
function sentence({
  isOn,
  every,
  weekday,
  hour,
  zone,
  format,
  preset,
  segment,
  filter,
  keep,
}: ExportSchedule['settings']): string {
  const time = t('schedule.at', { hour, zone })
  const rhythm =
    every === 'day' ? t('schedule.everyDay') : t('schedule.everyWeek', { day: t(`schedule.day.${weekday as 1}`) })
  const kind = t(format === 'csv' && preset !== 'generic' ? `export.${preset}` : `export.${format}`)
  const whom = t(segment ? 'schedule.ofSegment' : filter ? 'schedule.ofFilter' : 'schedule.ofAll')
  const parts = [kind, whom, count('schedule.kept', keep)]
  return `${isOn ? `${rhythm} ${time}` : t('schedule.isOff')} · ${parts.join(' · ')}`
}
