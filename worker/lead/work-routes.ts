// What the team does with a lead, over HTTP: its stage, tags, whose it is, what is set right; and its history and mails.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { delivery } from '../../contract/delivery.ts'
import { assigned, assignment, leadEdit } from '../../contract/lead-work.ts'
import { stageChange, stageMoved } from '../../contract/stage.ts'
import { tagChange, tagsChanged } from '../../contract/tag.ts'
import { timelineKinds, timelinePage } from '../../contract/timeline.ts'
import { deliveriesOf } from '../delivery/list.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { assignLeads } from './assign.ts'
import { editLead } from './edit.ts'
import { shownOf } from './family.ts'
import { changeStages } from './stage.ts'
import { changeTags } from './tag.ts'
import { readTimeline } from './timeline.ts'

const params = z.object({ id: z.uuid() })

const stageRoute = createRoute({
  method: 'post',
  path: '/{id}/stage',
  summary: 'Move a lead to another stage, with why',
  middleware: [allow('leads:write'), jsonBody(4_000)] as const,
  request: { params, body: { ...jsonOf(stageChange), required: true } },
  responses: { 200: { description: 'Where it was', ...jsonOf(stageMoved) }, ...refusals },
})

const tagsRoute = createRoute({
  method: 'post',
  path: '/{id}/tags',
  summary: 'Add and remove tags of a lead',
  middleware: [allow('leads:write'), jsonBody(8_000)] as const,
  request: { params, body: { ...jsonOf(tagChange), required: true } },
  responses: { 200: { description: 'What was and what is', ...jsonOf(tagsChanged) }, ...refusals },
})

const assignmentRoute = createRoute({
  method: 'post',
  path: '/{id}/assignment',
  summary: 'Give a lead to a member of the team, or to nobody',
  middleware: [allow('leads:write'), jsonBody(1_000)] as const,
  request: { params, body: { ...jsonOf(assignment), required: true } },
  responses: { 200: { description: 'Whose it was', ...jsonOf(assigned) }, ...refusals },
})

const editRoute = createRoute({
  method: 'patch',
  path: '/{id}',
  summary: 'Set right what is known of a lead; what the person sent stays as it was',
  middleware: [allow('leads:write'), jsonBody(16_000)] as const,
  request: { params, body: { ...jsonOf(leadEdit), required: true } },
  responses: {
    200: { description: 'What changed', ...jsonOf(z.object({ changed: z.array(z.string()) })) },
    ...refusals,
  },
})

const timelineRoute = createRoute({
  method: 'get',
  path: '/{id}/timeline',
  summary: 'A page of what happened to a lead, newest first',
  middleware: [allow('leads:read')] as const,
  request: {
    params,
    query: z.object({
      /** Any of these; in an address with commas between. */
      kinds: z
        .preprocess(
          (list) => (typeof list === 'string' ? list.split(',') : list),
          z.array(z.enum(timelineKinds)).max(20),
        )
        .optional(),
      after: z.string().max(160).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  responses: { 200: { description: 'The page', ...jsonOf(timelinePage) }, ...refusals },
})

const deliveriesRoute = createRoute({
  method: 'get',
  path: '/{id}/deliveries',
  summary: 'What is owed and was sent to a lead, the newest first',
  middleware: [allow('leads:read')] as const,
  request: { params },
  responses: {
    200: { description: 'At most a hundred', ...jsonOf(z.object({ deliveries: z.array(delivery) })) },
    ...refusals,
  },
})

export const leadWorkRoutes = routes()

leadWorkRoutes.openapi(stageRoute, async (c) => {
  const lead = await shownOf(c.env.DB, c.req.valid('param').id)
  const [moved] = await changeStages(c.env.DB, [lead], c.req.valid('json'), c.var.member, Date.now())
  return c.json({ from: moved?.from ?? null }, 200)
})

leadWorkRoutes.openapi(tagsRoute, async (c) => {
  const lead = await shownOf(c.env.DB, c.req.valid('param').id)
  const [changed] = await changeTags(c.env.DB, [lead], c.req.valid('json'), c.var.member, Date.now())
  return c.json(changed ? { from: changed.from, to: changed.to } : { from: null, to: null }, 200)
})

leadWorkRoutes.openapi(assignmentRoute, async (c) => {
  const lead = await shownOf(c.env.DB, c.req.valid('param').id)
  const [changed] = await assignLeads(c.env.DB, [lead], c.req.valid('json').member, c.var.member, Date.now())
  return c.json({ changed: changed !== undefined, from: changed?.from ?? null }, 200)
})

leadWorkRoutes.openapi(editRoute, async (c) => {
  const { id } = c.req.valid('param')
  const changed = await editLead(c.env.DB, id, c.req.valid('json'), c.var.member, Date.now())
  return c.json({ changed }, 200)
})

leadWorkRoutes.openapi(timelineRoute, async (c) =>
  c.json(await readTimeline(c.env.DB, c.req.valid('param').id, c.req.valid('query')), 200),
)

leadWorkRoutes.openapi(deliveriesRoute, async (c) => {
  const lead = await shownOf(c.env.DB, c.req.valid('param').id)
  return c.json({ deliveries: await deliveriesOf(c.env.DB, lead) }, 200)
})
