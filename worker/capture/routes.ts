// What a visitor's browser asks for: the tag, a ticket, and the one thing it sends.
import { Hono } from 'hono'
import type { PublishedForm } from '../../contract/form.ts'
import { languagesOf } from '../../contract/form-texts.ts'
import { showIn, type TagSettings } from '../../contract/shown.ts'
import type { Known } from '../../contract/submission.ts'
import { askedOf } from '../../widget/options.ts'
import type { App, Env } from '../env.ts'
import { expectOpen } from '../form/closing.ts'
import { publishedForm } from '../form/published.ts'
import { noteSeen } from '../form/seen.ts'
import { pick, versionsMet } from '../form/variant.ts'
import { countRefused, countStart } from '../insight/seen.ts'
import { readJson } from '../lib/body.ts'
import { wordsIn } from '../lib/locale.ts'
import { Problem } from '../lib/problem.ts'
import { isOriginAllowed } from './guard.ts'
import { knownFields } from './profile.ts'
import { tagSettings } from './settings.ts'
import { expectRested, knownForm, maxBodyBytes, readSubmission, submit } from './submit.ts'
import {
  composeLoader,
  composeTag,
  ownSha256,
  sharedHash,
  sharedWidget,
  tagVersion,
  turnstile,
  unknownTag,
} from './tag.ts'
import { issueTicket } from './ticket.ts'
import { siteKeyFor } from './turnstile.ts'
import { visitOf } from './visit.ts'
import { asAsked, isAtOnce, waitingSettings } from './waiting.ts'

export const captureRoutes = new Hono<App>()

captureRoutes.get('/e/:file{[a-z0-9-]+\\.js}', async (c) => {
  const slug = c.req.param('file').slice(0, -'.js'.length)
  const form = await publishedForm(c.env.DB, slug)
  // A script answered 404 is never run, and could not say why nothing appears.
  if (!form) return script(c.req.raw, unknownTag(slug), 'unknown')
  const seen = noteSeen(c.env.DB, form.id, c.req.raw)
  if (seen) c.executionCtx.waitUntil(seen)
  const asked = { display: c.req.query('display'), trigger: c.req.query('trigger') }
  const shown = asAsked(form.display, asked)
  if (!isAtOnce(shown)) {
    const waiting = await waitingSettings(form, shown, c.req.url, askedOf(asked))
    return script(c.req.raw, composeLoader(waiting), `${stateOf(c.env, form)}-${waiting.asked}`)
  }
  const only = c.req.query('v')
  const met = await versionsMet(c.env.DB, form, only === undefined ? undefined : Number(only))
  const tried = met.map(({ form, share }) => ({
    settings: { ...settingsOf(c.env, form, c.req.query('lang'), c.req.url), asked: askedOf(asked) || undefined },
    share,
  }))
  const language = tried[0]!.settings.form.language
  const state = `${stateOf(c.env, form)}-${language}-${askedOf(asked)}${form.variants && only ? `-${met[0].form.version}` : ''}`
  return script(c.req.raw, composeTag(tried), state)
})

captureRoutes.get('/e/:file{[a-z0-9-]+\\.json}', async (c) => {
  const form = await knownForm(c.env, c.req.param('file').slice(0, -'.json'.length))
  const asked = { display: c.req.query('display'), trigger: c.req.query('trigger') }
  const waiting = await waitingSettings(form, asAsked(form.display, asked), c.req.url, askedOf(asked))
  return publicly(c.req.raw, JSON.stringify(waiting), json, `${stateOf(c.env, form)}-${waiting.asked}`)
})

// Named by its content, so it may be kept for ever. Under an earlier name, from a page that was open or kept through
// an upgrade, today's is answered, and kept by nobody.
captureRoutes.get('/w/sha256.js', (c) => script(c.req.raw, ownSha256, 'sha256'))

captureRoutes.get('/w/turnstile.js', (c) => script(c.req.raw, turnstile, 'turnstile'))

captureRoutes.get('/w/:file{[a-f0-9]+\\.js}', async (c) => {
  const isCurrent = c.req.param('file') === `${await sharedHash()}.js`
  return c.body(sharedWidget, 200, {
    ...anybody,
    'content-type': javascript,
    'cache-control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-store',
  })
})

captureRoutes.get('/e/:file{[a-z0-9-]+\\.[A-Za-z-]+\\.json}', async (c) => {
  const [slug = '', language] = c.req.param('file').split('.')
  const form = await publishedForm(c.env.DB, slug)
  if (!form || !language || !form.notices[language]) throw new Problem('form_unknown')
  const met = pick(await versionsMet(c.env.DB, form))
  const settings = JSON.stringify(settingsOf(c.env, met, language, c.req.url))
  // Drawn anew for each who asks.
  if (met.isTried)
    return new Response(settings, { headers: { ...anybody, 'content-type': json, 'cache-control': 'no-store' } })
  return publicly(c.req.raw, settings, json, `${stateOf(c.env, form)}-${language}`)
})

// No cookies ever travel here, so any page may read the answers. Refusals too: the widget can then say them plainly.
captureRoutes.use('/f/:form/*', async (c, next) => {
  await next()
  // On the answer there is: c.header() would make another one of it, each time.
  c.res.headers.set('access-control-allow-origin', '*')
  c.res.headers.set('access-control-expose-headers', 'retry-after')
})

captureRoutes.options('/f/:form/*', (c) =>
  c.body(null, 204, {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '86400',
  }),
)

captureRoutes.get('/f/:form/ticket', async (c) => {
  const visit = visitOf(c.req.raw, 'widget')
  await expectRested(c.env, visit)
  const form = await knownForm(c.env, c.req.param('form'))
  // Told before anything is typed; the guard decides again when it is sent.
  if (visit.origin && !isOriginAllowed(form, visit)) {
    countRefused(c.env, form, visit)
    throw new Problem('origin_refused')
  }
  expectOpen(form, Date.now(), false)
  countStart(c.env, form, visit, c.req.query('from'))
  // A tag that was kept is not asked for again; its ticket is.
  const seen = noteSeen(c.env.DB, form.id, c.req.raw)
  if (seen) c.executionCtx.waitUntil(seen)
  return c.json(await issueTicket(c.env, form), 200, { 'cache-control': 'no-store' })
})

// Keys of fields, whatever the token: who holds one learns what was asked of them, never what they said.
captureRoutes.get('/f/:form/known', async (c) => {
  await expectRested(c.env, visitOf(c.req.raw, 'widget'))
  const form = await knownForm(c.env, c.req.param('form'))
  const known = await knownFields(c.env, form, c.req.query('token') ?? '')
  return c.json({ known } satisfies Known, 200, { 'cache-control': 'no-store' })
})

captureRoutes.post('/f/:form/submissions', async (c) => {
  const visit = visitOf(c.req.raw, 'widget')
  await expectRested(c.env, visit)
  const sent = readSubmission(await readJson(c.req.raw, maxBodyBytes))
  const accepted = await submit(c.env, c.req.param('form'), sent, visit)
  return Response.json(accepted, { headers: { 'cache-control': 'no-store' } })
})

function settingsOf(env: Env, form: PublishedForm, asked: string | undefined, address: string): TagSettings {
  const languages = languagesOf(form)
  const language = asked && languages.includes(asked) ? asked : form.defaultLanguage
  const turnstile = siteKeyFor(env, form)
  const shown = { ...showIn(form, language, languages), ...(turnstile && { turnstile }) }
  return tagSettings(shown, wordsIn(language), new URL(address).origin)
}

function stateOf(env: Env, form: PublishedForm): string {
  const { version, isTaken, variants = [] } = form
  const shown = variants.map((one) => `${one.version}.${one.share}`)
  return [`${version}${isTaken ? 'x' : ''}`, ...shown, siteKeyFor(env, form)].filter(Boolean).join('_')
}

const json = 'application/json; charset=utf-8'
const javascript = 'text/javascript; charset=utf-8'

const anybody = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
}

const script = (request: Request, text: string, state: string) => publicly(request, text, javascript, state)

// Short-lived, so that an edit reaches pages without pasting again; served stale while the new one is fetched.
async function publicly(request: Request, text: string, type: string, state: string): Promise<Response> {
  const etag = `"${await tagVersion()}-${state}"`
  const headers = {
    etag,
    'content-type': type,
    'cache-control': 'public, max-age=60, stale-while-revalidate=86400',
    ...anybody,
  }
  const known = request.headers.get('if-none-match')?.replaceAll('W/', '').split(/,\s*/).includes(etag)
  return known ? new Response(null, { status: 304, headers }) : new Response(text, { headers })
}
