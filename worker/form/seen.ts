// On which sites a form's tag was seen, so that whoever pasted it is told that it arrived.
// Kept is the origin alone, at most once an hour each, and never while a submission waits for it.
import { webOrigin } from '../../contract/text.ts'
import { log, reasonOf } from '../lib/log.ts'
import { Problem } from '../lib/problem.ts'

const hourMs = 60 * 60 * 1000
/** What is kept of one form at most; the oldest go. */
const mostOrigins = 30
/** What one isolate writes in an hour at most: a header is anybody's to invent. */
const mostWritten = 300

const written = new Map<string, number>()

/** Where a request comes from, as its headers say: never a path. `undefined` for our own pages, and for what is no web origin. */
export function originOf(request: Request): string | undefined {
  const header = request.headers.get('origin') ?? request.headers.get('referer') ?? ''
  const origin = /^https?:\/\/[^/?#]+/i.exec(header)?.[0]
  return origin && !request.url.startsWith(`${origin}/`) ? origin : undefined
}

/** Writes down that a tag was asked for from a site. Gives what is still to be waited for, where there is anything. */
export function noteSeen(
  db: D1Database,
  formId: string,
  request: Request,
  now = Date.now(),
): Promise<unknown> | undefined {
  const origin = originOf(request)
  const key = `${formId} ${origin}`
  if (!origin || now - (written.get(key) ?? 0) < hourMs) return undefined
  if (written.size >= mostWritten) {
    for (const [each, at] of written) if (now - at >= hourMs) written.delete(each)
    if (written.size >= mostWritten) return undefined
  }
  if (!webOrigin.safeParse(origin).success) return undefined
  written.set(key, now)
  return keepSeen(db, formId, origin, now).catch((error) => {
    written.delete(key)
    log.error('form.seen', { reason: reasonOf(error) })
  })
}

const keepSeen = (db: D1Database, formId: string, origin: string, now: number) =>
  db.batch([
    // Other isolates write too: the hour counts for all of them.
    db
      .prepare(`
        INSERT INTO form_seen (form_id, origin, at)
        VALUES (?1, ?2, ?3)
        ON CONFLICT (form_id, origin) DO UPDATE SET at = excluded.at
        WHERE at <= ?4`)
      .bind(formId, origin, new Date(now).toISOString(), new Date(now - hourMs).toISOString()),
    db
      .prepare(`
        DELETE FROM form_seen
        WHERE form_id = ?1
          AND origin NOT IN (SELECT origin FROM form_seen WHERE form_id = ?1 ORDER BY at DESC LIMIT ?2)`)
      .bind(formId, mostOrigins),
  ])

export type Seen = {
  origin: string
  /** The last time, to the hour. */
  at: string
  /** Whether the form may be sent from there. */
  isAllowed: boolean
}

/** Where the tag of a form was seen, the latest first. Throws `form_unknown`. */
export async function listSeen(db: D1Database, slug: string): Promise<Seen[]> {
  const form = await db
    .prepare(`
      SELECT form.id, form_version.definition ->> '$.origins' AS origins
      FROM form
      LEFT JOIN form_version ON form_version.form_id = form.id AND form_version.version = form.version
      WHERE slug = ?1`)
    .bind(slug)
    .first<{ id: string; origins: string | null }>()
  if (!form) throw new Problem('form_unknown')
  const allowed: string[] = JSON.parse(form.origins ?? '[]')
  const { results } = await db
    .prepare('SELECT origin, at FROM form_seen WHERE form_id = ?1 ORDER BY at DESC LIMIT ?2')
    .bind(form.id, mostOrigins)
    .all<{ origin: string; at: string }>()
  return results.map((row) => ({ ...row, isAllowed: allowed.length === 0 || allowed.includes(row.origin) }))
}

/** For tests, which begin each with an isolate that has written nothing. */
export const forgetSeen = (): void => written.clear()
