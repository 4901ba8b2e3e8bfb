// Everything a link lets its holder see: the page and the download say the same.
import type { LeadDetail } from '../../../contract/lead.ts'
import { readLead } from '../../lead/read.ts'
import type { Holder } from './holder.ts'

type Mailed = { mail: string; state: 'pending' | 'sent' | 'dead'; at: string | null }
type Corrected = { at: string; fields: string[] }

/** `person` only where the link came by mail. */
export type Seen = Pick<LeadDetail, 'history' | 'consentEvents'> & {
  person?: Omit<LeadDetail, 'history' | 'consentEvents' | 'timeline'> & {
    corrections: Corrected[]
    mails: Mailed[]
  }
}

/** Throws `not_found` when the lead has gone meanwhile. */
export async function seenBy(db: D1Database, holder: Holder): Promise<Seen> {
  const { history, consentEvents, timeline, ...person } = await readLead(db, holder.leadId)
  if (holder.reach === 'submission') {
    return {
      history: history.filter(({ id }) => id === holder.submissionId),
      consentEvents: await ownEvents(db, holder, consentEvents),
    }
  }
  const corrections = timeline.flatMap((entry) =>
    entry.kind === 'corrected' ? [{ at: entry.at, fields: entry.detail.fields }] : [],
  )
  return { history, consentEvents, person: { ...person, corrections, mails: await mailsTo(db, holder) } }
}

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
      FROM (SELECT ref FROM timeline WHERE lead_id = ?1 AND kind = 'submitted' ORDER BY id DESC LIMIT 100) AS sent
      CROSS JOIN outbox ON outbox.id > sent.ref || '.' AND outbox.id < sent.ref || '/'
      WHERE outbox.lead_id = ?1`)
    .bind(leadId)
    .all<Mailed>()
  return results
}
