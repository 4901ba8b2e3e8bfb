// Many leads over HTTP: the list, how many there are, what can be chosen from, and one thing done to several.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { bulkAction, bulkDone } from '../../contract/bulk.ts'
import { leadCount, leadFacets, leadFilter, leadPage, leadSort } from '../../contract/lead.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { flushLedger } from '../ops/ledger.ts'
import { allow } from '../team/guard.ts'
import { doToMany } from './bulk.ts'
import { countLeads, readFacets } from './count.ts'
import { meantBy } from './find.ts'
import { listLeads } from './list.ts'

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'A page of leads',
  middleware: [allow('leads:read')] as const,
  request: {
    query: leadFilter.extend({
      sort: leadSort,
      after: z.string().max(20).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  responses: { 200: { description: 'The page', ...jsonOf(leadPage) }, ...refusals },
})

const count = createRoute({
  method: 'get',
  path: '/count',
  summary: 'How many leads the filter lets through, counted up to a bound',
  middleware: [allow('leads:read')] as const,
  request: { query: leadFilter.extend({ most: z.coerce.number().int().min(1).max(10_000).default(10_000) }) },
  responses: { 200: { description: 'The number', ...jsonOf(leadCount) }, ...refusals },
})

const facets = createRoute({
  method: 'get',
  path: '/facets',
  summary: 'The tags and personas there are to filter by',
  middleware: [allow('leads:read')] as const,
  responses: { 200: { description: 'What leads are marked with', ...jsonOf(leadFacets) }, ...refusals },
})

const bulk = createRoute({
  method: 'post',
  path: '/bulk',
  summary: 'Move, tag, assign or delete several leads; the answer says what was before',
  middleware: [allow('leads:write'), jsonBody(20_000)] as const,
  request: { body: { ...jsonOf(bulkAction), required: true } },
  responses: { 200: { description: 'What is otherwise now', ...jsonOf(bulkDone) }, ...refusals },
})

export const leadListRoutes = routes()

leadListRoutes.openapi(list, async (c) => {
  const { after, limit, sort, ...filter } = c.req.valid('query')
  return c.json(await listLeads(c.env.DB, meantBy(filter, c.var.member), { limit, after, sort }), 200)
})

leadListRoutes.openapi(count, async (c) => {
  const { most, ...filter } = c.req.valid('query')
  return c.json(await countLeads(c.env.DB, meantBy(filter, c.var.member), most), 200)
})

leadListRoutes.openapi(facets, async (c) => c.json(await readFacets(c.env.DB), 200))

leadListRoutes.openapi(bulk, async (c) => {
  const asked = c.req.valid('json')
  const done = await doToMany(c.env.DB, asked, c.var.member, Date.now())
  if (asked.action === 'delete') c.executionCtx.waitUntil(flushLedger(c.env, Date.now()))
  return c.json(done, 200)
})
