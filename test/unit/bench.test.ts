// What the bench reckons by itself: prices, simulations, and whether a bar is kept.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { priceOf } from '../bench/prices.ts'
import { placeOf } from '../bench/scale-place.ts'
import { simulate } from '../bench/scale-replicas.ts'
import { isKept, table } from '../bench/table.ts'

const unused = { requests: 0, cpuMs: 0, rowsRead: 0, rowsWritten: 0, queueOperations: 0, r2Reads: 0, r2Writes: 0 }

describe('a month’s price', () => {
  test('is the plan’s own while what is included suffices', () => {
    expect(priceOf(unused, 0).total).toBe(5)
    expect(priceOf({ ...unused, requests: 10e6, rowsWritten: 50e6, queueOperations: 1e6 }, 5).total).toBe(5)
  })

  test('adds what is beyond, by the million and the gigabyte', () => {
    const { total, each } = priceOf({ ...unused, requests: 44e6, queueOperations: 2e6 }, 10)
    expect(each.requests).toBeCloseTo(10.2)
    expect(each.queueOperations).toBeCloseTo(0.4)
    expect(each.storage).toBeCloseTo(3.75)
    expect(total).toBeCloseTo(5 + 10.2 + 0.4 + 3.75)
  })
})

describe('databases by site', () => {
  test('a site is always in the same one, and no database is left out', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 64 }), (site, databases) => {
        const place = placeOf(site, databases)
        expect(place).toBe(placeOf(site, databases))
        expect(place).toBeGreaterThanOrEqual(0)
        expect(place).toBeLessThan(databases)
      }),
    )
    const had = new Set(Array.from({ length: 64 }, (_, n) => placeOf(`site-${n}`, 8)))
    expect(had.size).toBe(8)
  })
})

describe('replicas, simulated', () => {
  const load = { submissionsASecond: 80, readsASecond: 60, writeMs: 5, readMs: 8, afterOwnWrite: 5 }

  test('say the same every time, and take every read off the primary', () => {
    const once = simulate(load, { replicas: 3, lagMs: 100 }, 7, 1)
    expect(simulate(load, { replicas: 3, lagMs: 100 }, 7, 1)).toEqual(once)
    expect(once.movedShare).toBe(1)
    const alone = simulate(load, { replicas: 0, lagMs: 0 }, 7, 1)
    expect(alone.movedShare).toBe(0)
    expect(once.busy).toBeLessThan(alone.busy)
    // Two writes of every three milliseconds' work: what is left to the primary is what was written.
    expect(once.busy).toBeCloseTo((80 + 60 * 0.05) * 0.005, 1)
  })

  test('show leads the later the further behind they are, and make whoever changed something wait', () => {
    const near = simulate(load, { replicas: 1, lagMs: 50 }, 7, 1)
    const far = simulate(load, { replicas: 1, lagMs: 3_000 }, 7, 1)
    expect(near.waitedShare).toBe(0)
    expect(far.waitedShare).toBeGreaterThan(0.03)
    expect(far.waitedMs).toBeCloseTo(3_000 + load.writeMs - 200, 0)
    expect(far.missing).toBeGreaterThan(near.missing)
  })
})

describe('the table', () => {
  test('fails a line on the wrong side of its bar, and no line without one', () => {
    expect(isKept({ what: 'a', here: 3 })).toBe(true)
    expect(isKept({ what: 'a', here: '3', bar: { atMost: 2 } })).toBe(false)
    expect(isKept({ what: 'a', here: '3', ratio: 0.7, bar: { atLeast: 0.7 } })).toBe(true)
    expect(isKept({ what: 'a', here: 'none', bar: { atMost: 2 } })).toBe(false)
  })

  test('is one, with growth beside whatever was asked of it', () => {
    const lines = [
      { part: 'tag', what: 'bytes', here: 10_001, bar: { atMost: 10_240 } },
      { part: 'growth', what: 'list, ms', here: '3.1', growth: ['3.0', '3.1'] },
    ]
    expect(table(lines)).toBe(
      [
        '| part   | what     | here  | floor | ratio | bar     |   | 10³ | 10⁴ | 10⁵ | 10⁶ |',
        '|--------|----------|-------|-------|-------|---------|---|-----|-----|-----|-----|',
        '| tag    | bytes    | 10001 |       |       | ≤ 10240 | ✓ |     |     |     |     |',
        '| growth | list, ms | 3.1   |       |       |         |   | 3.0 | 3.1 |     |     |',
      ].join('\n'),
    )
  })
})
