// Magnets as their owner sees them over HTTP: list, make, change, upload a file or codes.
import { createRoute } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod'
import {
  codeList,
  codesAdded,
  magnet,
  magnetDetail,
  magnetInput,
  magnetListed,
  trialTried,
  trialTry,
} from '../../contract/magnet.ts'
import { slug } from '../../contract/text.ts'
import type { App } from '../env.ts'
import { readText } from '../lib/body.ts'
import { fieldCodes, jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { allow } from '../team/guard.ts'
import { addCodes } from './code.ts'
import { putBack, putFile, readEdition } from './edition.ts'
import { cleanFileName } from './file-name.ts'
import { fileResponse } from './file-response.ts'
import { createMagnet, replaceMagnet } from './store.ts'
import { tryTrial } from './try.ts'
import { deleteMagnet, listUsed, readUsed } from './use.ts'

const mostBytes = 100 * 1024 * 1024
const mostCodeBytes = 4 * 1024 * 1024

const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'Every magnet with the forms that give it, the newest first',
  middleware: allow('magnets:read'),
  responses: {
    200: { description: 'The magnets', ...jsonOf(z.object({ magnets: z.array(magnetListed) })) },
    ...refusals,
  },
})

const createMagnetRoute = createRoute({
  method: 'post',
  path: '/',
  summary: 'Make a magnet',
  middleware: [allow('magnets:write'), jsonBody(10_000)] as const,
  request: {
    query: z.object({ site: slug.default('main') }),
    body: { ...jsonOf(magnetInput), required: true },
  },
  responses: { 201: { description: 'The magnet; a file has no bytes yet', ...jsonOf(magnet) }, ...refusals },
})

const params = z.object({ id: z.uuid() })

const readRoute = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'One magnet, with the files it had, where it is given and what became of it',
  middleware: allow('magnets:read'),
  request: { params },
  responses: { 200: { description: 'The magnet', ...jsonOf(magnetDetail) }, ...refusals },
})

const replaceRoute = createRoute({
  method: 'put',
  path: '/{id}',
  summary:
    'Change a magnet’s name, link or terms; forms show them once they are published again, a pool’s threshold holds at once',
  middleware: [allow('magnets:write'), jsonBody(10_000)] as const,
  request: { params, body: { ...jsonOf(magnetInput), required: true } },
  responses: { 200: { description: 'The magnet', ...jsonOf(magnet) }, ...refusals },
})

const deleteRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'Delete a magnet that nobody is given any more, with its files and unused codes',
  middleware: allow('magnets:write'),
  request: { params },
  responses: { 204: { description: 'Gone' }, ...refusals },
})

const edition = z.string().regex(/^[\w-]{1,60}$/)

const readFileRoute = createRoute({
  method: 'get',
  path: '/{id}/file',
  summary: 'The file as a visitor gets it, or an earlier one; not counted as a download',
  middleware: allow('magnets:read'),
  request: { params, query: z.object({ edition: edition.optional() }) },
  responses: { 200: { description: 'The file', content: { '*/*': { schema: z.string() } } }, ...refusals },
})

const tryRoute = createRoute({
  method: 'post',
  path: '/{id}/try',
  summary: 'Start a trial as a visitor would: ask its address, or sign a licence; nothing is kept of it',
  middleware: [allow('magnets:write'), jsonBody(1_000)] as const,
  request: { params, body: { ...jsonOf(trialTry), required: true } },
  responses: { 200: { description: 'What somebody would get', ...jsonOf(trialTried) }, ...refusals },
})

const putBackRoute = createRoute({
  method: 'post',
  path: '/{id}/editions/{edition}/restore',
  summary: 'Hand out an earlier file again',
  middleware: allow('magnets:write'),
  request: { params: params.extend({ edition }) },
  responses: { 200: { description: 'The magnet with that file', ...jsonOf(magnet) }, ...refusals },
})

const putFileRoute = createRoute({
  method: 'put',
  path: '/{id}/file',
  summary: 'Upload the bytes of a file, in place of those before; the last ten are kept to go back to',
  middleware: allow('magnets:write'),
  request: { params, query: z.object({ name: z.string().min(1).max(500) }) },
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
    params,
    // Not `required`, which would have a text looked at as JSON.
    body: { content: { 'text/plain': { schema: z.string() }, ...jsonOf(codeList).content } },
  },
  responses: { 200: { description: 'What became of them', ...jsonOf(codesAdded) }, ...refusals },
})

export const magnetRoutes = routes()

magnetRoutes.openapi(listRoute, async (c) => c.json({ magnets: await listUsed(c.env.DB) }, 200))

magnetRoutes.openapi(createMagnetRoute, async (c) => {
  const { site } = c.req.valid('query')
  const made = await createMagnet(c.env.DB, site, c.req.valid('json'), new Date().toISOString())
  return c.json(made, 201)
})

magnetRoutes.openapi(readRoute, async (c) => c.json(await readUsed(c.env.DB, c.req.valid('param').id, Date.now()), 200))

magnetRoutes.openapi(deleteRoute, async (c) => {
  await deleteMagnet(c.env, c.req.valid('param').id, c.var.member, Date.now())
  return c.body(null, 204)
})

magnetRoutes.openapi(readFileRoute, async (c) => {
  const file = await readEdition(c.env.DB, c.req.valid('param').id, c.req.valid('query').edition)
  return fileResponse(c, file)
})

magnetRoutes.openapi(tryRoute, async (c) => {
  const { origin } = new URL(c.req.url)
  const { email } = c.req.valid('json')
  return c.json(await tryTrial(c.env, c.req.valid('param').id, { email, origin }, Date.now()), 200)
})

magnetRoutes.openapi(replaceRoute, async (c) => {
  const changed = await replaceMagnet(c.env.DB, c.req.valid('param').id, c.req.valid('json'), new Date().toISOString())
  return c.json(changed, 200)
})

magnetRoutes.openapi(putBackRoute, async (c) => {
  const { id, edition } = c.req.valid('param')
  return c.json(await putBack(c.env, id, edition, new Date().toISOString()), 200)
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
