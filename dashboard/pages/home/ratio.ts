// A share, in the numbers a person would say it with: 1 in 12, 2 in 3, nearly all.

export type Ratio = { a: number; b: number } | 'all' | 'nearly' | 'none' | 'more'

/** `undefined` of nothing. */
export function ratio(n: number, of: number): Ratio | undefined {
  if (of <= 0) return undefined
  if (n <= 0) return 'none'
  if (n > of) return 'more'
  if (n === of) return 'all'
  const share = n / of
  if (share > 0.95) return 'nearly'
  if (share < 0.1) return { a: 1, b: Math.round(1 / share) }
  return nearest(share)
}

// The first of those that are as good as the eye can tell: 1 in 3 rather than 3 in 9.
function nearest(share: number) {
  let best = { a: 1, b: 10 }
  for (let b = 2; b <= 10; b++) {
    const a = Math.round(share * b)
    if (a < 1 || a >= b) continue
    if (Math.abs(a / b - share) < Math.abs(best.a / best.b - share) - 0.005) best = { a, b }
  }
  return best
}
