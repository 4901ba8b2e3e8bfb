// What the Worker is given, as wrangler.jsonc names it.
import type { StorableSubmission } from './lead/record.ts'

export type Env = {
  DB: D1Database
  FILES: R2Bucket
  INTAKE: Queue<StorableSubmission>
  BLOCK_LIMIT: RateLimit
  RECIPIENT_LIMIT: RateLimit
  ASSETS: Fetcher
  /** Signs tickets and links: at least 32 random characters. */
  SECRET: string
  /** The one before, still accepted while its tokens live. */
  SECRET_PREVIOUS?: string
}

export type Variables = { member: import('./team/session.ts').Actor }
export type App = { Bindings: Env; Variables: Variables }
