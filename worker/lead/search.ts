// From what somebody asked for to what the search index understands.
import type { LeadFilter, LeadSort } from '../../contract/lead.ts'
import { stages } from '../../contract/stage.ts'
import { usualHotDays } from '../../contract/temperature.ts'
import { dayMs } from '../lib/time.ts'
import { formMark, seqAt } from './keys.ts'

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

/** What the filter's names stand for here and now. `memberIds`: of all members, asked for where a lead is to be nobody's. */
export type Known = { formId?: string; memberIds?: string[]; nowMs: number; hotDays?: number }

/**
 * The FTS5 expression for a filter, empty when there is nothing to match, `undefined` when nothing can match.
 * Words match from their beginning, except single letters, which half of all leads begin some word with.
 */
export function matchOf(filter: LeadFilter, known: Known): string | undefined {
  const { q, held } = filter
  const asked = words(q ?? '')
  if (q && !asked.length) return undefined
  const { has, lacks } = marksOf(filter, known)
  const terms = [...asked.map((word) => `words : "${word}"${[...word].length > 1 ? ' *' : ''}`), ...has.map(anyOf)]
  // Nearly every lead is kept: that it is not held is asked of those found, instead of walking along all that are.
  if (!terms.length && held === 'no') return except(anyOf(['0kept']), lacks)
  return except(terms.join(' AND ') || (lacks.length ? everybody : ''), held === 'no' ? ['0held', ...lacks] : lacks)
}

const everybody = anyOf(['0kept', '0held'])

/** The marks a lead has, one of each list, and those it lacks. What nearly all have in common has no mark, as being a mere lead. */
function marksOf(filter: LeadFilter, { formId, memberIds = [], nowMs, hotDays }: Known) {
  const { held, stage, assigned, tag, quality, qualified, persona, temperature } = filter
  const has: string[][] = []
  const lacks: string[] = []
  const either = (isSo: boolean, marks: string[]) => (isSo ? has.push(marks) : lacks.push(...marks))
  if (formId) has.push([formMark(formId)])
  if (held === 'only') has.push(['0held'])
  if (stage?.includes('lead')) lacks.push(...stages.filter((one) => !stage.includes(one)).map(stageMark))
  else if (stage) has.push(stage.map(stageMark))
  if (assigned === 'nobody') lacks.push(...memberIds.map(memberMark))
  else if (assigned) has.push([memberMark(assigned)])
  if (tag) has.push([`0t${hex(tag)}`])
  if (quality !== undefined) has.push(bands.filter((band) => band * 10 >= quality).map(bandMark))
  if (qualified) either(qualified === 'yes', ['0y'])
  if (persona) has.push([`0p${hex(persona)}`])
  if (temperature) either(temperature === 'hot', hotMarks(nowMs, hotDays))
  return { has, lacks }
}

const bands = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
const bandMark = (band: number) => `0q${band}`
const stageMark = (stage: string) => `0s${stage}`
const memberMark = (id: string) => `0a${id.replaceAll('-', '')}`

/** As SQLite's hex(): free text as one word, whatever is in it. */
const hex = (text: string) =>
  Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The days whose interest still makes hot, today first. */
const hotMarks = (nowMs: number, hotDays = usualHotDays) =>
  Array.from(
    { length: hotDays },
    (_, ago) => `0i${new Date(nowMs - ago * dayMs).toISOString().slice(0, 10).replaceAll('-', '')}`,
  )

function anyOf(marks: string[]): string {
  const quoted = marks.map((mark) => `"${mark}"`).join(' OR ')
  return marks.length > 1 ? `marks : (${quoted})` : `marks : ${quoted}`
}

const except = (match: string, lacks: string[]) => (lacks.length ? `(${match}) NOT ${anyOf(lacks)}` : match)

/** By the day, so far back; who showed interest earlier goes by when they came. */
const rankedDays = 14

/**
 * The same filter once for each rank of an order, the best first, the last for whoever has none; `undefined` for the orders of time,
 * which the index has by itself.
 */
export function ranksOf(match: string, sort: LeadSort, nowMs: number): string[] | undefined {
  const marks = {
    quality: bands.map(bandMark),
    interest: hotMarks(nowMs, rankedDays),
    newest: undefined,
    oldest: undefined,
  }[sort]
  if (!marks) return undefined
  const also = (mark: string) => (match ? `(${match}) AND ${anyOf([mark])}` : anyOf([mark]))
  return [...marks.map(also), except(match || everybody, marks)]
}
