// How large a file is, in words.
import { region } from '../../locale.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export function size(bytes: number): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)))
  const value = bytes / 1_000 ** step
  const format = {
    style: 'unit',
    unit: units[step],
    unitDisplay: step ? 'short' : 'long',
    maximumFractionDigits: value < 10 && step ? 1 : 0,
  } as const
  return new Intl.NumberFormat(region(), format).format(value)
}
