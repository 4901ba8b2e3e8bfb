// What stands before the operations, and what each scope lets a program do.
import type { Scope } from '../../contract/team-names.ts'

export const scopeMeanings: Record<Scope, string> = {
  'leads:read': 'leads with all that is known of them, exports, consents, numbers, deliveries',
  'leads:write': 'change, import, release and delete leads, and what the team writes down about them',
  'forms:read': 'forms, their drafts, versions and mails',
  'forms:write': 'begin, change, publish and archive forms',
  'magnets:read': 'what is given, with its files',
  'magnets:write': 'make, change and delete what is given',
  'site:read': 'sites, their settings, and what they are connected to',
  'site:write': 'settings of sites, criteria, connections',
  'team:write': 'members, roles and tokens',
  'audit:read': 'who did what',
}

export const introduction = `Everything the dashboard does is done through this interface, so a program can do it too.

**Who is asking.** \`Authorization: Bearer aimant_…\`: a token made in the dashboard (Team, Tokens) or by \`npm run token\`, with the
scopes it needs and no more. It is shown once and kept as a hash. Each operation says which scope it needs.

**Lists** are read page by page: \`limit\` says how many at most, and \`next\` of one answer is \`after\` of the next question; \`null\`
after the last. What is new meanwhile shifts nothing. Lists without \`after\` are bounded by what they list.

**Refusals** are \`application/problem+json\` (RFC 9457) with a \`code\` of a closed list. Programs tell them apart by that, never by
words. \`fields\` says by JSON path what is wrong.

**Asking again** is harmless with an \`Idempotency-Key\` on a POST that writes: for 24 hours the same key and the same request are
answered the same, with \`Idempotent-Replayed: true\`, and nothing is done twice. The same key for anything else is refused (422), and
so is one whose first request is still being worked on (409). A refused request (4xx) has done nothing and leaves its key free. After
a 5xx nobody knows whether anything was done: its key stays taken. Whatever is PUT or DELETEd can be sent again by its nature.

**Two at once.** Where somebody else may change the same thing, \`If-Match\` with the \`draftAt\` you know, in quotes, refuses (409)
what would overwrite what you have not seen.

**Limits.** A token is not counted. What anybody may ask is: 120 requests a minute from one block of addresses (/24, or /56), then
429 with \`Retry-After\`. Bodies have the bounds that stand with each operation.

**No CORS.** Pages of other sites cannot ask here, with or without a token: a token belongs on a server. What is meant for visitors’
browsers (tickets, submissions) says so and is open to any page.

**Times** are UTC in ISO 8601. **Ids** are UUIDs. Answers may gain keys; ignore those you do not know.`
