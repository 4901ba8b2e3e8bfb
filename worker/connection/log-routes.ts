// The log of connections over HTTP. What was answered may repeat what was sent, so whoever looks must be allowed to read leads.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { hookDelivery, hookDeliveryPage, replayAsked, replayed } from '../../contract/connection.ts'
import { deliveryStates } from '../../contract/delivery-names.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { listHooks, replayFailed, replayHook } from './log.ts'

const params = z.object({ id: z.guid() })

const list = createRoute({
  method: 'get',
  path: '/{id}/deliveries',
  summary: 'What was sent to it, the newest first; or what waits, in the order it is tried',
  middleware: [allow('site:read'), allow('leads:read')] as const,
  request: {
    params,
    query: z.object({
      state: z.enum(deliveryStates).optional(),
      after: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  responses: { 200: { description: 'The page', ...jsonOf(hookDeliveryPage) }, ...refusals },
})

const replayOne = createRoute({
  method: 'post',
  path: '/{id}/deliveries/{event}/replay',
  summary: 'Send a message again, under the same webhook-id',
  middleware: [allow('site:write'), allow('leads:read')] as const,
  request: { params: params.extend({ event: z.guid() }) },
  responses: { 200: { description: 'The message, pending', ...jsonOf(hookDelivery) }, ...refusals },
})

const replayAll = createRoute({
  method: 'post',
  path: '/{id}/replay',
  summary: 'Send again all that was given up since a moment, a thousand at most',
  middleware: [allow('site:write'), allow('leads:read'), jsonBody(1_000)] as const,
  request: { params, body: { ...jsonOf(replayAsked), required: true } },
  responses: { 200: { description: 'How many', ...jsonOf(replayed) }, ...refusals },
})

export const connectionLogRoutes = routes()

connectionLogRoutes.openapi(list, async (c) =>
  c.json(await listHooks(c.env.DB, c.req.valid('param').id, c.req.valid('query')), 200),
)

connectionLogRoutes.openapi(replayOne, async (c) => {
  const { id, event } = c.req.valid('param')
  return c.json(await replayHook(c.env.DB, id, event, Date.now()), 200)
})

connectionLogRoutes.openapi(replayAll, async (c) =>
  c.json(await replayFailed(c.env.DB, c.req.valid('param').id, c.req.valid('json').since, Date.now()), 200),
)
