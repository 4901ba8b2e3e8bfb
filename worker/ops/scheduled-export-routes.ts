// Exports by the clock over HTTP.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { type ExportSettings, exportRun, exportSchedule, exportSettings } from '../../contract/export.ts'
import { fileHeaders, fileTypes } from '../lead/export-file.ts'
import { meantBy } from '../lead/find.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { auditEntry } from '../team/audit.ts'
import { allow } from '../team/guard.ts'
import { beginRun, changeSchedule, createSchedule, deleteSchedule, listSchedules } from './scheduled-export.ts'
import { readFile, writeSome } from './scheduled-export-run.ts'

const params = z.object({ id: z.guid() })
const body = { body: { ...jsonOf(exportSettings), required: true } }

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'Exports by the clock, and their files',
  middleware: [allow('leads:read')] as const,
  responses: { 200: { description: 'All', ...jsonOf(z.object({ schedules: z.array(exportSchedule) })) }, ...refusals },
})

const create = createRoute({
  method: 'post',
  path: '/',
  summary: 'Have leads exported every day or week',
  middleware: [allow('leads:write'), jsonBody(10_000)] as const,
  request: body,
  responses: { 201: { description: 'Settled', ...jsonOf(z.object({ id: z.guid() })) }, ...refusals },
})

const change = createRoute({
  method: 'put',
  path: '/{id}',
  summary: 'Settle an export by the clock otherwise',
  middleware: [allow('leads:write'), jsonBody(10_000)] as const,
  request: { params, ...body },
  responses: { 204: { description: 'Settled' }, ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'End an export by the clock and delete its files',
  middleware: [allow('leads:write')] as const,
  request: { params },
  responses: { 204: { description: 'Gone' }, ...refusals },
})

const run = createRoute({
  method: 'post',
  path: '/{id}/run',
  summary: 'Write a file now',
  middleware: [allow('leads:write')] as const,
  request: { params },
  responses: { 202: { description: 'Begun', ...jsonOf(exportRun) }, ...refusals },
})

const file = createRoute({
  method: 'get',
  path: '/runs/{id}/file',
  summary: 'A file that was written',
  middleware: [allow('leads:read')] as const,
  request: { params },
  responses: {
    200: {
      description: 'The leads',
      content: Object.fromEntries(Object.values(fileTypes).map((type) => [type, { schema: z.string() }])),
    },
    ...refusals,
  },
})

export const exportRoutes = routes()

/** Nobody asks for it then: "mine" is whoever settled it. */
const meant = (settings: ExportSettings, asker: { id: string }): ExportSettings =>
  settings.filter ? { ...settings, filter: meantBy(settings.filter, asker) } : settings

exportRoutes.openapi(list, async (c) => c.json({ schedules: await listSchedules(c.env.DB) }, 200))

exportRoutes.openapi(create, async (c) =>
  c.json({ id: await createSchedule(c.env.DB, meant(c.req.valid('json'), c.var.member), Date.now()) }, 201),
)

exportRoutes.openapi(change, async (c) => {
  await changeSchedule(c.env.DB, c.req.valid('param').id, meant(c.req.valid('json'), c.var.member))
  return c.body(null, 204)
})

exportRoutes.openapi(remove, async (c) => {
  await deleteSchedule(c.env, c.req.valid('param').id)
  return c.body(null, 204)
})

exportRoutes.openapi(run, async (c) => {
  const now = Date.now()
  const begun = await beginRun(c.env.DB, c.req.valid('param').id, now)
  c.executionCtx.waitUntil(writeSome(c.env, now))
  return c.json(begun, 202)
})

exportRoutes.openapi(file, async (c) => {
  const { run, settings, body } = await readFile(c.env, c.req.valid('param').id)
  const { format, preset } = settings
  const detail = { format, preset, schedule: run.schedule_id }
  await auditEntry(c.env.DB, c.var.member, 'leads.exported', detail, Date.now()).run()
  return c.body(body, 200, fileHeaders(settings.name, format, Date.parse(run.started_at)))
})
