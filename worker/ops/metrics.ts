// The owner's report as Prometheus reads it.
import type { HealthReport } from '../../contract/health.ts'
import { healthLevels } from '../../contract/health-names.ts'

type Sample = [labels: Record<string, string>, value: number]

/** @see https://prometheus.io/docs/instrumenting/exposition_formats/, text format 0.0.4 */
export function metricsOf(report: HealthReport): string {
  const { at, checks, clock, outbox, held, queued, mail, database } = report
  const age = (iso: string | null) => (iso === null ? -1 : (Date.parse(at) - Date.parse(iso)) / 1_000)
  const gauges: [name: string, help: string, samples: Sample[]][] = [
    ['status', '0 ok, 1 degraded, 2 failing', [[{}, healthLevels.indexOf(report.status)]]],
    [
      'check_ok',
      '1 where the part is ok',
      Object.entries(checks).map(([part, state]) => [{ part }, Number(state === 'ok')]),
    ],
    ['clock_age_seconds', 'Since the minute of the last run; -1 before the first', [[{}, age(clock.dueAt)]]],
    ['clock_late_seconds', 'How long after its minute the last run began', [[{}, (clock.lateMs ?? 0) / 1_000]]],
    [
      'job_late',
      '1 where the last try failed or two turns were missed',
      clock.jobs.map((job) => [{ job: job.name }, Number(job.isLate)]),
    ],
    [
      'job_seconds',
      'How long the last whole run took',
      clock.jobs.map((job) => [{ job: job.name }, (job.ms ?? 0) / 1_000]),
    ],
    [
      'outbox_waiting',
      'Owed and not gone, counted to 10000',
      outbox.map((owed) => [{ kind: owed.kind }, owed.waiting]),
    ],
    ['outbox_late', 'Of these, due by now', outbox.map((owed) => [{ kind: owed.kind }, owed.late])],
    [
      'outbox_oldest_seconds',
      'How long the oldest of these has been due',
      outbox.map((owed) => [{ kind: owed.kind }, Math.max(0, age(owed.oldestDueAt))]),
    ],
    ['outbox_dead', 'Given up, counted to 10000', outbox.map((owed) => [{ kind: owed.kind }, owed.dead])],
    ['held', 'Submissions held back, counted to 10000', [[{}, held]]],
    ['intake_queued', 'Submissions of the last 24 hours that came by the queue', [[{}, queued]]],
    ['mail_sent', 'Mails counted against this hour', [[{}, mail.sent]]],
    ['mail_most', 'Mails an hour may have', [[{}, mail.most]]],
    ['database_bytes', 'What the database takes', [[{}, database.bytes]]],
  ]
  return gauges
    .flatMap(([name, help, samples]) => [
      `# HELP aimant_${name} ${help}`,
      `# TYPE aimant_${name} gauge`,
      ...samples.map(([labels, value]) => `aimant_${name}${shown(labels)} ${value}`),
      '',
    ])
    .join('\n')
}

// Names of ours only: none holds a quote.
function shown(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  return pairs.length ? `{${pairs.join(',')}}` : ''
}
