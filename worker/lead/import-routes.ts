// Imports over HTTP: try, start, rows in chunks, end; and what was imported.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import {
  type ImportRow,
  importChunk,
  importEnd,
  importOutcome,
  importPlan,
  importSummary,
  importTrial,
} from '../../contract/import.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { endImport, importRows, listImports, startImport, tryRows } from './import.ts'

const params = z.object({ id: z.uuid() })

// Less than half of what D1 takes in one value, as rows are written with their answers twice.
const mostBytes = 600_000

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'What was imported, newest first',
  middleware: [allow('leads:read')] as const,
  responses: {
    200: { description: 'The last hundred', ...jsonOf(z.object({ imports: z.array(importSummary) })) },
    ...refusals,
  },
})

const start = createRoute({
  method: 'post',
  path: '/',
  summary: 'Declare a file of leads, to send its rows next',
  middleware: [allow('leads:write'), jsonBody(50_000)] as const,
  request: { body: { ...jsonOf(importPlan), required: true } },
  responses: { 201: { description: 'Declared', ...jsonOf(z.object({ id: z.uuid() })) }, ...refusals },
})

const tryOut = createRoute({
  method: 'post',
  path: '/try',
  summary: 'What rows would do under a plan, without doing it',
  middleware: [allow('leads:write'), jsonBody(mostBytes + 50_000)] as const,
  request: { body: { ...jsonOf(importTrial), required: true } },
  responses: { 200: { description: 'What would become of them', ...jsonOf(importOutcome) }, ...refusals },
})

const rows = createRoute({
  method: 'post',
  path: '/{id}/rows',
  summary: 'Take in the next rows; sent again, they do nothing more',
  middleware: [allow('leads:write'), jsonBody(mostBytes)] as const,
  request: { params, body: { ...jsonOf(importChunk), required: true } },
  responses: { 200: { description: 'What became of them', ...jsonOf(importOutcome) }, ...refusals },
})

const end = createRoute({
  method: 'post',
  path: '/{id}/end',
  summary: 'Say that no more rows are coming',
  middleware: [allow('leads:write'), jsonBody(1_000)] as const,
  request: { params, body: { ...jsonOf(importEnd), required: true } },
  responses: { 200: { description: 'The import', ...jsonOf(importSummary) }, ...refusals },
})

export const importRoutes = routes()

importRoutes.openapi(list, async (c) => c.json({ imports: await listImports(c.env.DB) }, 200))

importRoutes.openapi(start, async (c) => {
  const id = await startImport(c.env.DB, c.req.valid('json'), c.var.member, Date.now())
  return c.json({ id }, 201)
})

importRoutes.openapi(tryOut, async (c) => {
  const { plan, rows } = c.req.valid('json')
  return c.json(await tryRows(c.env, plan, rows as ImportRow[], Date.now()), 200)
})

importRoutes.openapi(rows, async (c) => {
  const { chunk, rows } = c.req.valid('json')
  return c.json(await importRows(c.env, c.req.valid('param').id, { chunk, rows: rows as ImportRow[] }, Date.now()), 200)
})

importRoutes.openapi(end, async (c) =>
  c.json(await endImport(c.env.DB, c.req.valid('param').id, c.req.valid('json'), Date.now()), 200),
)
