// The closed list of what can go wrong on the wire. Everything that refuses speaks one of these codes;
// words for people are made from them by the locales, never here.

/** Problem codes of a whole request, each with its HTTP status. */
export const problems = {
  bad_request: 400,
  bad_json: 400,
  proof_missing: 400,
  proof_wrong: 400,
  ticket_missing: 400,
  ticket_forged: 400,
  idempotency_key_malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  origin_refused: 403,
  not_found: 404,
  form_unknown: 404,
  method_not_allowed: 405,
  form_closed: 410,
  ticket_expired: 410,
  link_expired: 410,
  conflict: 409,
  last_owner: 409,
  idempotency_key_busy: 409,
  too_large: 413,
  wrong_content_type: 415,
  range_refused: 416,
  invalid: 422,
  not_publishable: 422,
  idempotency_key_reused: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ProblemCode = keyof typeof problems

/** What can be wrong with one field of a submission. */
export const fieldErrors = [
  'required',
  'wrong_type',
  'unknown_field',
  'too_long',
  'too_short',
  'too_small',
  'too_large',
  'too_early',
  'too_late',
  'bad_email',
  'business_email_only',
  'email_domain_refused',
  'bad_phone',
  'bad_url',
  'bad_number',
  'bad_date',
  'not_an_option',
  'too_many',
] as const

export type FieldErrorCode = (typeof fieldErrors)[number]

/** RFC 9457 problem+json, as every error of ours is answered. */
export type ProblemBody = {
  type: string
  title: string
  status: number
  code: ProblemCode
  /** Field key or JSON path → what is wrong with it. */
  fields?: Record<string, string>
  /** Seconds to wait, beside the Retry-After header. */
  retryAfter?: number
}
