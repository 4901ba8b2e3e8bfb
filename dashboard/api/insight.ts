// Numbers.
import type { Attention, Breakdown, FormsNumbers, Funnel, InsightFilter, Series } from '../../contract/insight.ts'
import type { FieldsFilter, FieldsNumbers } from '../../contract/insight-fields.ts'
import type { Dimension } from '../../contract/insight-names.ts'
import type { LeadPage } from '../../contract/lead.ts'
import { ask, queryOf, root } from './request.ts'

export const readFunnel = (filter: InsightFilter, signal?: AbortSignal) =>
  ask<Funnel>(`/insight/funnel${queryOf(filter)}`, signal)
export const readSeries = (filter: InsightFilter, signal?: AbortSignal) =>
  ask<Series>(`/insight/series${queryOf(filter)}`, signal)
export const readBreakdown = (filter: InsightFilter, by: Dimension, signal?: AbortSignal) =>
  ask<Breakdown>(`/insight/breakdown${queryOf({ ...filter, by })}`, signal)
export const readFields = (filter: FieldsFilter, signal?: AbortSignal) =>
  ask<FieldsNumbers>(`/insight/fields${fieldsQuery(filter)}`, signal)
export const numbersCsv = (filter: InsightFilter) => `${root}/insight/export${queryOf(filter)}`
export const fieldsCsv = (filter: FieldsFilter) => `${root}/insight/fields/export${fieldsQuery(filter)}`
const fieldsQuery = ({ version, ...filter }: FieldsFilter) => queryOf({ ...filter, version: version?.toString() })
export const readFormsNumbers = (signal?: AbortSignal) => ask<FormsNumbers>('/insight/forms', signal)
export const readAttention = (signal?: AbortSignal) => ask<Attention>('/insight/attention', signal)
export const newestLeads = (signal?: AbortSignal) => ask<LeadPage>('/leads?limit=10', signal)
