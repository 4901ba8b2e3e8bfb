// English: whatever is refused.

import type { errors as french } from '../fr/errors.ts'
import type { Same } from '../fr.ts'

export const errors: Same<typeof french> = {
  'error.bad_request': 'The request was not understood.',
  'error.bad_json': 'The request was not understood.',
  'error.proof_missing': 'The request was not understood.',
  'error.proof_wrong': 'The request was not understood.',
  'error.ticket_missing': 'The request was not understood.',
  'error.ticket_forged': 'The request was not understood.',
  'error.unauthenticated': 'Your session has ended. Sign in again.',
  'error.forbidden': 'Your role does not allow this.',
  'error.origin_refused': 'The request came from another page and was refused.',
  'error.not_found': 'It does not exist, or no longer.',
  'error.form_unknown': 'This form does not exist.',
  'error.form_closed': 'This form is closed.',
  'error.ticket_expired': 'The form stayed open for too long.',
  'error.link_expired': 'This link has expired.',
  'error.conflict': 'Somebody else has just changed this. Reload the page.',
  'error.last_owner': 'The team needs an owner: make somebody else one first.',
  'error.too_large': 'It is too large.',
  'error.wrong_content_type': 'The request was not understood.',
  'error.range_refused': 'That part of the file does not exist.',
  'error.invalid': 'One of the filters makes no sense to the server. Correct it or clear them.',
  'error.not_publishable': 'This form cannot be published yet.',
  'error.rate_limited': 'Too many requests at once. Wait a minute.',
  'error.internal': 'The server ran into an error. Try again; its logs say more.',
  'error.unavailable': 'The database does not answer. Try again in a moment.',
  'error.method_not_allowed': 'This address does not take that kind of request.',
  'error.idempotency_key_malformed': 'The request was not understood.',
  'error.idempotency_key_busy': 'The same request is still being worked on. Wait a moment.',
  'error.idempotency_key_reused': 'The request was not understood.',
  'error.offline': 'The server cannot be reached. Check your connection.',
  'error.unreadable': 'The server’s answer cannot be read.',
  'error.title': 'This cannot be shown',
}
