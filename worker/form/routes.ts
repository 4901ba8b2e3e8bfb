// Forms over HTTP: list, draft, publish.
import { createRoute } from '@hono/zod-openapi'
import * as z from 'zod'
import { display } from '../../contract/display.ts'
import { formDefinition } from '../../contract/form.ts'
import { slug } from '../../contract/text.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { allow } from '../team/guard.ts'
import { forgetForm } from './published.ts'
import { listForms, publishForm, readDraft, saveDraft } from './store.ts'

const params = z.object({ slug })
const draftBody = formDefinition
const published = z.object({ version: z.int(), publishedAt: z.iso.datetime() })
const summary = z.object({
  slug: z.string(),
  name: z.string(),
  site: z.string(),
  version: z.int().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  draftAt: z.iso.datetime(),
  languages: z.array(z.string()),
  display,
  taken: z.int().nullable(),
})

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'Every form, published or not',
  middleware: [allow('forms:read')] as const,
  responses: { 200: { description: 'The forms', ...jsonOf(z.object({ forms: z.array(summary) })) }, ...refusals },
})

const readOne = createRoute({
  method: 'get',
  path: '/{slug}/draft',
  summary: 'The draft of a form',
  middleware: [allow('forms:read')] as const,
  request: { params },
  responses: {
    200: {
      description: 'The draft',
      ...jsonOf(z.object({ draft: z.any(), draftAt: z.iso.datetime(), version: z.int().nullable() })),
    },
    ...refusals,
  },
})

const save = createRoute({
  method: 'put',
  path: '/{slug}/draft',
  summary: 'Keep a draft; the form is made when it is new',
  middleware: [allow('forms:write'), jsonBody(500_000)] as const,
  request: { params, body: jsonOf(draftBody) },
  responses: { 200: { description: 'Kept', ...jsonOf(z.object({ draftAt: z.iso.datetime() })) }, ...refusals },
})

const publish = createRoute({
  method: 'post',
  path: '/{slug}/publish',
  summary: 'Freeze the draft as the version visitors see',
  middleware: [allow('forms:write')] as const,
  request: { params },
  responses: { 200: { description: 'Published', ...jsonOf(published) }, ...refusals },
})

export const formRoutes = routes()

formRoutes.openapi(list, async (c) => c.json({ forms: await listForms(c.env.DB) }, 200))

formRoutes.openapi(readOne, async (c) => c.json(await readDraft(c.env.DB, c.req.valid('param').slug), 200))

formRoutes.openapi(save, async (c) => {
  const draftAt = new Date().toISOString()
  await saveDraft(c.env.DB, 'main', c.req.valid('param').slug, c.req.valid('json'), draftAt)
  return c.json({ draftAt }, 200)
})

formRoutes.openapi(publish, async (c) => {
  const { slug } = c.req.valid('param')
  const result = await publishForm(c.env.DB, slug, new Date().toISOString())
  await forgetForm(slug)
  return c.json(result, 200)
})
