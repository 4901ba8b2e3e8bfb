// Retention over HTTP: what it would do, and what it did.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { previewRetention, retentionLog } from './retention.ts'

const preview = createRoute({
  method: 'get',
  path: '/preview',
  summary: 'Who would be asked whether to stay, without asking anybody',
  middleware: [allow('leads:read')] as const,
  responses: {
    200: {
      description: 'Counts and the first of them',
      ...jsonOf(
        z.object({
          due: z.int(),
          asked: z.int(),
          first: z.array(z.object({ id: z.uuid(), lastContactAt: z.iso.datetime() })),
        }),
      ),
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
      ...jsonOf(z.object({ entries: z.array(z.object({ what: z.string(), count: z.int(), at: z.iso.datetime() })) })),
    },
    ...refusals,
  },
})

export const retentionRoutes = routes()

retentionRoutes.openapi(preview, async (c) => c.json(await previewRetention(c.env.DB, Date.now()), 200))
retentionRoutes.openapi(entries, async (c) => c.json({ entries: await retentionLog(c.env.DB) }, 200))
