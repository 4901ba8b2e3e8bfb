// Leads on their way out, any number of them: read in pages, written as they are read, at the pace of whoever receives.
import type { LeadFilter } from '../../contract/lead.ts'
import { streamed } from '../lib/streamed.ts'
import { type Format, workbookOf, writerOf } from './export-format.ts'
import {
  columnsRead,
  type ExportedLead,
  type ExportedRow,
  fillWordings,
  opened,
  type Vocabulary,
  vocabulary,
  type Wordings,
} from './exported.ts'
import { findLeads, type Narrowed, narrow } from './find.ts'

/** Larger pages read no faster and hold more memory. */
const pageSize = 5_000

/** The leads a filter lets through, newest first, as a stream that reads only as far as it is drunk. */
export async function exportLeads(
  db: D1Database,
  filter: LeadFilter,
  format: Format,
): Promise<ReadableStream<Uint8Array>> {
  const [narrowed, words] = await Promise.all([narrow(db, filter), vocabulary(db)])
  const leads = exported(db, words, narrowed)
  return streamed(format.as === 'xlsx' ? workbookOf(words, leads) : linesOf(words, format, leads))
}

async function* linesOf(
  words: Vocabulary,
  format: Exclude<Format, { as: 'xlsx' }>,
  pages: AsyncIterable<ExportedLead[]>,
): AsyncGenerator<string> {
  const { heading, line, takes } = writerOf(format, words)
  if (heading) yield heading
  for await (const leads of pages) yield (takes ? leads.filter(takes) : leads).map(line).join('')
}

async function* exported(
  db: D1Database,
  words: Vocabulary,
  narrowed: Narrowed | undefined,
): AsyncGenerator<ExportedLead[]> {
  const wordings: Wordings = new Map()
  for await (const rows of narrowed ? pages(db, columnsRead(words), narrowed) : []) {
    const leads = rows.map((row) => opened(row, words))
    await fillWordings(db, wordings, leads)
    yield leads
  }
}

// While one page is being written the next is already being read.
async function* pages(db: D1Database, columns: string, narrowed: Narrowed): AsyncGenerator<ExportedRow[]> {
  const page = (to: number) => findLeads<ExportedRow>(db, columns, { ...narrowed, to }, pageSize)
  let next: Promise<ExportedRow[]> | undefined = page(narrowed.to)
  while (next) {
    const rows: ExportedRow[] = await next
    const last = rows.at(-1)
    next = last && rows.length === pageSize ? page(last.seq) : undefined
    // Should the receiver leave now, nobody will wait for it.
    next?.catch(() => {})
    if (rows.length) yield rows
  }
}
