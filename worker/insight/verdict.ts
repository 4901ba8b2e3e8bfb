// Whether one variant brings more leads than another, and when that can be believed. Pure: counts in, a verdict out.
import type { Letter, Verdict } from '../../contract/experiment.ts'
import { type Beta, below, best, chanceOfMore, meanOf, pointsOf, quantile, timesBelow } from './beta.ts'

/** What one variant was met with. */
export type Tried = { letter: Letter; share: number; views: number; submissions: number }

/** What was settled when it started. */
export type Plan = {
  /** Views each variant must have before anything is said. */
  viewsEach: number
  /** Days it must have run: people of a Tuesday are not those of a Sunday. */
  leastDays: number
  /** The smallest difference worth having, as a share of the form as it is: 0.2 for a fifth. */
  lift: number
}

export const wholeWeek = 7
/**
 * So sure before a winner is named. Whoever looks every day gives chance a new occasion each time: at 95 % it would name a winner of two
 * that are alike in every fourth experiment, so looked at until twice the views are there; at 99 % it does so in every twentieth.
 */
const sure = 0.99
/** So unlikely a split is no chance any more. */
const suspicious = 0.001

/** `tried`: the form as it is first. `days`: full days since it started. */
export function judge(tried: Tried[], { viewsEach, leastDays, lift }: Plan, days: number): Verdict {
  const shares = tried.map(posterior)
  const asItIs = pointsOf(shares[0]!, shares)
  const chances = best(shares)
  const told = tried.map(({ letter }, i): Verdict['variants'][number] => {
    const beta = shares[i]!
    const { chance, loss } = chances[i]!
    const range = i ? [0.025, 0.5, 0.975].map((at) => timesBelow(asItIs, beta, at) - 1) : undefined
    return {
      letter,
      rate: { low: quantile(beta, 0.025), middle: meanOf(beta), high: quantile(beta, 0.975) },
      best: chance,
      loss,
      ...(range && {
        more: chanceOfMore(asItIs, beta),
        lift: { low: range[0]!, middle: range[1]!, high: range[2]! },
      }),
    }
  })
  const leader = told.reduce((a, b) => (b.best > a.best ? b : a))
  // The one with the smallest share comes last to its views.
  const viewsMore = Math.max(0, ...tried.map(({ views, share }) => Math.ceil(((viewsEach - views) * 100) / share)))
  const daysMore = Math.max(0, leastDays - days)
  const challengers = told.flatMap(({ lift }) => (lift ? [lift] : []))
  const isSame = challengers.every(({ low, high }) => low > -lift && high < lift)
  const chanceOfSplit = splitChance(tried)
  const isDoubtful = chanceOfSplit < suspicious
  const found = leader.best >= sure ? 'winner' : isSame ? 'same' : 'unclear'
  const says = viewsMore > 0 || daysMore > 0 ? 'early' : isDoubtful ? 'doubtful' : found
  return {
    says,
    leader: leader.letter,
    viewsMore,
    daysMore,
    variants: told,
    mismatch: isDoubtful ? chanceOfSplit : null,
  }
}

// Browsers that do not let themselves be counted send all the same, so there may be more leads than views.
const posterior = ({ views, submissions }: Tried): Beta => ({
  a: 1 + submissions,
  b: 1 + Math.max(0, views - submissions),
})

/** Standard deviations: beyond which a difference counts as one, and by which one that is there goes beyond that in four of five tries. */
const deviations = { sure: 2.326347874, seen: 0.841621234 }

/**
 * Views for each of two variants, so that a difference as great as `lift` is most likely seen. The usual formula for two shares, as R's
 * `power.prop.test` has it.
 */
export function viewsNeeded(rate: number, lift: number, { sure, seen } = deviations): number {
  const [p, q] = [rate, Math.min(0.999, rate * (1 + lift))]
  const middle = (p + q) / 2
  const byChance = sure * Math.sqrt(2 * middle * (1 - middle))
  const ifThere = seen * Math.sqrt(p * (1 - p) + q * (1 - q))
  return ((byChance + ifThere) / (q - p)) ** 2
}

/** How likely views would be split at least so unevenly, were it left to chance: Pearson's χ². 1 while there are too few. */
export function splitChance(tried: Pick<Tried, 'share' | 'views'>[]): number {
  const views = tried.reduce((sum, one) => sum + one.views, 0)
  const shares = tried.reduce((sum, one) => sum + one.share, 0)
  const expected = tried.map(({ share }) => (views * share) / shares)
  if (expected.some((n) => n < 20)) return 1
  const distance = tried.reduce((sum, { views }, i) => sum + (views - expected[i]!) ** 2 / expected[i]!, 0)
  return chiSquareAbove(distance, tried.length - 1)
}

/** How likely χ² of so many degrees of freedom, three at most, exceeds `x`. */
export function chiSquareAbove(x: number, degrees: number): number {
  if (degrees === 2) return Math.exp(-x / 2)
  const tail = 2 * normalAbove(Math.sqrt(x))
  return degrees === 1 ? tail : tail + Math.sqrt((2 * x) / Math.PI) * Math.exp(-x / 2)
}

// As Student's distribution with so many degrees of freedom that nothing is left to tell them apart; its tail is a Beta distribution's.
function normalAbove(z: number): number {
  const degrees = 1e7
  return below({ a: degrees / 2, b: 0.5 }, degrees / (degrees + z * z)) / 2
}
