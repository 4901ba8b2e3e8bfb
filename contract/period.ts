// How long people are kept: days as they are counted, months and years as people think of them.

export const daysOf = (months: number): number => Math.round((months * 365) / 12)

/** The nearest; `daysOf` of it is `days` again where a whole number of months was meant. */
export const monthsOf = (days: number): number => Math.round((days * 12) / 365)

/** `1095` → 3 years, `183` → 6 months, `100` → 100 days. */
export function periodInWords(days: number, language: string): string {
  const months = monthsOf(days)
  const isWhole = daysOf(months) === days
  const [unit, n] = !isWhole ? ['day', days] : months % 12 ? ['month', months] : ['year', months / 12]
  return new Intl.NumberFormat(language, { style: 'unit', unit: String(unit), unitDisplay: 'long' }).format(Number(n))
}
