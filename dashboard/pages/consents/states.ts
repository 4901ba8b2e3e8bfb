// What can be said of a purpose, apart from its schema: a page naming the states carries no validator.
import type { ConsentState } from '../../../contract/consent.ts'

const named: Record<ConsentState, true> = {
  given: true,
  confirmed: true,
  shown_not_given: true,
  objected: true,
  withdrawn: true,
  expired: true,
  imported: true,
}
export const states = Object.keys(named) as ConsentState[]
