// Doubtful submissions over HTTP: let one count, or delete it.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { flushLedger } from '../ops/ledger.ts'
import { allow } from '../team/guard.ts'
import { deleteHeld, releaseHeld } from './held.ts'

const params = z.object({ id: z.uuid() })

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
