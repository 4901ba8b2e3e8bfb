// A person's own sessions over HTTP. A program has none.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { openSessions } from '../../contract/team.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { allowPerson } from './guard.ts'
import { endOtherSessions, endSessionOf, listSessions } from './session.ts'

const done = { 204: { description: 'Done' }, ...refusals }

const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'Where one is signed in, the latest first',
  middleware: allowPerson(),
  responses: { 200: { description: 'One’s own sessions', ...jsonOf(openSessions) }, ...refusals },
})

const endRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'End one of one’s own sessions',
  middleware: allowPerson(),
  request: { params: z.object({ id: z.string().regex(/^[0-9a-f-]{32,36}$/) }) },
  responses: done,
})

const endOthersRoute = createRoute({
  method: 'delete',
  path: '/',
  summary: 'End all of one’s sessions but the one asking',
  middleware: allowPerson(),
  responses: done,
})

export const sessionRoutes = routes()

sessionRoutes.openapi(listRoute, async (c) => {
  const { id, session } = c.var.member
  return c.json({ sessions: await listSessions(c.env.DB, id, session?.id, Date.now()) }, 200)
})

sessionRoutes.openapi(endRoute, async (c) => {
  if (!(await endSessionOf(c.env.DB, c.var.member.id, c.req.valid('param').id))) throw new Problem('not_found')
  return c.body(null, 204)
})

sessionRoutes.openapi(endOthersRoute, async (c) => {
  await endOtherSessions(c.env.DB, c.var.member.id, c.var.member.session?.id)
  return c.body(null, 204)
})
