// Everything a lead's certificate says, read in two round trips: what was shown, what was said, and its proof.
import type { CheckpointShown, Inclusion, LoggedEvent } from '../../../contract/consent-log.ts'
import type { ConsentStanding } from '../../../contract/lead.ts'
import type { Source } from '../../../contract/submission.ts'
import { Problem } from '../../lib/problem.ts'
import type { Secrets } from '../../lib/signed-token.ts'
import { type PublicJwk, publicKeys } from '../../lib/signing-key.ts'
import type { lead, submission } from '../../schema/lead.ts'
import { type Settled, siteOf } from '../../site/settings.ts'
import { type StoredCheckpoint, shown } from '../log/checkpoints.ts'
import { proveEvents } from '../log/proof.ts'
import { eventColumns } from '../log/tree.ts'
import type { NoticeSnapshot } from '../notice.ts'

// Anybody can type the same address a thousand times; paper has an end.
const mostEvents = 100

type LeadRow = Pick<
  typeof lead.$inferSelect,
  | 'id'
  | 'site_id'
  | 'email'
  | 'email_key'
  | 'full_name'
  | 'given_name'
  | 'family_name'
  | 'company'
  | 'language'
  | 'consents'
>
type SubmissionRow = Pick<typeof submission.$inferSelect, 'id' | 'at' | 'source' | 'salt'>

export type CertifiedEvent = {
  event: LoggedEvent
  /** The submission it came with, while that is kept. */
  page: string | undefined
  /** Absent until the next checkpoint. */
  inclusion: Inclusion | undefined
}

export type Certificate = {
  madeAt: string
  lead: LeadRow
  /** The site's settings now: for notices from before they told what was declared. */
  site: Settled | undefined
  standings: ConsentStanding[]
  /** Oldest first. */
  events: CertifiedEvent[]
  /** How many older events there are beside these. */
  older: number
  notices: { id: string; snapshot: NoticeSnapshot }[]
  checkpoint: CheckpointShown | undefined
  keys: PublicJwk[]
  /** Submission → salt: opens the subject of its events. */
  openings: Record<string, string>
}

const theirs = `
  SELECT ${eventColumns}
  FROM consent_event
  WHERE lead_id = ?1
  ORDER BY seq DESC
  LIMIT ${mostEvents}`

/** Throws `not_found`. */
export async function readCertificate(
  env: Secrets & { DB: D1Database },
  id: string,
  now: string,
): Promise<Certificate> {
  const answers = await env.DB.batch(
    [
      `SELECT id, site_id, email, email_key, full_name, given_name, family_name, company, language, consents
       FROM lead
       WHERE id = ?1`,
      theirs,
      `SELECT count(*) AS n
       FROM consent_event
       WHERE lead_id = ?1`,
      `SELECT id, snapshot
       FROM notice
       WHERE id IN (SELECT notice_id FROM (${theirs}))
         OR id IN (SELECT value ->> 'noticeId' FROM lead CROSS JOIN json_each(lead.consents) WHERE lead.id = ?1)
       ORDER BY created_at`,
      `SELECT id, at, source, salt
       FROM submission
       WHERE id IN (SELECT submission_id FROM (${theirs}))`,
      `SELECT size, key_id, root, at, signature
       FROM consent_checkpoint
       WHERE ?1 <> ''
       ORDER BY size DESC, at DESC
       LIMIT 1`,
    ].map((sql) => env.DB.prepare(sql).bind(id)),
  )
  const [[row], events, [counted], notices, submissions, [stored]] = answers.map(({ results }) => results) as [
    LeadRow[],
    LoggedEvent[],
    { n: number }[],
    { id: string; snapshot: string }[],
    SubmissionRow[],
    StoredCheckpoint[],
  ]
  if (!row) throw new Problem('not_found')
  const logged = events.reverse()
  const checkpoint = stored && shown(stored)
  const signed = checkpoint ? logged.filter(({ seq }) => seq <= checkpoint.size) : []
  const [proved, site] = await Promise.all([
    checkpoint ? proveEvents(env.DB, checkpoint, signed) : [],
    siteOf(env.DB, row.site_id),
  ])
  const inclusions = new Map(proved.map((inclusion) => [inclusion.event.seq, inclusion]))
  const sent = new Map(submissions.map((sent) => [sent.id, sent]))
  return {
    madeAt: now,
    lead: row,
    site,
    standings: standings(row.consents),
    events: logged.map((event) => ({
      event,
      page: pageOf(sent.get(event.submission_id)),
      inclusion: inclusions.get(event.seq),
    })),
    older: (counted?.n ?? 0) - logged.length,
    notices: notices.map(({ id, snapshot }) => ({
      id,
      snapshot: JSON.parse(snapshot),
    })),
    checkpoint,
    keys: await publicKeys(env),
    openings: Object.fromEntries([...sent.values()].flatMap(({ id, salt }) => (salt ? [[id, salt]] : []))),
  }
}

function standings(consents: string): ConsentStanding[] {
  const said: Record<string, Omit<ConsentStanding, 'purpose'>> = JSON.parse(consents)
  return Object.entries(said).map(([purpose, standing]) => ({ purpose, ...standing }))
}

function pageOf(row: SubmissionRow | undefined): string | undefined {
  const { page }: Source = JSON.parse(row?.source ?? '{}')
  return page
}
