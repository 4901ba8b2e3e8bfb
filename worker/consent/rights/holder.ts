// Who a rights link is about: the person as far as the link reaches, and what still has to be known of them to act.
import type { Controller, Handling } from '../../../contract/consent.ts'
import { idTime } from '../../lib/id.ts'
import { dayMs } from '../../lib/time.ts'
import type { RightsGrant } from './link.ts'

export type Holder = RightsGrant & {
  leadId: string
  /** The other leads of the same person, where two were merged: theirs is the same say. */
  others: { leadId: string; emailKey: string }[]
  /** Made by this very submission, and by no other. */
  alone: boolean
  site: string
  siteName: string
  controller: Controller | undefined
  retentionDays: number
  /** Where the controller says the data lies, and who else gets it. */
  handling: Handling | undefined
  language: string
  email: string
  emailKey: string
  salt: string
  sentAt: string
  lastContactAt: string
}

/** `waiting`: acknowledged, and still on its way into the database. `gone`: nothing is kept any more. */
export type Held = { is: 'here'; holder: Holder } | { is: 'waiting' | 'gone' }

type Row = {
  erased_at: string | null
  sent_at: string
  salt: string | null
  lead_id: string | null
  submissions: number
  site_id: string
  language: string
  email: string
  email_key: string
  last_contact_at: string
  name: string | null
  controller: string | null
  retention_days: number | null
  handling: string | null
  others: string
}

/** In one round trip. */
export async function holderOf(db: D1Database, grant: RightsGrant, nowMs: number): Promise<Held> {
  const row = await db
    .prepare(`
      SELECT
        submission.erased_at, submission.at AS sent_at, submission.salt, lead.id AS lead_id, lead.submissions, lead.site_id,
        lead.language, lead.email, lead.email_key, lead.last_contact_at, site.name, site.controller, site.retention_days,
        site.handling,
        (
          SELECT json_group_array(json_object('leadId', other.id, 'emailKey', other.email_key))
          FROM lead AS other
          WHERE (other.merged_into = coalesce(lead.merged_into, lead.id) OR other.id = lead.merged_into)
            AND other.id <> lead.id
        ) AS others
      FROM submission
      LEFT JOIN lead ON lead.id = submission.lead_id
      LEFT JOIN site ON site.id = lead.site_id
      WHERE submission.id = ?1`)
    .bind(grant.submissionId)
    .first<Row>()
  if (!row) return { is: nowMs - idTime(grant.submissionId) < 2 * dayMs ? 'waiting' : 'gone' }
  if (row.erased_at || !row.lead_id || !row.salt) return { is: 'gone' }
  const holder = {
    ...grant,
    leadId: row.lead_id,
    others: JSON.parse(row.others),
    alone: row.lead_id === grant.submissionId && row.submissions === 1,
    site: row.site_id,
    siteName: row.name ?? '',
    controller: row.controller ? (JSON.parse(row.controller) as Controller) : undefined,
    retentionDays: row.retention_days ?? 1095,
    handling: row.handling ? (JSON.parse(row.handling) as Handling) : undefined,
    language: row.language,
    email: row.email,
    emailKey: row.email_key,
    salt: row.salt,
    sentAt: row.sent_at,
    lastContactAt: row.last_contact_at,
  }
  return { is: 'here', holder }
}
