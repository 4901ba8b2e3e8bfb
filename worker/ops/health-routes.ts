// How the service is doing, over HTTP: for monitors, who need no token, and for its owner.
import { createRoute } from '@hono/zod-openapi'
import { Hono } from 'hono'
import * as z from 'zod'
import { healthReport } from '../../contract/health.ts'
import type { App } from '../env.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { knownHealth } from './health.ts'
import { reportHealth } from './health-report.ts'
import { metricsOf } from './metrics.ts'

export const healthzRoutes = new Hono<App>()

healthzRoutes.get('/', async (c) => {
  const health = await knownHealth(c.env, Date.now())
  return c.json(health, health.status === 'failing' ? 503 : 200, { 'cache-control': 'no-store' })
})

const report = createRoute({
  method: 'get',
  path: '/',
  summary: 'How the service is doing: its parts, its clock, what is owed, and how full the database is',
  middleware: [allow('site:read')] as const,
  responses: { 200: { description: 'The report', ...jsonOf(healthReport) }, ...refusals },
})

const metrics = createRoute({
  method: 'get',
  path: '/metrics',
  summary: 'The same numbers as Prometheus reads them',
  middleware: [allow('site:read')] as const,
  responses: {
    200: { description: 'Gauges, text format 0.0.4', content: { 'text/plain': { schema: z.string() } } },
    ...refusals,
  },
})

export const healthRoutes = routes()

healthRoutes.openapi(report, async (c) => c.json(await reportHealth(c.env, Date.now()), 200))

healthRoutes.openapi(metrics, async (c) =>
  c.text(metricsOf(await reportHealth(c.env, Date.now())), 200, {
    'content-type': 'text/plain; version=0.0.4; charset=utf-8',
  }),
)
