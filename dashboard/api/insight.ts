// Numbers.
import type { Attention, FormsNumbers, Funnel, InsightFilter, Series } from '../../contract/insight.ts'
import type { LeadPage } from '../../contract/lead.ts'
import { ask, queryOf } from './request.ts'

export const readFunnel = (filter: InsightFilter, signal?: AbortSignal) =>
  ask<Funnel>(`/insight/funnel${queryOf(filter)}`, signal)
export const readSeries = (filter: InsightFilter, signal?: AbortSignal) =>
  ask<Series>(`/insight/series${queryOf(filter)}`, signal)
export const readFormsNumbers = (signal?: AbortSignal) => ask<FormsNumbers>('/insight/forms', signal)
export const readAttention = (signal?: AbortSignal) => ask<Attention>('/insight/attention', signal)
export const newestLeads = (signal?: AbortSignal) => ask<LeadPage>('/leads?limit=10', signal)
