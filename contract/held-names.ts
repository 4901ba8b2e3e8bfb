// Why a submission is set aside, and how many are dealt with at once: without the schemas, which weigh more than a page.

/** What the answers themselves betray. */
export const contentReasons = [
  'markup',
  'link_in_name',
  'mixed_scripts',
  'known_spam_words',
  'many_links',
  'gibberish',
  'same_text_everywhere',
  'strange_name',
] as const
export type ContentReason = (typeof contentReasons)[number]

export const holdReasons = [
  'honeypot',
  'too_fast',
  'no_proof',
  'turnstile_missing',
  'turnstile_failed',
  'turnstile_unreachable',
  ...contentReasons,
] as const
export type HoldReason = (typeof holdReasons)[number]

/** No more than this is counted of one reason. */
export const heldCountMost = 1_000

/** How many one request takes: to release one is as much work as to receive it. */
export const mostHeldAtOnce = { release: 5, delete: 20 } as const
