// Days of the server's calendar, which is UTC, and hours of the person's own, in words long and short.
import type { Series } from '../../../contract/insight.ts'
import { region } from '../../locale.ts'

type Grain = Series['grain']

const long: Record<Grain, Intl.DateTimeFormatOptions> = {
  day: { dateStyle: 'medium', timeZone: 'UTC' },
  hour: { dateStyle: 'medium', timeStyle: 'short' },
}
const short: Record<Grain, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short', timeZone: 'UTC' },
  hour: { hour: 'numeric', minute: '2-digit' },
}

export const moments = (grain: Grain, length: 'long' | 'short'): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(region(), (length === 'long' ? long : short)[grain])
