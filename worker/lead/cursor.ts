// Where a page of leads ended: the last one's rank where leads have ranks, and its place in time. Opaque to whoever carries it.
import { Problem } from '../lib/problem.ts'

export type Place = { rank: number; seq: number }

export const toCursor = ({ rank, seq }: Place): string => (rank ? `${rank.toString(36)}-` : '') + seq.toString(36)

/** Throws `invalid` for anything we did not hand out. */
export function fromCursor(cursor: string): Place {
  const [, rank = '0', time = ''] = /^(?:([0-9a-z]{1,2})-)?([0-9a-z]{1,11})$/.exec(cursor) ?? []
  const seq = Number.parseInt(time, 36)
  if (!Number.isSafeInteger(seq)) throw new Problem('invalid', { fields: { after: 'wrong_format' } })
  return { rank: Number.parseInt(rank, 36), seq }
}
