// When a message that was not taken is tried again, and how long an address that took nothing is left alone.
const minute = 60
const hour = 60 * minute

// The schedule of Standard Webhooks 1.0, "Deliverability and reliability": 75 hours and 35 minutes in all.
const schedule = [0, 5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour]

/** Seconds until attempt `n` (1-based), ±10 % jitter; `undefined` after the last. */
export function hookDelay(n: number, random: () => number): number | undefined {
  const seconds = schedule[n - 1]
  return seconds === undefined ? undefined : Math.round(seconds * (0.9 + 0.2 * random()))
}

const mostRest = 24 * hour

/**
 * Seconds an answer asks us to wait (RFC 9110 §10.2.3: a number, or a date), at most a day; `undefined` where it asks for none that
 * can be read.
 */
export function retryAfter(header: string | null, nowMs: number): number | undefined {
  const text = header?.trim() ?? ''
  const seconds = /^\d{1,10}$/.test(text) ? Number(text) : (Date.parse(text) - nowMs) / 1_000
  return text && Number.isFinite(seconds) ? Math.min(mostRest, Math.max(0, Math.ceil(seconds))) : undefined
}

const rests = [5, 30, 2 * minute, 5 * minute]

/** Seconds an address rests that failed so often in a row: one message finds out when it works again, not all that wait. */
export const restAfter = (failures: number): number => rests[Math.min(failures, rests.length) - 1] ?? 0
