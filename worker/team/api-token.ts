// Tokens for programs: `aimant_<43 characters>_<6 of checksum>`. The prefix lets secret scanners know one when they see one,
// the checksum lets a mistyped one be refused without asking the database.
import type { ApiToken } from '../../contract/team.ts'
import type { Scope } from '../../contract/team-names.ts'
import { mayGrant } from '../../contract/team-names.ts'
import { randomText, sha256 } from '../lib/crypto.ts'
import { newId } from '../lib/id.ts'
import { Problem } from '../lib/problem.ts'
import type { apiToken } from '../schema/team.ts'
import { auditEntry } from './audit.ts'
import type { Actor } from './session.ts'

type Row = typeof apiToken.$inferSelect

/** A new token, to be shown once, and the statement that stores what is kept of it. */
export async function newApiToken(name: string, scopes: readonly Scope[], now: number) {
  const secret = `aimant_${randomText(32)}`
  const token = `${secret}_${await checksum(secret)}`
  const id = newId(now)
  const statement = {
    sql: `
      INSERT INTO api_token (hash, id, name, scopes, created_at)
      VALUES (?1, ?2, ?3, ?4, ?5)`,
    params: [await sha256(token), id, name, JSON.stringify(scopes), new Date(now).toISOString()],
  }
  return { id, token, statement }
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
      SELECT id, name, scopes, used_on
      FROM api_token
      WHERE hash = ?1
        AND revoked_at IS NULL`)
    .bind(await sha256(token))
    .first<Pick<Row, 'id' | 'name' | 'scopes' | 'used_on'>>()
  if (!row) return undefined
  return { kind: 'token', id: row.id, name: row.name, scopes: JSON.parse(row.scopes) as Scope[], usedOn: row.used_on }
}

/** More programs than this are not what tokens are for, and every list has a bound. */
const mostTokens = 100

/** Those in use, the latest first. */
export async function listTokens(db: D1Database): Promise<ApiToken[]> {
  const { results } = await db
    .prepare(`
      SELECT id, name, scopes, created_at, used_on
      FROM api_token
      WHERE revoked_at IS NULL
      ORDER BY id DESC
      LIMIT ?1`)
    .bind(mostTokens)
    .all<Row>()
  return results.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as Scope[],
    createdAt: row.created_at,
    usedOn: row.used_on,
  }))
}

/** Gives the token, this once. Throws `forbidden` where it could do more than its maker, `too_many` past the bound. */
export async function createToken(
  db: D1Database,
  actor: Actor,
  { name, scopes }: { name: string; scopes: Scope[] },
  now: number,
): Promise<{ id: string; token: string }> {
  if (!mayGrant(actor.scopes, scopes)) throw new Problem('forbidden')
  if ((await listTokens(db)).length >= mostTokens) throw new Problem('invalid', { fields: { name: 'too_many' } })
  const { id, token, statement } = await newApiToken(name, scopes, now)
  await db.batch([
    db.prepare(statement.sql).bind(...statement.params),
    auditEntry(db, actor, 'token.created', { token: id, name, scopes: scopes.join(' ') }, now),
  ])
  return { id, token }
}

/** Throws `not_found`; one that was revoked is not there. */
export async function revokeToken(db: D1Database, actor: Actor, id: string, now: number): Promise<void> {
  const name = await db
    .prepare('SELECT name FROM api_token WHERE id = ?1 AND revoked_at IS NULL')
    .bind(id)
    .first<string>('name')
  if (name === null) throw new Problem('not_found')
  await db.batch([
    db
      .prepare('UPDATE api_token SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL')
      .bind(id, new Date(now).toISOString()),
    auditEntry(db, actor, 'token.revoked', { token: id, name }, now),
  ])
}

const checksum = async (secret: string) => (await sha256(secret)).slice(0, 6)
