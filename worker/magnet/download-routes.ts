// A magnet on its way to the visitor: their own link, answered with the file or sent on to where it leads; or, once it has
// expired, with a button that asks for a fresh one.

import { type Context, Hono } from 'hono'
import { isBlockRested } from '../capture/guard.ts'
import { visitOf } from '../capture/visit.ts'
import { announce } from '../delivery/queue.ts'
import type { App } from '../env.ts'
import { audienceOf } from '../insight/audience.ts'
import { countOf } from '../insight/count.ts'
import { log, reasonOf } from '../lib/log.ts'
import { Problem } from '../lib/problem.ts'
import { seeOther } from '../lib/see-other.ts'
import { countDownload, findMagnet } from './download.ts'
import { fileResponse } from './file-response.ts'
import { readDownloadLink } from './link.ts'
import { hasPage, refusedPage } from './refused-page.tsx'
import { renew } from './renew.ts'

export const downloadRoutes = new Hono<App>()

downloadRoutes.get('/:token', (c) => answered(c, handOver))
downloadRoutes.post('/:token/again', (c) => answered(c, askAgain))

type On = Context<App, '/:token'>

async function answered(c: On, work: (c: On) => Promise<Response>): Promise<Response> {
  const response = await work(c).catch((error) => refusal(c, error))
  // The address is a key: search engines must not list it, nor the next page hear of it.
  response.headers.set('x-robots-tag', 'noindex')
  response.headers.set('referrer-policy', 'no-referrer')
  return response
}

/** A person's click: mail scanners open every link, and that must send nothing. Answered alike whatever is known. */
async function askAgain(c: On): Promise<Response> {
  if (!(await isBlockRested(c.env, visitOf(c.req.raw, 'form')))) throw new Problem('rate_limited', { retryAfter: 60 })
  const token = c.req.param('token')
  const grant = await readDownloadLink(c.env, token)
  if (grant.ok) return seeOther(`/d/${token}`)
  if (grant.why === 'forged') throw new Problem('not_found')
  const owed = await renew(c.env.DB, grant, new URL(c.req.url).origin, new Date().toISOString())
  if (owed) c.executionCtx.waitUntil(announce(c.env, [owed]))
  return seeOther(`/d/${token}?sent`)
}

async function handOver(c: On): Promise<Response> {
  const grant = await readDownloadLink(c.env, c.req.param('token'))
  if (!grant.ok) throw new Problem(grant.why === 'expired' ? 'link_expired' : 'not_found')
  const found = await findMagnet(c.env, grant)
  const response = found.kind === 'link' ? seeOther(found.url) : await fileResponse(c, found)
  if (isStart(c.req.raw, response)) {
    c.executionCtx.waitUntil(
      countDownload(c.env.DB, grant, new Date().toISOString()).then((isFirst) => {
        if (isFirst) countOf(c.env, 'download', grant.submissionId, audienceOf(c.req.raw))
      }),
    )
  }
  return response
}

// A download that goes on in pieces is one download.
function isStart({ method }: Request, response: Response): boolean {
  const begins = response.headers.get('content-range')?.startsWith('bytes 0-') ?? true
  return method === 'GET' && response.status < 304 && begins
}

// Problem+json for programs; for a browser, where a person is reading, a page in their language.
function refusal(c: On, error: unknown): Response {
  const { raw: request } = c.req
  const isKnown = error instanceof Problem
  if (!isKnown) log.error('download.failed', { method: request.method, reason: reasonOf(error) })
  const problem = isKnown ? error : new Problem('internal')
  const { code, more } = problem
  const isRead = /\btext\/html\b/i.test(request.headers.get('accept') ?? '')
  if (!isRead || !hasPage(code)) return problem.toResponse()
  const response = refusedPage(code, request)
  if (more.retryAfter) response.headers.set('retry-after', String(more.retryAfter))
  return response
}
