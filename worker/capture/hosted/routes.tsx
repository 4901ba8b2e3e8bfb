// The form at an address of its own, for whoever has no site or no JavaScript: shown, posted, and as a QR code.
import { Hono } from 'hono'
import type { App } from '../../env.ts'
import { publishedForm } from '../../form/published.ts'
import { pick, versionMet, versionsMet } from '../../form/variant.ts'
import { countHosted } from '../../insight/seen.ts'
import { log, reasonOf } from '../../lib/log.ts'
import { Problem } from '../../lib/problem.ts'
import { type FormPost, readFormPost } from '../form-post.ts'
import { expectRested, knownForm, maxBodyBytes, readSubmission, submit } from '../submit.ts'
import { visitOf } from '../visit.ts'
import { qrCode } from './qr.ts'
import { donePage, openPage, refusedPage, unknownPage } from './screens.tsx'

export const hostedRoutes = new Hono<App>()

hostedRoutes.get('/f/:form', async (c) => {
  const form = await publishedForm(c.env.DB, c.req.param('form'))
  if (!form) return unknownPage(c.req.raw)
  const met = pick(await versionsMet(c.env.DB, form))
  const page = await openPage(c.env, met, c.req.raw)
  if (page.ok && c.req.raw.method === 'GET') countHosted(c.env, form, c.req.raw, met.version)
  return page
})

hostedRoutes.get('/f/:form/qr.svg', async (c) => {
  const { slug } = await knownForm(c.env, c.req.param('form'))
  return c.body(qrCode(`${new URL(c.req.url).origin}/f/${slug}`), 200, {
    'content-type': 'image/svg+xml',
    'cache-control': 'public, max-age=86400',
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
  })
})

// Where a form was posted to, opened from the address bar.
hostedRoutes.get('/f/:form/submissions', (c) => c.redirect(`/f/${encodeURIComponent(c.req.param('form'))}`))

hostedRoutes.post('/f/:form/submissions', async (c, next) => {
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) return next()
  const visit = visitOf(c.req.raw, 'form')
  const form = await publishedForm(c.env.DB, c.req.param('form'))
  if (!form) return unknownPage(c.req.raw)
  let post: FormPost | undefined
  try {
    await expectRested(c.env, visit)
    post = await readFormPost(c.req.raw, maxBodyBytes)
    const sent = readSubmission(post)
    const accepted = await submit(c.env, form.slug, sent, visit)
    return donePage(await versionMet(c.env.DB, form, sent.version), sent.language, c.req.raw, accepted)
  } catch (error) {
    if (!(error instanceof Problem)) log.error('request.failed', { route: c.req.routePath, reason: reasonOf(error) })
    const problem = error instanceof Problem ? error : new Problem('internal')
    return refusedPage(c.env, await versionMet(c.env.DB, form, post?.version), c.req.raw, problem, post)
  }
})
