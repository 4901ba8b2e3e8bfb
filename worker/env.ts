// What the Worker is given, as wrangler.jsonc names it.
import type { OutboxMessage } from './delivery/queue.ts'
import type { Tally } from './insight/count.ts'
import type { StorableSubmission } from './lead/storable.ts'

export type Env = {
  DB: D1Database
  FILES: R2Bucket
  INTAKE: Queue<StorableSubmission>
  OUTBOX: Queue<OutboxMessage>
  INSIGHT: Queue<Tally>
  BLOCK_LIMIT: RateLimit
  RECIPIENT_LIMIT: RateLimit
  ASSETS: Fetcher
  /** Signs tickets and links: at least 32 random characters. */
  SECRET: string
  /** The one before, still accepted while its tokens live. */
  SECRET_PREVIOUS?: string
  /** Never replaced: names people on the list of those never to write to, and signs the ways out of mails. */
  SECRET_LASTING?: string
  /** `smtps://user:password@host:465`, or `smtp://…:587` with STARTTLS. */
  MAIL_URL?: string
  /** Who mail comes from: `Atelier Sud <bonjour@atelier-sud.fr>`. */
  MAIL_FROM?: string
  /** Cloudflare's own sending; used where `MAIL_URL` is not set. */
  EMAIL?: SendEmail
  /** Where the dashboard stands behind Cloudflare Access: `atelier-sud.cloudflareaccess.com`, and its application's audience tag. */
  ACCESS_TEAM_DOMAIN?: string
  ACCESS_AUD?: string
  /** Cloudflare Turnstile, for forms that ask for it: both, or neither. */
  TURNSTILE_SITE_KEY?: string
  TURNSTILE_SECRET?: string
  /** Who is asked about its tokens in place of Cloudflare: for tests. */
  TURNSTILE_VERIFY_URL?: string
  /** Mails an hour to one address, from one form, and in all. */
  MAIL_HOURLY_ADDRESS?: string
  MAIL_HOURLY_FORM?: string
  MAIL_HOURLY_ALL?: string
  /** Mails one run may send: 30 fit the free plan, 10,000 the paid one. */
  MAIL_PER_RUN?: string
  /** Messages to connections one run may send: 20 unless said, which fit the free plan; the paid one does 500. */
  HOOKS_PER_RUN?: string
  /**
   * Only on the machine of whoever develops: origins such as `http://127.0.0.1:4000`, with spaces between, that connections may lead to
   * although they are not public. Means nothing for any other address.
   */
  WEBHOOK_TEST_ORIGINS?: string
  /** Leads judged anew in one run: 500 unless said, which fit the free plan; the paid one does 10,000. */
  LEADS_PER_RUN?: string
}

export type Variables = { member: import('./team/session.ts').Actor }
export type App = { Bindings: Env; Variables: Variables }
