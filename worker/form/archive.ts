// Taking a form off its owner's pages without touching them: its tags say that it is over, and everything it brought in stays.
import type { PublishedForm } from '../../contract/form.ts'
import { languagesOf } from '../../contract/form-texts.ts'
import type { AuditAction } from '../../contract/team-names.ts'
import { say } from '../../widget/i18n.ts'
import { wordsIn } from '../lib/locale.ts'
import { Problem } from '../lib/problem.ts'

/** The form as visitors meet it once it was archived: an offer that has ended, in the owner's own words where there are any. */
export function afterArchiving(form: PublishedForm, archivedAt: string | null): PublishedForm {
  if (!archivedAt) return form
  const { closes } = form.display
  const { contact } = form.controller
  const ours = () =>
    Object.fromEntries(
      languagesOf(form).map((language) => [language, say(wordsIn(language), 'failed_form_closed', { contact })]),
    )
  const text = closes?.text ?? ours()
  return { ...form, isTaken: true, display: { ...form.display, closes: { ...closes, at: archivedAt, text } } }
}

/** Archives a form, or brings it back. `entry` says so in the audit trail. Throws `form_unknown`. */
export async function setArchived(
  db: D1Database,
  slug: string,
  archivedAt: string | null,
  entry: (action: AuditAction) => D1PreparedStatement,
): Promise<void> {
  const change = db
    .prepare('UPDATE form SET archived_at = ?2 WHERE slug = ?1 AND (archived_at IS NULL) = ?3')
    .bind(slug, archivedAt, archivedAt ? 1 : 0)
  const found = await db.prepare('SELECT archived_at FROM form WHERE slug = ?1').bind(slug).first<{
    archived_at: string | null
  }>()
  if (!found) throw new Problem('form_unknown')
  if (Boolean(found.archived_at) === Boolean(archivedAt)) return
  await db.batch([change, entry(archivedAt ? 'form.archived' : 'form.reopened')])
}
