// Doubtful submissions over HTTP: look through them, let one or several count, or delete them.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { heldBulk, heldBulkDone, heldCount, heldPage } from '../../contract/held.ts'
import { holdReasons } from '../../contract/held-names.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { flushLedger } from '../ops/ledger.ts'
import { allow } from '../team/guard.ts'
import { deleteHeld, deleteMany, releaseHeld, releaseMany } from './held.ts'
import { countHeld, listHeld } from './held-list.ts'

const params = z.object({ id: z.uuid() })

const listRoute = createRoute({
  method: 'get',
  path: '/held',
  summary: 'A page of held submissions, newest first, each with every reason and what was answered',
  middleware: [allow('leads:read')] as const,
  request: {
    query: z.object({
      reason: z.enum(holdReasons).optional(),
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
  },
  responses: { 200: { description: 'The page', ...jsonOf(heldPage) }, ...refusals },
})

const countRoute = createRoute({
  method: 'get',
  path: '/held/count',
  summary: 'How many submissions are held for each weightiest reason, counted to a thousand each',
  middleware: [allow('leads:read')] as const,
  responses: { 200: { description: 'The numbers', ...jsonOf(heldCount) }, ...refusals },
})

const bulkRoute = createRoute({
  method: 'post',
  path: '/held/bulk',
  summary: 'Release or delete several held submissions; the answer says which were held',
  middleware: [allow('leads:write'), jsonBody(5_000)] as const,
  request: { body: { ...jsonOf(heldBulk), required: true } },
  responses: { 200: { description: 'Those that are not held any more', ...jsonOf(heldBulkDone) }, ...refusals },
})

const releaseRoute = createRoute({
  method: 'post',
  path: '/{id}/release',
  summary:
    'Release a held submission: it counts, and its person gets what they asked for by mail; once, however often it is asked',
  middleware: [allow('leads:write')] as const,
  request: { params },
  responses: {
    200: {
      description: 'It is not held any more',
      ...jsonOf(z.object({ id: z.uuid(), lead: z.uuid(), held: z.null() })),
    },
    ...refusals,
  },
})

const deleteRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'Delete a held submission, and its lead where it was nothing else',
  middleware: [allow('leads:write')] as const,
  request: { params },
  responses: { 204: { description: 'Deleted' }, ...refusals },
})

export const heldRoutes = routes()

heldRoutes.openapi(listRoute, async (c) => c.json(await listHeld(c.env.DB, c.req.valid('query')), 200))

heldRoutes.openapi(countRoute, async (c) => c.json(await countHeld(c.env.DB), 200))

heldRoutes.openapi(bulkRoute, async (c) => {
  const { action, ids } = c.req.valid('json')
  const now = new Date().toISOString()
  if (action === 'release') {
    const done = await releaseMany(c.env, ids, c.var.member.name, new URL(c.req.url).origin, now)
    return c.json({ done }, 200)
  }
  const done = await deleteMany(c.env.DB, ids, c.var.member, now)
  c.executionCtx.waitUntil(flushLedger(c.env, Date.now()))
  return c.json({ done }, 200)
})

heldRoutes.openapi(releaseRoute, async (c) => {
  const { id } = c.req.valid('param')
  const { origin } = new URL(c.req.url)
  const lead = await releaseHeld(c.env, id, c.var.member.name, origin, new Date().toISOString())
  return c.json({ id, lead, held: null }, 200)
})

heldRoutes.openapi(deleteRoute, async (c) => {
  await deleteHeld(c.env.DB, c.req.valid('param').id, c.var.member, new Date().toISOString())
  c.executionCtx.waitUntil(flushLedger(c.env, Date.now()))
  return c.body(null, 204)
})
