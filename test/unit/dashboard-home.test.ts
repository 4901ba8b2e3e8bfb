import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ratio } from '../../dashboard/pages/home/ratio.ts'
import { addressOf, readAsked } from '../../dashboard/pages/home/span.ts'

const now = Date.parse('2026-11-22T10:00:00Z')

describe('a share', () => {
  test.each([
    [0, 0, undefined],
    [0, 9, 'none'],
    [9, 9, 'all'],
    [10, 9, 'more'],
    [97, 100, 'nearly'],
    [100, 1_200, { a: 1, b: 12 }],
    [1, 1_000, { a: 1, b: 1_000 }],
    [33, 100, { a: 1, b: 3 }],
    [667, 1_000, { a: 2, b: 3 }],
    [50, 100, { a: 1, b: 2 }],
    [90, 100, { a: 9, b: 10 }],
  ])('%i of %i is said in numbers a person would say', (n, of, said) => expect(ratio(n, of)).toEqual(said))

  test('is never far from what was counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 }), (n, of) => {
        const said = ratio(n, of)
        if (typeof said === 'object') expect(Math.abs(said.a / said.b - n / of)).toBeLessThan(0.06)
      }),
    )
  })
})

describe('what an address asks for', () => {
  test('is the last thirty days, today among them, where it says nothing', () => {
    expect(readAsked({}, now)).toEqual({ from: '2026-10-24', to: '2026-11-22', days: 30 })
  })

  test('is put into an address and read back the same', () => {
    const queries: Record<string, string>[] = [
      {},
      { days: '7' },
      { days: '90', form: 'guide-rgpd' },
      { from: '2026-01-01', to: '2026-02-01', source: 'lettre' },
    ]
    for (const query of queries) {
      const asked = readAsked(query, now)
      const { searchParams } = new URL(addressOf(asked), 'https://leads.example.com')
      expect(readAsked(Object.fromEntries(searchParams), now)).toEqual(asked)
    }
  })

  test.each<Record<string, string>>([
    { from: '2026-02-01', to: '2026-01-01' },
    { from: '2020-01-01', to: '2026-01-01' },
    { from: '2026-13-45', to: '2026-14-01' },
    { days: '8' },
    { days: '__proto__' },
  ])('is the usual where it cannot be meant: %o', (query) => expect(readAsked(query, now).days).toBe(30))
})
