// When a difference between two variants is believed: checked against published values, exact sums, and what must hold of any numbers.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { below, best, chanceOfMore, logGamma, pointsOf, quantile, timesBelow } from '../../worker/insight/beta.ts'
import { chiSquareAbove, judge, splitChance, viewsNeeded } from '../../worker/insight/verdict.ts'

const more = (a: number, b: number, c: number, d: number) =>
  chanceOfMore(pointsOf({ a, b }, [{ a: c, b: d }]), { a: c, b: d })

/** P(Beta(c, d) > Beta(a, b)) for whole c, summed exactly: Miller, "Formulas for Bayesian A/B Testing", 2015. */
function exactly(a: number, b: number, c: number, d: number): number {
  const logBeta = (x: number, y: number) => logGamma(x) + logGamma(y) - logGamma(x + y)
  let sum = 0
  for (let i = 0; i < c; i++)
    sum += Math.exp(logBeta(a + i, b + d) - Math.log(d + i) - logBeta(1 + i, d) - logBeta(a, b))
  return sum
}

describe('the numbers behind a verdict', () => {
  it('are those of the tables', () => {
    expect(Math.exp(logGamma(11))).toBeCloseTo(3_628_800, 4)
    expect(below({ a: 2, b: 3 }, 0.5)).toBeCloseTo(0.6875, 12)
    // Clopper and Pearson's limits for 10 of 100.
    expect(quantile({ a: 10, b: 91 }, 0.025)).toBeCloseTo(0.0490047, 6)
    expect(quantile({ a: 11, b: 90 }, 0.975)).toBeCloseTo(0.1762226, 6)
    // One in a thousand, for one to three degrees of freedom.
    expect(chiSquareAbove(10.828, 1)).toBeCloseTo(0.001, 5)
    expect(chiSquareAbove(13.816, 2)).toBeCloseTo(0.001, 5)
    expect(chiSquareAbove(16.266, 3)).toBeCloseTo(0.001, 5)
    // R: power.prop.test(p1 = .50, p2 = .75, power = .90) and power.prop.test(p1 = .5, p2 = .6, power = .8).
    expect(viewsNeeded(0.5, 0.5, { sure: 1.959963985, seen: 1.281551566 })).toBeCloseTo(76.7, 1)
    expect(viewsNeeded(0.5, 0.2, { sure: 1.959963985, seen: 0.841621234 })).toBeCloseTo(387.34, 1)
  })

  it('are exact where the chance of being more is a fraction', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (a, c) => {
        expect(more(a, 1, c, 1)).toBeCloseTo(c / (a + c), 6)
      }),
    )
  })

  it('hold where hardly anything is known of one and much of the other', () => {
    expect(more(1, 9, 387, 3_153)).toBeCloseTo(exactly(1, 9, 387, 3_153), 6)
  })

  it('are those of the exact sum for any counts', () => {
    const views = fc.integer({ min: 1, max: 20_000 })
    const rate = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(views, rate, views, rate, (m, p, n, q) => {
        const [x, y] = [Math.floor(m * p), Math.floor(n * q)]
        const [a, b, c, d] = [1 + x, 1 + m - x, 1 + y, 1 + n - y]
        expect(more(a, b, c, d)).toBeCloseTo(exactly(a, b, c, d), 6)
      }),
      { numRuns: 60 },
    )
  })
})

const counted = fc.record({ views: fc.nat(500_000), rate: fc.double({ min: 0, max: 1, noNaN: true }) })

describe('chances, whatever was counted', () => {
  it('of being more, either way, are one together', () => {
    fc.assert(
      fc.property(counted, counted, (one, other) => {
        const betaOf = ({ views, rate }: typeof one) => {
          const leads = Math.floor(views * rate)
          return { a: 1 + leads, b: 1 + views - leads }
        }
        const [a, b] = [betaOf(one), betaOf(other)]
        expect(chanceOfMore(pointsOf(a, [b]), b) + chanceOfMore(pointsOf(b, [a]), a)).toBeCloseTo(1, 5)
        const [first, second] = best([a, b])
        expect(first!.chance + second!.chance).toBeCloseTo(1, 5)
        expect(second!.chance).toBeCloseTo(chanceOfMore(pointsOf(a, [b]), b), 6)
      }),
      { numRuns: 60 },
    )
  })

  it('rise with every lead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 0, max: 1_000 }), (views, leads) => {
        const [x, n] = [Math.min(views, leads), views + 1]
        expect(more(10, 90, 2 + x, 1 + n - x)).toBeGreaterThan(more(10, 90, 1 + x, 2 + n - x) - 1e-9)
      }),
      { numRuns: 60 },
    )
  })

  it('are one half where both were met with the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (a, b) => {
        expect(more(a, b, a, b)).toBeCloseTo(0.5, 6)
        expect(Math.abs(timesBelow(pointsOf({ a, b }), { a, b }, 0.5) - 1)).toBeLessThan(1e-4)
      }),
      { numRuns: 60 },
    )
  })
})

const plan = { viewsEach: 1_000, leastDays: 7, lift: 0.2 }
const two = (a: [number, number], b: [number, number]) =>
  [a, b].map(([views, submissions], i) => ({
    letter: i ? ('b' as const) : ('a' as const),
    share: 50,
    views,
    submissions,
  }))

describe('a verdict', () => {
  it('is never given before every variant has its views, however far apart they are', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(999), fc.nat(100_000), fc.nat(30), (views, leads, others, days) => {
        const verdict = judge(two([views, Math.min(views, leads)], [others, 0]), plan, days)
        expect(verdict.says).toBe('early')
        expect(verdict.viewsMore).toBeGreaterThanOrEqual(2 * (1_000 - views))
      }),
      { numRuns: 60 },
    )
  })

  it('is never given before a whole week is over', () => {
    const verdict = judge(two([50_000, 500], [50_000, 5_000]), plan, 6)
    expect(verdict).toMatchObject({ says: 'early', viewsMore: 0, daysMore: 1 })
  })

  it('names what brings more, how much more, and how sure that is', () => {
    const { says, leader, variants } = judge(two([10_000, 500], [10_000, 600]), plan, 7)
    expect({ says, leader }).toEqual({ says: 'winner', leader: 'b' })
    const { more, lift } = variants[1]!
    expect(more).toBeGreaterThan(0.998)
    expect(lift!.low).toBeCloseTo(0.07, 1)
    expect(lift!.middle).toBeCloseTo(0.2, 2)
    expect(lift!.high).toBeCloseTo(0.35, 1)
    expect(variants[0]!.loss).toBeCloseTo(0.01, 3)
    expect(variants[1]!.loss).toBeLessThan(0.00001)
  })

  it('names the form as it is where that brings more', () => {
    expect(judge(two([10_000, 600], [10_000, 500]), plan, 9)).toMatchObject({ says: 'winner', leader: 'a' })
  })

  it('says that no difference worth having is there, once it would have shown', () => {
    expect(judge(two([50_000, 2_500], [50_000, 2_510]), plan, 9).says).toBe('same')
  })

  it('says that it cannot be told from so many, where it cannot', () => {
    expect(judge(two([1_000, 50], [1_000, 55]), plan, 9).says).toBe('unclear')
  })

  it('tells a winner among four', () => {
    const four = (['a', 'b', 'c', 'd'] as const).map((letter, i) => ({
      letter,
      share: 25,
      views: 20_000,
      submissions: [1_000, 1_010, 990, 1_200][i]!,
    }))
    const verdict = judge(four, plan, 10)
    expect(verdict).toMatchObject({ says: 'winner', leader: 'd' })
    expect(verdict.variants.reduce((sum, { best }) => sum + best, 0)).toBeCloseTo(1, 6)
  })

  it('holds with nothing counted, and with more leads than views', () => {
    for (const nothing of [two([0, 0], [0, 0]), two([0, 40], [3, 50])]) {
      const { says, variants } = judge(nothing, plan, 0)
      expect(says).toBe('early')
      for (const { rate, lift } of variants)
        for (const part of [rate, lift ?? rate]) {
          expect(Object.values(part).every(Number.isFinite)).toBe(true)
          expect(part.low).toBeLessThanOrEqual(part.high)
        }
    }
  })

  it('warns where views are not split as they should be, and not where chance explains it', () => {
    const doubtful = judge(two([10_000, 500], [9_000, 900]), plan, 9)
    expect(doubtful.says).toBe('doubtful')
    expect(doubtful.mismatch).toBeLessThan(0.001)
    expect(judge(two([10_000, 500], [9_900, 500]), plan, 9).mismatch).toBeNull()
    expect(
      splitChance([
        { share: 80, views: 800 },
        { share: 20, views: 200 },
      ]),
    ).toBe(1)
    expect(
      splitChance([
        { share: 50, views: 3 },
        { share: 50, views: 30 },
      ]),
    ).toBe(1)
  })

  it('names a winner of two that are alike in one of twenty experiments or so, though somebody looks every day for as long again', () => {
    const random = mulberry(20_261_122)
    const [rate, daily, experiments] = [0.05, 800, 200]
    const viewsEach = Math.ceil(viewsNeeded(rate, 0.2))
    const counts = () =>
      [0, 0].map(() => Math.round(daily * rate + normal(random) * Math.sqrt(daily * rate * (1 - rate))))
    let wrong = 0
    for (let n = 0; n < experiments; n++) {
      const sums = [
        [0, 0],
        [0, 0],
      ] as [number, number][]
      while (sums[0]![0] < 2 * viewsEach) {
        for (const [i, more] of counts().entries()) sums[i] = [sums[i]![0] + daily, sums[i]![1] + more]
        const verdict = best(sums.map(([views, leads]) => ({ a: 1 + leads, b: 1 + views - leads })))
        if (sums[0]![0] < viewsEach || verdict.every(({ chance }) => chance < 0.99)) continue
        wrong++
        break
      }
    }
    expect(wrong / experiments).toBeGreaterThan(0.01)
    expect(wrong / experiments).toBeLessThan(0.08)
  })
})

/** A number as the normal distribution has them, by Box and Muller. */
const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

/** Even numbers from 0 to 1, the same for the same seed. */
function mulberry(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
