// Leads on their way out, any number of them: read in pages, written as they are read, at the pace of whoever receives.
import type { LeadFilter } from '../../contract/lead.ts'
import { log, reasonOf } from '../lib/log.ts'
import { columnsOf } from './columns.ts'
import { bom, csvLine, type Separator } from './csv.ts'
import {
  type ExportedLead,
  type ExportedRow,
  exportedColumns,
  learnWordings,
  opened,
  vocabulary,
  type Wordings,
} from './exported.ts'
import { findLeads, type Narrowed, narrow } from './find.ts'

/** Larger pages read no faster and hold more memory. */
const pageSize = 5_000

export type Format = { as: 'csv'; separator: Separator } | { as: 'ndjson' }

/** The leads a filter lets through, newest first, as a stream that reads only as far as it is drunk. */
export async function exportLeads(
  db: D1Database,
  filter: LeadFilter,
  format: Format,
): Promise<ReadableStream<Uint8Array>> {
  const [narrowed, words] = await Promise.all([narrow(db, filter), vocabulary(db)])
  const columns = columnsOf(words)
  const heading =
    format.as === 'csv'
      ? bom +
        csvLine(
          columns.map(({ name }) => name),
          format.separator,
        )
      : ''
  const line =
    format.as === 'csv'
      ? (lead: ExportedLead) =>
          csvLine(
            columns.map((column) => column.of(lead)),
            format.separator,
          )
      : (lead: ExportedLead) => `${JSON.stringify(record(lead))}\n`

  async function* chunks() {
    if (heading) yield heading
    const wordings: Wordings = new Map()
    for await (const rows of narrowed ? pages(db, narrowed) : []) {
      const leads = rows.map((row) => opened(row, words))
      await learnWordings(db, wordings, leads)
      for (const { consents } of leads)
        for (const consent of consents) consent.text = wordings.get(consent.noticeId)?.get(consent.purpose) ?? ''
      yield leads.map(line).join('')
    }
  }
  return streamed(chunks())
}

// While one page is being written the next is already being read.
async function* pages(db: D1Database, narrowed: Narrowed): AsyncGenerator<ExportedRow[]> {
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

const columns = exportedColumns.map((name) => `lead.${name}`).join(', ')

/** One line of NDJSON: everything with its type, nothing bent for spreadsheets. */
const record = ({ form, ...lead }: ExportedLead) => ({
  id: lead.id,
  email: lead.email,
  fullName: lead.full_name,
  givenName: lead.given_name,
  familyName: lead.family_name,
  phone: lead.phone,
  company: lead.company,
  jobTitle: lead.job_title,
  country: lead.country,
  website: lead.website,
  language: lead.language,
  form: form?.slug ?? null,
  magnet: form?.magnet ?? null,
  stage: lead.stage,
  held: lead.held === 1,
  submissions: lead.submissions,
  createdAt: lead.created_at,
  lastContactAt: lead.last_contact_at,
  consents: lead.consents,
  source: lead.source,
  answers: lead.answers,
})

function streamed(chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        // The answer has begun, so all that is left is to break it off: a file cut short must not look whole.
        log.error('export.broken', { reason: reasonOf(error) })
        controller.error(error)
      }
    },
    cancel: async () => {
      await chunks.return(undefined)
    },
  })
}
