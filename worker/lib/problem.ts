// Every refusal is a Problem with a code of the closed list, and becomes a response in one place.
import { type ProblemBody, type ProblemCode, problems } from '../../contract/errors.ts'

type More = Pick<ProblemBody, 'fields' | 'retryAfter'>

export class Problem extends Error {
  readonly code: ProblemCode
  readonly more: More
  constructor(code: ProblemCode, more: More = {}) {
    super(code)
    this.code = code
    this.more = more
  }

  /** RFC 9457. The code is for programs; words for people are the client's, in the person's language. */
  toResponse(): Response {
    const { code, more } = this
    const status = problems[code]
    const body: ProblemBody = { type: `about:blank#${code}`, title: code.replaceAll('_', ' '), status, code, ...more }
    const headers = new Headers({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    })
    if (more.retryAfter) headers.set('retry-after', String(more.retryAfter))
    return new Response(JSON.stringify(body), { status, headers })
  }
}
