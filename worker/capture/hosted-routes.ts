// The form at an address of its own, for whoever has no site or no JavaScript: shown, posted, and as a QR code.
import { Hono } from 'hono'
import type { App } from '../env.ts'
import { Problem } from '../lib/problem.ts'
import { readFormPost } from './form-post.ts'
import { qrCode } from './qr.ts'
import { expectRested, knownForm, maxBodyBytes, readSubmission, submit } from './submit.ts'
import { donePage, refusedPage } from './thanks-page.tsx'
import { visitOf } from './visit.ts'

export const hostedRoutes = new Hono<App>()

hostedRoutes.get('/f/:form/qr.svg', async (c) => {
  const { slug } = await knownForm(c.env, c.req.param('form'))
  return c.body(qrCode(`${new URL(c.req.url).origin}/f/${slug}`), 200, {
    'content-type': 'image/svg+xml',
    'cache-control': 'public, max-age=86400',
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
  })
})

hostedRoutes.post('/f/:form/submissions', async (c, next) => {
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) return next()
  const visit = visitOf(c.req.raw, 'form')
  const form = await knownForm(c.env, c.req.param('form'))
  try {
    await expectRested(c.env, visit)
    const sent = readSubmission(await readFormPost(c.req.raw, maxBodyBytes))
    return donePage(form, sent.language, await submit(c.env, form.slug, sent, visit))
  } catch (error) {
    if (error instanceof Problem) return refusedPage(form, error)
    throw error
  }
})
