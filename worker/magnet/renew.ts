// A link that has expired asks for a fresh one, by mail to the mailbox it was made for: once a day, however often it is asked.
import { owe, owedId } from '../delivery/owe.ts'
import type { DownloadGrant } from './link.ts'

type Asked = Pick<DownloadGrant, 'submissionId' | 'magnetId'>

/** Owes the mail; gives its row's id, to announce. Nothing where the submission is erased, gone, or held. */
export async function renew(
  db: D1Database,
  { submissionId, magnetId }: Asked,
  origin: string,
  now: string,
): Promise<string | undefined> {
  const row = await db
    .prepare(`
      SELECT submission.lead_id AS leadId, submission.language
      FROM submission
      JOIN lead ON lead.id = submission.lead_id
      JOIN form_version ON form_version.form_id = submission.form_id AND form_version.version = submission.version
      WHERE submission.id = ?1
        AND submission.erased_at IS NULL
        AND submission.held IS NULL
        AND form_version.definition ->> '$.offer.id' = ?2`)
    .bind(submissionId, magnetId)
    .first<{ leadId: string; language: string }>()
  if (!row) return undefined
  const occasion = now.slice(0, 10)
  await owe(db, { template: 'renew', occasion, submissionId, origin, ...row }, now).run()
  return owedId(submissionId, 'renew', occasion)
}
