// What is asked without signing in, by visitors' browsers and by whoever holds a link of theirs. These routes are plain, for speed;
// here is said of them what the others say by themselves.
import * as z from 'zod'
import { health } from '../../contract/health.ts'
import { submission } from '../../contract/submission.ts'
import { language, slug } from '../../contract/text.ts'

type Content = Record<string, { schema: z.ZodType }>

/** A route as it is described. `at`: the pattern the router has, where that is not the path. */
export type Door = {
  method: string
  path: string
  at?: string
  summary?: string
  request?: {
    params?: z.ZodObject
    query?: z.ZodObject
    headers?: z.ZodObject
    body?: { content: Content; required?: boolean }
  }
  responses: Record<string, { description: string; headers?: Record<string, unknown>; content?: Content }>
}

const form = z.object({ form: slug })
const token = z.object({ token: z.string().max(600) })
const shownAs = z.object({ display: z.string().optional(), trigger: z.string().optional() })

const moment = z.iso.datetime()
const challenge = z.object({
  algorithm: z.literal('SHA-256'),
  challenge: z.string(),
  maxnumber: z.int(),
  salt: z.string(),
  signature: z.string(),
})
const received = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['file', 'link']),
    name: z.string(),
    href: z.string(),
    type: z.string().optional(),
    bytes: z.int().optional(),
    expiresAt: moment,
  }),
  z.object({ kind: z.literal('code'), name: z.string(), code: z.string().optional() }),
  z.object({ kind: z.literal('trial'), name: z.string(), days: z.int(), key: z.string().optional() }),
])
const mailbox = z.object({ label: z.string(), href: z.string() })
const accepted = z.object({
  id: z.uuid(),
  rights: z.string().optional(),
  confirm: z.object({ title: z.string(), text: z.string(), help: z.string(), mailbox: mailbox.optional() }).optional(),
  magnet: received.optional(),
})
const jwks = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      kid: z.string(),
      alg: z.literal('EdDSA'),
      use: z.literal('sig'),
    }),
  ),
})

const json = (schema: z.ZodType) => ({ 'application/json': { schema } })
const as = (...types: string[]) => Object.fromEntries(types.map((type) => [type, { schema: z.string() }]))
const page = (description: string) => ({ 200: { description, content: as('text/html') } })
const on = {
  303: {
    description: 'Done: on to the page, so that loading it again repeats nothing',
    headers: headersOf('Location'),
  },
}
const typed = (schema: z.ZodObject) => ({
  body: { content: { 'application/x-www-form-urlencoded': { schema } }, required: true },
})

function headersOf(...names: string[]) {
  return Object.fromEntries(names.map((name) => [name, { schema: { type: 'string' } }]))
}
const kept = headersOf('ETag', 'Cache-Control')

export const doors: Door[] = [
  {
    method: 'get',
    path: '/e/{form}.js',
    at: '/e/:file{[a-z0-9-]+\\.js}',
    summary: 'The tag: the form with all it needs, in one file',
    request: { params: form, query: shownAs.extend({ lang: language.optional() }) },
    responses: { 200: { description: 'The script', headers: kept, content: as('text/javascript') } },
  },
  {
    method: 'get',
    path: '/e/{form}.json',
    at: '/e/:file{[a-z0-9-]+\\.json}',
    summary: 'When a form that waits is to show',
    request: { params: form, query: shownAs },
    responses: { 200: { description: 'The settings', headers: kept, content: json(z.looseObject({})) } },
  },
  {
    method: 'get',
    path: '/e/{form}.{language}.json',
    at: '/e/:file{[a-z0-9-]+\\.[A-Za-z-]+\\.json}',
    summary: 'A form in another of its languages',
    request: { params: form.extend({ language }) },
    responses: { 200: { description: 'What the widget draws', headers: kept, content: json(z.looseObject({})) } },
  },
  {
    method: 'get',
    path: '/w/{hash}.js',
    at: '/w/:file{[a-f0-9]+\\.js}',
    summary: 'The widget of forms that wait, named by its content',
    request: { params: z.object({ hash: z.string().regex(/^[a-f0-9]+$/) }) },
    responses: {
      200: { description: 'The script', headers: headersOf('Cache-Control'), content: as('text/javascript') },
    },
  },
  {
    method: 'get',
    path: '/w/sha256.js',
    summary: 'SHA-256 for pages without TLS, whose browsers have none',
    responses: { 200: { description: 'The script', headers: kept, content: as('text/javascript') } },
  },
  {
    method: 'get',
    path: '/w/turnstile.js',
    summary: 'What shows Cloudflare’s Turnstile, for forms that ask for it',
    responses: { 200: { description: 'The script', headers: kept, content: as('text/javascript') } },
  },
  {
    method: 'get',
    path: '/f/{form}/ticket',
    at: '/f/:form/ticket',
    summary: 'A ticket: permission to send a form once',
    request: { params: form, query: z.object({ from: z.string().max(2_000).optional() }) },
    responses: {
      200: { description: 'The ticket', content: json(z.object({ ticket: z.string(), expiresAt: moment, challenge })) },
    },
  },
  {
    method: 'get',
    path: '/f/{form}/known',
    at: '/f/:form/known',
    summary: 'What a returning visitor need not be asked again',
    request: { params: form, query: z.object({ token: z.string().max(600) }) },
    responses: { 200: { description: 'Keys of fields', content: json(z.object({ known: z.array(z.string()) })) } },
  },
  {
    method: 'post',
    path: '/f/{form}/submissions',
    at: '/f/:form/submissions',
    summary: 'Send a form',
    request: {
      params: form,
      body: {
        content: {
          'application/json': { schema: submission },
          'application/x-www-form-urlencoded': { schema: z.looseObject({ ticket: z.string() }) },
        },
        required: true,
      },
    },
    responses: { 200: { description: 'Stored: what the visitor sees next', content: json(accepted) } },
  },
  {
    method: 'get',
    path: '/f/{form}',
    at: '/f/:form',
    summary: 'A form as a page of its own',
    request: { params: form },
    responses: page('The page'),
  },
  {
    method: 'get',
    path: '/f/{form}/submissions',
    at: '/f/:form/submissions',
    summary: 'Where a form was posted to, opened from the address bar',
    request: { params: form },
    responses: { 302: { description: 'Back to the form', headers: headersOf('Location') } },
  },
  {
    method: 'get',
    path: '/f/{form}/qr.svg',
    at: '/f/:form/qr.svg',
    summary: 'The address of that page as a QR code',
    request: { params: form },
    responses: { 200: { description: 'The picture', content: as('image/svg+xml') } },
  },
  {
    method: 'post',
    path: '/b',
    summary: 'A beacon: a form came into view, or where somebody stopped',
    request: { body: { content: { 'text/plain': { schema: z.string().max(2_000) } }, required: true } },
    responses: { 204: { description: 'Read' } },
  },
  {
    method: 'get',
    path: '/d/{token}',
    at: '/d/:token',
    summary: 'A magnet, by its lead’s own link',
    request: { params: token, headers: z.object({ range: z.string().max(200).optional() }) },
    responses: {
      200: {
        description: 'The file',
        headers: headersOf('Accept-Ranges', 'ETag'),
        content: as('*/*'),
      },
      206: {
        description: 'A part of it',
        headers: headersOf('Content-Range'),
        content: as('*/*'),
      },
      303: { description: 'On to where it leads', headers: headersOf('Location') },
    },
  },
  {
    method: 'post',
    path: '/d/{token}/again',
    at: '/d/:token/again',
    summary: 'Have a fresh link mailed, once this one has expired',
    request: { params: token },
    responses: on,
  },
  {
    method: 'get',
    path: '/c/{token}',
    at: '/c/:token',
    summary: 'The page that asks for confirmation; opening it confirms nothing',
    request: { params: token },
    responses: page('The page'),
  },
  {
    method: 'post',
    path: '/c/{token}',
    at: '/c/:token',
    summary: 'Confirm',
    request: { params: token },
    responses: on,
  },
  {
    method: 'post',
    path: '/c/{token}/not-me',
    at: '/c/:token/not-me',
    summary: 'Say that it was somebody else: what was sent is erased',
    request: { params: token },
    responses: on,
  },
  {
    method: 'post',
    path: '/c/{token}/again',
    at: '/c/:token/again',
    summary: 'Have a fresh link mailed, once this one has expired',
    request: { params: token },
    responses: on,
  },
  {
    method: 'get',
    path: '/r',
    summary: 'The page where a person asks for the link to what is held about them',
    responses: page('The page'),
  },
  {
    method: 'post',
    path: '/r',
    summary: 'Have that link mailed; answered alike, whoever’s address it is',
    request: typed(z.object({ email: z.string().max(254) })),
    responses: page('The page, saying to look in the mailbox'),
  },
  {
    method: 'get',
    path: '/r/{token}',
    at: '/r/:token',
    summary: 'Everything held about a person, and what they can do about it',
    request: { params: token },
    responses: page('The page'),
  },
  {
    method: 'get',
    path: '/r/{token}/data.json',
    at: '/r/:token/data.json',
    summary: 'The same as a file to take along',
    request: { params: token },
    responses: { 200: { description: 'The file', content: json(z.looseObject({})) } },
  },
  {
    method: 'post',
    path: '/r/{token}/withdraw',
    at: '/r/:token/withdraw',
    summary: 'Withdraw a consent',
    request: { params: token, ...typed(z.object({ purpose: z.string() })) },
    responses: on,
  },
  {
    method: 'post',
    path: '/r/{token}/object',
    at: '/r/:token/object',
    summary: 'Object to everything',
    request: { params: token },
    responses: on,
  },
  {
    method: 'post',
    path: '/r/{token}/correct',
    at: '/r/:token/correct',
    summary: 'Set right what is held',
    request: { params: token, ...typed(z.looseObject({})) },
    responses: on,
  },
  {
    method: 'get',
    path: '/r/{token}/keep',
    at: '/r/:token/keep',
    summary: 'Whether to stay, asked once before the time is up',
    request: { params: token },
    responses: page('The page'),
  },
  {
    method: 'post',
    path: '/r/{token}/keep',
    at: '/r/:token/keep',
    summary: 'Stay',
    request: { params: token },
    responses: on,
  },
  {
    method: 'post',
    path: '/r/{token}/link',
    at: '/r/:token/link',
    summary: 'Have a link mailed that does more than this one',
    request: { params: token },
    responses: on,
  },
  {
    method: 'post',
    path: '/r/{token}/erase',
    at: '/r/:token/erase',
    summary: 'Be erased; asks once more unless `sure` says yes',
    request: { params: token, ...typed(z.object({ sure: z.enum(['yes']).optional() })) },
    responses: on,
  },
  {
    method: 'get',
    path: '/u/{token}',
    at: '/u/:token',
    summary: 'The way out of a mail: a page with one button',
    request: { params: token },
    responses: page('The page'),
  },
  {
    method: 'post',
    path: '/u/{token}',
    at: '/u/:token',
    summary: 'Unsubscribe by one click (RFC 8058)',
    request: { params: token },
    responses: page('Done'),
  },
  {
    method: 'get',
    path: '/.well-known/jwks.json',
    summary: 'The public keys of the consent log, licences and trials',
    responses: { 200: { description: 'The keys', headers: headersOf('Cache-Control'), content: json(jwks) } },
  },
  {
    method: 'get',
    path: '/healthz',
    summary: 'Whether the parts a lead depends on answer',
    responses: {
      200: { description: 'They do, or what waits is not lost', content: json(health) },
      503: { description: 'One does not', content: json(health) },
    },
  },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This description',
    responses: {
      200: { description: 'OpenAPI 3.1', headers: kept, content: json(z.looseObject({ openapi: z.string() })) },
    },
  },
  {
    method: 'get',
    path: '/docs',
    summary: 'This description, to read',
    responses: page('The page'),
  },
]
