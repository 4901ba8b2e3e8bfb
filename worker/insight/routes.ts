// Numbers over HTTP: the beacon that counts them, and what became of them.
import { createRoute } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { attention, formsNumbers, funnel, insightFilter, longestBeacon, series } from '../../contract/insight.ts'
import { isBlockSeeing, isOriginAllowed } from '../capture/guard.ts'
import { visitOf } from '../capture/visit.ts'
import type { App } from '../env.ts'
import { publishedForm } from '../form/published.ts'
import { readText } from '../lib/body.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { allow } from '../team/guard.ts'
import { readAttention } from './attention.ts'
import { readBeacon } from './beacon.ts'
import { readForms, readFunnel, readSeries } from './read.ts'
import { countView, isOurs } from './seen.ts'

export const beaconRoutes = new Hono<App>()

// Whoever sends it never reads the answer: what cannot count is let go in silence.
beaconRoutes.post('/', async (c) => {
  const visit = visitOf(c.req.raw, 'widget')
  const beacon = readBeacon(await readText(c.req.raw, longestBeacon))
  if (!beacon) throw new Problem('bad_request')
  if (!visit.audience.isBot && !isOurs(c.req.raw, visit) && (await isBlockSeeing(c.env, visit))) {
    const form = await publishedForm(c.env.DB, beacon.form)
    if (form && isOriginAllowed(form, visit)) countView(c.env, form, visit, beacon.source)
  }
  return c.body(null, 204, { 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
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
