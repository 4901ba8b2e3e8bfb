// The published form, asked for by every visitor: from memory, then the location's cache, then D1.
// What was read once still serves when D1 cannot answer, so a form outlives its database's bad minutes.
import { display } from '../../contract/display.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { forMembers, type Qualification, usualQualification } from '../../contract/qualification.ts'
import { within } from '../lib/db.ts'
import { log, reasonOf } from '../lib/log.ts'
import { membersSql, settledFrom } from '../site/qualification.ts'
import { afterArchiving } from './archive.ts'
import { afterTaking } from './closing.ts'
import { variantsSql } from './variants-sql.ts'

const freshForMs = 30_000
const justNowMs = 2_000
const mostKept = 200

/** `latest`: the last version there is, which visitors need not see. */
type Kept = { form: PublishedForm | null; latest?: number; settled?: Qualification; readAt: number }
const memory = new Map<string, Kept>()

/** The version of a form that visitors see now; `undefined` when there is none. */
export const publishedForm = (db: D1Database, slug: string): Promise<PublishedForm | undefined> =>
  formIn(recall(db, slug))

const formIn = async (kept: Promise<Kept>) => (await kept).form ?? undefined

/** What the site of a form has settled about its leads, read with the form that visitors see now. */
export async function settledFor(db: D1Database, slug: string): Promise<Qualification> {
  await recall(db, slug)
  return memory.get(slug)?.settled ?? usualQualification
}

/** One exact version, as it was shown to somebody. */
export async function formVersion(db: D1Database, slug: string, version: number): Promise<PublishedForm | undefined> {
  const isKnown = ({ form, latest = form?.version ?? 0 }: Kept) => version <= latest
  const current = await recall(db, slug)
  if (!current.form || current.form.version === version) return current.form ?? undefined
  // It may have been published a moment ago, where this isolate was not looking.
  const isThere = isKnown(current) || isKnown(await recall(db, slug, undefined, justNowMs))
  return isThere ? keptVersion(db, slug, version) : undefined
}

/** What somebody was shown, or what was declared of them, whatever is public now. */
export const keptVersion = (db: D1Database, slug: string, version: number): Promise<PublishedForm | undefined> =>
  formIn(recall(db, slug, version))

async function recall(db: D1Database, slug: string, version?: number, freshMs = freshForMs): Promise<Kept> {
  const key = version ? `${slug}@${version}` : slug
  const isFresh = (kept: Kept) => version !== undefined || Date.now() - kept.readAt < freshMs
  const kept = memory.get(key) ?? (await fromCache(key))
  if (kept) keep(key, kept)
  if (kept && isFresh(kept)) return kept
  try {
    const read: Kept = { ...(await fromDatabase(db, slug, version)), readAt: Date.now() }
    keep(key, read)
    await toCache(key, read)
    return read
  } catch (error) {
    if (!kept) throw error
    log.error('form.stale', { slug, reason: reasonOf(error) })
    return kept
  }
}

type Row = {
  definition: string
  latest: number
  variants: string
  taken: number | null
  archived_at: string | null
  qualification: string | null
  members: string
}

async function fromDatabase(db: D1Database, slug: string, version?: number): Promise<Omit<Kept, 'readAt'>> {
  const row = await db
    .prepare(`
      SELECT form_version.definition, form_place.taken, form.archived_at, site.qualification, ${membersSql} AS members,
        (SELECT max(version) FROM form_version WHERE form_id = form.id) AS latest,
        ${variantsSql} AS variants
      FROM form
      JOIN form_version ON form_version.form_id = form.id AND form_version.version = coalesce(?2, form.version)
      LEFT JOIN form_place ON form_place.form_id = form.id
      LEFT JOIN site ON site.id = form.site_id
      WHERE form.slug = ?1`)
    .bind(slug, version ?? null)
    .first<Row>()
  if (!row) return { form: null }
  const form: PublishedForm = JSON.parse(row.definition)
  // Frozen before forms had more displays than one.
  if (!form.display?.place) form.display = display.parse({})
  const variants: PublishedForm['variants'] = version || row.archived_at ? [] : JSON.parse(row.variants)
  if (variants?.length) form.variants = variants
  return {
    latest: row.latest,
    form: afterArchiving(afterTaking(form, row.taken), row.archived_at),
    settled: forMembers(settledFrom(row.qualification), JSON.parse(row.members)),
  }
}

function keep(key: string, kept: Kept): void {
  if (memory.size >= mostKept) memory.delete(memory.keys().next().value!)
  memory.set(key, kept)
}

// A name of our own inside the location's cache; no request ever reaches it. Unknown forms are kept in memory only.
const cacheAddress = (key: string) => `https://form.aimant.invalid/${encodeURIComponent(key)}`

async function fromCache(key: string): Promise<Kept | undefined> {
  return inCache(async (cache) => (await cache.match(cacheAddress(key)))?.json<Kept>())
}

async function toCache(key: string, kept: Kept): Promise<void> {
  if (!kept.form) return
  const headers = { 'content-type': 'application/json', 'cache-control': 'max-age=86400' }
  await inCache((cache) => cache.put(cacheAddress(key), new Response(JSON.stringify(kept), { headers })))
}

const cachePatienceMs = 1_000

/** It only makes things quicker: without it, or where it fails, everything goes on. */
async function inCache<T>(work: (cache: Cache) => Promise<T>): Promise<T | undefined> {
  if (typeof caches === 'undefined') return undefined
  return within(cachePatienceMs, work(caches.default)).catch(() => undefined)
}

/** Forgets what is kept in this isolate, so that a change is seen at once where it was made. */
export async function forgetForm(slug: string): Promise<void> {
  memory.delete(slug)
  await inCache((cache) => cache.delete(cacheAddress(slug)))
}

/** The same for every form of a site. */
export async function forgetFormsOf(db: D1Database, site: string): Promise<void> {
  const { results } = await db
    .prepare('SELECT slug FROM form WHERE site_id = ?1 LIMIT 500')
    .bind(site)
    .all<{ slug: string }>()
  await Promise.all(results.map(({ slug }) => forgetForm(slug)))
}
