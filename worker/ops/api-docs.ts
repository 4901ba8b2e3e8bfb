// The description of the API, for programs and to read. Both were made when this was built and are files, so that the Worker carries neither.
import { Hono } from 'hono'
import type { App } from '../env.ts'
import { Problem } from '../lib/problem.ts'

// The page asks nobody but us for anything. Its styles stand in attributes as well, which no hash can name.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const apiDocsRoutes = new Hono<App>()

apiDocsRoutes.get('/openapi.json', (c) => served(c.env.ASSETS, c.req.raw, { 'access-control-allow-origin': '*' }))

apiDocsRoutes.get('/docs', (c) => served(c.env.ASSETS, new Request(new URL('/docs/', c.req.url), c.req.raw)))

apiDocsRoutes.get('/docs/*', (c) => served(c.env.ASSETS, c.req.raw))

async function served(assets: Fetcher, request: Request, more: Record<string, string> = {}): Promise<Response> {
  const file = await assets.fetch(request)
  if (file.status === 404) throw new Problem('not_found')
  const response = new Response(file.body, file)
  const headers = {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    // Asked again each time, and answered 304 until it is built anew.
    'cache-control': 'public, max-age=0, must-revalidate',
    ...more,
  }
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}
