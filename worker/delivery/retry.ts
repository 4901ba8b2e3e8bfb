// When what could not be delivered is tried again.

const minute = 60
const hour = 60 * minute
const schedule = [0, minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour, 24 * hour]

/**
 * Seconds to wait before delivery attempt `n` (1-based), ±10 % jitter; `undefined` after the last, some three days on:
 * greylisting passes within minutes, a broken server is mended within days (RFC 5321 §4.5.4.1).
 */
export function retryDelay(n: number, random: () => number): number | undefined {
  const seconds = schedule[n - 1]
  return seconds === undefined ? undefined : Math.round(seconds * (0.9 + 0.2 * random()))
}
