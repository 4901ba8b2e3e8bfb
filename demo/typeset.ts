// How the white paper's blocks are set: type, colours, and what keeps them whole across pages.
import type PDFDocument from 'pdfkit'
import type { Block } from './guide.ts'

export const green = '#2c6e63'
export const ink = '#17202a'
export const muted = '#5b6670'
const tint = '#eef4f2'
export const rule = '#c9d6d2'

export const serif = 'Times-Roman'
const serifBold = 'Times-Bold'
export const sans = 'Helvetica'
export const sansBold = 'Helvetica-Bold'

export const left = 76
export const width = 595.28 - 2 * left
const bottom = 841.89 - 72
const body = { size: 11.5, lineGap: 4.2 }

export type Doc = InstanceType<typeof PDFDocument>
export type Part = ReturnType<Doc['struct']>

/** A piece of the document's structure, for those who listen to it. */
export const tagged = (doc: Doc, tag: string, set: () => void): Part => doc.struct(tag, {}, set)

export function setBlock(doc: Doc, part: Part, block: Block): void {
  switch (block.kind) {
    case 'text':
      room(doc, 48)
      part.add(tagged(doc, 'P', () => setRich(doc, block.text, left, width)))
      doc.y += 8
      break
    case 'list':
      setList(doc, part, block.items, 16, (y) => doc.circle(left + 3, y + 6.3, 1.8).fill(green))
      break
    case 'checks':
      setList(doc, part, block.items, 22, (y) => doc.roundedRect(left, y, 11, 11, 2).lineWidth(1).stroke(green))
      break
    case 'note':
      setNote(doc, part, block.title, block.text)
      break
    case 'table':
      setTable(doc, part, block.head, block.rows)
  }
}

function setList(doc: Doc, part: Part, items: string[], indent: number, mark: (y: number) => void): void {
  const holder = doc.struct('L')
  part.add(holder)
  for (const item of items) {
    room(doc, heightOf(doc, item, width - indent))
    artifact(doc, () => mark(doc.y))
    holder.add(tagged(doc, 'LI', () => setRich(doc, item, left + indent, width - indent)))
    doc.y += indent / 3
  }
  holder.end()
  doc.y += 6
}

function setNote(doc: Doc, part: Part, title: string, words: string): void {
  const inner = width - 36
  const size = 10.5
  doc.font(serif).fontSize(size)
  const height = doc.heightOfString(french(words), { width: inner, lineGap: 3.6 }) + 46
  room(doc, height + 6)
  const top = doc.y + 4
  artifact(doc, () => {
    doc.rect(left, top, width, height).fill(tint)
    doc.rect(left, top, 3, height).fill(green)
  })
  const note = doc.struct('Sect')
  part.add(note)
  note.add(
    tagged(doc, 'P', () => {
      doc.font(sansBold).fontSize(10).fillColor(green)
      doc.text(french(title), left + 20, top + 14)
    }),
  )
  note.add(
    tagged(doc, 'P', () => {
      doc
        .font(serif)
        .fontSize(size)
        .fillColor(ink)
        .text(french(words), left + 20, top + 31, { width: inner, lineGap: 3.6 })
    }),
  )
  note.end()
  doc.y = top + height + 14
}

function setTable(doc: Doc, part: Part, head: string[], rows: string[][]): void {
  const widths = head.length === 2 ? [110, width - 110] : [158, 158, width - 316]
  const laid = [head, ...rows].map((cells, row) => {
    const set = cells.map((cell, column) => ({
      text: french(cell),
      font: row === 0 || column === 0 ? sansBold : sans,
      x: left + widths.slice(0, column).reduce((sum, one) => sum + one, 0),
      within: { width: (widths[column] ?? 0) - 14, lineGap: 2.5 },
    }))
    doc.fontSize(9.5)
    return {
      set,
      height: Math.max(...set.map(({ text, font, within }) => doc.font(font).heightOfString(text, within))) + 13,
    }
  })
  room(
    doc,
    laid.reduce((sum, { height }) => sum + height, 0),
  )
  const table = doc.struct('Table')
  part.add(table)
  laid.forEach(({ set, height }, index) => {
    const isHead = index === 0
    const top = doc.y
    const row = doc.struct('TR')
    table.add(row)
    for (const { text, font, x, within } of set) {
      row.add(
        tagged(doc, isHead ? 'TH' : 'TD', () => {
          doc
            .font(font)
            .fontSize(9.5)
            .fillColor(isHead ? green : ink)
          doc.text(text, x, top + 6, within)
        }),
      )
    }
    row.end()
    doc.y = top + height
    artifact(doc, () => {
      doc
        .moveTo(left, doc.y)
        .lineTo(left + width, doc.y)
        .lineWidth(isHead ? 1 : 0.5)
      doc.stroke(isHead ? green : rule)
    })
  })
  table.end()
  doc.y += 14
}

/** Words with **bold** ones among them. */
function setRich(doc: Doc, words: string, x: number, within: number): void {
  const runs = french(words).split('**')
  doc.fontSize(body.size).fillColor(ink)
  const y = doc.y
  runs.forEach((run, index) => {
    const continued = index < runs.length - 1
    doc.font(index % 2 ? serifBold : serif)
    if (index === 0) doc.text(run, x, y, { width: within, lineGap: body.lineGap, continued })
    else doc.text(run, { width: within, lineGap: body.lineGap, continued })
  })
}

const heightOf = (doc: Doc, words: string, within: number): number =>
  doc
    .font(serif)
    .fontSize(body.size)
    .heightOfString(french(words.replaceAll('**', '')), { width: within, lineGap: body.lineGap })

export function room(doc: Doc, height: number): void {
  if (doc.y + height > bottom) doc.addPage()
}

export function artifact(doc: Doc, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' })
  draw()
  doc.endMarkedContent()
}

// French keeps a space that never breaks inside its quotation marks and before its tall punctuation.
export const french = (words: string) =>
  words
    .replace(/ (?=[:;?!»])/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/(L\.|article|articles) (?=\d)/g, '$1\u00a0')
