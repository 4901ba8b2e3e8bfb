// Forms over HTTP: list, begin, draft, preview, publish, archive.
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { display } from '../../contract/display.ts'
import { formDefinition } from '../../contract/form.ts'
import type { AuditAction } from '../../contract/team-names.ts'
import { language, slug } from '../../contract/text.ts'
import type { App } from '../env.ts'
import { jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { auditEntry } from '../team/audit.ts'
import { allow } from '../team/guard.ts'
import { setArchived } from './archive.ts'
import { beginForm, deleteDraft } from './begin.ts'
import { previewForm } from './preview.ts'
import { forgetForm } from './published.ts'
import { listSeen } from './seen.ts'
import { listForms, publishForm, readDraft, saveDraft } from './store.ts'
import { templates } from './templates.ts'

const maxBytes = 500_000
export const params = z.object({ slug })
/** `"<draftAt>"` of what was edited; `*` would match anything, so it says nothing. */
export const ifMatch = z.object({
  'if-match': z
    .string()
    .regex(/^"[\d:.TZ-]{20,30}"$/)
    .optional(),
})
export const knownFrom = (header: { 'if-match'?: string }) => header['if-match']?.slice(1, -1)
export const draftKept = z.object({ draftAt: z.iso.datetime() })
const published = z.object({ version: z.int(), publishedAt: z.iso.datetime() })
const done = { 204: { description: 'Done' }, ...refusals }

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
  archivedAt: z.iso.datetime().nullable(),
})

const list = createRoute({
  method: 'get',
  path: '/',
  summary: 'Every form, published or not',
  middleware: [allow('forms:read')] as const,
  responses: { 200: { description: 'The forms', ...jsonOf(z.object({ forms: z.array(summary) })) }, ...refusals },
})

const templateNames = Object.keys(templates) as [keyof typeof templates, ...(keyof typeof templates)[]]

const begin = createRoute({
  method: 'post',
  path: '/',
  summary: 'Begin a form, from a template or from another form',
  middleware: [allow('forms:write'), jsonBody(10_000)] as const,
  request: {
    body: jsonOf(
      z.strictObject({
        slug,
        from: z.union([z.strictObject({ template: z.enum(templateNames) }), z.strictObject({ form: slug })]),
        name: formDefinition.shape.name.optional(),
        /** Its default language, where the template speaks it. */
        language: language.optional(),
        site: slug.optional(),
      }),
    ),
  },
  responses: { 201: { description: 'Begun', ...jsonOf(draftKept) }, ...refusals },
})

const preview = createRoute({
  method: 'post',
  path: '/preview',
  summary: 'What the widget would be given for a draft; nothing is kept',
  middleware: [allow('forms:read'), jsonBody(maxBytes)] as const,
  request: {
    body: jsonOf(
      z.strictObject({
        draft: formDefinition,
        language: language.optional(),
        slug: slug.optional(),
        site: slug.optional(),
      }),
    ),
  },
  responses: {
    200: {
      description: 'The settings the widget draws, and what it would be answered',
      ...jsonOf(
        z.object({
          settings: z.any(),
          widget: z.string(),
          accepted: z.any(),
          confirm: z.any(),
          missing: z.record(z.string(), z.string()).optional(),
        }),
      ),
    },
    ...refusals,
  },
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
      ...jsonOf(
        z.object({
          site: slug,
          draft: z.any(),
          draftAt: z.iso.datetime(),
          version: z.int().nullable(),
          archivedAt: z.iso.datetime().nullable(),
        }),
      ),
    },
    ...refusals,
  },
})

const save = createRoute({
  method: 'put',
  path: '/{slug}/draft',
  summary: 'Keep a draft; the form is made, for a site, when it is new. With If-Match, only over the draft it names',
  middleware: [allow('forms:write'), jsonBody(maxBytes)] as const,
  request: {
    params,
    headers: ifMatch,
    query: z.object({ site: slug.default('main') }),
    body: jsonOf(formDefinition),
  },
  responses: { 200: { description: 'Kept', ...jsonOf(draftKept) }, ...refusals },
})

const discard = createRoute({
  method: 'delete',
  path: '/{slug}',
  summary: 'Delete a form that was never published',
  middleware: [allow('forms:write')] as const,
  request: { params },
  responses: done,
})

const publish = createRoute({
  method: 'post',
  path: '/{slug}/publish',
  summary: 'Freeze the draft as the version visitors see; with If-Match, only the draft it names',
  middleware: [allow('forms:write')] as const,
  request: { params, headers: ifMatch },
  responses: { 200: { description: 'Published', ...jsonOf(published) }, ...refusals },
})

const archive = createRoute({
  method: 'post',
  path: '/{slug}/archive',
  summary: 'Take a form off its pages: its tags say that it is over, its leads stay',
  middleware: [allow('forms:write')] as const,
  request: { params },
  responses: done,
})

const reopen = createRoute({ ...archive, path: '/{slug}/reopen', summary: 'Bring an archived form back' })

const seen = createRoute({
  method: 'get',
  path: '/{slug}/seen',
  summary: 'On which sites the tag was seen, the latest first',
  middleware: [allow('forms:read')] as const,
  request: { params },
  responses: {
    200: {
      description: 'The sites, and the time here by which they are counted',
      ...jsonOf(
        z.object({
          seen: z.array(z.object({ origin: z.string(), at: z.iso.datetime(), isAllowed: z.boolean() })),
          now: z.iso.datetime(),
        }),
      ),
    },
    ...refusals,
  },
})

export const formRoutes = routes()

formRoutes.openapi(list, async (c) => c.json({ forms: await listForms(c.env.DB) }, 200))

formRoutes.openapi(begin, async (c) => {
  const draftAt = new Date().toISOString()
  await beginForm(c.env.DB, c.req.valid('json'), draftAt)
  return c.json({ draftAt }, 201)
})

formRoutes.openapi(preview, async (c) => {
  const { draft, ...asked } = c.req.valid('json')
  return c.json(await previewForm(c.env, draft, { ...asked, origin: new URL(c.req.url).origin }), 200)
})

formRoutes.openapi(readOne, async (c) => c.json(await readDraft(c.env.DB, c.req.valid('param').slug), 200))

formRoutes.openapi(save, async (c) => {
  const draftAt = new Date().toISOString()
  const known = knownFrom(c.req.valid('header'))
  const { site } = c.req.valid('query')
  await saveDraft(c.env.DB, site, c.req.valid('param').slug, c.req.valid('json'), draftAt, known)
  return c.json({ draftAt }, 200)
})

formRoutes.openapi(discard, async (c) => {
  const { slug } = c.req.valid('param')
  await deleteDraft(c.env.DB, slug, () => entryOf(c, slug, Date.now())('form.deleted'))
  return c.body(null, 204)
})

formRoutes.openapi(publish, async (c) => {
  const { slug } = c.req.valid('param')
  const now = Date.now()
  const result = await publishForm(c.env.DB, slug, new Date(now).toISOString(), {
    known: knownFrom(c.req.valid('header')),
    entry: (version) => entryOf(c, slug, now)('form.published', { version }),
  })
  await forgetForm(slug)
  return c.json(result, 200)
})

formRoutes.openapi(archive, async (c) => setArchivedBy(c, c.req.valid('param').slug, true))

formRoutes.openapi(reopen, async (c) => setArchivedBy(c, c.req.valid('param').slug, false))

formRoutes.openapi(seen, async (c) => {
  const now = new Date().toISOString()
  return c.json({ seen: await listSeen(c.env.DB, c.req.valid('param').slug), now }, 200)
})

async function setArchivedBy(c: Context<App>, slug: string, isArchived: boolean) {
  const now = Date.now()
  await setArchived(c.env.DB, slug, isArchived ? new Date(now).toISOString() : null, entryOf(c, slug, now))
  await forgetForm(slug)
  return c.body(null, 204)
}

const entryOf =
  (c: Context<App>, slug: string, now: number) =>
  (action: AuditAction, detail: Record<string, number> = {}) =>
    auditEntry(c.env.DB, c.var.member, action, { form: slug, ...detail }, now)
