// Magnets as their owner sees them over HTTP: list, make, upload a file or codes.
import { createRoute } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import { codeList, codesAdded, magnet, magnetInput } from '../../contract/magnet.ts'
import type { App } from '../env.ts'
import { readText } from '../lib/body.ts'
import { fieldCodes, jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { allow } from '../team/guard.ts'
import { addCodes } from './code.ts'
import { cleanFileName } from './file-name.ts'
import { createMagnet, listMagnets, putFile } from './store.ts'

const mostBytes = 100 * 1024 * 1024
const mostCodeBytes = 4 * 1024 * 1024

const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'Every magnet, the newest first',
  middleware: allow('magnets:read'),
  responses: {
    200: { description: 'The magnets', ...jsonOf(z.object({ magnets: z.array(magnet) })) },
    ...refusals,
  },
})

const createMagnetRoute = createRoute({
  method: 'post',
  path: '/',
  summary: 'Make a magnet',
  middleware: [allow('magnets:write'), jsonBody(10_000)] as const,
  request: { body: { ...jsonOf(magnetInput), required: true } },
  responses: { 201: { description: 'The magnet; a file has no bytes yet', ...jsonOf(magnet) }, ...refusals },
})

const putFileRoute = createRoute({
  method: 'put',
  path: '/{id}/file',
  summary: 'Upload the bytes of a file, in place of those before',
  middleware: allow('magnets:write'),
  request: { params: z.object({ id: z.uuid() }), query: z.object({ name: z.string().min(1).max(500) }) },
  responses: { 200: { description: 'The magnet with its new file', ...jsonOf(magnet) }, ...refusals },
})

const textOrJson = createMiddleware<App>((c, next) => {
  if (isJson(c.req.raw.headers)) return jsonBody(mostCodeBytes)(c, next)
  if (mediaType(c.req.raw.headers) !== 'text/plain') throw new Problem('wrong_content_type')
  return next()
})

const addCodesRoute = createRoute({
  method: 'post',
  path: '/{id}/codes',
  summary: 'Add codes to a pool: one a line, or a JSON list; those already there are reported and left out',
  middleware: [allow('magnets:write'), textOrJson] as const,
  request: {
    params: z.object({ id: z.uuid() }),
    // Not `required`, which would have a text looked at as JSON.
    body: { content: { 'text/plain': { schema: z.string() }, ...jsonOf(codeList).content } },
  },
  responses: { 200: { description: 'What became of them', ...jsonOf(codesAdded) }, ...refusals },
})

export const magnetRoutes = routes()

magnetRoutes.openapi(listRoute, async (c) => c.json({ magnets: await listMagnets(c.env.DB) }, 200))

magnetRoutes.openapi(createMagnetRoute, async (c) => {
  const made = await createMagnet(c.env.DB, 'main', c.req.valid('json'), new Date().toISOString())
  return c.json(made, 201)
})

magnetRoutes.openapi(putFileRoute, async (c) => {
  const { body, headers } = c.req.raw
  // R2 takes a stream only when told its length beforehand.
  const bytes = Number(headers.get('content-length') ?? Number.NaN)
  if (!body || !Number.isInteger(bytes) || bytes < 1)
    throw new Problem('bad_request', { fields: { 'content-length': 'required' } })
  if (bytes > mostBytes) throw new Problem('too_large')
  const file = { name: cleanFileName(c.req.valid('query').name), type: mediaType(headers), bytes }
  const { id } = c.req.valid('param')
  return c.json(await putFile(c.env, id, file, body, new Date().toISOString()), 200)
})

magnetRoutes.openapi(addCodesRoute, async (c) => {
  const { codes } = isJson(c.req.raw.headers) ? codeList.parse(c.req.valid('json')) : await readLines(c.req.raw)
  const { origin } = new URL(c.req.url)
  const { id } = c.req.valid('param')
  return c.json(await addCodes(c.env.DB, id, codes, origin, new Date().toISOString()), 200)
})

async function readLines(request: Request): Promise<z.infer<typeof codeList>> {
  const codes = (await readText(request, mostCodeBytes)).split(/\r\n?|\n/).filter((line) => line.trim())
  const read = codeList.safeParse({ codes })
  if (read.success) return read.data
  throw new Problem('invalid', { fields: fieldCodes(read.error, { codes }) })
}

const isJson = (headers: Headers) => mediaType(headers) === 'application/json'

const mediaType = (headers: Headers) =>
  /^[\w.+-]{1,80}\/[\w.+-]{1,80}(?=\s*(;|$))/.exec(headers.get('content-type') ?? '')?.[0] ?? 'application/octet-stream'
