// Follow-ups over HTTP: those of a lead, and everything that is due.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { followUp, followUpChange, followUpFilter, followUpInput, followUpPage } from '../../contract/follow-up.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { addFollowUp, changeFollowUp, deleteFollowUp, listFollowUps } from './follow-up.ts'

const ofLead = z.object({ id: z.uuid() })
const one = ofLead.extend({ followUp: z.uuid() })

const add = createRoute({
  method: 'post',
  path: '/{id}/follow-ups',
  summary: 'Mean to do something about a lead',
  middleware: [allow('leads:write'), jsonBody(4_000)] as const,
  request: { params: ofLead, body: { ...jsonOf(followUpInput), required: true } },
  responses: { 201: { description: 'The follow-up', ...jsonOf(followUp) }, ...refusals },
})

const change = createRoute({
  method: 'patch',
  path: '/{id}/follow-ups/{followUp}',
  summary: 'Do it, undo that, put it off or give it to somebody else',
  middleware: [allow('leads:write'), jsonBody(4_000)] as const,
  request: { params: one, body: { ...jsonOf(followUpChange), required: true } },
  responses: { 200: { description: 'The follow-up', ...jsonOf(followUp) }, ...refusals },
})

const remove = createRoute({
  method: 'delete',
  path: '/{id}/follow-ups/{followUp}',
  summary: 'Delete a follow-up',
  middleware: [allow('leads:write')] as const,
  request: { params: one },
  responses: { 204: { description: 'Deleted' }, ...refusals },
})

export const leadFollowUpRoutes = routes()

leadFollowUpRoutes.openapi(add, async (c) => {
  const { id } = c.req.valid('param')
  return c.json(await addFollowUp(c.env.DB, id, c.req.valid('json'), Date.now()), 201)
})

leadFollowUpRoutes.openapi(change, async (c) => {
  const { id, followUp } = c.req.valid('param')
  return c.json(await changeFollowUp(c.env.DB, id, followUp, c.req.valid('json'), c.var.member, Date.now()), 200)
})

leadFollowUpRoutes.openapi(remove, async (c) => {
  const { id, followUp } = c.req.valid('param')
  await deleteFollowUp(c.env.DB, id, followUp)
  return c.body(null, 204)
})

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'What is still to be done, the longest due first',
  middleware: [allow('leads:read')] as const,
  request: {
    query: followUpFilter.extend({
      after: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  responses: { 200: { description: 'The page', ...jsonOf(followUpPage) }, ...refusals },
})

export const followUpRoutes = routes()

followUpRoutes.openapi(list, async (c) => {
  const { after, limit, ...filter } = c.req.valid('query')
  return c.json(await listFollowUps(c.env.DB, filter, c.var.member, limit, after), 200)
})
