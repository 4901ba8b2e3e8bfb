// What a visitor's browser asks for: the tag, a ticket, and the one thing it sends.
import { Hono } from 'hono'
import { languagesOf, type PublishedForm } from '../../contract/form.ts'
import { type TagSettings, showIn } from '../../contract/shown.ts'
import { submission, type Submission } from '../../contract/submission.ts'
import type { App, Env } from '../env.ts'
import { formVersion, publishedForm } from '../form/published.ts'
import { readJson } from '../lib/body.ts'
import { randomText } from '../lib/crypto.ts'
import { wordsIn } from '../lib/locale.ts'
import { log } from '../lib/log.ts'
import { fieldCodes } from '../lib/openapi.ts'
import { Problem } from '../lib/problem.ts'
import { answer } from './answer.ts'
import { readFormPost } from './form-post.ts'
import { guard, isBlockRested, isOriginAllowed } from './guard.ts'
import { intake } from './intake.ts'
import { cleanSource } from './source.ts'
import { composeTag, tagVersion, unknownTag } from './tag.ts'
import { donePage, refusedPage } from './thanks-page.tsx'
import { issueTicket } from './ticket.ts'
import { comparable, toRecord } from './to-record.ts'
import { validate } from './validate.ts'
import { type Visit, visitOf } from './visit.ts'

/** Enough for the longest honest form; far below what a queue message holds. */
const maxBodyBytes = 64_000

export const captureRoutes = new Hono<App>()

captureRoutes.get('/e/:file{[a-z0-9-]+\\.js}', async (c) => {
  const slug = c.req.param('file').slice(0, -'.js'.length)
  const form = await publishedForm(c.env.DB, slug)
  // A script answered 404 is never run, and could not say why nothing appears.
  if (!form) return script(c.req.raw, unknownTag(slug), 'unknown')
  const settings = settingsOf(form, c.req.query('lang'), c.req.url)
  return script(c.req.raw, composeTag(settings), `${form.version}-${settings.form.language}`)
})

captureRoutes.get('/e/:file{[a-z0-9-]+\\.[A-Za-z-]+\\.json}', async (c) => {
  const [slug = '', language] = c.req.param('file').split('.')
  const form = await publishedForm(c.env.DB, slug)
  if (!form || !language || !form.notices[language]) throw new Problem('form_unknown')
  const settings = settingsOf(form, language, c.req.url)
  return publicly(c.req.raw, JSON.stringify(settings), 'application/json; charset=utf-8', `${form.version}-${language}`)
})

captureRoutes.options('/f/:form/*', async (c) => {
  const form = await knownForm(c.env, c.req.param('form'))
  return new Response(null, { status: 204, headers: corsOf(form, visitOf(c.req.raw, 'widget')) })
})

captureRoutes.get('/f/:form/ticket', async (c) => {
  const visit = visitOf(c.req.raw, 'widget')
  const form = await knownForm(c.env, c.req.param('form'))
  return withCors(form, visit, async () => {
    await expectRested(c.env, visit)
    return c.json(await issueTicket(c.env, form), 200, { 'cache-control': 'no-store' })
  })
})

captureRoutes.post('/f/:form/submissions', async (c) => {
  const slug = c.req.param('form')
  if (/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) {
    const visit = visitOf(c.req.raw, 'form')
    const form = await knownForm(c.env, slug)
    try {
      await expectRested(c.env, visit)
      const sent = read(await readFormPost(c.req.raw, maxBodyBytes))
      return donePage(form, sent.language, await submit(c.env, slug, sent, visit))
    } catch (error) {
      if (error instanceof Problem) return refusedPage(form, error)
      throw error
    }
  }
  const visit = visitOf(c.req.raw, 'widget')
  const form = await knownForm(c.env, slug)
  return withCors(form, visit, async () => {
    await expectRested(c.env, visit)
    const sent = read(await readJson(c.req.raw, maxBodyBytes))
    return c.json(await submit(c.env, slug, sent, visit), 200, { 'cache-control': 'no-store' })
  })
})

/** The lead's way: shown version, guard, validation, one batch, answer. */
async function submit(env: Env, slug: string, sent: Submission, visit: Visit) {
  const form = await formVersion(env.DB, slug, sent.version)
  if (!form) throw new Problem('invalid', { fields: { version: 'not_an_option' } })
  const sound = await validate(form, sent)
  const envelope = { ticket: sent.ticket, proof: sent.proof, trap: sent.website_url, emailKey: comparable(sound.email) }
  const verdict = await guard(env, form, envelope, visit)
  if (verdict.do === 'refuse') throw new Problem(verdict.code)

  const held = verdict.do === 'hold' ? verdict.reason : null
  const { gpc, ownOrigin: origin } = visit
  const facts = { id: verdict.id, held, gpc, salt: randomText(16), at: new Date().toISOString(), origin }
  await intake(env, await toRecord(form, { ...sound, source: cleanSource(sound.source) }, facts))
  log.info('submission.kept', { form: slug, version: form.version, held: held ?? undefined })
  return answer(env, visit.ownOrigin, form, verdict.id)
}

// Before anything costly is done, a body read included.
async function expectRested(env: Env, visit: Visit): Promise<void> {
  if (!(await isBlockRested(env, visit))) throw new Problem('rate_limited', { retryAfter: 60 })
}

function read(body: unknown): Submission {
  const parsed = submission.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Problem('invalid', { fields: fieldCodes(parsed.error, body) })
}

async function knownForm(env: Env, slug: string): Promise<PublishedForm> {
  const form = await publishedForm(env.DB, slug)
  if (!form) throw new Problem('form_unknown')
  return form
}

function settingsOf(form: PublishedForm, asked: string | undefined, address: string): TagSettings {
  const languages = languagesOf(form)
  const language = asked && languages.includes(asked) ? asked : form.defaultLanguage
  return { origin: new URL(address).origin, form: showIn(form, language, languages), words: wordsIn(language) }
}

const script = (request: Request, text: string, state: string) =>
  publicly(request, text, 'text/javascript; charset=utf-8', state)

// Short-lived, so that an edit reaches pages without pasting again; served stale while the new one is fetched.
async function publicly(request: Request, text: string, type: string, state: string): Promise<Response> {
  const etag = `"${await tagVersion()}-${state}"`
  const headers = {
    etag,
    'content-type': type,
    'cache-control': 'public, max-age=60, stale-while-revalidate=86400',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  }
  const known = request.headers.get('if-none-match')?.replaceAll('W/', '').split(/,\s*/).includes(etag)
  return known ? new Response(null, { status: 304, headers }) : new Response(text, { headers })
}

// No cookies ever travel here, so a browser may be told that another origin may read the answer: that is the product.
function corsOf(form: PublishedForm, visit: Visit): Record<string, string> {
  const headers: Record<string, string> = { vary: 'Origin' }
  if (visit.origin && isOriginAllowed(form, visit)) {
    headers['access-control-allow-origin'] = visit.origin
    headers['access-control-allow-methods'] = 'GET, POST'
    headers['access-control-allow-headers'] = 'content-type'
    headers['access-control-expose-headers'] = 'retry-after'
    headers['access-control-max-age'] = '86400'
  }
  return headers
}

async function withCors(form: PublishedForm, visit: Visit, work: () => Promise<Response>): Promise<Response> {
  const response = await work().catch((error: unknown) => {
    if (error instanceof Problem) return error.toResponse()
    throw error
  })
  for (const [name, value] of Object.entries(corsOf(form, visit))) response.headers.set(name, value)
  return response
}
