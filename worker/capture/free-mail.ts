// Addresses anybody can open for themselves, for owners who ask for business addresses only.
import { domainOf } from '../../contract/rules.ts'

/** Whether the address is with a free or throw-away provider. The list (16,000 domains) is read only when a form asks. */
export async function isFreeMail(email: string): Promise<boolean> {
  const { default: domains } = await import('company-email-validator/free_email_provider_domains.js')
  return domains.has(domainOf(email))
}
