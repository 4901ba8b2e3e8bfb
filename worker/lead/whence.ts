// Where a submission came from: by which version of which form, from which page and campaign.
import type { Source } from '../../contract/submission.ts'

/** `undefined` once its person was erased, and while it waits in the intake queue. */
export async function whenceOf(
  db: D1Database,
  submissionId: string,
): Promise<{ form: string; slug: string; version: number; source: Source } | undefined> {
  const row = await db
    .prepare(`
      SELECT submission.form_id, form.slug, submission.version, submission.source
      FROM submission
      JOIN form ON form.id = submission.form_id
      WHERE submission.id = ?1
        AND submission.source IS NOT NULL`)
    .bind(submissionId)
    .first<{ form_id: string; slug: string; version: number; source: string }>()
  if (!row) return undefined
  const { form_id: form, slug, version, source } = row
  return { form, slug, version, source: JSON.parse(source) }
}
