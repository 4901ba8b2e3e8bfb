// What is given in exchange, as kept: a row in D1 and, for a file, one object in R2 that carries its own name,
// so that it can be handed out even while D1 does not answer.
import type { CodeTerms, Magnet, MagnetInput, Offer, TrialTerms } from '../../contract/magnet.ts'
import { toHex } from '../lib/crypto.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import { readPublicAddress } from '../lib/public-address.ts'
import type { magnet } from '../schema.ts'
import { siteOf } from '../site/settings.ts'

type Places = { DB: D1Database; FILES: R2Bucket }
export type FileFacts = { name: string; type: string; bytes: number }

export type MagnetRow = typeof magnet.$inferSelect
type Stocked = MagnetRow & { total: number; taken: number; waiting: number }

/**
 * Makes a magnet; one with that id already there is left as it is. Throws `conflict` while the site has no settings, `invalid`
 * when a trial's address is not one we may call.
 */
export async function createMagnet(
  db: D1Database,
  site: string,
  input: MagnetInput,
  now: string,
  id = newId(),
): Promise<Magnet> {
  if (!(await siteOf(db, site))) throw new Problem('conflict', { fields: { site: 'unknown' } })
  if (input.kind === 'trial' && input.terms.start.by === 'address') {
    const address = readPublicAddress(input.terms.start.url)
    if (!address.ok) throw new Problem('invalid', { fields: { 'terms.start.url': address.why } })
  }
  const url = input.kind === 'link' ? input.url : null
  const terms = 'terms' in input ? JSON.stringify(input.terms) : null
  await db
    .prepare(`
      INSERT INTO magnet (id, site_id, kind, name, url, terms, created_at, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
      ON CONFLICT (id) DO NOTHING`)
    .bind(id, site, input.kind, input.name, url, terms, now)
    .run()
  return magnetOf(db, id)
}

// Codes are numbered from 1 and given out in order, so two ends of an index tell how many there are and how many are gone.
const stocked = `
  SELECT
    magnet.*,
    (SELECT coalesce(max(n), 0) FROM code WHERE magnet_id = magnet.id) AS total,
    (SELECT coalesce(max(n), 0) FROM claim WHERE magnet_id = magnet.id) AS taken,
    (SELECT count(*) FROM claim WHERE magnet_id = magnet.id AND given_at IS NULL) AS waiting
  FROM magnet`

/** The newest first. A site has dozens. */
export async function listMagnets(db: D1Database): Promise<Magnet[]> {
  const { results } = await db.prepare(`${stocked} ORDER BY id DESC LIMIT 500`).all<Stocked>()
  return results.map(view)
}

/** Throws `not_found`. */
export async function magnetOf(db: D1Database, id: string): Promise<Magnet> {
  return view(await rowOf(db, id))
}

/** What a form may promise of a magnet; nothing while a file has no bytes, or a pool no codes. */
export async function offerOf(db: D1Database, id: string): Promise<Offer | undefined> {
  const row = await db.prepare(`${stocked} WHERE id = ?1`).bind(id).first<Stocked>()
  if (!row || (row.kind === 'file' && !row.object_key) || (hasPool(row) && !row.total)) return undefined
  const { kind, name } = row
  if (kind === 'code') return { id, kind, name, terms: codeTermsOf(row) }
  if (kind === 'trial') return { id, kind, name, terms: trialTermsOf(row) }
  return { id, kind, name, type: row.type ?? undefined, bytes: row.bytes ?? undefined }
}

const codeTermsOf = ({ terms }: MagnetRow): CodeTerms => JSON.parse(terms ?? '{}')
const trialTermsOf = ({ terms }: MagnetRow): TrialTerms => JSON.parse(terms ?? '{}')

const hasPool = (row: MagnetRow): boolean =>
  row.kind === 'code' ? !codeTermsOf(row).shared : row.kind === 'trial' && trialTermsOf(row).start.by === 'key'

/**
 * Streams a file into R2 at flat memory, hashing on the way, and makes it the magnet's own in place of the one before.
 * Throws `not_found`, `bad_request` when fewer or more bytes arrive than announced, `conflict` when somebody else just replaced it.
 */
export async function putFile(
  env: Places,
  id: string,
  file: FileFacts,
  body: ReadableStream<Uint8Array>,
  now: string,
): Promise<Magnet> {
  const before = await rowOf(env.DB, id)
  if (before.kind !== 'file') throw new Problem('not_found')
  const key = `magnet/${id}/${newId()}`
  const sized = new FixedLengthStream(file.bytes)
  const digest = new crypto.DigestStream('SHA-256')
  try {
    await Promise.all([
      env.FILES.put(key, sized.readable, { customMetadata: { name: file.name, type: file.type } }),
      pour(body, sized.writable, digest),
    ])
  } catch {
    // The digest of a broken upload interests nobody, and its rejection must not count as unhandled.
    digest.digest.catch(() => undefined)
    throw new Problem('bad_request')
  }
  await adoptFile(env, before, key, { ...file, sha256: toHex(await digest.digest) }, now)
  return magnetOf(env.DB, id)
}

/** Makes an object that lies in R2 the file of a magnet, and lets go of the one before. */
export async function adoptFile(
  env: Places,
  before: Pick<MagnetRow, 'id' | 'object_key'>,
  key: string,
  file: FileFacts & { sha256: string },
  now: string,
): Promise<void> {
  const { meta } = await env.DB.prepare(`
      UPDATE magnet
      SET object_key = ?2, file_name = ?3, type = ?4, bytes = ?5, sha256 = ?6, updated_at = ?7
      WHERE id = ?1 AND object_key IS ?8`)
    .bind(before.id, key, file.name, file.type, file.bytes, file.sha256, now, before.object_key)
    .run()
  const unused = meta.changes ? before.object_key : key
  if (unused) await env.FILES.delete(unused)
  if (!meta.changes) throw new Problem('conflict')
}

// By hand rather than with tee(), which would keep in memory whatever the slower side has not taken yet.
async function pour(body: ReadableStream<Uint8Array>, ...sinks: WritableStream<Uint8Array>[]): Promise<void> {
  const writers = sinks.map((sink) => sink.getWriter())
  try {
    for await (const chunk of body) await Promise.all(writers.map((writer) => writer.write(chunk)))
    await Promise.all(writers.map((writer) => writer.close()))
  } catch (error) {
    await Promise.allSettled(writers.map((writer) => writer.abort(error)))
    throw error
  }
}

async function rowOf(db: D1Database, id: string): Promise<Stocked> {
  const row = await db.prepare(`${stocked} WHERE id = ?1`).bind(id).first<Stocked>()
  if (!row) throw new Problem('not_found')
  return row
}

function view(row: Stocked): Magnet {
  const { file_name, type, bytes, sha256, total, taken, waiting } = row
  const { id, kind, name, url, created_at: createdAt, updated_at: updatedAt } = row
  return {
    id,
    kind,
    name,
    url,
    file: file_name && type && bytes !== null && sha256 ? { name: file_name, type, bytes, sha256 } : null,
    terms: row.terms === null ? null : JSON.parse(row.terms),
    stock: hasPool(row) ? { total, left: total - taken, waiting } : null,
    createdAt,
    updatedAt,
  }
}
