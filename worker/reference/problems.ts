// What each refusal means, for whoever writes a program against the API.
import { type ProblemCode, problems } from '../../contract/errors.ts'

export const meanings: Record<ProblemCode, string> = {
  bad_request: 'The body could not be read: not UTF-8, or not what the address takes.',
  bad_json: 'The body is not JSON, or says a key twice.',
  proof_missing: 'The ticket’s proof of work is missing.',
  proof_wrong: 'The proof of work does not belong to the ticket, or solves nothing.',
  ticket_missing: 'No ticket was sent.',
  ticket_forged: 'The ticket was not issued here, or for another form.',
  idempotency_key_malformed:
    'The Idempotency-Key is neither a quoted string nor a bare word of at most 255 characters.',
  unauthenticated: 'No token, or one that is not in use.',
  forbidden: 'The token, or the role, does not have the scope.',
  origin_refused: 'Asked from a page of another site.',
  not_found: 'There is nothing at this address.',
  form_unknown: 'No published form has this name.',
  method_not_allowed: 'The address takes other methods; Allow names them.',
  form_closed: 'The form is over: by its date, its number, or because it was archived.',
  ticket_expired: 'The ticket is older than two hours; ask for another.',
  link_expired: 'The link has expired.',
  conflict: 'It is otherwise by now, or in use; `fields` says what.',
  last_owner: 'The team would be left without an owner.',
  idempotency_key_busy:
    'The same request is still being worked on, or failed half way and nobody knows what came of it. Wait, look, then ask under a new key.',
  too_large: 'The body is longer than the address takes.',
  wrong_content_type: 'The body is of another type than the address takes.',
  range_refused: 'The file does not have that part.',
  invalid: 'Something in it is wrong; `fields` says what, by JSON path.',
  not_publishable: 'The draft lacks something; `fields` says what.',
  idempotency_key_reused: 'The key was used for another request.',
  rate_limited: 'Too many requests from one block of addresses; Retry-After says how long to wait.',
  internal: 'An error here; the logs say more. Whether anything was done is not known.',
  unavailable: 'A part does not answer; try again after a moment.',
}

const waits: Partial<Record<ProblemCode, number>> = { rate_limited: 60, idempotency_key_busy: 1 }
const fields: Partial<Record<ProblemCode, Record<string, string>>> = {
  invalid: { name: 'required' },
  conflict: { name: 'taken' },
  not_publishable: { controller: 'required' },
}

/** As it comes over the wire. */
export const exampleOf = (code: ProblemCode) => ({
  type: `about:blank#${code}`,
  title: code.replaceAll('_', ' '),
  status: problems[code],
  code,
  ...(fields[code] && { fields: fields[code] }),
  ...(waits[code] && { retryAfter: waits[code] }),
})
