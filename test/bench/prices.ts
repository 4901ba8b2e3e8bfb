// What Cloudflare published as the prices and limits of its plans, and where. Looked up in November 2026; look again before you count on one.

/** What is included in a month of the paid plan ($5), and what a million more costs, in dollars. */
export const paid = {
  /** @see https://developers.cloudflare.com/workers/platform/pricing/ */
  base: 5,
  requests: { included: 10e6, aMillion: 0.3 },
  cpuMs: { included: 30e6, aMillion: 0.02 },
  /** @see https://developers.cloudflare.com/d1/platform/pricing/ */
  rowsRead: { included: 25e9, aMillion: 0.001 },
  rowsWritten: { included: 50e6, aMillion: 1 },
  /** GB-months, each. */
  storage: { included: 5, each: 0.75 },
  databaseBytes: 10e9,
  /** @see https://developers.cloudflare.com/queues/platform/pricing/ : writing, reading and deleting a message is one operation each. */
  queueOperations: { included: 1e6, aMillion: 0.4 },
  /** @see https://developers.cloudflare.com/r2/pricing/ */
  r2Reads: { included: 10e6, aMillion: 0.36 },
  r2Writes: { included: 1e6, aMillion: 4.5 },
} as const

/** What a day of the free plan allows. */
export const free = {
  requests: 100_000,
  rowsRead: 5e6,
  rowsWritten: 100_000,
  queueOperations: 10_000,
  databaseBytes: 500e6,
} as const

export type Use = Record<
  'requests' | 'cpuMs' | 'rowsRead' | 'rowsWritten' | 'queueOperations' | 'r2Reads' | 'r2Writes',
  number
>

/** What a month costs in which so much was used, and `gigabytes` lay in D1 on average; the plan's own price included. */
export function priceOf(use: Use, gigabytes: number): { total: number; each: Record<string, number> } {
  const names = Object.keys(use) as (keyof Use)[]
  const each: Record<string, number> = Object.fromEntries(
    names.map((name) => [name, (Math.max(0, use[name] - paid[name].included) / 1e6) * paid[name].aMillion]),
  )
  each.storage = Math.max(0, gigabytes - paid.storage.included) * paid.storage.each
  return { total: Object.values(each).reduce((sum, price) => sum + price, paid.base), each }
}
