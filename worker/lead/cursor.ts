// Where a page of leads ended: the last one's place in time, opaque to whoever carries it.
import { Problem } from '../lib/problem.ts'

export const toCursor = (seq: number): string => seq.toString(36)

/** Throws `invalid` for anything we did not hand out. */
export function fromCursor(cursor: string): number {
  const seq = /^[0-9a-z]{1,11}$/.test(cursor) ? Number.parseInt(cursor, 36) : Number.NaN
  if (!Number.isSafeInteger(seq)) throw new Problem('invalid', { fields: { after: 'wrong_format' } })
  return seq
}
