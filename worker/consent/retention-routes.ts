// Retention over HTTP: what it would do, and what it did.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { retentionEntry, retentionPreview, retentionQuestion } from '../../contract/retention.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { previewRetention, retentionLog } from './retention.ts'

const preview = createRoute({
  method: 'get',
  path: '/preview',
  summary: 'Who would be asked whether to stay, and erased for never having confirmed, without doing it',
  middleware: [allow('leads:read')] as const,
  request: { query: retentionQuestion },
  responses: {
    200: {
      description: 'Counts and the first of them',
      ...jsonOf(retentionPreview),
    },
    ...refusals,
  },
})

const entries = createRoute({
  method: 'get',
  path: '/log',
  summary: 'What was asked and erased, newest first; numbers only',
  middleware: [allow('leads:read')] as const,
  responses: {
    200: {
      description: 'The last 200 entries',
      ...jsonOf(z.object({ entries: z.array(retentionEntry) })),
    },
    ...refusals,
  },
})

export const retentionRoutes = routes()

retentionRoutes.openapi(preview, async (c) =>
  c.json(await previewRetention(c.env.DB, Date.now(), c.req.valid('query')), 200),
)
retentionRoutes.openapi(entries, async (c) => c.json({ entries: await retentionLog(c.env.DB) }, 200))
