// Leads over HTTP: one, its trial, delete, export.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { purpose } from '../../contract/consent.ts'
import { exportFormats, presets } from '../../contract/export.ts'
import { type LeadFilter, leadDetail, leadFilter } from '../../contract/lead.ts'
import { trial, trialChange } from '../../contract/magnet.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { changeTrial } from '../magnet/trial.ts'
import { flushLedger } from '../ops/ledger.ts'
import { auditEntry, auditIfChanged } from '../team/audit.ts'
import { allow } from '../team/guard.ts'
import { deleteLead } from './delete.ts'
import { exportLeads } from './export.ts'
import { fileHeaders, fileTypes } from './export-file.ts'
import { meantBy } from './find.ts'
import { readLead } from './read.ts'

const params = z.object({ id: z.uuid() })

const exportRoute = createRoute({
  method: 'get',
  path: '/export',
  summary: 'Every lead the filter lets through, streamed',
  middleware: [allow('leads:read')] as const,
  request: {
    query: leadFilter.extend({
      format: z.enum(exportFormats).default('csv'),
      preset: z.enum(presets).default('generic'),
      separator: z.enum(['comma', 'semicolon']).default('comma'),
      purpose: purpose.optional(),
    }),
  },
  responses: {
    200: {
      description: 'The leads',
      content: {
        'text/csv': { schema: z.string() },
        'application/x-ndjson': { schema: z.string() },
        'text/vcard': { schema: z.string() },
        [fileTypes.xlsx]: { schema: z.string() },
      },
    },
    ...refusals,
  },
})

const readOne = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'One lead with everything known of it',
  middleware: [allow('leads:read')] as const,
  request: { params },
  responses: { 200: { description: 'The lead', ...jsonOf(leadDetail) }, ...refusals },
})

const trialRoute = createRoute({
  method: 'post',
  path: '/{id}/trial',
  summary: 'Say what became of a trial',
  middleware: [allow('leads:write'), jsonBody(1_000)] as const,
  request: { params, body: { ...jsonOf(trialChange), required: true } },
  responses: { 200: { description: 'The trial', ...jsonOf(trial) }, ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'Delete a lead and all that was kept of the person',
  middleware: [allow('leads:write')] as const,
  request: { params },
  responses: { 204: { description: 'Deleted' }, ...refusals },
})

export const leadRoutes = routes()

leadRoutes.openapi(exportRoute, async (c) => {
  const { format, preset, separator, purpose, ...filter } = c.req.valid('query')
  const body = await exportLeads(
    c.env.DB,
    meantBy(filter, c.var.member),
    format === 'csv' ? { as: format, preset, separator: separator === 'comma' ? ',' : ';', purpose } : { as: format },
  )
  await auditEntry(c.env.DB, c.var.member, 'leads.exported', { format, ...detailOf(preset, filter) }, Date.now()).run()
  return c.body(body, 200, fileHeaders(`leads-${filter.form ?? 'all'}`, format, Date.now()))
})

/** What was asked for, without the words somebody searched by: they may be a person's. */
function detailOf(preset: string, { q, ...filter }: LeadFilter): Record<string, string> {
  const asked = Object.entries({ ...filter, ...(q ? { q: '' } : {}) }).map(([name, value]) => [name, String(value)])
  return { preset, filter: String(new URLSearchParams(asked)) }
}

leadRoutes.openapi(readOne, async (c) => c.json(await readLead(c.env.DB, c.req.valid('param').id), 200))

leadRoutes.openapi(trialRoute, async (c) => {
  const { origin } = new URL(c.req.url)
  const change = c.req.valid('json')
  return c.json(await changeTrial(c.env.DB, c.req.valid('param').id, change, origin, new Date().toISOString()), 200)
})

leadRoutes.openapi(remove, async (c) => {
  const now = Date.now()
  const entry = auditIfChanged(c.env.DB, c.var.member, 'leads.deleted', { count: 1 }, now)
  await deleteLead(c.env.DB, c.req.valid('param').id, new Date(now).toISOString(), entry)
  c.executionCtx.waitUntil(flushLedger(c.env, Date.now()))
  return c.body(null, 204)
})
