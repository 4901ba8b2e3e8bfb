// What shares of some thing can be, given how often it was tried and how often it happened: Beta distributions, compared by summing
// over the whole of one of them. No chance is involved: the same numbers always give the same answer.

/** Of a share: `a` − 1 times it happened, `b` − 1 times it did not, nothing being known before. */
export type Beta = { a: number; b: number }

export const meanOf = ({ a, b }: Beta): number => a / (a + b)

// Lanczos's approximation, g = 7, n = 9: some 15 digits.
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** Natural logarithm of the gamma function, for x ≥ ½. */
export function logGamma(x: number): number {
  const t = x + 6.5
  const sum = lanczos.reduce((all, c, i) => (i ? all + c / (x - 1 + i) : c), 0)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b)

/**
 * How likely the share is at most `x`: the regularised incomplete beta function.
 * @see DLMF 8.17.22, its continued fraction, evaluated by Lentz's method
 */
export function below({ a, b }: Beta, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // Beyond the middle the fraction hardly converges: then the other side is what is left.
  if (x > (a + 1) / (a + b + 2)) return 1 - below({ a: b, b: a }, 1 - x)
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 20_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    for (const step of [even, odd]) {
      d = 1 / away(1 + step * d)
      c = away(1 + step / c)
      fraction *= c * d
    }
    if (Math.abs(c * d - 1) < 1e-13) break
  }
  return Math.min(1, front * fraction)
}

const away = (from0: number) => (Math.abs(from0) < 1e-300 ? 1e-300 : from0)

/** The share that it is below with that likelihood. */
export const quantile = (beta: Beta, likelihood: number): number => solve((x) => below(beta, x) - likelihood, 0, 1)

/** Where a rising function is nought, by halving: every answer is as good as the numbers themselves. */
function solve(f: (x: number) => number, low: number, high: number): number {
  for (let i = 0; i < 60 && high - low > 1e-12 * high; i++) {
    const middle = (low + high) / 2
    if (f(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Shares with their weights, which sum up to 1: in place of an integral over the distribution. */
export type Points = { x: number; weight: number }[]

const [fewest, most] = [120, 20_000]
/** What is less likely by so many powers of e than the likeliest counts for nothing. */
const depth = 38

/**
 * Even steps of the logarithm of odds, in which every Beta distribution is smooth and falls off quickly on both sides: there the
 * plain sum is as exact as any rule. `beside`: what it is compared with, whose own rise must not fall between two steps.
 */
export function pointsOf({ a, b }: Beta, beside: Beta[] = []): Points {
  // -log(1 + e^t), without overflow.
  const logNot = (t: number) => (t > 0 ? -t - Math.log1p(Math.exp(-t)) : -Math.log1p(Math.exp(t)))
  const logOf = (t: number) => a * (t + logNot(t)) + b * logNot(t)
  const top = Math.log(a / b)
  const floor = logOf(top) - depth
  const end = (way: 1 | -1) => {
    let width = Math.sqrt(1 / a + 1 / b)
    while (logOf(top + way * width) > floor) width *= 1.25
    return top + way * width
  }
  const [from, to] = [end(-1), end(1)]
  const step = Math.min(0.25, ...beside.map((other) => Math.sqrt(1 / other.a + 1 / other.b) / 2))
  const steps = Math.min(most, Math.max(fewest, Math.ceil((to - from) / step)))
  const raw = Array.from({ length: steps + 1 }, (_, i) => {
    const t = from + ((to - from) * i) / steps
    return { x: 1 / (1 + Math.exp(-t)), weight: Math.exp(logOf(t) - floor - depth) }
  })
  const sum = raw.reduce((all, { weight }) => all + weight, 0)
  return raw.map(({ x, weight }) => ({ x, weight: weight / sum }))
}

/** How likely `b` is more than `times` as much as `a`. */
export const chanceOfMore = (a: Points, b: Beta, times = 1): number =>
  a.reduce((all, { x, weight }) => all + weight * (1 - below(b, x * times)), 0)

/** How many times `a` it is that `b` is below with that likelihood. */
export function timesBelow(a: Points, b: Beta, likelihood: number): number {
  const f = (log: number) => 1 - likelihood - chanceOfMore(a, b, Math.exp(log))
  let [low, high] = [-1, 1]
  while (f(low) > 0 && low > -60) low *= 2
  while (f(high) < 0 && high < 60) high *= 2
  // The distribution is smooth: the line between two points is soon as good as halving would be after a long time.
  let [atLow, atHigh] = [f(low), f(high)]
  for (let i = 0; i < 60 && high - low > 1e-9; i++) {
    const straight = low - (atLow * (high - low)) / (atHigh - atLow)
    const middle = i % 3 === 2 || !(straight > low && straight < high) ? (low + high) / 2 : straight
    const at = f(middle)
    if (Math.abs(at) < 1e-10) return Math.exp(middle)
    if (at < 0) [low, atLow] = [middle, at]
    else [high, atHigh] = [middle, at]
  }
  return Math.exp((low + high) / 2)
}

/** For each of several: how likely it is the greatest, and what is lost on average by keeping to it. */
export function best(all: Beta[]): { chance: number; loss: number }[] {
  const met = all.map((one, i) => {
    let [chance, share] = [0, 0]
    for (const { x, weight } of pointsOf(one, all)) {
      const isGreatest = all.reduce((likely, other, j) => (j === i ? likely : likely * below(other, x)), weight)
      chance += isGreatest
      share += isGreatest * x
    }
    return { chance, share }
  })
  const greatest = met.reduce((sum, { share }) => sum + share, 0)
  return met.map(({ chance }, i) => ({ chance, loss: Math.max(0, greatest - meanOf(all[i]!)) }))
}
