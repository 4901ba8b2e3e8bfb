// Leads that come in from a file.
import type { ImportOutcome, ImportPlanInput, ImportRow, ImportSummary } from '../../contract/import.ts'
import { ask, send } from './request.ts'

export const listImports = (signal?: AbortSignal) => ask<{ imports: ImportSummary[] }>('/imports', signal)
export const startImport = (plan: ImportPlanInput) => send<{ id: string }>('POST', '/imports', plan)
export const tryRows = (plan: ImportPlanInput, rows: ImportRow[], signal: AbortSignal) =>
  send<ImportOutcome>('POST', '/imports/try', { plan, rows }, {}, signal)
export const sendRows = (id: string, chunk: number, rows: ImportRow[]) =>
  send<ImportOutcome>('POST', `/imports/${id}/rows`, { chunk, rows })
export const endImport = (id: string, state: 'done' | 'stopped') =>
  send<ImportSummary>('POST', `/imports/${id}/end`, { state })
