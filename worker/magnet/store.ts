// What is given in exchange, as kept: a row in D1 and, for a file, one object in R2 that carries its own name,
// so that it can be handed out even while D1 does not answer.
import type { CodeTerms, Magnet, MagnetInput, Offer, TrialTerms } from '../../contract/magnet.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import { readPublicAddress } from '../lib/public-address.ts'
import type { magnet } from '../schema/magnet.ts'
import { siteOf } from '../site/settings.ts'

export type MagnetRow = typeof magnet.$inferSelect
type Stocked = MagnetRow & {
  total: number
  taken: number
  waiting: number
  people: number | null
  downloads: number | null
  running: number | null
}

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
  expectCallable(input)
  const { url, terms } = columnsOf(input)
  await db
    .prepare(`
      INSERT INTO magnet (id, site_id, kind, name, url, terms, created_at, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
      ON CONFLICT (id) DO NOTHING`)
    .bind(id, site, input.kind, input.name, url, terms, now)
    .run()
  return magnetOf(db, id)
}

/**
 * Replaces a magnet's name, link and terms. What makes it another thing stays: its kind, whether its codes are of a pool, how its
 * trials begin; a pool and people's trials hang on them. Throws `not_found`, `invalid`.
 */
export async function replaceMagnet(db: D1Database, id: string, input: MagnetInput, now: string): Promise<Magnet> {
  const row = await rowOf(db, id)
  const other = otherThan(row, input)
  if (other) throw new Problem('invalid', { fields: { [other]: 'not_an_option' } })
  expectCallable(input)
  const { url, terms } = columnsOf(input)
  await db
    .prepare('UPDATE magnet SET name = ?2, url = ?3, terms = ?4, updated_at = ?5 WHERE id = ?1')
    .bind(id, input.name, url, terms, now)
    .run()
  return magnetOf(db, id)
}

function otherThan(row: MagnetRow, input: MagnetInput): string | undefined {
  if (row.kind !== input.kind) return 'kind'
  if (input.kind === 'code' && Boolean(codeTermsOf(row).shared) !== Boolean(input.terms.shared)) return 'terms.shared'
  if (input.kind === 'trial' && trialTermsOf(row).start.by !== input.terms.start.by) return 'terms.start.by'
  return undefined
}

const columnsOf = (input: MagnetInput) => ({
  url: input.kind === 'link' ? input.url : null,
  terms: 'terms' in input ? JSON.stringify(input.terms) : null,
})

function expectCallable(input: MagnetInput): void {
  if (input.kind !== 'trial' || input.terms.start.by !== 'address') return
  const address = readPublicAddress(input.terms.start.url)
  if (!address.ok) throw new Problem('invalid', { fields: { 'terms.start.url': address.why } })
}

// Codes are numbered from 1 and given out in order, so two ends of an index tell how many there are and how many are gone.
const stocked = `
  SELECT
    magnet.*,
    (SELECT coalesce(max(n), 0) FROM code WHERE magnet_id = magnet.id) AS total,
    (SELECT coalesce(max(n), 0) FROM claim WHERE magnet_id = magnet.id) AS taken,
    (SELECT count(*) FROM claim WHERE magnet_id = magnet.id AND given_at IS NULL) AS waiting,
    magnet_use.people,
    magnet_use.downloads,
    iif(
      kind = 'trial',
      (
        SELECT count(*)
        FROM claim
        WHERE magnet_id = magnet.id
          AND outcome = 'running'
          AND ends_at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
      ),
      NULL
    ) AS running
  FROM magnet
  LEFT JOIN magnet_use ON magnet_use.magnet_id = magnet.id`

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

/** Throws `not_found`. */
export async function rowOf(db: D1Database, id: string): Promise<Stocked> {
  const row = await db.prepare(`${stocked} WHERE id = ?1`).bind(id).first<Stocked>()
  if (!row) throw new Problem('not_found')
  return row
}

function view(row: Stocked): Magnet {
  const { file_name, type, bytes, sha256, total, taken, waiting } = row
  const { id, kind, name, url, created_at: createdAt, updated_at: updatedAt } = row
  return {
    id,
    site: row.site_id,
    kind,
    name,
    url,
    file: file_name && type && bytes !== null && sha256 ? { name: file_name, type, bytes, sha256 } : null,
    terms: row.terms === null ? null : JSON.parse(row.terms),
    stock: hasPool(row) ? { total, left: total - taken, waiting } : null,
    use: { people: row.people ?? 0, downloads: row.downloads ?? 0 },
    running: row.running,
    createdAt,
    updatedAt,
  }
}
