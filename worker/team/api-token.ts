// Tokens for programs: `aimant_<43 characters>_<6 of checksum>`. The prefix lets secret scanners know one when they see one,
// the checksum lets a mistyped one be refused without asking the database.
import type { Scope } from '../../contract/team-names.ts'
import { randomText, sha256 } from '../lib/crypto.ts'
import { newId } from '../lib/id.ts'
import type { Actor } from './session.ts'

/** A new token, to be shown once, and the statement that stores what is kept of it. */
export async function newApiToken(name: string, scopes: readonly Scope[], now: number) {
  const secret = `aimant_${randomText(32)}`
  const token = `${secret}_${await checksum(secret)}`
  const statement = {
    sql: `
      INSERT INTO api_token (hash, id, name, scopes, created_at)
      VALUES (?1, ?2, ?3, ?4, ?5)`,
    params: [await sha256(token), newId(now), name, JSON.stringify(scopes), new Date(now).toISOString()],
  }
  return { token, statement }
}

/** Whether this can be one of our tokens at all. */
async function isWellFormed(token: string): Promise<boolean> {
  const [, secret, sum] = /^(aimant_[\w-]{43})_([0-9a-f]{6})$/.exec(token) ?? []
  return secret !== undefined && (await checksum(secret)) === sum
}

/** Which program holds this token, unless it was revoked. */
export async function holderOfToken(db: D1Database, token: string): Promise<Actor | undefined> {
  if (!(await isWellFormed(token))) return undefined
  const row = await db
    .prepare(`
      SELECT id, name, scopes
      FROM api_token
      WHERE hash = ?1
        AND revoked_at IS NULL`)
    .bind(await sha256(token))
    .first<{ id: string; name: string; scopes: string }>()
  return row ? { kind: 'token', id: row.id, name: row.name, scopes: JSON.parse(row.scopes) as Scope[] } : undefined
}

const checksum = async (secret: string) => (await sha256(secret)).slice(0, 6)
