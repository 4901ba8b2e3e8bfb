// API tokens over HTTP.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { apiTokens, tokenMade, tokenWanted } from '../../contract/team.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { createToken, listTokens, revokeToken } from './api-token.ts'
import { allow } from './guard.ts'

const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'The tokens in use, the latest first',
  middleware: allow('team:write'),
  responses: { 200: { description: 'The tokens, without their secrets', ...jsonOf(apiTokens) }, ...refusals },
})

const createTokenRoute = createRoute({
  method: 'post',
  path: '/',
  summary: 'Make a token, shown this once; it can do no more than its maker',
  middleware: [allow('team:write'), jsonBody(2_000)] as const,
  request: { body: { ...jsonOf(tokenWanted), required: true } },
  responses: { 201: { description: 'The token', ...jsonOf(tokenMade) }, ...refusals },
})

const revokeRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'Revoke a token, at once and for good',
  middleware: allow('team:write'),
  request: { params: z.object({ id: z.uuid() }) },
  responses: { 204: { description: 'Done' }, ...refusals },
})

export const tokenRoutes = routes()

tokenRoutes.openapi(listRoute, async (c) => c.json({ tokens: await listTokens(c.env.DB) }, 200))

tokenRoutes.openapi(createTokenRoute, async (c) =>
  c.json(await createToken(c.env.DB, c.var.member, c.req.valid('json'), Date.now()), 201),
)

tokenRoutes.openapi(revokeRoute, async (c) => {
  await revokeToken(c.env.DB, c.var.member, c.req.valid('param').id, Date.now())
  return c.body(null, 204)
})
