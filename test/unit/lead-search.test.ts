import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromCursor, toCursor } from '../../worker/lead/cursor.ts'
import { matchOf, seqRange, words } from '../../worker/lead/search.ts'

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
  it('is every word from its beginning, among leads that are not held', () => {
    expect(matchOf({ q: 'Jean dup', held: 'no' })).toBe('(words : "Jean" * AND words : "dup" *) NOT marks : "0held"')
  })

  it('takes a single letter for a whole word', () => {
    expect(matchOf({ q: 'd Artagnan', held: 'all' })).toBe('words : "d" AND words : "Artagnan" *')
  })

  it('narrows to a form', () => {
    const id = '0190a000-0000-7000-8000-000000000001'
    expect(matchOf({ held: 'only' }, id)).toBe('marks : "f0190a000000070008000000000000001" AND marks : "0held"')
  })

  it('is nothing when what was typed holds no word', () => {
    expect(matchOf({ q: '"*" -- :', held: 'no' })).toBeUndefined()
  })
})

it('days are whole days of UTC', () => {
  const { from, to } = seqRange({ from: '2026-11-01', to: '2026-11-01' })
  expect([from / 1024, to / 1024]).toEqual([Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 2)])
})

it('a cursor comes back as it went', () => {
  const back = (seq: number) => fromCursor(toCursor(seq)) === seq
  fc.assert(fc.property(fc.maxSafeNat(), back))
})

it.each(['', '-1', '1.5', 'ZZ', 'zzzzzzzzzzz', "1' OR 1=1"])('a cursor of nobody’s making is refused: %j', (cursor) => {
  expect(() => fromCursor(cursor)).toThrow('invalid')
})
