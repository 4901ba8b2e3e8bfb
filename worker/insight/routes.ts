// Numbers over HTTP: the beacon that counts them, and what became of them.
import { createRoute } from '@hono/zod-openapi'
import { Hono } from 'hono'
import * as z from 'zod'
import {
  attention,
  breakdown,
  breakdownFilter,
  formsNumbers,
  funnel,
  insightFilter,
  longestBeacon,
  series,
} from '../../contract/insight.ts'
import { fieldsFilter, fieldsNumbers } from '../../contract/insight-fields.ts'
import { isBlockSeeing, isOriginAllowed } from '../capture/guard.ts'
import { visitOf } from '../capture/visit.ts'
import type { App } from '../env.ts'
import { publishedForm } from '../form/published.ts'
import { bom } from '../lead/csv.ts'
import { fileHeaders } from '../lead/export-file.ts'
import { readText } from '../lib/body.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { streamed } from '../lib/streamed.ts'
import { allow } from '../team/guard.ts'
import { readAttention } from './attention.ts'
import { readBeacon } from './beacon.ts'
import { exportNumbers } from './export.ts'
import { fieldsAsCsv, readFields } from './fields.ts'
import { readBreakdown, readForms, readFunnel, readSeries } from './read.ts'
import { countAtFields, countView, isOurs, isOwners } from './seen.ts'

export const beaconRoutes = new Hono<App>()

const silence = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' }

// Whoever sends it never reads the answer: what cannot count is let go in silence.
beaconRoutes.post('/', async (c) => {
  const visit = visitOf(c.req.raw, 'widget')
  const beacon = readBeacon(await readText(c.req.raw, longestBeacon))
  if (!beacon) throw new Problem('bad_request')
  const isNobodys = (beacon.event === 'view' ? isOurs : isOwners)(c.req.raw, visit)
  if (!visit.audience.isBot && !isNobodys && (await isBlockSeeing(c.env, visit))) {
    const form = await publishedForm(c.env.DB, beacon.form)
    if (!form || !isOriginAllowed(form, visit)) return c.body(null, 204, silence)
    if (beacon.event === 'view') countView(c.env, form, visit, beacon.source)
    else await countAtFields(c.env, form, visit, beacon)
  }
  return c.body(null, 204, silence)
})

const seriesRoute = createRoute({
  method: 'get',
  path: '/series',
  summary: 'How often what happened, by the day or the hour',
  middleware: [allow('leads:read')] as const,
  request: { query: insightFilter },
  responses: { 200: { description: 'The points', ...jsonOf(series) }, ...refusals },
})

const funnelRoute = createRoute({
  method: 'get',
  path: '/funnel',
  summary: 'From views to downloads, by form, source, country and device, beside the days before',
  middleware: [allow('leads:read')] as const,
  request: { query: insightFilter },
  responses: { 200: { description: 'The sums', ...jsonOf(funnel) }, ...refusals },
})

const breakdownRoute = createRoute({
  method: 'get',
  path: '/breakdown',
  summary: 'By source, by country or by device, each beside the days before',
  middleware: [allow('leads:read')] as const,
  request: { query: breakdownFilter },
  responses: {
    200: { description: 'A hundred of them at most, those that brought most first', ...jsonOf(breakdown) },
    ...refusals,
  },
})

const fieldsRoute = createRoute({
  method: 'get',
  path: '/fields',
  summary: 'At which question those stopped who began, and what was refused of the answers',
  middleware: [allow('leads:read')] as const,
  request: { query: fieldsFilter },
  responses: {
    200: { description: 'The questions of one form, in their order', ...jsonOf(fieldsNumbers) },
    ...refusals,
  },
})

const csv = { content: { 'text/csv': { schema: z.string() } } }

const fieldsExportRoute = createRoute({
  method: 'get',
  path: '/fields/export',
  summary: 'The questions of one form as CSV',
  middleware: [allow('leads:read')] as const,
  request: { query: fieldsFilter },
  responses: { 200: { description: 'A line for each question', ...csv }, ...refusals },
})

const exportRoute = createRoute({
  method: 'get',
  path: '/export',
  summary: 'The numbers as CSV',
  middleware: [allow('leads:read')] as const,
  request: { query: insightFilter },
  responses: {
    200: { description: 'A line for each day, form, source, country, device and variant', ...csv },
    ...refusals,
  },
})

const formsRoute = createRoute({
  method: 'get',
  path: '/forms',
  summary: 'The last 30 days of every form',
  middleware: [allow('leads:read')] as const,
  responses: { 200: { description: 'The forms', ...jsonOf(formsNumbers) }, ...refusals },
})

const attentionRoute = createRoute({
  method: 'get',
  path: '/attention',
  summary: 'What waits for somebody',
  middleware: [allow('leads:read')] as const,
  responses: { 200: { description: 'All of it', ...jsonOf(attention) }, ...refusals },
})

export const insightRoutes = routes()

insightRoutes.openapi(seriesRoute, async (c) =>
  c.json(await readSeries(c.env.DB, c.req.valid('query'), Date.now()), 200),
)
insightRoutes.openapi(funnelRoute, async (c) => c.json(await readFunnel(c.env.DB, c.req.valid('query')), 200))
insightRoutes.openapi(formsRoute, async (c) => c.json(await readForms(c.env.DB, Date.now()), 200))
insightRoutes.openapi(attentionRoute, async (c) => c.json(await readAttention(c.env, c.var.member, Date.now()), 200))
insightRoutes.openapi(breakdownRoute, async (c) => c.json(await readBreakdown(c.env.DB, c.req.valid('query')), 200))
insightRoutes.openapi(fieldsRoute, async (c) => c.json(await readFields(c.env.DB, c.req.valid('query')), 200))
insightRoutes.openapi(fieldsExportRoute, async (c) => {
  const numbers = await readFields(c.env.DB, c.req.valid('query'))
  return c.body(bom + fieldsAsCsv(numbers), 200, fileHeaders(`questions-${numbers.form.slug}`, 'csv', Date.now()))
})
insightRoutes.openapi(exportRoute, async (c) => {
  const filter = c.req.valid('query')
  const lines = await exportNumbers(c.env.DB, filter)
  return c.body(streamed(lines), 200, fileHeaders(`numbers-${filter.form ?? 'all'}`, 'csv', Date.now()))
})
