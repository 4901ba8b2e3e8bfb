import { describe, expect, test } from 'vitest'
import { filtersSet, readFilter, toQuery } from '../../dashboard/filter.ts'

describe('a list’s address', () => {
  test('shows the same list again', () => {
    const filter = { q: 'léa & co', form: 'guide-rgpd', from: '2026-10-01', to: '2026-11-21', held: 'only' as const }
    expect(readFilter(Object.fromEntries(new URLSearchParams(toQuery(filter))))).toEqual(filter)
  })

  test('is plain when nothing is narrowed', () => {
    expect(toQuery(readFilter({}))).toBe('')
  })

  test('with nonsense in it shows everything rather than an error', () => {
    const filter = readFilter({ q: '  ', from: 'yesterday', to: '2026-13-40', held: 'maybe' })
    expect(filter).toEqual({ held: 'no' })
  })

  test('can carry what an export or the next page adds', () => {
    expect(toQuery({ held: 'no', q: 'a' }, { format: 'csv' })).toBe('?q=a&format=csv')
  })

  test('counts the filters set beside the search', () => {
    expect(filtersSet({ q: 'a', form: 'f', from: '2026-01-01', held: 'all' })).toBe(3)
  })
})
