// Everything a link lets its holder see: the page and the download say the same.
import type { LeadDetail } from '../../../contract/lead.ts'
import type { Note } from '../../../contract/note.ts'
import type { Verdict } from '../../../contract/qualification.ts'
import { family } from '../../lead/family.ts'
import { readLead } from '../../lead/read.ts'
import { readTimeline } from '../../lead/timeline.ts'
import type { Holder } from './holder.ts'

type Mailed = { mail: string; state: 'pending' | 'sent' | 'dead'; at: string | null }
type Noted = Pick<Note, 'at' | 'channel' | 'text' | 'questions' | 'concerns'>
type JudgedOf = { at: string; criterion: string; name: string | null; verdict: Verdict; why: string | null }
type Corrected = { at: string; fields: string[] }

/** Who of the team does what is about them, not about the person. */
type TheTeams = 'timeline' | 'timelineNext' | 'followUps' | 'assignedTo'

/** `person` only where the link came by mail. */
export type Seen = Pick<LeadDetail, 'history' | 'consentEvents'> & {
  person?: Omit<LeadDetail, 'history' | 'consentEvents' | TheTeams | 'notes'> & {
    corrections: Corrected[]
    /** What the team wrote down of them; by whom is the team's own. */
    notes: Noted[]
    /** How the team judged them; what rules make of them is among the rest. */
    judgements: JudgedOf[]
    mails: Mailed[]
  }
}

/** Throws `not_found` when the lead has gone meanwhile. */
export async function seenBy(db: D1Database, holder: Holder): Promise<Seen> {
  const [read, told] = await Promise.all([
    readLead(db, holder.leadId),
    readTimeline(db, holder.leadId, { kinds: ['corrected', 'note', 'judged'], limit: mostTold }),
  ])
  const { history, consentEvents, timeline, timelineNext, followUps, assignedTo, notes: _, ...person } = read
  if (holder.reach === 'submission') {
    return {
      history: history.filter(({ id }) => id === holder.submissionId),
      consentEvents: await ownEvents(db, holder, consentEvents),
    }
  }
  const corrections = told.entries.flatMap((entry) =>
    entry.kind === 'corrected' ? [{ at: entry.at, fields: entry.detail.fields }] : [],
  )
  const notes = told.entries.flatMap((entry): Noted[] => {
    if (entry.kind !== 'note') return []
    const { channel, text, questions, concerns } = entry.detail
    return [{ at: entry.at, channel, text, questions, concerns }]
  })
  const judgements = told.entries.flatMap((entry): JudgedOf[] => {
    if (entry.kind !== 'judged' || !entry.detail.verdict) return []
    const { criterion, name, verdict, why } = entry.detail
    return [{ at: entry.at, criterion, name, verdict, why }]
  })
  const own = person.merged.find(({ id }) => id === holder.leadId)
  return {
    history,
    consentEvents,
    person: {
      ...person,
      // Their say is about the address they came by.
      ...(own ? { email: own.email, confirmedAt: own.confirmedAt, consents: own.consents } : {}),
      corrections,
      notes,
      judgements,
      mails: await mailsTo(db, holder),
    },
  }
}

const mostTold = 500

async function ownEvents(
  db: D1Database,
  holder: Holder,
  events: Seen['consentEvents'],
): Promise<Seen['consentEvents']> {
  const { results } = await db
    .prepare('SELECT seq FROM consent_event WHERE lead_id = ?1 AND submission_id = ?2')
    .bind(holder.leadId, holder.submissionId)
    .all<{ seq: number }>()
  const own = new Set(results.map(({ seq }) => String(seq)))
  return events.filter(({ id }) => own.has(id))
}

// Outbox ids begin with their submission's.
async function mailsTo(db: D1Database, { leadId }: Holder): Promise<Mailed[]> {
  const { results } = await db
    .prepare(`
      SELECT outbox.payload ->> 'template' AS mail, outbox.state, outbox.sent_at AS at
      FROM (
        SELECT ref
        FROM timeline
        WHERE lead_id IN (${family})
          AND kind = 'submitted'
        ORDER BY id DESC
        LIMIT 100
      ) AS sent
      CROSS JOIN outbox ON outbox.id > sent.ref || '.' AND outbox.id < sent.ref || '/'
      WHERE outbox.lead_id IS NOT NULL`)
    .bind(leadId)
    .all<Mailed>()
  return results
}
