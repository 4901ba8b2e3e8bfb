// Sites over HTTP: their settings, and the published forms that still say what was so before.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { newSite, republish, type SiteNotices, siteChange, siteForm, siteSettings } from '../../contract/site.ts'
import { slug } from '../../contract/text.ts'
import { forgetForm } from '../form/published.ts'
import { formsOfSite, republishForm } from '../form/republish.ts'
import { hasLeads } from '../lead/of-site.ts'
import { canonicalJson } from '../lib/json.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { auditEntry } from '../team/audit.ts'
import { allow } from '../team/guard.ts'
import {
  changeSite,
  deleteSite,
  listSites,
  makeSite,
  type Notices,
  type Settled,
  type Site,
  saveSite,
  siteOf,
} from './settings.ts'

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

const makeRoute = createRoute({
  method: 'post',
  path: '/',
  summary: 'Make a site, like another one where that is named',
  middleware: [allow('site:write'), jsonBody(1_000)] as const,
  request: { body: { ...jsonOf(newSite), required: true } },
  responses: { 201: { description: 'The site', ...shown }, ...refusals },
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

const changeRoute = createRoute({
  method: 'patch',
  path: '/{id}',
  summary: 'Change some settings of a site, and leave the others as they are by then',
  middleware: [allow('site:write'), jsonBody(50_000)] as const,
  request: { params, body: { ...jsonOf(siteChange), required: true } },
  responses: { 200: { description: 'The site as kept', ...shown }, ...refusals },
})

const deleteRoute = createRoute({
  method: 'delete',
  path: '/{id}',
  summary: 'Delete a site that has no form, no magnet and no lead',
  middleware: allow('site:write'),
  request: { params },
  responses: { 204: { description: 'Gone' }, ...refusals },
})

const formsRoute = createRoute({
  method: 'get',
  path: '/{id}/forms',
  summary: 'The published forms of a site, and what each still shows as it was before',
  middleware: [allow('site:read'), allow('forms:read')] as const,
  request: { params },
  responses: { 200: { description: 'The forms', ...jsonOf(z.object({ forms: z.array(siteForm) })) }, ...refusals },
})

const republishRoute = createRoute({
  method: 'post',
  path: '/{id}/republish',
  summary: 'Show forms as the site says by now, and otherwise as they are published: drafts stay drafts',
  middleware: [allow('site:read'), allow('forms:write'), jsonBody(2_000)] as const,
  request: { params, body: { ...jsonOf(republish), required: true } },
  responses: {
    200: {
      description: 'The versions visitors see now',
      ...jsonOf(z.object({ forms: z.array(z.object({ slug, version: z.int() })) })),
    },
    ...refusals,
  },
})

export const siteRoutes = routes()

siteRoutes.openapi(listRoute, async (c) => c.json({ sites: (await listSites(c.env.DB)).map(view) }, 200))

siteRoutes.openapi(makeRoute, async (c) => {
  const { id, name, like } = c.req.valid('json')
  const model = like === undefined ? undefined : await siteOf(c.env.DB, like)
  if (like !== undefined && !model) throw new Problem('invalid', { fields: { like: 'not_an_option' } })
  const made = await makeSite(c.env.DB, { ...model, id, name, origins: [] }, new Date().toISOString())
  if (!made) throw new Problem('conflict', { fields: { id: 'taken' } })
  return c.json(view((await siteOf(c.env.DB, id))!), 201)
})

siteRoutes.openapi(readRoute, async (c) => c.json(view(await known(c.env.DB, c.req.valid('param').id)), 200))

siteRoutes.openapi(saveRoute, async (c) => {
  const { controller, notices, ...settings } = c.req.valid('json')
  const { id } = c.req.valid('param')
  const now = Date.now()
  const next: Site = { ...settings, id, controller: controller ?? undefined, notices: noticesFrom(c.req.url, notices) }
  const changed = changesIn(await siteOf(c.env.DB, id), next)
  const entry = auditEntry(c.env.DB, c.var.member, 'site.changed', { site: id, changed: changed.join(', ') }, now)
  await saveSite(c.env.DB, next, new Date(now).toISOString(), changed.length ? [entry] : [])
  return c.json(view((await siteOf(c.env.DB, id))!), 200)
})

siteRoutes.openapi(changeRoute, async (c) => {
  const { notices, ...named } = c.req.valid('json')
  const change = { ...named, notices: noticesFrom(c.req.url, notices) }
  const { id } = c.req.valid('param')
  const before = await known(c.env.DB, id)
  const now = Date.now()
  const { controller, ...settings } = change
  const next = { ...before, ...settings, ...('controller' in change && { controller: controller ?? undefined }) }
  const changed = changesIn(before, next)
  const entry = auditEntry(c.env.DB, c.var.member, 'site.changed', { site: id, changed: changed.join(', ') }, now)
  await changeSite(c.env.DB, id, change, new Date(now).toISOString(), changed.length ? [entry] : [])
  return c.json(view(await known(c.env.DB, id)), 200)
})

siteRoutes.openapi(deleteRoute, async (c) => {
  const { id } = c.req.valid('param')
  await known(c.env.DB, id)
  const entry = auditEntry(c.env.DB, c.var.member, 'site.changed', { site: id, changed: 'deleted' }, Date.now())
  const isFree = id !== 'main' && !(await hasLeads(c.env.DB, id))
  if (!isFree || !(await deleteSite(c.env.DB, id, [entry]))) throw new Problem('conflict', { fields: { site: 'used' } })
  return c.body(null, 204)
})

siteRoutes.openapi(formsRoute, async (c) => {
  const site = await known(c.env.DB, c.req.valid('param').id)
  return c.json({ forms: await formsOfSite(c.env.DB, site) }, 200)
})

siteRoutes.openapi(republishRoute, async (c) => {
  const { id } = await known(c.env.DB, c.req.valid('param').id)
  const forms = []
  for (const slug of c.req.valid('json').forms) {
    const now = Date.now()
    const entry = (version: number) =>
      auditEntry(c.env.DB, c.var.member, 'form.published', { form: slug, version, site: id }, now)
    forms.push({ slug, version: await republishForm(c.env.DB, id, slug, new Date(now).toISOString(), entry) })
    await forgetForm(slug)
  }
  return c.json({ forms }, 200)
})

async function known(db: D1Database, id: string): Promise<Settled> {
  const site = await siteOf(db, id)
  if (!site) throw new Problem('not_found')
  return site
}

/** Settings that become others; those left out stay as they are. */
function changesIn(before: Settled | undefined, next: Site): string[] {
  return Object.entries(next)
    .filter(([name, value]) => name !== 'id' && (value !== undefined || name === 'controller'))
    .filter(([name, value]) => canonicalJson(before?.[name as keyof Site]) !== canonicalJson(value))
    .map(([name]) => name)
    .sort()
}

// A digest is caused by the clock, which does not know where this Aimant lives.
const noticesFrom = (url: string, notices: SiteNotices | undefined): Notices | undefined =>
  notices && { ...notices, origin: new URL(url).origin }

const view = ({ notices: { origin: _, ...notices }, ...site }: Settled) => ({
  ...site,
  notices,
  controller: site.controller ?? null,
})
