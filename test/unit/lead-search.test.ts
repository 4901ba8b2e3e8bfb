import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leadFilter } from '../../contract/lead.ts'
import { fromCursor, toCursor } from '../../worker/lead/cursor.ts'
import { type Known, matchOf, ranksOf, seqRange, words } from '../../worker/lead/search.ts'

describe('the words of a search', () => {
  it('are split as the index splits', () => {
    expect(words("Dûpont-Martin, j.martin+x@gmail.com d'Arc")).toEqual([
      'Dûpont',
      'Martin',
      'j',
      'martin',
      'x',
      'gmail',
      'com',
      'd',
    ])
  })

  it('never hold anything that could be syntax', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (query) => {
        for (const word of words(query)) expect(word).toMatch(/^[\p{L}\p{N}\p{Co}]+$/u)
      }),
    )
  })

  it('are few and short, whatever was pasted', () => {
    expect(words('a '.repeat(100))).toHaveLength(8)
    expect(words('é'.repeat(1_000))[0]).toHaveLength(60)
  })
})

describe('what is asked of the index', () => {
  const nowMs = Date.UTC(2026, 10, 22, 23, 59)
  const asked = (filter: object, known: Partial<Known> = {}) =>
    matchOf(leadFilter.parse(filter), { nowMs, hotDays: 3, ...known })

  it('is every word from its beginning, among leads that are not held', () => {
    expect(asked({ q: 'Jean dup' })).toBe('(words : "Jean" * AND words : "dup" *) NOT marks : "0held"')
  })

  it('takes a single letter for a whole word', () => {
    expect(asked({ q: 'd Artagnan', held: 'all' })).toBe('words : "d" AND words : "Artagnan" *')
  })

  it('narrows to a form', () => {
    const formId = '0190a000-0000-7000-8000-000000000001'
    expect(asked({ held: 'only' }, { formId })).toBe('marks : "f0190a000000070008000000000000001" AND marks : "0held"')
  })

  it('is nothing when what was typed holds no word', () => {
    expect(asked({ q: '"*" -- :' })).toBeUndefined()
  })

  it('finds a mere lead by the stages it is not at, as nearly all are', () => {
    expect(asked({ stage: 'lead,lost' })).toBe(
      '(marks : "0kept") NOT marks : ("0sprospect" OR "0scustomer" OR "0sdisqualified")',
    )
    expect(asked({ stage: 'customer,lost', held: 'all' })).toBe('marks : ("0scustomer" OR "0slost")')
    expect(asked({ stage: 'lead,prospect,customer,disqualified,lost', held: 'all' })).toBe('')
  })

  it('takes for nobody’s what is no member’s, one who has left included', () => {
    expect(asked({ assigned: 'nobody' }, { memberIds: ['a-b', 'c'] })).toBe(
      '(marks : "0kept") NOT marks : ("0aab" OR "0ac")',
    )
    expect(asked({ assigned: 'nobody' })).toBe('marks : "0kept"')
  })

  it('asks for days of interest, today first', () => {
    const days = '("0i20261122" OR "0i20261121" OR "0i20261120")'
    expect(asked({ temperature: 'hot', held: 'all' })).toBe(`marks : ${days}`)
    expect(asked({ temperature: 'cold', held: 'all' })).toBe(`(marks : ("0kept" OR "0held")) NOT marks : ${days}`)
  })

  it('has every filter in it, together', () => {
    expect(asked({ q: 'x', tag: 'Été', quality: '80', qualified: 'no', persona: 'DSI', held: 'only' })).toBe(
      '(words : "x" AND marks : "0held" AND marks : "0tc38974c3a9" AND marks : ("0q10" OR "0q9" OR "0q8") AND marks : "0p445349") NOT marks : "0y"',
    )
  })

  it('lets no mark hold anything that could be syntax', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (text) => {
        const match = matchOf({ held: 'all', tag: text, persona: text }, { nowMs })
        expect(match).toMatch(/^marks : "0t([0-9a-f]{2})+" AND marks : "0p([0-9a-f]{2})+"$/)
      }),
    )
  })

  it('asks rank after rank, and last for whoever has none', () => {
    expect(ranksOf('', 'newest', nowMs)).toBeUndefined()
    const ranks = ranksOf('a', 'interest', nowMs)
    expect(ranks?.slice(0, 2)).toEqual(['(a) AND marks : "0i20261122"', '(a) AND marks : "0i20261121"'])
    expect(ranks?.at(-1)).toMatch(/^\(a\) NOT marks : \("0i20261122" OR .* OR "0i20261109"\)$/)
    expect(ranksOf('', 'quality', nowMs)).toHaveLength(12)
  })
})

it('days are whole days of UTC', () => {
  const { from, to } = seqRange({ from: '2026-11-01', to: '2026-11-01' })
  expect([from / 1024, to / 1024]).toEqual([Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 2)])
})

it('a cursor comes back as it went', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.nat(1_000), (seq, rank) => {
      expect(fromCursor(toCursor({ seq, rank }))).toEqual({ seq, rank })
    }),
  )
})

it.each(['', '-1', '1.5', 'ZZ', 'zzzzzzzzzzz', '-1', '1-', 'aaa-1', '1-2-3', "1' OR 1=1"])(
  'a cursor of nobody’s making is refused: %j',
  (cursor) => {
    expect(() => fromCursor(cursor)).toThrow('invalid')
  },
)
