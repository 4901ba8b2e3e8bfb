// Merging over HTTP: who may be the same person, what would become of it, doing it, and taking it back.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { mergeInput, mergePlan, similarLeads as similar } from '../../contract/lead-work.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { mergeLeads, planMerge, separateLeads, similarLeads } from './merge.ts'

const params = z.object({ id: z.uuid() })

const similarRoute = createRoute({
  method: 'get',
  path: '/{id}/similar',
  summary: 'Leads that may be the same person, by telephone or name',
  middleware: [allow('leads:read')] as const,
  request: { params },
  responses: { 200: { description: 'At most five', ...jsonOf(similar) }, ...refusals },
})

const planRoute = createRoute({
  method: 'get',
  path: '/{id}/merge',
  summary: 'What would become of merging another lead into this one',
  middleware: [allow('leads:read')] as const,
  request: { params, query: mergeInput },
  responses: { 200: { description: 'The plan', ...jsonOf(mergePlan) }, ...refusals },
})

const mergeRoute = createRoute({
  method: 'post',
  path: '/{id}/merge',
  summary: 'Show another lead under this one: they are one person',
  middleware: [allow('leads:write'), jsonBody(1_000)] as const,
  request: { params, body: { ...jsonOf(mergeInput), required: true } },
  responses: { 204: { description: 'Merged' }, ...refusals },
})

const separateRoute = createRoute({
  method: 'delete',
  path: '/{id}/merge/{with}',
  summary: 'Take a merge back',
  middleware: [allow('leads:write')] as const,
  request: { params: params.extend({ with: z.uuid() }) },
  responses: { 204: { description: 'Separate again' }, ...refusals },
})

export const mergeRoutes = routes()

mergeRoutes.openapi(similarRoute, async (c) =>
  c.json({ leads: await similarLeads(c.env.DB, c.req.valid('param').id) }, 200),
)

mergeRoutes.openapi(planRoute, async (c) =>
  c.json(await planMerge(c.env.DB, c.req.valid('param').id, c.req.valid('query').with), 200),
)

mergeRoutes.openapi(mergeRoute, async (c) => {
  await mergeLeads(c.env.DB, c.req.valid('param').id, c.req.valid('json').with, c.var.member, Date.now())
  return c.body(null, 204)
})

mergeRoutes.openapi(separateRoute, async (c) => {
  const { id, with: other } = c.req.valid('param')
  await separateLeads(c.env.DB, id, other, c.var.member, Date.now())
  return c.body(null, 204)
})
