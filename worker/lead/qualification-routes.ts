// Qualification over HTTP: what a site has settled, whom a change would move, and how one lead stands.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { leadQualification } from '../../contract/judged-lead.ts'
import {
  criterionId,
  judgementInput,
  qualification,
  qualificationChange,
  qualificationPreview,
  qualificationView,
} from '../../contract/qualification.ts'
import { slug } from '../../contract/text.ts'
import { forgetFormsOf } from '../form/published.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { readQualification, saveQualification } from '../site/qualification.ts'
import { allow } from '../team/guard.ts'
import { readLeadQualification, sayOf } from './qualification.ts'
import { previewQualification } from './qualification-preview.ts'

const site = z.object({ id: slug })
const maxBytes = 100_000

const readRoute = createRoute({
  method: 'get',
  path: '/{id}/qualification',
  summary: 'The criteria, personas and assignment of a site, and how far its leads have been judged by them',
  middleware: [allow('site:read')] as const,
  request: { params: site },
  responses: { 200: { description: 'What is settled', ...jsonOf(qualificationView) }, ...refusals },
})

const saveRoute = createRoute({
  method: 'put',
  path: '/{id}/qualification',
  summary: 'Settle it, and have every lead of the site judged anew',
  middleware: [allow('site:write'), jsonBody(maxBytes)] as const,
  request: { params: site, body: { ...jsonOf(qualificationChange), required: true } },
  responses: { 200: { description: 'As kept', ...jsonOf(qualificationView) }, ...refusals },
})

const previewRoute = createRoute({
  method: 'post',
  path: '/{id}/qualification/preview',
  summary: 'Whom it would move among the newest thousand leads, without moving anybody',
  middleware: [allow('leads:read'), jsonBody(maxBytes)] as const,
  request: { params: site, body: { ...jsonOf(qualification), required: true } },
  responses: { 200: { description: 'Counts, and the first of each', ...jsonOf(qualificationPreview) }, ...refusals },
})

export const siteQualificationRoutes = routes()

siteQualificationRoutes.openapi(readRoute, async (c) =>
  c.json(await readQualification(c.env.DB, c.req.valid('param').id), 200),
)

siteQualificationRoutes.openapi(saveRoute, async (c) => {
  const { id } = c.req.valid('param')
  const { settled, changedAt } = c.req.valid('json')
  await saveQualification(c.env.DB, id, settled, { actor: c.var.member, changedAt, now: Date.now() })
  await forgetFormsOf(c.env.DB, id)
  return c.json(await readQualification(c.env.DB, id), 200)
})

siteQualificationRoutes.openapi(previewRoute, async (c) =>
  c.json(await previewQualification(c.env.DB, c.req.valid('param').id, c.req.valid('json')), 200),
)

const lead = z.object({ id: z.uuid() })
const criterion = lead.extend({ criterion: criterionId })
const shown = { 200: { description: 'How it stands', ...jsonOf(leadQualification) }, ...refusals }

const leadRoute = createRoute({
  method: 'get',
  path: '/{id}/qualification',
  summary: 'How a lead stands by the criteria of its site, and why',
  middleware: [allow('leads:read')] as const,
  request: { params: lead },
  responses: shown,
})

const judgeRoute = createRoute({
  method: 'put',
  path: '/{id}/judgements/{criterion}',
  summary: 'Say how a lead stands by a criterion, whatever the rules say',
  middleware: [allow('leads:write'), jsonBody(5_000)] as const,
  request: { params: criterion, body: { ...jsonOf(judgementInput), required: true } },
  responses: shown,
})

const takeBackRoute = createRoute({
  method: 'delete',
  path: '/{id}/judgements/{criterion}',
  summary: 'Let the rules say again',
  middleware: [allow('leads:write')] as const,
  request: { params: criterion },
  responses: shown,
})

export const leadQualificationRoutes = routes()

leadQualificationRoutes.openapi(leadRoute, async (c) =>
  c.json(await readLeadQualification(c.env.DB, c.req.valid('param').id, Date.now()), 200),
)

leadQualificationRoutes.openapi(judgeRoute, async (c) => {
  const { id, criterion } = c.req.valid('param')
  await sayOf(c.env.DB, id, criterion, c.req.valid('json'), { by: c.var.member.name, now: Date.now() })
  return c.json(await readLeadQualification(c.env.DB, id, Date.now()), 200)
})

leadQualificationRoutes.openapi(takeBackRoute, async (c) => {
  const { id, criterion } = c.req.valid('param')
  await sayOf(c.env.DB, id, criterion, undefined, { by: c.var.member.name, now: Date.now() })
  return c.json(await readLeadQualification(c.env.DB, id, Date.now()), 200)
})
