// Links in mails that lead to pages of other parts. A link that does not exist yet is left out of the mail.
import type { Secrets } from '../lib/signed-token.ts'

type Confirming = { href: string; expiresAt: string }

/** To the page where the person confirms that the address is theirs. */
export async function confirmLink(
  _secrets: Secrets,
  _origin: string,
  _submissionId: string,
): Promise<Confirming | undefined> {
  return undefined
}
