// What stands against abuse in this installation, as its owner's API shows it.
import * as z from 'zod'

/** `GET /api/v1/protection`. */
export const protection = z.object({
  /** Whether forms that ask for Cloudflare Turnstile get it, or which of its keys is missing. */
  turnstile: z.enum(['ready', 'no_keys', 'no_site_key', 'no_secret']),
  /** Mails an hour: to one address, from one form, in all. */
  mailHourly: z.object({ address: z.int(), form: z.int(), all: z.int() }),
})
export type Protection = z.infer<typeof protection>
