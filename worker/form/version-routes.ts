// The versions of a form over HTTP: list, one, what differs, back to one.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { letters } from '../../contract/experiment-names.ts'
import { slug } from '../../contract/text.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { draftKept, ifMatch, knownFrom, params } from './routes.ts'
import { compareVersions, listVersions, readVersion, restoreVersion } from './versions.ts'

const number = z.coerce.number().int().min(1).max(1_000_000)
const one = z.object({ slug, version: number })
const known = { version: z.int(), publishedAt: z.iso.datetime() }

const list = createRoute({
  method: 'get',
  path: '/{slug}/versions',
  summary: 'A page of versions, the newest first',
  middleware: [allow('forms:read')] as const,
  request: {
    params,
    query: z.object({ before: number.optional(), limit: z.coerce.number().int().min(1).max(50).default(20) }),
  },
  responses: {
    200: {
      description: 'The page',
      ...jsonOf(
        z.object({
          versions: z.array(
            z.object({
              ...known,
              name: z.string(),
              languages: z.array(z.string()),
              isShown: z.boolean(),
              variant: z.object({ number: z.int(), name: z.string(), letter: z.enum(letters) }).optional(),
            }),
          ),
          next: z.int().nullable(),
        }),
      ),
    },
    ...refusals,
  },
})

const readOne = createRoute({
  method: 'get',
  path: '/{slug}/versions/{version}',
  summary: 'One version, as it was drafted',
  middleware: [allow('forms:read')] as const,
  request: { params: one },
  responses: { 200: { description: 'The version', ...jsonOf(z.object({ ...known, draft: z.any() })) }, ...refusals },
})

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.any())]).optional()

const compare = createRoute({
  method: 'get',
  path: '/{slug}/versions/{version}/changes',
  summary: 'What differs from a version to another one, or to the draft',
  middleware: [allow('forms:read')] as const,
  request: { params: one, query: z.object({ to: z.union([z.literal('draft'), number]).default('draft') }) },
  responses: {
    200: {
      description: 'The changes',
      ...jsonOf(
        z.object({
          changes: z.array(
            z.object({
              what: z.enum(['added', 'removed', 'moved', 'changed']),
              path: z.array(z.string()),
              name: z.string().optional(),
              before: value,
              after: value,
            }),
          ),
        }),
      ),
    },
    ...refusals,
  },
})

const restore = createRoute({
  method: 'post',
  path: '/{slug}/versions/{version}/restore',
  summary: 'Make a version the draft again; with If-Match, only over the draft it names',
  middleware: [allow('forms:write')] as const,
  request: { params: one, headers: ifMatch },
  responses: { 200: { description: 'The draft', ...jsonOf(draftKept) }, ...refusals },
})

export const versionRoutes = routes()

versionRoutes.openapi(list, async (c) => {
  const { before, limit } = c.req.valid('query')
  return c.json(await listVersions(c.env.DB, c.req.valid('param').slug, limit, before), 200)
})

versionRoutes.openapi(readOne, async (c) => {
  const { slug, version } = c.req.valid('param')
  return c.json(await readVersion(c.env.DB, slug, version), 200)
})

versionRoutes.openapi(compare, async (c) => {
  const { slug, version } = c.req.valid('param')
  return c.json({ changes: await compareVersions(c.env.DB, slug, version, c.req.valid('query').to) }, 200)
})

versionRoutes.openapi(restore, async (c) => {
  const { slug, version } = c.req.valid('param')
  const draftAt = new Date().toISOString()
  await restoreVersion(c.env.DB, slug, version, draftAt, knownFrom(c.req.valid('header')))
  return c.json({ draftAt }, 200)
})
