// The form at an address of its own, for whoever has no site or no JavaScript: shown, posted, and as a QR code.
import { Hono } from 'hono'
import type { App } from '../../env.ts'
import { publishedForm } from '../../form/published.ts'
import { Problem } from '../../lib/problem.ts'
import { readFormPost } from '../form-post.ts'
import { expectRested, knownForm, maxBodyBytes, readSubmission, submit } from '../submit.ts'
import { visitOf } from '../visit.ts'
import { qrCode } from './qr.ts'
import { donePage, openPage, refusedPage, unknownPage } from './screens.tsx'

export const hostedRoutes = new Hono<App>()

hostedRoutes.get('/f/:form', async (c) => {
  const form = await publishedForm(c.env.DB, c.req.param('form'))
  return form ? openPage(c.env, form, c.req.raw) : unknownPage(c.req.raw)
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

hostedRoutes.post('/f/:form/submissions', async (c, next) => {
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) return next()
  const visit = visitOf(c.req.raw, 'form')
  const form = await publishedForm(c.env.DB, c.req.param('form'))
  if (!form) return unknownPage(c.req.raw)
  const refuse = (error: unknown, post?: Awaited<ReturnType<typeof readFormPost>>) => {
    if (error instanceof Problem) return refusedPage(c.env, form, c.req.raw, error, post)
    throw error
  }
  try {
    await expectRested(c.env, visit)
    const post = await readFormPost(c.req.raw, maxBodyBytes)
    try {
      const sent = readSubmission(post)
      return donePage(form, sent.language, c.req.raw, await submit(c.env, form.slug, sent, visit))
    } catch (error) {
      return await refuse(error, post)
    }
  } catch (error) {
    return refuse(error)
  }
})
