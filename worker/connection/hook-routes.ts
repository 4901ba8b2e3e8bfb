// REST hooks: how automation tools subscribe by themselves, and take themselves off again. See https://resthooks.org
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { hookMade, newHook } from '../../contract/connection.ts'
import { leadEvents } from '../../contract/connection-names.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { exampleOf } from './example.ts'
import { flat } from './format/flat.ts'
import { asked } from './routes.ts'
import { lookAgain } from './send.ts'
import { deleteConnection, makeConnection } from './store.ts'

const subscribe = createRoute({
  method: 'post',
  path: '/',
  summary: 'Subscribe an address to one event, until it is taken off, answers 410, or the token is revoked',
  middleware: [allow('site:write'), allow('leads:read'), jsonBody(5_000)] as const,
  request: { body: { ...jsonOf(newHook), required: true } },
  responses: {
    201: { description: 'What it is taken off by, and the secret that signs', ...jsonOf(hookMade) },
    ...refusals,
  },
})

const sample = createRoute({
  method: 'get',
  path: '/sample',
  summary: 'What would be sent, about nobody, as a list of one',
  middleware: [allow('site:read')] as const,
  request: { query: z.object({ event: z.enum(leadEvents).default('lead.created') }) },
  responses: {
    200: { description: 'The sample', ...jsonOf(z.array(z.record(z.string(), z.unknown()))) },
    ...refusals,
  },
})

const unsubscribe = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'Take an address off',
  middleware: [allow('site:write')] as const,
  request: { params: z.object({ id: z.guid() }) },
  responses: { 204: { description: 'It is told nothing more' }, ...refusals },
})

export const hookRoutes = routes()

hookRoutes.openapi(subscribe, async (c) => {
  const { target_url: url, event, site, format } = c.req.valid('json')
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  const wanted = { site, name: `${host} · ${event}`.slice(0, 100), url, events: [event], format }
  const how = { field: 'target_url', isHook: true }
  const { connection, secret } = await makeConnection(asked(c), { ...wanted, language: 'fr', isPartner: false }, how)
  lookAgain()
  return c.json({ id: connection.id, secret }, 201)
})

hookRoutes.openapi(sample, (c) => c.json([flat(exampleOf(c.req.valid('query').event))], 200))

hookRoutes.openapi(unsubscribe, async (c) => {
  await deleteConnection(asked(c), c.req.valid('param').id)
  return c.body(null, 204)
})
