// Lines of CSV (RFC 4180) that a spreadsheet opens as text and numbers, never as something to run.
// Our own, since a general writer spends 15 µs on a record of forty cells, more than reading it costs; this spends 3.
import type { Answer } from '../../contract/field.ts'

export type Cell = Answer | null | undefined
export type Separator = ',' | ';'

/** With it Excel reads the file as UTF-8. */
export const bom = '\uFEFF'

/**
 * How cells read. `phones`: to a tool that takes them, `+33…` is a number; a spreadsheet works it out and loses its plus,
 * so there it is marked as text. Decimals with a comma go with semicolons between cells.
 */
export type Style = { decimal: '.' | ','; phones: 'kept' | 'marked' }
const plain: Style = { decimal: '.', phones: 'kept' }

// What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), the full-width forms too,
// and the same except what merely looks like one: international phone numbers and plain numbers.
const start = /^[=@+\-\t\r\n\0＝＋－＠]/
const formula = /^(?:[=@\t\r\n\0＝＋－＠]|[+-](?!\d+(?:[.,]\d+)?$))/
const needsQuotes = /[",;\r\n]/

/** One record with its line end. */
export const csvLine = (cells: Cell[], separator: Separator, style: Style = plain): string =>
  `${cells.map((cell) => csvCell(cell, style)).join(separator)}\r\n`

function csvCell(cell: Cell, style: Style): string {
  if (cell === null || cell === undefined || cell === '') return ''
  if (typeof cell === 'number') return style.decimal === '.' ? String(cell) : String(cell).replace('.', ',')
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  const text = typeof cell === 'string' ? cell : cell.join(';')
  const safe = (style.phones === 'kept' ? formula : start).test(text) ? `'${text}` : text
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
