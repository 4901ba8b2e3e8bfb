// The consent log over HTTP: its signed checkpoints, proofs, and the whole of it.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import {
  checkpoint,
  checkpointPage,
  consistency,
  eventFilter,
  eventPage,
  inclusion,
  recordsChecked,
  verification,
} from '../../contract/consent-log.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { streamed } from '../lib/streamed.ts'
import { allow } from '../team/guard.ts'
import { checkRecords, verifyLog } from './log/check.ts'
import { listCheckpoints } from './log/checkpoints.ts'
import { exportLog } from './log/export.ts'
import { listEvents, listPurposes } from './log/list.ts'
import { mostLeaves } from './log/merkle.ts'
import { proveConsistency, proveEvent } from './log/proof.ts'

const place = z.coerce.number().int().min(1).max(mostLeaves)

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'A page of the log, newest first; a page may end early where much had to be looked through',
  middleware: [allow('leads:read')] as const,
  request: {
    query: eventFilter.extend({ after: place.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  },
  responses: { 200: { description: 'The page', ...jsonOf(eventPage) }, ...refusals },
})

const purposes = createRoute({
  method: 'get',
  path: '/purposes',
  summary: 'Every purpose people were asked about',
  middleware: [allow('leads:read')] as const,
  responses: {
    200: { description: 'Their names', ...jsonOf(z.object({ purposes: z.array(z.string()) })) },
    ...refusals,
  },
})

const verify = createRoute({
  method: 'get',
  path: '/verification',
  summary: 'Checks the latest checkpoint: its signature, its root, that the log only grew, and the newest record',
  middleware: [allow('leads:read')] as const,
  responses: { 200: { description: 'What the checks gave', ...jsonOf(verification) }, ...refusals },
})

const checkSome = createRoute({
  method: 'get',
  path: '/verification/records',
  summary:
    'Hashes up to 1,024 records again and compares them with what was kept and signed; asked from 0 to the end, all of them',
  middleware: [allow('leads:read')] as const,
  request: { query: z.object({ after: z.coerce.number().int().min(0).max(mostLeaves).multipleOf(1_024).default(0) }) },
  responses: { 200: { description: 'What the check gave', ...jsonOf(recordsChecked) }, ...refusals },
})

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

const lines: Record<string, { schema: z.ZodString }> = { 'application/x-ndjson': { schema: z.string() } }

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
  responses: {
    200: { description: 'The log', content: lines },
    ...refusals,
  },
})

export const consentRoutes = routes()

consentRoutes.openapi(list, async (c) => {
  const { after, limit, ...filter } = c.req.valid('query')
  return c.json(await listEvents(c.env.DB, filter, limit, after), 200)
})

consentRoutes.openapi(purposes, async (c) => c.json({ purposes: await listPurposes(c.env.DB) }, 200))

consentRoutes.openapi(verify, async (c) => c.json(await verifyLog(c.env), 200))

consentRoutes.openapi(checkSome, async (c) => c.json(await checkRecords(c.env.DB, c.req.valid('query').after), 200))

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
