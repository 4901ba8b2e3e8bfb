// The consent log over HTTP: its signed checkpoints, proofs, and the whole of it.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { checkpoint, checkpointPage, consistency, inclusion } from '../../contract/consent-log.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { streamed } from '../lib/streamed.ts'
import { allow } from '../team/guard.ts'
import { listCheckpoints } from './log/checkpoints.ts'
import { exportLog } from './log/export.ts'
import { mostLeaves } from './log/merkle.ts'
import { proveConsistency, proveEvent } from './log/proof.ts'

const place = z.coerce.number().int().min(1).max(mostLeaves)

const checkpoints = createRoute({
  method: 'get',
  path: '/checkpoints',
  summary: 'A page of signed checkpoints, newest first',
  middleware: [allow('leads:read')] as const,
  request: {
    query: z.object({
      after: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  responses: { 200: { description: 'The page', ...jsonOf(checkpointPage) }, ...refusals },
})

const proof = createRoute({
  method: 'get',
  path: '/proof',
  summary: 'Proof that a consent event is in the log, against the latest checkpoint',
  middleware: [allow('leads:read')] as const,
  request: { query: z.object({ seq: place }) },
  responses: { 200: { description: 'The proof', ...jsonOf(z.object({ inclusion, checkpoint })) }, ...refusals },
})

const consistencyRoute = createRoute({
  method: 'get',
  path: '/consistency',
  summary: 'Proof that the log at one size is where a later one began',
  middleware: [allow('leads:read')] as const,
  request: { query: z.object({ from: place, to: place.optional() }) },
  responses: { 200: { description: 'The proof', ...jsonOf(consistency) }, ...refusals },
})

const exportRoute = createRoute({
  method: 'get',
  path: '/export',
  summary: 'The whole log up to the latest checkpoint, for `npm run verify-consents`',
  middleware: [allow('leads:read')] as const,
  request: {
    query: z.object({
      /** With `yes`, what opens each subject goes along: whoever holds the file can then tell whether an address is in it. */
      openings: z.enum(['yes', 'no']).default('no'),
    }),
  },
  responses: { 200: { description: 'The log, as application/x-ndjson' }, ...refusals },
})

export const consentRoutes = routes()

consentRoutes.openapi(checkpoints, async (c) => {
  const { limit, after } = c.req.valid('query')
  return c.json(await listCheckpoints(c.env.DB, limit, after), 200)
})

consentRoutes.openapi(proof, async (c) => c.json(await proveEvent(c.env.DB, c.req.valid('query').seq), 200))

consentRoutes.openapi(consistencyRoute, async (c) => {
  const { from, to } = c.req.valid('query')
  return c.json(await proveConsistency(c.env.DB, from, to), 200)
})

consentRoutes.openapi(exportRoute, async (c) => {
  const now = new Date().toISOString()
  const lines = exportLog(c.env.DB, c.env, { openings: c.req.valid('query').openings === 'yes', now })
  return c.body(streamed(lines), 200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'content-disposition': `attachment; filename="consents-${now.slice(0, 10)}.ndjson"`,
    'x-content-type-options': 'nosniff',
  })
})
