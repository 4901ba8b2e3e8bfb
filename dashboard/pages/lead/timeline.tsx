// What happened to the lead, newest first.
import type { LeadDetail } from '../../../contract/lead.ts'
import { count, list, t } from '../../locale.ts'
import type { Key } from '../../locales/fr.ts'
import { Time } from '../../ui/time.tsx'
import './timeline.css'

type Entry = LeadDetail['timeline'][number]

export const Timeline = ({ lead }: { lead: LeadDetail }) => (
  <section class="lead-when">
    <h2>{t('lead.timeline')}</h2>
    <ol class="timeline">
      {lead.timeline.map((entry) => (
        <li key={entry.id}>
          {sentences(entry, lead).map((words) => (
            <p key={words}>{words}</p>
          ))}
          <p class="quiet">
            <Time at={entry.at} />
          </p>
        </li>
      ))}
    </ol>
  </section>
)

function sentences(entry: Entry, { history }: LeadDetail): string[] {
  if (entry.kind === 'downloaded') {
    const { magnet, count: n } = entry.detail
    return [t('timeline.downloaded', { magnet }), ...(n > 1 ? [count('timeline.times', n)] : [])]
  }
  if (entry.kind === 'given') {
    const { magnet, endsAt } = entry.detail
    return [t(endsAt ? 'timeline.trial' : 'timeline.code', { magnet })]
  }
  if (entry.kind === 'released') return [t('timeline.released', { by: entry.detail.by })]
  if (entry.kind === 'confirmed') {
    const { purposes } = entry.detail
    return [
      t('timeline.confirmed'),
      ...(purposes.length > 0 ? [t('timeline.agreed', { purposes: list(purposes) })] : []),
    ]
  }
  if (entry.kind === 'corrected')
    return [t('timeline.corrected', { fields: list(fieldNames(entry.detail.fields, history)) })]
  const { submission, form, held, differs } = entry.detail
  const answers = history.find(({ id }) => id === submission)?.answers
  const labels = differs.map((key) => answers?.find((answer) => answer.key === key)?.label ?? key)
  return [
    t('timeline.submitted', { form }),
    ...(held ? [t('timeline.held')] : []),
    ...(labels.length > 0 ? [t('timeline.differs', { fields: list(labels) })] : []),
  ]
}

const ofLead: Record<string, Key> = {
  'lead.given_name': 'lead.name',
  'lead.family_name': 'lead.name',
  'lead.full_name': 'lead.name',
  'lead.job_title': 'lead.jobTitle',
  'lead.phone': 'lead.phone',
  'lead.company': 'lead.company',
  'lead.country': 'lead.country',
  'lead.website': 'lead.website',
}

/** Fields as the reader knows them: by the lead's own names, or by the label under which they were asked. */
function fieldNames(keys: string[], history: LeadDetail['history']): string[] {
  const asked = history.flatMap(({ answers }) => answers)
  const names = keys.map((key) => (ofLead[key] ? t(ofLead[key]) : (asked.find((one) => one.key === key)?.label ?? key)))
  return [...new Set(names)]
}
