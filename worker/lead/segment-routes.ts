// Segments over HTTP.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { segment, segmentInput, segments } from '../../contract/segment.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { changeSegment, createSegment, deleteSegment, listSegments } from './segment.ts'

const params = z.object({ id: z.guid() })
const body = { ...jsonOf(segmentInput), required: true }
const answer = { description: 'The segment', ...jsonOf(segment) }

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'Every segment, by name',
  middleware: [allow('leads:read')] as const,
  responses: { 200: { description: 'The segments', ...jsonOf(segments) }, ...refusals },
})

const create = createRoute({
  method: 'post',
  path: '/',
  summary: 'Keep a filter under a name',
  middleware: [allow('leads:write'), jsonBody(5_000)] as const,
  request: { body },
  responses: { 201: answer, ...refusals },
})

const change = createRoute({
  method: 'put',
  path: '/{id}',
  summary: 'Rename a segment or narrow it otherwise',
  middleware: [allow('leads:write'), jsonBody(5_000)] as const,
  request: { params, body },
  responses: { 200: answer, ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'Forget a segment; its leads stay',
  middleware: [allow('leads:write')] as const,
  request: { params },
  responses: { 204: { description: 'Forgotten' }, ...refusals },
})

export const segmentRoutes = routes()

segmentRoutes.openapi(list, async (c) => c.json({ segments: await listSegments(c.env.DB) }, 200))

segmentRoutes.openapi(create, async (c) => c.json(await createSegment(c.env.DB, c.req.valid('json'), Date.now()), 201))

segmentRoutes.openapi(change, async (c) =>
  c.json(await changeSegment(c.env.DB, c.req.valid('param').id, c.req.valid('json')), 200),
)

segmentRoutes.openapi(remove, async (c) => {
  await deleteSegment(c.env.DB, c.req.valid('param').id)
  return c.body(null, 204)
})
