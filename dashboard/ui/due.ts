// Days something is due: as people say them, and in the person's own calendar.
import { day, relativeDay } from '../locale.ts'

const isoDay = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-')

export const today = (): string => isoDay(new Date())

/** So many days from today; from a Saturday or a Sunday on to Monday. */
export function daysAhead(n: number): string {
  const date = new Date()
  date.setDate(date.getDate() + n)
  const weekend = { 6: 2, 0: 1 }[date.getDay()] ?? 0
  date.setDate(date.getDate() + weekend)
  return isoDay(date)
}

/** Whole days from today until then; negative: it is late. */
export const daysUntil = (due: string): number => Math.round((Date.parse(due) - Date.parse(today())) / 86_400_000)

/** "yesterday", "in 3 days"; further away, the day itself. */
export function dueWords(due: string): string {
  const days = daysUntil(due)
  return Math.abs(days) < 8 ? relativeDay(days) : day(`${due}T12:00:00`)
}
