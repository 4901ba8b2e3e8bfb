// A person's stay in the dashboard: 32 random bytes in a cookie, their SHA-256 in the database.
import { type Role, type Scope, scopesOf } from '../../contract/team.ts'
import { randomText, sha256 } from '../lib/crypto.ts'

/** Who is asking: a person with a session, or a program with a token. */
export type Actor = { kind: 'member' | 'token'; id: string; name: string; scopes: readonly Scope[] }

const sessionDays = 30
export const sessionSeconds = sessionDays * 86_400

/** Starts a session and sweeps away those that are over; gives the secret that goes into the cookie. */
export async function startSession(db: D1Database, memberId: string, now: number): Promise<string> {
  const secret = randomText(32)
  await db.batch([
    db.prepare('DELETE FROM session WHERE expires_at <= ?1').bind(iso(now)),
    db
      .prepare(`
        INSERT INTO session (hash, member_id, created_at, expires_at)
        VALUES (?1, ?2, ?3, ?4)`)
      .bind(await sha256(secret), memberId, iso(now), iso(now + sessionSeconds * 1000)),
  ])
  return secret
}

/** Whose session this is, while it lasts. */
export async function memberOfSession(db: D1Database, secret: string, now: number): Promise<Actor | undefined> {
  const row = await db
    .prepare(`
      SELECT member.id, member.name, member.role
      FROM session
      JOIN member ON member.id = session.member_id
      WHERE session.hash = ?1
        AND session.expires_at > ?2`)
    .bind(await sha256(secret), iso(now))
    .first<{ id: string; name: string; role: Role }>()
  return row ? { kind: 'member', id: row.id, name: row.name, scopes: scopesOf(row.role) } : undefined
}

export async function endSession(db: D1Database, secret: string): Promise<void> {
  await db
    .prepare('DELETE FROM session WHERE hash = ?1')
    .bind(await sha256(secret))
    .run()
}

const iso = (ms: number) => new Date(ms).toISOString()
