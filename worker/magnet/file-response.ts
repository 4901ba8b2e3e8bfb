// A file on its way to whoever may have it: whole or the part asked for, under its own name.
import type { Context } from 'hono'
import type { App } from '../env.ts'
import { within } from '../lib/db.ts'
import { log, reasonOf } from '../lib/log.ts'
import { Problem } from '../lib/problem.ts'
import type { FoundFile } from './download.ts'
import { attachmentNamed } from './file-name.ts'
import { askedPart } from './range.ts'

const patienceMs = 5_000

/** Throws `not_found` where its bytes are gone, `unavailable` while nobody can tell. */
export async function fileResponse(c: Context<App>, file: FoundFile): Promise<Response> {
  const isHead = c.req.method === 'HEAD'
  // A HEAD asks about the whole; ranges belong to GET alone (RFC 9110 §14.2).
  const asked = isHead ? { status: 200 as const } : askedPart(c.req.raw.headers, file.tag, file.bytes)
  const headers = new Headers({
    'accept-ranges': 'bytes',
    etag: file.tag,
    // no-transform: an edge that compressed on the way would break ranges.
    'cache-control': 'private, no-store, no-transform',
    'x-content-type-options': 'nosniff',
  })
  if (asked.status === 304) return new Response(null, { status: 304, headers })
  if (asked.status === 416) {
    const refused = new Problem('range_refused').toResponse()
    refused.headers.set('content-range', `bytes */${file.bytes}`)
    return refused
  }
  const part = asked.status === 206 ? asked.part : { offset: 0, length: file.bytes }
  const object = isHead ? null : await fetched(c, file, part)
  if (!isHead && !object) throw new Problem('not_found')
  headers.set('content-type', file.type)
  headers.set('content-disposition', attachmentNamed(file.name))
  headers.set('content-length', String(part.length))
  if (asked.status === 206)
    headers.set('content-range', `bytes ${part.offset}-${part.offset + part.length - 1}/${file.bytes}`)
  return new Response(object?.body, { status: asked.status, headers })
}

async function fetched(c: Context<App>, { key }: FoundFile, range: R2Range): Promise<R2ObjectBody | null> {
  try {
    return await within(patienceMs, c.env.FILES.get(key, { range }))
  } catch (error) {
    log.error('download.failed', { method: c.req.method, reason: reasonOf(error) })
    throw new Problem('unavailable', { retryAfter: 10 })
  }
}
