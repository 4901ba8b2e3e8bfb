// Cells of a spreadsheet as SpreadsheetML writes them (ECMA-376 part 1, 18.3.1.4): each with its type, and never a formula.
import { dayMs } from '../lib/time.ts'
import type { Cell } from './csv.ts'

/** The formats of styles.xml, in its order. */
export const styles = { plain: 0, head: 1, moment: 2, day: 3, text: 4 } as const

/** What one cell holds (Excel's own limit), in UTF-16 units. */
const longest = 32_767

// A cell that is text may still be typed into: what would begin a formula then, or lose its zeros, is formatted as text as well.
const doubtful = /^[=@+\-\t\r\n\0＝＋－＠]|^0\d|^\d{12,}$/

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/
const day = /^\d{4}-\d\d-\d\d$/

/** One cell at `place` (`B7`); nothing for what is blank. Moments are in UTC. */
export function cellXml(place: string, cell: Cell, style: number = styles.plain): string {
  if (cell === null || cell === undefined || cell === '') return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${place}"><v>${cell}</v></c>` : ''
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`
  const text = typeof cell === 'string' ? cell : cell.join('; ')
  const serial = mayBeTime.test(text) ? serialOf(text) : undefined
  if (serial) return `<c r="${place}" s="${serial.style}"><v>${serial.value}</v></c>`
  const look = style === styles.plain && doubtful.test(text) ? styles.text : style
  const format = look === styles.plain ? '' : ` s="${look}"`
  return `<c r="${place}"${format} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
}

const mayBeTime = /^\d{4}-\d\d-\d\d(?:$|T)/
const epoch = Date.UTC(1899, 11, 30)
const firstMs = Date.UTC(1900, 2, 1)

// Before March 1900 spreadsheets count a day that never was.
function serialOf(text: string): { value: number; style: number } | undefined {
  const isMoment = moment.test(text)
  if (!isMoment && !day.test(text)) return undefined
  const ms = Date.parse(text)
  if (Number.isNaN(ms) || ms < firstMs || (!isMoment && new Date(ms).toISOString().slice(0, 10) !== text))
    return undefined
  return { value: (ms - epoch) / dayMs, style: isMoment ? styles.moment : styles.day }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 cannot say, entities included
const illegal = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const special: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text of any kind as XML may hold it. `_x0041_` would be read as A by Excel, so its underscore is spelt out. */
export const xmlText = (text: string): string =>
  harmless.test(text)
    ? text
    : cut(text)
        .toWellFormed()
        .replace(/\r\n?/g, '\n')
        .replace(illegal, '')
        .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
        .replace(/[&<>"]/g, (character) => special[character]!)

// Most texts: looked at once, and written as they are.
const harmless = /^[ !#-%'-;=?-^`-~\n\u00a0-\u024f\u2010-\u205e]{0,1000}$/

const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

/** `0` → A, `26` → AA. */
export function columnName(index: number): string {
  let name = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}
