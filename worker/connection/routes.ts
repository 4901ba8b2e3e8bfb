// Connections over HTTP. Who sets one up has leads sent somewhere, so they must be allowed to read them.
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import {
  connection,
  connectionChange,
  connectionMade,
  connectionPage,
  connectionTested,
  examples,
  newConnection,
  secretRotated,
} from '../../contract/connection.ts'
import { connectionFormats, connectionLanguages } from '../../contract/connection-names.ts'
import { slug } from '../../contract/text.ts'
import type { App } from '../env.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { bodyOf } from './compose.ts'
import { everyExample } from './example.ts'
import { lookAgain } from './send.ts'
import {
  changeConnection,
  deleteConnection,
  listConnections,
  makeConnection,
  readConnection,
  rotateSecret,
} from './store.ts'
import { testConnection } from './test.ts'

const params = z.object({ id: z.guid() })
const one = { description: 'The connection', ...jsonOf(connection) }
const sets = [allow('site:write'), allow('leads:read')] as const

export const asked = (c: Context<App>) => ({
  env: c.env,
  actor: c.var.member,
  origin: new URL(c.req.url).origin,
  now: Date.now(),
})

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'A page of connections, in the order they were made',
  middleware: [allow('site:read')] as const,
  request: {
    query: z.object({
      site: slug.optional(),
      after: z.guid().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  responses: { 200: { description: 'The page', ...jsonOf(connectionPage) }, ...refusals },
})

const make = createRoute({
  method: 'post',
  path: '/',
  summary: 'Connect an address: it is told of what was chosen from now on; its secret is shown this once',
  middleware: [...sets, jsonBody(10_000)] as const,
  request: { body: { ...jsonOf(newConnection), required: true } },
  responses: { 201: { description: 'The connection and its secret', ...jsonOf(connectionMade) }, ...refusals },
})

const show = createRoute({
  method: 'get',
  path: '/examples',
  summary: 'What would be sent of each event, about nobody',
  middleware: [allow('site:read')] as const,
  request: {
    query: z.object({
      format: z.enum(connectionFormats).default('standard'),
      language: z.enum(connectionLanguages).default('fr'),
    }),
  },
  responses: { 200: { description: 'A body for each event', ...jsonOf(examples) }, ...refusals },
})

const read = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'One connection',
  middleware: [allow('site:read')] as const,
  request: { params },
  responses: { 200: one, ...refusals },
})

const change = createRoute({
  method: 'patch',
  path: '/{id}',
  summary: 'Change a connection, pause it, or let it go on',
  middleware: [...sets, jsonBody(10_000)] as const,
  request: { params, body: { ...jsonOf(connectionChange), required: true } },
  responses: { 200: one, ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'Take a connection away, with all that waits for it and its log',
  middleware: [allow('site:write')] as const,
  request: { params },
  responses: { 204: { description: 'Gone' }, ...refusals },
})

const rotate = createRoute({
  method: 'post',
  path: '/{id}/secret',
  summary: 'A new secret, shown this once; the one before signs beside it for a day',
  middleware: [...sets] as const,
  request: { params },
  responses: { 200: { description: 'The secret', ...jsonOf(secretRotated) }, ...refusals },
})

const test = createRoute({
  method: 'post',
  path: '/{id}/test',
  summary: 'Send a message about nobody at once, and tell what was answered',
  middleware: [...sets] as const,
  request: { params },
  responses: { 200: { description: 'What was answered', ...jsonOf(connectionTested) }, ...refusals },
})

export const connectionRoutes = routes()

connectionRoutes.openapi(list, async (c) => c.json(await listConnections(asked(c), c.req.valid('query')), 200))

connectionRoutes.openapi(make, async (c) => {
  const made = await makeConnection(asked(c), c.req.valid('json'))
  lookAgain()
  return c.json(made, 201)
})

connectionRoutes.openapi(show, (c) => {
  const { format, language } = c.req.valid('query')
  const telling = { language, origin: new URL(c.req.url).origin }
  return c.json(
    { examples: everyExample().map((event) => ({ event: event.type, body: bodyOf(format, event, telling) })) },
    200,
  )
})

connectionRoutes.openapi(read, async (c) => c.json(await readConnection(asked(c), c.req.valid('param').id), 200))

connectionRoutes.openapi(change, async (c) => {
  const changed = await changeConnection(asked(c), c.req.valid('param').id, c.req.valid('json'))
  lookAgain()
  return c.json(changed, 200)
})

connectionRoutes.openapi(remove, async (c) => {
  await deleteConnection(asked(c), c.req.valid('param').id)
  return c.body(null, 204)
})

connectionRoutes.openapi(rotate, async (c) => c.json(await rotateSecret(asked(c), c.req.valid('param').id), 200))

connectionRoutes.openapi(test, async (c) =>
  c.json(await testConnection(c.env, c.req.valid('param').id, new URL(c.req.url).origin, Date.now()), 200),
)
