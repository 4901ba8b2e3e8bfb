// How exported leads are written: CSV and XLSX for spreadsheets and tools, NDJSON for programs, vCard for address books.

import type { PresetName } from '../../contract/export.ts'
import { type Column, columnsOf } from './columns.ts'
import { bom, type Cell, csvLine, type Separator } from './csv.ts'
import { presetOf } from './export-preset.ts'
import type { ExportedLead, Vocabulary } from './exported.ts'
import { agreementToMail } from './mailable.ts'
import { vcard } from './vcard.ts'
import { type Head, workbook } from './xlsx.ts'

export type Format =
  | {
      as: 'csv'
      preset?: PresetName
      /** Of the generic preset; the others have their own. */
      separator?: Separator
      /** Whose agreement counts as one to be mailed. */
      purpose?: string
    }
  | { as: 'ndjson' }
  | { as: 'vcard' }
  | { as: 'xlsx' }

/** Everything beside a workbook is lines of text, one or more a lead. */
type Lines = Exclude<Format, { as: 'xlsx' }>
type Writer = {
  heading: string
  line: (lead: ExportedLead) => string
  /** Who goes into the file, where not everybody does. */
  takes?: (lead: ExportedLead) => boolean
}

export function writerOf(format: Lines, vocabulary: Vocabulary): Writer {
  if (format.as === 'ndjson') return { heading: '', line: (lead) => `${JSON.stringify(record(lead))}\n` }
  if (format.as === 'vcard') return { heading: '', line: vcard }
  const { preset = 'generic', purpose } = format
  const { columns, style, mailsAll, ...own } = presetOf(preset, vocabulary, purpose)
  const separator = preset === 'generic' ? (format.separator ?? own.separator) : own.separator
  const write = (cells: Cell[]) => csvLine(cells, separator, style)
  return {
    heading: (own.bom ? bom : '') + write(columns.map(({ name }) => name)),
    line: (lead) => write(columns.map((column) => column.of(lead))),
    takes: mailsAll ? (lead) => agreementToMail(lead, purpose) !== undefined : undefined,
  }
}

/** The leads as a workbook, from pages of them. */
export function workbookOf(vocabulary: Vocabulary, pages: AsyncIterable<ExportedLead[]>): AsyncGenerator<Uint8Array> {
  const columns = columnsOf(vocabulary)
  async function* rows() {
    for await (const leads of pages) yield leads.map((lead) => columns.map((column) => column.of(lead)))
  }
  return workbook(headsOf(columns), rows())
}

/** The leads as rows of cells, to be made a workbook later: JSON, a line each, the columns' heads first. */
export function cellsWriterOf(vocabulary: Vocabulary): Writer {
  const columns = columnsOf(vocabulary)
  return {
    heading: `${JSON.stringify(headsOf(columns))}\n`,
    line: (lead) => `${JSON.stringify(columns.map((column) => column.of(lead) ?? null))}\n`,
  }
}

const headsOf = (columns: Column[]): Head[] => columns.map(({ name, width = 18 }) => ({ name, width }))

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
  tags: lead.tags,
  assignedTo: lead.assignedTo,
  quality: lead.quality,
  qualified: lead.qualified === 1,
  qualification: lead.qualification,
  persona: lead.persona,
  temperature: lead.temperature,
  interestAt: lead.interest_at,
  exchangedAt: lead.exchanged_at,
  followUp: lead.followUp,
  submissions: lead.submissions,
  createdAt: lead.created_at,
  lastContactAt: lead.last_contact_at,
  confirmedAt: lead.confirmed_at,
  consents: lead.consents,
  source: lead.source,
  answers: lead.answers,
  claims: lead.claims,
})
