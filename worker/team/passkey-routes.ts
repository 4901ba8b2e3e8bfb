// A person's own passkeys over HTTP. Signing in with one is among the ways in.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { passkey, passkeyMade, passkeyName, passkeyOptions, passkeys } from '../../contract/team.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { deviceOf } from './device.ts'
import { allowPerson } from './guard.ts'
import { addPasskey, listPasskeys, optionsToAdd, removePasskey, renamePasskey } from './passkey.ts'

const params = z.object({ id: z.string().regex(/^[\w-]{1,1400}$/) })
const done = { 204: { description: 'Done' }, ...refusals }

const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'One’s own passkeys',
  middleware: allowPerson(),
  responses: { 200: { description: 'The passkeys', ...jsonOf(passkeys) }, ...refusals },
})

const optionsRoute = createRoute({
  method: 'post',
  path: '/options',
  summary: 'What navigator.credentials.create is to be asked; good for five minutes, once',
  middleware: allowPerson(),
  responses: { 200: { description: 'The options', ...jsonOf(passkeyOptions) }, ...refusals },
})

const addRoute = createRoute({
  method: 'post',
  path: '/',
  summary: 'Add the passkey that was made',
  middleware: [allowPerson(), jsonBody(50_000)] as const,
  request: { body: { ...jsonOf(passkeyMade), required: true } },
  responses: { 201: { description: 'The passkey', ...jsonOf(passkey) }, ...refusals },
})

const renameRoute = createRoute({
  method: 'patch',
  path: '/{id}',
  summary: 'Name a passkey',
  middleware: [allowPerson(), jsonBody(2_000)] as const,
  request: { params, body: { ...jsonOf(passkeyName), required: true } },
  responses: done,
})

const removeRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'Forget a passkey',
  middleware: allowPerson(),
  request: { params },
  responses: done,
})

export const passkeyRoutes = routes()

passkeyRoutes.openapi(listRoute, async (c) => c.json({ passkeys: await listPasskeys(c.env.DB, c.var.member.id) }, 200))

passkeyRoutes.openapi(optionsRoute, async (c) =>
  c.json(await optionsToAdd(c.env, c.var.member, { origin: new URL(c.req.url).origin, now: Date.now() }), 200),
)

passkeyRoutes.openapi(addRoute, async (c) => {
  const { credential, name = deviceOf(c.req.header('user-agent')) || 'Passkey' } = c.req.valid('json')
  const here = { origin: new URL(c.req.url).origin, now: Date.now() }
  return c.json(await addPasskey(c.env, c.var.member, { name, credential }, here), 201)
})

passkeyRoutes.openapi(renameRoute, async (c) => {
  await renamePasskey(c.env.DB, c.var.member.id, c.req.valid('param').id, c.req.valid('json').name)
  return c.body(null, 204)
})

passkeyRoutes.openapi(removeRoute, async (c) => {
  await removePasskey(c.env.DB, c.var.member, c.req.valid('param').id, Date.now())
  return c.body(null, 204)
})
