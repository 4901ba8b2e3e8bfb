// What happened, in sentences.
import type { LeadDetail } from '../../../contract/lead.ts'
import type { TimelineEntry } from '../../../contract/timeline.ts'
import { consentWords } from '../../consent-words.ts'
import { criterionName } from '../../criterion-words.ts'
import { count, list, t, tIfKnown } from '../../locale.ts'
import type { Key } from '../../locales/fr.ts'
import { dueWords } from '../../ui/due.ts'

type History = LeadDetail['history']

export function sentencesOf(entry: Exclude<TimelineEntry, { kind: 'note' }>, history: History): string[] {
  switch (entry.kind) {
    case 'submitted': {
      const { submission, form, held, differs } = entry.detail
      const answers = history.find(({ id }) => id === submission)?.answers
      const labels = differs.map((key) => answers?.find((answer) => answer.key === key)?.label ?? key)
      return [
        t('timeline.submitted', { form }),
        ...(held ? [t('timeline.held')] : []),
        ...(labels.length > 0 ? [t('timeline.differs', { fields: list(labels) })] : []),
      ]
    }
    case 'downloaded': {
      const { magnet, count: n } = entry.detail
      return [t('timeline.downloaded', { magnet }), ...(n > 1 ? [count('timeline.times', n)] : [])]
    }
    case 'given':
      return [t(entry.detail.endsAt ? 'timeline.trial' : 'timeline.code', { magnet: entry.detail.magnet })]
    case 'released':
      return [t('timeline.released', { by: entry.detail.by })]
    case 'confirmed': {
      const { purposes } = entry.detail
      return [
        t('timeline.confirmed'),
        ...(purposes.length > 0 ? [t('timeline.agreed', { purposes: list(purposes) })] : []),
      ]
    }
    case 'corrected':
      return [t('timeline.corrected', { fields: list(namesOf(entry.detail.fields, history)) })]
    case 'stage': {
      const { from, to, by, why, rule } = entry.detail
      const stages = { from: t(`stage.${from}`), to: t(`stage.${to}`) }
      const moved = rule ? t(`timeline.stage.${rule}`, stages) : t('timeline.stage', { ...stages, by })
      return [moved, ...(why ? [t('timeline.why', { why })] : [])]
    }
    case 'judged': {
      const { criterion, name, verdict, why, by } = entry.detail
      const about = criterionName({ id: criterion, name })
      if (!verdict) return [t('timeline.unjudged', { name: about, by })]
      return [
        t('timeline.judged', { name: about, verdict: t(`qualification.${verdict}`).toLowerCase(), by }),
        ...(why ? [t('timeline.why', { why })] : []),
      ]
    }
    case 'tagged': {
      const { added, removed, by } = entry.detail
      return [
        ...(added.length > 0 ? [t('timeline.tagged', { tags: list(added), by })] : []),
        ...(removed.length > 0 ? [t('timeline.untagged', { tags: list(removed), by })] : []),
      ]
    }
    case 'assigned': {
      const { to, by } = entry.detail
      return [to ? t('timeline.assigned', { to, by }) : t('timeline.unassigned', { by })]
    }
    case 'edited': {
      const { fields, by } = entry.detail
      const names = [...new Set(fields.map((name) => t(ofEdit[name] ?? 'lead.name')))]
      return [t('timeline.edited', { fields: list(names), by })]
    }
    case 'followed_up': {
      const { what, dueOn, by } = entry.detail
      return [t('timeline.followedUp', { what, by: by ?? '' }), t('timeline.wasDue', { day: dueWords(dueOn) })]
    }
    case 'mailed':
      return [
        t('timeline.mailed', {
          mail: tIfKnown(`mail.template.${entry.detail.template}`) ?? entry.detail.template,
        }),
      ]
    case 'consent': {
      const { purpose, basis, state, method } = entry.detail
      const how = tIfKnown(`method.${method}`) ?? method
      return [t('timeline.consent', { purpose, state: t(consentWords({ basis, state })), how })]
    }
    case 'merged':
      return [t('timeline.merged', entry.detail)]
    case 'separated':
      return [t('timeline.separated', entry.detail)]
  }
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

const ofEdit: Record<string, Key> = {
  email: 'lead.email',
  jobTitle: 'lead.jobTitle',
  phone: 'lead.phone',
  company: 'lead.company',
  country: 'lead.country',
  website: 'lead.website',
}

/** Fields as the reader knows them: by the lead's own names, or by the label under which they were asked. */
function namesOf(keys: string[], history: History): string[] {
  const asked = history.flatMap(({ answers }) => answers)
  const names = keys.map((key) => (ofLead[key] ? t(ofLead[key]) : (asked.find((one) => one.key === key)?.label ?? key)))
  return [...new Set(names)]
}
