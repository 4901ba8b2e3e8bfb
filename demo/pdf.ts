// Sets the white paper as a tagged A4 PDF: cover, contents, chapters, page numbers, outline. The same words give the same bytes.
import { once } from 'node:events'
import PDFDocument from 'pdfkit'
import { type Block, guide } from './guide.ts'
import {
  artifact,
  type Doc,
  french,
  green,
  ink,
  left,
  muted,
  room,
  rule,
  sans,
  sansBold,
  serif,
  setBlock,
  tagged,
  width,
} from './typeset.ts'

/** The PDF's bytes. */
export async function makeGuide(): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 72, bottom: 72, left, right: left },
    pdfVersion: '1.7',
    tagged: true,
    lang: 'fr-FR',
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: `${guide.title} – ${guide.subtitle}`,
      Author: guide.author,
      Subject: 'Recueillir des données par formulaire en respectant le RGPD',
      Keywords: 'RGPD, formulaire, consentement, CNIL, petites entreprises',
      CreationDate: new Date('2026-01-05T09:00:00Z'),
    },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  setCover(doc)
  doc.addPage()
  const contents = doc.bufferedPageRange().count - 1
  const starts = guide.chapters.map((chapter, index) => {
    if (index === 0 || index === guide.chapters.length - 1) doc.addPage()
    return setChapter(doc, index + 1, chapter.title, chapter.blocks)
  })
  setClosing(doc)
  setContents(doc, contents, starts)
  setFooters(doc)
  doc.end()
  await once(doc, 'end')
  return new Uint8Array(Buffer.concat(chunks))
}

function setCover(doc: Doc): void {
  const { width: pageWidth, height } = doc.page
  doc.markContent('Artifact', { type: 'Layout' })
  doc.rect(0, 0, pageWidth, height).fill(green)
  drawTrees(doc, pageWidth, height)
  doc.endMarkedContent()
  const cover = doc.struct('Sect')
  doc.addStructure(cover)
  const line = (tag: string, words: string, font: string, size: number, y: number, color = '#ffffff') =>
    cover.add(
      tagged(doc, tag, () => {
        doc.font(font).fontSize(size).fillColor(color)
        doc.text(french(words), left, y, { width })
      }),
    )
  line('P', 'Lisière', sansBold, 15, 84)
  line('H1', guide.title, sansBold, 44, 220)
  line('P', guide.subtitle, sans, 18, doc.y + 14, '#d7e8e3')
  line('P', guide.edition, sans, 11, 112, '#d7e8e3')
  cover.end()
}

// The edge of a wood, which is what the company's name means. Heights come from a sine, so that every build draws the same.
function drawTrees(doc: Doc, pageWidth: number, height: number): void {
  for (const [layer, color] of ['#377d71', '#245d54', '#1b4a43'].entries()) {
    const step = 17 + layer * 5
    for (let x = -step; x < pageWidth + step; x += step) {
      const tall = 250 - layer * 62 + 46 * Math.sin(x * 0.021 + layer * 2) + 26 * Math.sin(x * 0.093 + layer)
      doc
        .moveTo(x + step / 2, height - tall)
        .lineTo(x + step, height)
        .lineTo(x, height)
        .fill(color)
    }
  }
}

function setContents(doc: Doc, page: number, starts: number[]): void {
  doc.switchToPage(page)
  const part = doc.struct('Sect')
  doc.addStructure(part)
  part.add(
    tagged(doc, 'P', () => {
      doc.font(serif).fontSize(14).fillColor(ink).text(french(guide.lead), left, 92, { width, lineGap: 5.5 })
    }),
  )
  const y = doc.y + 40
  part.add(tagged(doc, 'H2', () => void doc.font(sansBold).fontSize(11).fillColor(green).text('Sommaire', left, y)))
  guide.chapters.forEach(({ title }, index) => {
    const top = y + 30 + index * 28
    artifact(doc, () =>
      doc
        .moveTo(left, top - 8)
        .lineTo(left + width, top - 8)
        .lineWidth(0.5)
        .stroke(rule),
    )
    part.add(
      tagged(doc, 'P', () => {
        const number = String((starts[index] ?? 0) + 1)
        doc.font(sans).fontSize(11).fillColor(ink)
        doc.text(french(title), left, top, { width: width - 40, goTo: anchor(index + 1) })
        doc.fillColor(muted).text(number, left + width - 40, top, { width: 40, align: 'right' })
      }),
    )
  })
  part.end()
}

/** Sets one chapter and answers the page (from 0) on which it begins. */
function setChapter(doc: Doc, number: number, title: string, blocks: Block[]): number {
  if (doc.y > 90) doc.y += 24
  room(doc, 190)
  const page = doc.bufferedPageRange().count - 1
  const part = doc.struct('Sect')
  doc.addStructure(part)
  doc.addNamedDestination(anchor(number), 'XYZ', left, doc.y - 12, null)
  doc.outline.addItem(`${number}. ${title}`)
  part.add(
    tagged(doc, 'H2', () => {
      doc.font(sansBold).fontSize(10).fillColor(green).text(String(number).padStart(2, '0'), left, doc.y)
      doc
        .fontSize(19)
        .fillColor(ink)
        .text(french(title), left, doc.y + 3, { width, lineGap: 2 })
    }),
  )
  doc.y += 10
  for (const block of blocks) setBlock(doc, part, block)
  part.end()
  return page
}

function setClosing(doc: Doc): void {
  doc.y += 30
  doc.addStructure(
    tagged(doc, 'P', () => {
      doc.font(serif).fontSize(10).fillColor(muted).text(french(guide.closing), left, doc.y, { width, lineGap: 3.5 })
    }),
  )
}

function setFooters(doc: Doc): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 1; page < count; page++) {
    doc.switchToPage(page)
    // Below the margin, where text would otherwise open a new page.
    doc.page.margins.bottom = 0
    artifact(doc, () => {
      doc.font(sans).fontSize(8.5).fillColor(muted)
      doc.text(guide.title, left, 841.89 - 46, { lineBreak: false })
      doc.text(String(page + 1), left, 841.89 - 46, { width, align: 'right' })
    })
  }
}

const anchor = (chapter: number) => `chapitre-${chapter}`
