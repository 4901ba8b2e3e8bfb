// Handing a magnet to whoever holds a link to it: finding it, and counting that it went.
import { within } from '../lib/db.ts'
import { log, reasonOf } from '../lib/log.ts'
import { Problem } from '../lib/problem.ts'
import type { DownloadGrant } from './link.ts'
import type { MagnetRow } from './store.ts'

/** A file in R2 as a download needs it. `tag` names these very bytes: another upload has another one. */
export type FoundFile = { kind: 'file'; key: string; tag: string; name: string; type: string; bytes: number }
export type Found = FoundFile | { kind: 'link'; url: string }

/** How long the database may take before the file is looked for without it, and R2 before nobody waits. */
const patienceMs = 3_000

type Row = MagnetRow & { erased: number | null }

/**
 * What a grant leads to, in one round trip. A submission D1 does not know yet still waits in the intake queue: its link works.
 * Throws `not_found` when the magnet is gone or the person was erased, `unavailable` when neither D1 nor R2 can tell.
 */
export async function findMagnet(env: { DB: D1Database; FILES: R2Bucket }, grant: DownloadGrant): Promise<Found> {
  let row: Row | null
  try {
    row = await within(patienceMs, readRow(env.DB, grant))
  } catch (error) {
    log.error('download.without_database', { magnet: grant.magnetId, reason: reasonOf(error) })
    return newestFile(env.FILES, grant.magnetId)
  }
  if (row?.kind === 'link' && row.url && !row.erased) return { kind: 'link', url: row.url }
  if (!row?.object_key || row.erased) throw new Problem('not_found')
  const { object_key: key, file_name: name, type, bytes } = row
  return { kind: 'file', key, tag: tagOf(key), name: name ?? 'file', type: type ?? anyBytes, bytes: bytes ?? 0 }
}

const readRow = async (db: D1Database, grant: DownloadGrant): Promise<Row | null> =>
  db
    .prepare(`
      SELECT magnet.*, (SELECT erased_at IS NOT NULL FROM submission WHERE id = ?1) AS erased
      FROM magnet
      WHERE id = ?2`)
    .bind(grant.submissionId, grant.magnetId)
    .first<Row>()

const anyBytes = 'application/octet-stream'

// Success was promised while D1 was away, so the file is handed out then too: R2 alone knows enough. Keys sort by time.
async function newestFile(files: R2Bucket, magnetId: string): Promise<FoundFile> {
  const listing = files.list({ prefix: `magnet/${magnetId}/`, include: ['customMetadata'], limit: 100 })
  const listed = await within(patienceMs, listing).catch(() => undefined)
  const object = listed?.objects.at(-1)
  if (!object) throw new Problem('unavailable', { retryAfter: 10 })
  const { name = 'file', type = anyBytes } = object.customMetadata ?? {}
  return { kind: 'file', key: object.key, tag: tagOf(object.key), name, type, bytes: object.size }
}

const tagOf = (key: string) => `"${key.slice(key.lastIndexOf('/') + 1)}"`

/**
 * Counts one more start of a download. Never fails, and leaves no trace of somebody who was erased meanwhile. Gives whether it was
 * the first.
 */
export async function countDownload(db: D1Database, grant: DownloadGrant, now: string): Promise<boolean> {
  try {
    const count = db
      .prepare(`
        INSERT INTO download (submission_id, magnet_id, count, first_at, last_at)
        SELECT ?1, ?2, 1, ?3, ?3
        WHERE NOT EXISTS (SELECT 1 FROM submission WHERE id = ?1 AND erased_at IS NOT NULL)
        ON CONFLICT (submission_id, magnet_id) DO UPDATE SET
          count = count + 1,
          last_at = excluded.last_at
        RETURNING count`)
      .bind(grant.submissionId, grant.magnetId, now)
    // A download is a sign of life: what is kept of the person is kept from here on.
    const contact = db
      .prepare(`
        UPDATE lead
        SET last_contact_at = max(last_contact_at, ?2),
          interest_at = max(coalesce(interest_at, ''), ?2),
          judge_due = judge_due + coalesce((SELECT count = 1 FROM download WHERE submission_id = ?1 AND magnet_id = ?3), 0)
        WHERE id = (SELECT lead_id FROM submission WHERE id = ?1)`)
      .bind(grant.submissionId, now, grant.magnetId)
    const [counted] = await db.batch<{ count: number }>([count, contact])
    return counted?.results[0]?.count === 1
  } catch (error) {
    log.error('download.not_counted', { magnet: grant.magnetId, reason: reasonOf(error) })
    return false
  }
}
