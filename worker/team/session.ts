// A person's stay in the dashboard: 32 random bytes in a cookie, their SHA-256 in the database.
import { type Role, type Scope, scopesOf } from '../../contract/team-names.ts'
import { randomText, sha256 } from '../lib/crypto.ts'
import { newId } from '../lib/id.ts'
import type { session } from '../schema/team.ts'

/** Who is asking: a person, or a program with a token. `session`: by which of theirs; absent where Cloudflare Access vouches. */
export type Actor = {
  kind: 'member' | 'token'
  id: string
  name: string
  scopes: readonly Scope[]
  session?: { id: string; usedOn: string }
}

const sessionDays = 30
export const sessionSeconds = sessionDays * 86_400

type Begun = { memberId: string; method: (typeof session.$inferSelect)['method']; device: string }

/** Starts a session and sweeps away those that are over; gives the secret that goes into the cookie. */
export async function startSession(db: D1Database, { memberId, method, device }: Begun, now: number): Promise<string> {
  const secret = randomText(32)
  await db.batch([
    db.prepare('DELETE FROM session WHERE expires_at <= ?1').bind(iso(now)),
    db
      .prepare(`
        INSERT INTO session (hash, id, member_id, method, device, created_at, used_on, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`)
      .bind(
        await sha256(secret),
        newId(now),
        memberId,
        method,
        device,
        iso(now),
        dayOf(now),
        iso(now + sessionSeconds * 1000),
      ),
    seen(db, memberId, now),
  ])
  return secret
}

/** Whose session this is, while it lasts. */
export async function memberOfSession(db: D1Database, secret: string, now: number): Promise<Actor | undefined> {
  const row = await db
    .prepare(`
      SELECT member.id, member.name, member.role, session.id AS session, session.used_on
      FROM session
      JOIN member ON member.id = session.member_id
      WHERE session.hash = ?1
        AND session.expires_at > ?2`)
    .bind(await sha256(secret), iso(now))
    .first<{ id: string; name: string; role: Role; session: string; used_on: string }>()
  return row
    ? {
        kind: 'member',
        id: row.id,
        name: row.name,
        scopes: scopesOf(row.role),
        session: { id: row.session, usedOn: row.used_on },
      }
    : undefined
}

/** Writes down that somebody was here, once a day: a request writes nothing. */
export async function touch(db: D1Database, { id, session }: Actor, now: number): Promise<void> {
  if (!session || session.usedOn === dayOf(now)) return
  await db.batch([
    db.prepare('UPDATE session SET used_on = ?2 WHERE id = ?1').bind(session.id, dayOf(now)),
    seen(db, id, now),
  ])
}

const seen = (db: D1Database, memberId: string, now: number) =>
  db.prepare('UPDATE member SET seen_on = ?2 WHERE id = ?1').bind(memberId, dayOf(now))

export async function endSession(db: D1Database, secret: string): Promise<void> {
  await db
    .prepare('DELETE FROM session WHERE hash = ?1')
    .bind(await sha256(secret))
    .run()
}

const iso = (ms: number) => new Date(ms).toISOString()
const dayOf = (ms: number) => iso(ms).slice(0, 10)
