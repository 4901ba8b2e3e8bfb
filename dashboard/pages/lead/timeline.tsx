// What happened to the lead, newest first.
import type { LeadDetail } from '../../../contract/lead.ts'
import { list, t } from '../../locale.ts'
import { Time } from '../../ui/time.tsx'

type Entry = LeadDetail['timeline'][number]

export const Timeline = ({ lead }: { lead: LeadDetail }) => (
  <section class="lead-when">
    <h2>{t('lead.timeline')}</h2>
    <ol class="timeline">
      {lead.timeline
        .toSorted((a, b) => b.at.localeCompare(a.at))
        .map((entry) => (
          <li key={entry.kind + entry.id}>
            <p>{inWords(entry, lead)}</p>
            {more(entry, lead).map((words) => (
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

function inWords({ kind, id, detail }: Entry, lead: LeadDetail): string {
  if (kind === 'submitted') {
    const form = lead.history.find((submission) => submission.id === id)?.form.name
    return form ? t('timeline.submitted', { form }) : t('timeline.submittedPlain')
  }
  const { magnet } = detail
  return typeof magnet === 'string' ? t('timeline.downloaded', { magnet }) : t('timeline.downloadedPlain')
}

function more({ detail }: Entry, lead: LeadDetail): string[] {
  const labels = new Map(lead.history.flatMap(({ answers }) => answers).map(({ key, label }) => [key, label]))
  const differs = Array.isArray(detail.differs) ? detail.differs.map((key: string) => labels.get(key) ?? key) : []
  return [
    ...(detail.held ? [t('timeline.held')] : []),
    ...(differs.length > 0 ? [t('timeline.differs', { fields: list(differs) })] : []),
  ]
}
