// How an exported file is called and what it is.
import type { ExportFormat } from '../../contract/export.ts'
import { attachmentNamed, cleanFileName } from '../magnet/file-name.ts'

export const fileTypes = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  vcard: 'text/vcard',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<ExportFormat, string>

const endings: Record<ExportFormat, string> = { csv: 'csv', ndjson: 'ndjson', vcard: 'vcf', xlsx: 'xlsx' }

/** `name` and the day of `ms` (UTC) make the file's name. */
export function fileHeaders(name: string, format: ExportFormat, ms: number): Record<string, string> {
  const file = cleanFileName(`${name}-${new Date(ms).toISOString().slice(0, 10)}.${endings[format]}`)
  return {
    'content-type': format === 'xlsx' ? fileTypes.xlsx : `${fileTypes[format]}; charset=utf-8`,
    'content-disposition': /^[\w.-]+$/.test(file) ? `attachment; filename="${file}"` : attachmentNamed(file),
    'x-content-type-options': 'nosniff',
  }
}
