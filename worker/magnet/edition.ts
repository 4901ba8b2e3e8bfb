// The file of a magnet, and those it had before: each stays in R2 for a while, so that a wrong upload can be taken back.
import type { Edition, Magnet } from '../../contract/magnet.ts'
import { toHex } from '../lib/crypto.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { FoundFile } from './download.ts'
import { type MagnetRow, magnetOf, rowOf } from './store.ts'

type Places = { DB: D1Database; FILES: R2Bucket }
export type FileFacts = { name: string; type: string; bytes: number }

/** The one handed out among them. */
const mostKept = 10

const keyOf = (magnetId: string, edition: string) => `magnet/${magnetId}/${edition}`

/**
 * Streams a file into R2 at flat memory, hashing on the way, and hands it out from now on.
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
  const key = keyOf(id, newId())
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

/**
 * Makes an object that lies in R2 at `magnet/<id>/…` the file of a magnet, and lets go of the oldest beyond ten. Throws `conflict` when
 * it is not the file `before` any more; the object is let go then.
 */
export async function adoptFile(
  env: Places,
  before: Pick<MagnetRow, 'id' | 'object_key'>,
  key: string,
  file: FileFacts & { sha256: string },
  now: string,
): Promise<void> {
  const edition = key.slice(keyOf(before.id, '').length)
  const { name, type, bytes, sha256 } = file
  const [adopted, , gone] = await env.DB.batch<{ id: string }>([
    env.DB.prepare(`
      UPDATE magnet
      SET object_key = ?2, file_name = ?3, type = ?4, bytes = ?5, sha256 = ?6, updated_at = ?7
      WHERE id = ?1 AND object_key IS ?8`).bind(before.id, key, name, type, bytes, sha256, now, before.object_key),
    env.DB.prepare(`
      INSERT INTO edition (magnet_id, id, name, type, bytes, sha256, at)
      SELECT id, ?2, file_name, type, bytes, sha256, updated_at
      FROM magnet
      WHERE id = ?1 AND object_key = ?3
      ON CONFLICT DO NOTHING`).bind(before.id, edition, key),
    env.DB.prepare(`
      DELETE FROM edition
      WHERE magnet_id = ?1
        AND id IN (SELECT id FROM edition WHERE magnet_id = ?1 ORDER BY at DESC, id DESC LIMIT -1 OFFSET ${mostKept})
      RETURNING id`).bind(before.id),
  ])
  const unused = adopted!.meta.changes ? gone!.results.map(({ id }) => keyOf(before.id, id)) : [key]
  if (unused.length) await env.FILES.delete(unused)
  if (!adopted!.meta.changes) throw new Problem('conflict')
}

/** What is kept of a magnet's files, the newest first. */
export async function editionsOf(db: D1Database, magnetId: string): Promise<Edition[]> {
  const { results } = await db
    .prepare(`
      SELECT id, name, type, bytes, sha256, at
      FROM edition
      WHERE magnet_id = ?1
      ORDER BY at DESC, id DESC
      LIMIT ${mostKept}`)
    .bind(magnetId)
    .all<Edition>()
  return results
}

/**
 * Hands out an earlier file again: under a name of its own, since what is newest in R2 is handed out while the database is away.
 * Throws `not_found`, `conflict` when somebody else just replaced the file.
 */
export async function putBack(env: Places, magnetId: string, edition: string, now: string): Promise<Magnet> {
  const before = await rowOf(env.DB, magnetId)
  const kept = (await editionsOf(env.DB, magnetId)).find(({ id }) => id === edition)
  const object = kept && (await env.FILES.get(keyOf(magnetId, edition)))
  if (!kept || !object) throw new Problem('not_found')
  const { name, type, bytes, sha256 } = kept
  const key = keyOf(magnetId, newId())
  await env.FILES.put(key, object.body, { customMetadata: { name, type } })
  await adoptFile(env, before, key, { name, type, bytes, sha256 }, now)
  return magnetOf(env.DB, magnetId)
}

/** A file as it was uploaded; the one handed out where none is named. Throws `not_found`. */
export async function readEdition(db: D1Database, magnetId: string, edition?: string): Promise<FoundFile> {
  const editions = await editionsOf(db, magnetId)
  const kept = edition ? editions.find(({ id }) => id === edition) : editions[0]
  if (!kept) throw new Problem('not_found')
  const { id, name, type, bytes } = kept
  return { kind: 'file', key: keyOf(magnetId, id), tag: `"${id}"`, name, type, bytes }
}

/** Lets go of every file a magnet ever had. */
export async function forgetFiles(files: R2Bucket, magnetId: string): Promise<void> {
  for (let listed = await files.list({ prefix: keyOf(magnetId, '') }); ; ) {
    const keys = listed.objects.map(({ key }) => key)
    if (keys.length) await files.delete(keys)
    if (!listed.truncated) return
    listed = await files.list({ prefix: keyOf(magnetId, ''), cursor: listed.cursor })
  }
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
