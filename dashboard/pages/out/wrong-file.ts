// The rows that were refused, as a file to mend and to bring again: as they came, with the reason at the end of each.
import { refusedWords } from '../../ui/field.tsx'
import type { Read } from './read-file.ts'
import type { WrongLine } from './running.ts'

// A spreadsheet runs what begins like this; the import takes the apostrophe off again.
const formula = /^[=+\-@\t\r\n]/

const cellOf = (text: string, delimiter: string) => {
  const safe = formula.test(text) ? `'${text}` : text
  return safe.includes(delimiter) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** `reason`: the heading of the column that says why. */
export function wrongFile({ headings, delimiter }: Read, wrong: WrongLine[], reason: string): Blob {
  const line = (cells: string[]) => `${cells.map((cell) => cellOf(cell, delimiter)).join(delimiter)}\r\n`
  const rows = wrong.map(({ cells, field, code }) =>
    line([...headings.map((_, i) => cells[i] ?? ''), `${field} : ${code} (${refusedWords(code)})`]),
  )
  return new Blob(['\uFEFF', line([...headings, reason]), ...rows], { type: 'text/csv' })
}

export function save(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}
