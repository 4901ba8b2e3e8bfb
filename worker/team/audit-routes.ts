// The audit trail over HTTP.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { auditPage } from '../../contract/team.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { listAudit } from './audit.ts'
import { allow } from './guard.ts'

const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'Who took out, deleted or changed what, the newest first',
  middleware: allow('audit:read'),
  request: {
    query: z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  },
  responses: { 200: { description: 'The page', ...jsonOf(auditPage) }, ...refusals },
})

export const auditRoutes = routes()

auditRoutes.openapi(listRoute, async (c) => {
  const { after, limit } = c.req.valid('query')
  return c.json(await listAudit(c.env.DB, limit, after), 200)
})
