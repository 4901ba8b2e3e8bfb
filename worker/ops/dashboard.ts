// The dashboard's empty shell and its files. Nothing here knows anybody: everything in it comes from the API.
import { Hono } from 'hono'
import type { App } from '../env.ts'
import { Problem } from '../lib/problem.ts'

// Lead fields, UTM and referrers are strangers' text: should one ever reach the page as markup, nothing of it may run.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  // Mails, each a page of its own that may do nothing: see worker/delivery/shown.ts.
  "frame-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const guards = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
}

const year = 365 * 24 * 60 * 60

// The page a form is previewed on runs the widget on whatever the team has written. It may run nothing else, ask nobody anything,
// and knows nothing of the dashboard around it: its origin is none.
const stagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  'sandbox allow-scripts allow-forms',
].join('; ')

export const dashboardRoutes = new Hono<App>()

dashboardRoutes.get('/assets/*', async (c) => {
  const file = await c.env.ASSETS.fetch(c.req.raw)
  // A missing script must not be answered with the shell, nor remembered for a year.
  if (file.status === 404) throw new Problem('not_found')
  const response = guarded(file, c.req.url, `public, max-age=${year}, immutable`)
  // Modules are fetched as another origin's by a page that has none.
  response.headers.set('access-control-allow-origin', '*')
  return response
})

dashboardRoutes.get('/stage', async (c) => {
  const stage = await c.env.ASSETS.fetch(new URL('/dashboard/stage', c.req.url))
  const response = guarded(stage, c.req.url, 'no-store')
  response.headers.set('content-security-policy', stagePolicy)
  return response
})

dashboardRoutes.get('/*', async (c) => {
  const shell = await c.env.ASSETS.fetch(new URL('/dashboard/', c.req.url))
  return guarded(shell, c.req.url, 'no-store')
})

function guarded(file: Response, url: string, cacheControl: string): Response {
  const response = new Response(file.body, file)
  for (const [name, value] of Object.entries(guards)) response.headers.set(name, value)
  response.headers.set('cache-control', cacheControl)
  if (url.startsWith('https:')) response.headers.set('strict-transport-security', `max-age=${year}`)
  return response
}
