// What is told of an operation beside what its route says by itself: a name, an example that works, and how it may refuse.
import type { ProblemCode } from '../../contract/errors.ts'

export type Told = {
  /** Its operationId: a verb and a noun. */
  id: string
  /** More than the route's own summary says, where there is more to say. */
  about?: string
  /** An example that works, asked of the people and things of `samples.ts`. */
  asked?: {
    params?: Record<string, string | number>
    query?: Record<string, string | number>
    headers?: Record<string, string>
    body?: unknown
  }
  /** Codes of its own, beside those that follow from what it takes. */
  refuses?: ProblemCode[]
}

export type Tag = {
  name: string
  about: string
  /** By method and path, as the route table has it. */
  operations: Record<string, Told>
}
