// A workbook written as its rows come (Office Open XML in a zip): however many there are, what is held is a few of them.
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { strToU8, Zip, type ZipInputFile } from 'fflate'
import type { Cell } from './csv.ts'
import { cellXml, columnName, styles, xmlText } from './xlsx-cell.ts'

/** What a sheet holds at most, its head included; further rows begin the next. */
const mostRows = 1_048_576
const mostColumns = 16_384
// Zip as it is streamed tells sizes in 32 bits.
const mostBytes = 3_500_000_000
const rowsAtOnce = 250

export type Head = { name: string; width: number }
type Limits = { mostRows: number }

/** The bytes of a workbook: a bold head that stays in view, then a row for each of `rows`. */
export async function* workbook(
  heads: Head[],
  rows: AsyncIterable<Cell[][]>,
  limits: Limits = { mostRows },
): AsyncGenerator<Uint8Array> {
  const columns = heads.slice(0, mostColumns)
  const names = columns.map((_, i) => columnName(i))
  const zip = zipped()
  let sheet = openSheet(zip, 1, columns, names)
  for await (const page of rows) {
    for (let from = 0; from < page.length; from += rowsAtOnce) {
      let xml = ''
      for (const cells of page.slice(from, from + rowsAtOnce)) {
        if (sheet.rows >= limits.mostRows || sheet.bytes > mostBytes) {
          sheet.write(xml)
          xml = ''
          sheet.close()
          sheet = openSheet(zip, sheet.number + 1, columns, names)
        }
        xml += rowXml(++sheet.rows, names, cells)
      }
      sheet.write(xml)
      yield* zip.taken()
    }
  }
  sheet.close()
  for (const [path, xml] of Object.entries(parts(sheet.number))) zip.add(path).push(strToU8(head + xml), true)
  zip.end()
  yield* zip.taken()
}

function rowXml(row: number, names: string[], cells: Cell[], style?: number): string {
  let xml = `<row r="${row}">`
  for (let i = 0; i < names.length; i++) xml += cellXml(names[i]! + row, cells[i], style)
  return `${xml}</row>`
}

function openSheet(zip: Zipped, number: number, columns: Head[], names: string[]) {
  const file = zip.add(`xl/worksheets/sheet${number}.xml`)
  const cols = columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
  const sheet = {
    number,
    rows: 1,
    bytes: 0,
    write(xml: string) {
      if (!xml) return
      const bytes = strToU8(xml)
      sheet.bytes += bytes.length
      file.push(bytes)
    },
    close: () => file.push(strToU8('</sheetData></worksheet>'), true),
  }
  sheet.write(
    `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"${number === 1 ? ' tabSelected="1"' : ''}>` +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `<cols>${cols.join('')}</cols><sheetData>` +
      rowXml(
        1,
        names,
        columns.map(({ name }) => name),
        styles.head,
      ),
  )
  return sheet
}

// An empty block that says it is the last.
const endOfStream = new Uint8Array([3, 0])

type Zipped = ReturnType<typeof zipped>

/** A zip whose bytes are taken as they come to be. */
function zipped() {
  let out: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    out.push(bytes)
  })
  return {
    add(path: string) {
      const file: ZipInputFile = { filename: path, size: 0, crc: 0, compression: 8 }
      zip.add(file)
      return {
        /** Each piece is compressed by itself, natively, and ends on a byte: one after the other they are one stream. */
        push(bytes: Uint8Array, isLast = false) {
          file.size += bytes.length
          file.crc = crc32(bytes, file.crc)
          file.ondata?.(null, deflateRawSync(bytes, { level: 1, finishFlush: constants.Z_SYNC_FLUSH }), false)
          if (isLast) file.ondata?.(null, endOfStream, true)
        },
      }
    },
    end: () => zip.end(),
    taken(): Uint8Array[] {
      const bytes = out
      out = []
      return bytes
    },
  }
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Everything beside the sheets: what there is, what belongs to what, and how cells look. */
function parts(sheets: number): Record<string, string> {
  const numbers = Array.from({ length: sheets }, (_, i) => i + 1)
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${spreadsheet}.${type}+xml"/>`
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`
  const relations = (inner: string) => `<Relationships xmlns="${packaging}/relationships">${inner}</Relationships>`
  return {
    '[Content_Types].xml':
      `<Types xmlns="${packaging}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      part('workbook', 'sheet.main') +
      part('styles', 'styles') +
      numbers.map((n) => part(`worksheets/sheet${n}`, 'worksheet')).join('') +
      '</Types>',
    '_rels/.rels': relations(relation(1, 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml':
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>` +
      numbers
        .map((n) => `<sheet name="${xmlText(n === 1 ? 'Leads' : `Leads ${n}`)}" sheetId="${n}" r:id="rId${n}"/>`)
        .join('') +
      '</sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relations(
      numbers.map((n) => relation(n, 'worksheet', `worksheets/sheet${n}.xml`)).join('') +
        relation(sheets + 1, 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': stylesXml,
  }
}

const format = (numFmtId: number, more = '') =>
  `<xf numFmtId="${numFmtId}" fontId="0" fillId="0" borderId="0" xfId="0"${numFmtId ? ' applyNumberFormat="1"' : ''}${more}/>`
const font = (inner: string) => `<font>${inner}<sz val="11"/><name val="Calibri"/></font>`

const stylesXml =
  `<styleSheet xmlns="${main}">` +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
  `<fonts count="2">${font('')}${font('<b/>')}</fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
  `<cellXfs count="5">${format(0)}<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>${format(164)}${format(165)}${format(49, ' quotePrefix="1"')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
