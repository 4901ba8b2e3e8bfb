// Where a submission came from: by which form, from which page and campaign.
import type { Source } from '../../contract/submission.ts'

/** `undefined` once its person was erased, and while it waits in the intake queue. */
export async function whenceOf(
  db: D1Database,
  submissionId: string,
): Promise<{ form: string; source: Source } | undefined> {
  const row = await db
    .prepare('SELECT form_id, source FROM submission WHERE id = ?1 AND source IS NOT NULL')
    .bind(submissionId)
    .first<{ form_id: string; source: string }>()
  return row ? { form: row.form_id, source: JSON.parse(row.source) } : undefined
}
