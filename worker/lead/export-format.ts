// How exported leads are written: CSV for spreadsheets and marketing tools, NDJSON for programs.
import { columnsOf } from './columns.ts'
import { bom, type Cell, csvLine, type Separator } from './csv.ts'
import type { ExportedLead, Vocabulary } from './exported.ts'

export type Format = { as: 'csv'; separator: Separator } | { as: 'ndjson' }
type Writer = { heading: string; line: (lead: ExportedLead) => string }

export function writerOf(format: Format, vocabulary: Vocabulary): Writer {
  if (format.as === 'ndjson') return { heading: '', line: (lead) => `${JSON.stringify(record(lead))}\n` }
  const columns = columnsOf(vocabulary)
  const write = (cells: Cell[]) => csvLine(cells, format.separator)
  return {
    heading: bom + write(columns.map(({ name }) => name)),
    line: (lead) => write(columns.map((column) => column.of(lead))),
  }
}

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
  confirmedAt: lead.confirmed_at,
  consents: lead.consents,
  source: lead.source,
  answers: lead.answers,
  claims: lead.claims,
})
