// A site's settings over HTTP.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { siteSettings } from '../../contract/site.ts'
import { slug } from '../../contract/text.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { allow } from '../team/guard.ts'
import { listSites, type Site, saveSite, siteOf } from './settings.ts'

const params = z.object({ id: slug })
const site = siteSettings.extend({ id: slug })
const shown = jsonOf(site)

const listRoute = createRoute({
  method: 'get',
  path: '/',
  summary: 'Every site with its settings',
  middleware: allow('site:read'),
  responses: { 200: { description: 'The sites', ...jsonOf(z.object({ sites: z.array(site) })) }, ...refusals },
})

const readRoute = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'The settings of a site',
  middleware: allow('site:read'),
  request: { params },
  responses: { 200: { description: 'The site', ...shown }, ...refusals },
})

const saveRoute = createRoute({
  method: 'put',
  path: '/{id}',
  summary: 'Make a site or replace its settings',
  middleware: [allow('site:write'), jsonBody(50_000)] as const,
  request: { params, body: { ...jsonOf(siteSettings), required: true } },
  responses: { 200: { description: 'The site as kept', ...shown }, ...refusals },
})

export const siteRoutes = routes()

siteRoutes.openapi(listRoute, async (c) => c.json({ sites: (await listSites(c.env.DB)).map(view) }, 200))

siteRoutes.openapi(readRoute, async (c) => {
  const site = await siteOf(c.env.DB, c.req.valid('param').id)
  if (!site) throw new Problem('not_found')
  return c.json(view(site), 200)
})

siteRoutes.openapi(saveRoute, async (c) => {
  const { controller, ...settings } = c.req.valid('json')
  const { id } = c.req.valid('param')
  await saveSite(c.env.DB, { ...settings, id, controller: controller ?? undefined }, new Date().toISOString())
  return c.json(view((await siteOf(c.env.DB, id))!), 200)
})

const view = (site: Site) => ({ ...site, controller: site.controller ?? null })
