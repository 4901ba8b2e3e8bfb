// Deliveries over HTTP: what is owed and what became of it, and the development mailbox.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { delivery, deliveryPage, mailboxPage, mailContent, transportStatus as status } from '../../contract/delivery.ts'
import { deliveryStates } from '../../contract/delivery-names.ts'
import { jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { listDeliveries, readDelivery, replay, transportStatus } from './list.ts'
import { listMailbox, readMailbox } from './mailbox.ts'
import { shownHeaders, shownHtml } from './shown.ts'

const id = z.string().regex(/^[\w.:-]{1,120}$/)
const limit = z.coerce.number().int().min(1).max(100).default(50)

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'A page of deliveries: the newest first, or what is pending in the order it is tried',
  middleware: [allow('leads:read')] as const,
  request: {
    query: z.object({ state: z.enum(deliveryStates).optional(), after: z.string().max(160).optional(), limit }),
  },
  responses: { 200: { description: 'The page', ...jsonOf(deliveryPage) }, ...refusals },
})

const transport = createRoute({
  method: 'get',
  path: '/transport',
  summary: 'How mail leaves, and whether it can',
  middleware: [allow('site:read')] as const,
  responses: { 200: { description: 'The transport', ...jsonOf(status) }, ...refusals },
})

const readOne = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'One delivery',
  middleware: [allow('leads:read')] as const,
  request: { params: z.object({ id }) },
  responses: { 200: { description: 'The delivery', ...jsonOf(delivery) }, ...refusals },
})

const again = createRoute({
  method: 'post',
  path: '/{id}/replay',
  summary: 'Send it again, from the beginning of its schedule',
  middleware: [allow('leads:write')] as const,
  request: { params: z.object({ id }) },
  responses: { 200: { description: 'The delivery, pending', ...jsonOf(delivery) }, ...refusals },
})

export const deliveryRoutes = routes()

deliveryRoutes.openapi(list, async (c) => {
  const { state, after, limit } = c.req.valid('query')
  return c.json(await listDeliveries(c.env.DB, state, limit, after), 200)
})

deliveryRoutes.openapi(transport, async (c) => c.json(await transportStatus(c.env, Date.now()), 200))

deliveryRoutes.openapi(readOne, async (c) => c.json(await readDelivery(c.env.DB, c.req.valid('param').id), 200))

deliveryRoutes.openapi(again, async (c) => c.json(await replay(c.env, c.req.valid('param').id, Date.now()), 200))

const mails = createRoute({
  method: 'get',
  path: '/',
  summary: 'The development mailbox, newest first',
  middleware: [allow('leads:read')] as const,
  request: { query: z.object({ after: z.coerce.number().int().min(1).optional(), limit }) },
  responses: { 200: { description: 'The page', ...jsonOf(mailboxPage) }, ...refusals },
})

const mail = createRoute({
  method: 'get',
  path: '/{id}',
  summary: 'One mail of the development mailbox',
  middleware: [allow('leads:read')] as const,
  request: { params: z.object({ id: z.coerce.number().int().min(1) }) },
  responses: { 200: { description: 'The mail', ...jsonOf(mailContent) }, ...refusals },
})

export const mailboxRoutes = routes()

mailboxRoutes.openapi(mails, async (c) => {
  const { after, limit } = c.req.valid('query')
  return c.json(await listMailbox(c.env.DB, limit, after), 200)
})

mailboxRoutes.openapi(mail, async (c) => c.json(await readMailbox(c.env.DB, c.req.valid('param').id), 200))

const htmlOf = (description: string) => ({ description, content: { 'text/html': { schema: z.string() } } })

const mailShown = createRoute({
  method: 'get',
  path: '/{id}/page',
  summary: 'The same mail as a page',
  middleware: [allow('leads:read')] as const,
  request: { params: z.object({ id: z.coerce.number().int().min(1) }) },
  responses: { 200: htmlOf('The mail; nothing in it runs'), ...refusals },
})

mailboxRoutes.openapi(mailShown, async (c) => {
  const { html } = await readMailbox(c.env.DB, c.req.valid('param').id)
  return c.html(shownHtml(html), 200, shownHeaders)
})
