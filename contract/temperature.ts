// How warm a lead is: from the day the person last showed interest themselves (asked, confirmed, downloaded, replied).
// Nothing we do warms anybody.

const dayMs = 24 * 60 * 60 * 1000

/** For how many days somebody who showed interest is hot, until a site says otherwise. */
export const usualHotDays = 14

export type Temperature = 'hot' | 'cold'

/** Hot within `days` days of their last own interest, cold from then on, and before there was any. */
export function temperatureOf(interestAt: string | null, nowMs: number, days = usualHotDays): Temperature {
  return warmthOf(interestAt, nowMs, days) > 0 ? 'hot' : 'cold'
}

/** From 1 at the moment of interest, down evenly to 0 after `days` days. */
export function warmthOf(interestAt: string | null, nowMs: number, days = usualHotDays): number {
  const at = interestAt === null ? Number.NaN : Date.parse(interestAt)
  if (Number.isNaN(at)) return 0
  return Math.max(0, Math.min(1, 1 - (nowMs - at) / (days * dayMs)))
}

/** When somebody who is hot will have cooled down. */
export const coldFrom = (interestAt: string, days = usualHotDays): string =>
  new Date(Date.parse(interestAt) + days * dayMs).toISOString()
