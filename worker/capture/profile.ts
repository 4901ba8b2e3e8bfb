// Progressive profiling: whoever comes back by a link of their own (`?aimant=<token>`) is not asked the same twice.
import type { PublishedForm } from '../../contract/form.ts'
import { answeredBy } from '../lead/answered.ts'
import { isId } from '../lib/id.ts'
import { readToken, type Secrets, signToken } from '../lib/signed-token.ts'

/** What links in mails carry to the site's pages, until `expiresAt` (ms since 1970). */
export const profileToken = (secrets: Secrets, leadId: string, expiresAt: number): Promise<string> =>
  signToken(secrets, 'profile', [leadId], expiresAt)

/** The lead a token stands for; `undefined` for any that is not ours, or no longer. */
export async function readProfile(secrets: Secrets, token: string): Promise<string | undefined> {
  const reading = await readToken(secrets, 'profile', token)
  const leadId = reading.ok ? reading.fields[0] : undefined
  return leadId && isId(leadId) ? leadId : undefined
}

/** Whether this address is that lead's own, and was confirmed from its mailbox. */
export async function isConfirmed(db: D1Database, site: string, leadId: string, emailKey: string): Promise<boolean> {
  const row = await db
    .prepare(`
      SELECT 1
      FROM lead
      WHERE id = ?1
        AND site_id = ?2
        AND email_key = ?3
        AND confirmed_at IS NOT NULL`)
    .bind(leadId, site, emailKey)
    .first()
  return row !== null
}

/**
 * Keys of the form's questions that need not be asked again. The address always is: a link passed on to a colleague
 * must not make their answers another person's.
 */
export async function knownFields(
  env: Secrets & { DB: D1Database },
  form: PublishedForm,
  token: string,
): Promise<string[]> {
  const leadId = await readProfile(env, token)
  if (!leadId) return []
  const fields = form.steps.flatMap((step) => step.fields)
  const askedOnce = new Set(fields.filter(isAskedOnce).map(({ key }) => key))
  return askedOnce.size ? (await answeredBy(env.DB, form.site, leadId, fields)).filter((key) => askedOnce.has(key)) : []
}

/** Whether whoever answered a field before may leave it out. */
export const isAskedOnce = ({ askOnce, kind }: { askOnce?: boolean; kind: string }): boolean =>
  Boolean(askOnce) && kind !== 'email'
