// What is given in exchange, as kept: a row in D1 and, for a file, one object in R2 that carries its own name,
// so that it can be handed out even while D1 does not answer.
import type { PublishedForm } from '../../contract/form.ts'
import type { Magnet, MagnetInput } from '../../contract/magnet.ts'
import { toHex } from '../lib/crypto.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import { siteOf } from '../site/settings.ts'

type Places = { DB: D1Database; FILES: R2Bucket }
export type FileFacts = { name: string; type: string; bytes: number }

export type MagnetRow = {
  id: string
  kind: 'file' | 'link'
  name: string
  url: string | null
  object_key: string | null
  file_name: string | null
  type: string | null
  bytes: number | null
  sha256: string | null
  created_at: string
  updated_at: string
}

/** Makes a magnet; one with that id already there is left as it is. Throws `conflict` while the site has no settings. */
export async function createMagnet(
  db: D1Database,
  site: string,
  input: MagnetInput,
  now: string,
  id = newId(),
): Promise<Magnet> {
  if (!(await siteOf(db, site))) throw new Problem('conflict', { fields: { site: 'unknown' } })
  await db
    .prepare(`
      INSERT INTO magnet (id, site_id, kind, name, url, created_at, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
      ON CONFLICT (id) DO NOTHING`)
    .bind(id, site, input.kind, input.name, input.kind === 'link' ? input.url : null, now)
    .run()
  return magnetOf(db, id)
}

/** The newest first. A site has dozens. */
export async function listMagnets(db: D1Database): Promise<Magnet[]> {
  const { results } = await db.prepare('SELECT * FROM magnet ORDER BY id DESC LIMIT 500').all<MagnetRow>()
  return results.map(view)
}

async function magnetOf(db: D1Database, id: string): Promise<Magnet> {
  return view(await rowOf(db, id))
}

/** What a form may promise of a magnet; nothing while a file has no bytes yet. */
export async function offerOf(db: D1Database, id: string): Promise<PublishedForm['offer']> {
  const row = await db.prepare('SELECT * FROM magnet WHERE id = ?1').bind(id).first<MagnetRow>()
  if (!row || (row.kind === 'file' && !row.object_key)) return undefined
  return { id, kind: row.kind, name: row.name, type: row.type ?? undefined, bytes: row.bytes ?? undefined }
}

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

async function rowOf(db: D1Database, id: string): Promise<MagnetRow> {
  const row = await db.prepare('SELECT * FROM magnet WHERE id = ?1').bind(id).first<MagnetRow>()
  if (!row) throw new Problem('not_found')
  return row
}

function view(row: MagnetRow): Magnet {
  const { file_name, type, bytes, sha256 } = row
  const file = file_name && type && bytes !== null && sha256 ? { name: file_name, type, bytes, sha256 } : null
  const { id, kind, name, url, created_at: createdAt, updated_at: updatedAt } = row
  return { id, kind, name, url, file, createdAt, updatedAt }
}
