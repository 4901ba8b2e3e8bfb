// From what somebody asked for to what the search index understands.
import type { LeadFilter } from '../../contract/lead.ts'
import { dayMs } from '../lib/time.ts'
import { formMark, seqAt } from './record.ts'

/** The moments asked for, as `from ≤ lead.seq < to`. Days are whole days of UTC. */
export function seqRange({ from, to }: Pick<LeadFilter, 'from' | 'to'>): { from: number; to: number } {
  return {
    from: from ? seqAt(Date.parse(from)) : 0,
    to: to ? seqAt(Date.parse(to) + dayMs) : Number.MAX_SAFE_INTEGER,
  }
}

const mostWords = 8
const longestWord = 60

/**
 * The words of a query as the index's tokenizer (unicode61) would split them. Each comes out as exactly one token of
 * letters and digits, so nothing typed can be syntax, and no phrase can arise: the index cannot answer phrases.
 */
export function words(query: string): string[] {
  const plain = query.normalize('NFC').replace(/\p{Mn}/gu, '')
  return plain
    .split(notInWords)
    .filter(Boolean)
    .slice(0, mostWords)
    .map((word) => [...word].slice(0, longestWord).join(''))
}

// unicode61 knows Unicode 6.1, in which these vowels of New Tai Lue and one Vedic sign were not letters yet.
const notInWords = /[^\p{L}\p{N}\p{Co}]|[\u19b0-\u19c9\u1cf2]/u

/**
 * The FTS5 expression for a filter, empty when there is nothing to match, `undefined` when nothing can match.
 * Words match from their beginning, except single letters, which half of all leads begin some word with.
 */
export function matchOf({ q, held }: Pick<LeadFilter, 'q' | 'held'>, formId?: string): string | undefined {
  const asked = words(q ?? '')
  if (q && !asked.length) return undefined
  const terms = [
    ...asked.map((word) => `words : "${word}"${[...word].length > 1 ? ' *' : ''}`),
    ...[formId && formMark(formId), held === 'only' && '0held'].filter(Boolean).map((mark) => `marks : "${mark}"`),
  ].join(' AND ')
  if (held !== 'no') return terms
  // Nearly every lead is kept: that it is not held is asked of those found, instead of walking along all that are.
  return terms ? `(${terms}) NOT marks : "0held"` : 'marks : "0kept"'
}
