// The mails of a form over HTTP: their words, how they would read, and one to oneself.
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import {
  type MailWording,
  mailContent,
  mailTest,
  mailTested,
  mailWording,
  mailWordings,
  mailWordingsChange,
} from '../../contract/delivery.ts'
import { templates, wordedMails } from '../../contract/delivery-names.ts'
import { language, slug } from '../../contract/text.ts'
import type { App } from '../env.ts'
import { draftKept, ifMatch, knownFrom } from '../form/routes.ts'
import { fromBase64Url } from '../lib/crypto.ts'
import { parseStrictJson } from '../lib/json.ts'
import { fieldCodes, jsonBody, jsonOf, refusals, routes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { allow } from '../team/guard.ts'
import { emailOf } from '../team/member.ts'
import { type Asked, previewMail } from './preview.ts'
import { schemes, shownHeaders, shownHtml } from './shown.ts'
import { sendTest } from './test-mail.ts'
import { chooseTransport } from './transport.ts'
import { readWordings, saveWordings } from './wording.ts'

const params = z.object({ slug })

const read = createRoute({
  method: 'get',
  path: '/{slug}/mails',
  summary: 'The words of a form’s mails as drafted, and ours where there are none',
  middleware: [allow('forms:read')] as const,
  request: { params },
  responses: { 200: { description: 'The words', ...jsonOf(mailWordings) }, ...refusals },
})

const save = createRoute({
  method: 'put',
  path: '/{slug}/mails',
  summary: 'Keep the words of a form’s mails in its draft; people get them once it is published',
  middleware: [allow('forms:write'), jsonBody(200_000)] as const,
  request: { params, headers: ifMatch, body: { ...jsonOf(mailWordingsChange), required: true } },
  responses: { 200: { description: 'Kept', ...jsonOf(draftKept) }, ...refusals },
})

const test = createRoute({
  method: 'post',
  path: '/{slug}/mails/{template}/test',
  summary: 'Send a mail of a form to oneself; without an address of one’s own, to who answers for the data',
  middleware: [allow('forms:write'), jsonBody(20_000)] as const,
  request: { params: params.extend({ template: z.enum(wordedMails) }), body: { ...jsonOf(mailTest), required: true } },
  responses: { 200: { description: 'What became of it', ...jsonOf(mailTested) }, ...refusals },
})

/** `words`: base64url of the JSON of what is being written, so that a frame can show it before it is kept. */
const written = z.string().max(20_000).optional()

const preview = createRoute({
  method: 'get',
  path: '/{slug}/mails/{template}/preview',
  summary: 'A mail of a form as it would read, made from its draft, or with words that are not kept yet',
  middleware: [allow('forms:read')] as const,
  request: {
    params: params.extend({ template: z.enum(templates) }),
    query: z.object({ language: language.optional(), words: written }),
  },
  responses: { 200: { description: 'The mail', ...jsonOf(mailContent) }, ...refusals },
})

const previewShown = createRoute({
  ...preview,
  path: '/{slug}/mails/{template}/preview/page',
  request: {
    ...preview.request,
    query: z.object({ language: language.optional(), words: written, scheme: z.enum(schemes).optional() }),
  },
  summary: 'The same as a page',
  responses: {
    200: { description: 'The mail; nothing in it runs', content: { 'text/html': { schema: z.string() } } },
    ...refusals,
  },
})

export const mailWordingRoutes = routes()

mailWordingRoutes.openapi(read, async (c) => c.json(await readWordings(c.env.DB, c.req.valid('param').slug), 200))

mailWordingRoutes.openapi(save, async (c) => {
  const draftAt = new Date().toISOString()
  const { mails } = c.req.valid('json')
  await saveWordings(c.env.DB, c.req.valid('param').slug, mails, draftAt, knownFrom(c.req.valid('header')))
  return c.json({ draftAt }, 200)
})

mailWordingRoutes.openapi(test, async (c) => {
  const { kind, id } = c.var.member
  const mine = kind === 'member' ? await emailOf(c.env.DB, id) : undefined
  const asked = { ...c.req.valid('param'), ...c.req.valid('json'), origin: new URL(c.req.url).origin }
  return c.json(await sendTest(c.env, asked, mine, Date.now()), 200)
})

mailWordingRoutes.openapi(preview, async (c) =>
  c.json(await previewOf(c, { ...c.req.valid('param'), ...readQuery(c.req.valid('query')) }), 200),
)

mailWordingRoutes.openapi(previewShown, async (c) => {
  const { scheme, ...query } = c.req.valid('query')
  const { html } = await previewOf(c, { ...c.req.valid('param'), ...readQuery(query) })
  return c.html(shownHtml(html, scheme), 200, shownHeaders)
})

const readQuery = ({ language, words }: { language?: string; words?: string }) => ({
  language,
  words: words === undefined ? undefined : readWords(words),
})

function readWords(text: string): MailWording {
  const said = mailWording.safeParse(decoded(text))
  if (said.success) return said.data
  throw new Problem('invalid', { fields: fieldCodes(said.error, decoded(text)) })
}

function decoded(text: string): unknown {
  try {
    return parseStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(text)))
  } catch {
    return undefined
  }
}

function previewOf(c: Context<App>, asked: Omit<Asked, 'origin' | 'from'>) {
  const chosen = chooseTransport(c.env)
  const from = chosen.ok ? chosen.from : undefined
  return previewMail(c.env.DB, { ...asked, origin: new URL(c.req.url).origin, from }, Date.now())
}
