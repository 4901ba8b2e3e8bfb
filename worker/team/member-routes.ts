// The team over HTTP: who is on it.
import { createRoute } from '@hono/zod-openapi'
import { members } from '../../contract/team.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from './guard.ts'
import { listMembers } from './member.ts'

// Whoever sees leads sees whose they are.
const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'Everybody of the team, in the order they came',
  middleware: allow('leads:read'),
  responses: { 200: { description: 'The team', ...jsonOf(members) }, ...refusals },
})

export const memberRoutes = routes()

memberRoutes.openapi(listRoute, async (c) => c.json({ members: await listMembers(c.env.DB) }, 200))
