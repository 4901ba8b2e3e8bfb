// An export in pieces, each of them one read: what is written by the clock goes on next time where it stopped.
import type { ExportSettings } from '../../contract/export.ts'
import { type LeadFilter, leadFilter } from '../../contract/lead.ts'
import { streamed } from '../lib/streamed.ts'
import type { Cell } from './csv.ts'
import { cellsWriterOf, writerOf } from './export-format.ts'
import { columnsRead, type ExportedRow, fillWordings, opened, type Vocabulary, vocabulary } from './exported.ts'
import { findLeads, narrow } from './find.ts'
import { readSegment } from './segment.ts'
import { type Head, workbook } from './xlsx.ts'

const pageSize = 5_000

/** What decides which columns there are: the same for every piece of a file. */
export type Frozen = Pick<Vocabulary, 'purposes' | 'answerKeys' | 'hasClaims' | 'hasFollowUps' | 'hasVariants'>

export type Piece = {
  text: string
  leads: number
  /** The seq after which the next begins; absent after the last. */
  place?: number
}

/** Pieces of one file, from `place` on, or from the beginning. Throws where the segment is gone. */
export async function* pieces(
  db: D1Database,
  settings: ExportSettings,
  frozen: Frozen | undefined,
  place: number | null,
): AsyncGenerator<Piece & { frozen: Frozen }> {
  const words = { ...(await vocabulary(db)), ...frozen }
  const { purposes, answerKeys, hasClaims, hasFollowUps, hasVariants } = words
  const narrowed = await narrow(db, await filterOf(db, settings))
  const { format, preset, purpose } = settings
  const writer =
    format === 'xlsx'
      ? cellsWriterOf(words)
      : writerOf(format === 'csv' ? { as: format, preset, purpose } : { as: format }, words)
  const { heading, line, takes = () => true } = writer
  for (let to = place ?? undefined, isFirst = place === null; ; isFirst = false) {
    const page = narrowed && { ...narrowed, to: to ?? narrowed.to }
    const rows = page ? await findLeads<ExportedRow>(db, columnsRead(words), page, pageSize) : []
    const leads = rows.map((row) => opened(row, words))
    await fillWordings(db, new Map(), leads)
    const taken = leads.filter(takes)
    to = rows.length === pageSize ? rows.at(-1)?.seq : undefined
    yield {
      text: (isFirst ? heading : '') + taken.map(line).join(''),
      leads: taken.length,
      place: to,
      frozen: { purposes, answerKeys, hasClaims, hasFollowUps, hasVariants },
    }
    if (to === undefined) return
  }
}

async function filterOf(db: D1Database, { segment, filter }: ExportSettings): Promise<LeadFilter> {
  return segment ? (await readSegment(db, segment)).filter : (filter ?? leadFilter.parse({}))
}

/** The file that its pieces make. */
export const joined = (format: ExportSettings['format'], texts: AsyncGenerator<string>): ReadableStream<Uint8Array> =>
  streamed(format === 'xlsx' ? madeWorkbook(texts) : texts)

async function* madeWorkbook(texts: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  const first = await texts.next()
  const lines: string = first.value ?? '[]\n'
  const end = lines.indexOf('\n')
  const heads: Head[] = JSON.parse(lines.slice(0, end))
  async function* rows(): AsyncGenerator<Cell[][]> {
    yield parsed(lines.slice(end + 1))
    for await (const text of texts) yield parsed(text)
  }
  yield* workbook(heads, rows())
}

const parsed = (lines: string): Cell[][] =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
