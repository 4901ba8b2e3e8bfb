import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LeadFilter } from '../../contract/lead.ts'
import {
  filtersSet,
  isNarrowed,
  isSameView,
  readFilter,
  readView,
  sorts,
  toAddress,
  toQuery,
} from '../../dashboard/filter.ts'
import { stageNames } from '../../dashboard/stages.ts'

const asked = (query: string) => Object.fromEntries(new URLSearchParams(query))
const text = (maxLength: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: maxLength / 4 }).filter((one) => one.trim() === one)
const filters: fc.Arbitrary<LeadFilter> = fc.record({
  q: fc.option(text(200), { nil: undefined }),
  form: fc.constantFrom(undefined, 'guide-rgpd'),
  from: fc.constantFrom(undefined, '2026-10-01'),
  to: fc.constantFrom(undefined, '2026-11-21'),
  held: fc.constantFrom('no', 'only', 'all'),
  stage: fc.option(fc.subarray([...stageNames], { minLength: 1 }), { nil: undefined }),
  assigned: fc.option(fc.oneof(fc.constantFrom('me' as const, 'nobody' as const), fc.uuid()), { nil: undefined }),
  tag: fc.option(text(40), { nil: undefined }),
  quality: fc.option(
    fc.nat(10).map((band) => band * 10),
    { nil: undefined },
  ),
  qualified: fc.constantFrom(undefined, 'yes', 'no'),
  persona: fc.option(text(100), { nil: undefined }),
  temperature: fc.constantFrom(undefined, 'hot', 'cold'),
})

describe('a list’s address', () => {
  test('shows the same list again, whatever is set', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readFilter(asked(toQuery(filter)))).toEqual(filter)
      }),
    )
  })

  test('shows it in the same order, in the same way, and knows the segment it began from', () => {
    fc.assert(
      fc.property(
        filters,
        fc.constantFrom(...sorts),
        fc.boolean(),
        fc.option(fc.uuid(), { nil: undefined }),
        (filter, sort, board, segment) => {
          const view = { filter, sort, board, segment }
          expect(readView(asked(new URL(toAddress(view), 'https://a.example').search))).toEqual(view)
          expect(isSameView(view, { filter: { ...filter }, sort })).toBe(true)
        },
      ),
    )
  })

  test('is plain when nothing is narrowed', () => {
    expect(toQuery(readFilter({}))).toBe('')
    expect(toAddress(readView({}))).toBe('/dashboard/leads')
  })

  test('with nonsense in it shows everything rather than an error', () => {
    const filter = readFilter({
      q: '  ',
      from: 'yesterday',
      to: '2026-13-40',
      held: 'maybe',
      stage: 'vip,,',
      assigned: "' OR 1",
      quality: '55',
      qualified: 'perhaps',
      temperature: 'warm',
    })
    expect(filter).toEqual({ held: 'no' })
    expect(readView({ sort: 'size', view: 'globe' })).toMatchObject({ sort: 'newest', board: false })
  })

  test('can carry what an export or the next page adds', () => {
    expect(toQuery({ held: 'no', q: 'a' }, { format: 'csv' })).toBe('?q=a&format=csv')
    expect(toQuery({ held: 'all', ids: ['a', 'b'] })).toBe('?ids=a%2Cb&held=all')
  })

  test('names the filters set beside the search', () => {
    expect(filtersSet({ q: 'a', form: 'f', from: '2026-01-01', held: 'all' })).toEqual(['form', 'from', 'held'])
    expect(isNarrowed({ q: 'a', held: 'no' })).toBe(true)
    expect(isNarrowed({ held: 'no' })).toBe(false)
  })

  test('with another order or another filter is another view', () => {
    const view = { filter: { held: 'no', stage: ['lead', 'lost'] }, sort: 'newest' } as const satisfies {
      filter: LeadFilter
      sort: 'newest'
    }
    expect(isSameView(view, { ...view, filter: { held: 'no', stage: ['lost', 'lead'] } })).toBe(true)
    expect(isSameView(view, { ...view, sort: 'oldest' })).toBe(false)
    expect(isSameView(view, { ...view, filter: { held: 'no', stage: ['lead'] } })).toBe(false)
  })
})
