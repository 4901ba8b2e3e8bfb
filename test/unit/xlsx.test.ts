// A workbook as somebody else's reader finds it: unzipped, its XML taken apart, every cell looked at.
import { asyncProperty, string, assert as that } from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../worker/lead/csv.ts'
import { workbook } from '../../worker/lead/xlsx.ts'
import { columnName } from '../../worker/lead/xlsx-cell.ts'

async function written(rows: Cell[][], heads = ['a', 'b', 'c'], mostRows?: number) {
  async function* pages() {
    yield rows
  }
  const limits = mostRows ? { mostRows } : undefined
  const chunks: Uint8Array[] = []
  for await (const bytes of workbook(
    heads.map((name) => ({ name, width: 12 })),
    pages(),
    limits,
  ))
    chunks.push(bytes)
  const files = unzipSync(new Uint8Array(Buffer.concat(chunks)))
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]))
}

type Found = { place: string; type: string; style: string; value: string }
const cell =
  /<c r="([A-Z]+\d+)"(?: s="(\d)")?(?: t="(\w+)")?>(?:<v>([^<]*)<\/v>|<is><t xml:space="preserve">([^<]*)<\/t><\/is>)<\/c>/g
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' }
const said = (xml: string) =>
  xml
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity]!)
    .replace(/_x([0-9a-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))

/** Every cell of a sheet; throws where anything stands between them that is no row. */
function cellsOf(sheet: string): Found[] {
  const data = /<sheetData>(.*)<\/sheetData>/s.exec(sheet)![1]!
  expect(data.replace(cell, '').replace(/<row r="\d+">|<\/row>/g, '')).toBe('')
  return [...data.matchAll(cell)].map(([, place = '', style = '', type = 'n', value, text]) => ({
    place,
    style,
    type,
    value: text === undefined ? value! : said(text),
  }))
}
const only = async (value: Cell) => cellsOf((await written([[value]]))['xl/worksheets/sheet1.xml']!)[3]

describe('a workbook', () => {
  it('has a bold head that stays in view, and columns as wide as told', async () => {
    const sheet = (await written([]))['xl/worksheets/sheet1.xml']!
    expect(cellsOf(sheet).map(({ place, style, value }) => [place, style, value])).toEqual([
      ['A1', '1', 'a'],
      ['B1', '1', 'b'],
      ['C1', '1', 'c'],
    ])
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(sheet).toContain('<col min="3" max="3" width="12" customWidth="1"/>')
  })

  it.each<[Cell, Partial<Found> | undefined]>([
    [12.5, { type: 'n', value: '12.5' }],
    [true, { type: 'b', value: '1' }],
    ['2026-11-22T12:00:00.000Z', { type: 'n', style: '2', value: '46348.5' }],
    ['2026-11-22', { type: 'n', style: '3', value: '46348' }],
    ['2026-02-31', { type: 'inlineStr', value: '2026-02-31' }],
    ['1850-01-01', { type: 'inlineStr', value: '1850-01-01' }],
    ['+33612345678', { type: 'inlineStr', style: '4', value: '+33612345678' }],
    ['01234', { type: 'inlineStr', style: '4', value: '01234' }],
    [['a', 'b'], { type: 'inlineStr', value: 'a; b' }],
    ['=1+1', { type: 'inlineStr', style: '4', value: '=1+1' }],
    ['_x0041_', { type: 'inlineStr', value: '_x0041_' }],
    ['a\u0000\u000b\ufffeb', { type: 'inlineStr', value: 'ab' }],
    ['\ud800', { type: 'inlineStr', value: '\ufffd' }],
    ['', undefined],
    [null, undefined],
    [Number.NaN, undefined],
  ])('holds %j with its type', async (value, expected) => {
    const found = await only(value)
    if (expected) expect(found).toMatchObject({ place: 'A2', ...expected })
    else expect(found).toBeUndefined()
  })

  it('holds no formula, whatever was typed, and every text as it was', async () => {
    await that(
      asyncProperty(string({ unit: 'binary', maxLength: 40 }), async (text) => {
        const found = await only(text)
        const kept = text.replace(/\r\n?/g, '\n').replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
        if (text) expect(found).toMatchObject({ type: 'inlineStr', value: kept })
      }),
    )
  })

  it('cuts what no cell can hold, and says so', async () => {
    const found = await only('x'.repeat(40_000))
    expect(found?.value).toHaveLength(32_767)
    expect(found?.value.endsWith('…')).toBe(true)
  })

  it('goes on with a further sheet, head and all, where one is full', async () => {
    const files = await written([[1], [2], [3], [4]], ['n'], 3)
    const sheets = Object.keys(files).filter((path) => path.startsWith('xl/worksheets/'))
    expect(sheets.map((path) => cellsOf(files[path]!).map(({ value }) => value))).toEqual([
      ['n', '1', '2'],
      ['n', '3', '4'],
    ])
    expect(files['xl/workbook.xml']).toContain('<sheet name="Leads 2" sheetId="2" r:id="rId2"/>')
    for (const path of sheets) expect(files['[Content_Types].xml']).toContain(`PartName="/${path}"`)
  })
})

it('columns are named as spreadsheets name them', () => {
  expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD'])
})
