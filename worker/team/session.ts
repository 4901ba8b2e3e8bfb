// A person's stay in the dashboard: 32 random bytes in a cookie, their SHA-256 in the database.

import type { OpenSession } from '../../contract/team.ts'
import { type Role, type Scope, scopesOf } from '../../contract/team-names.ts'
import { randomText, sha256 } from '../lib/crypto.ts'
import { newId } from '../lib/id.ts'
import type { session } from '../schema/team.ts'

type Row = typeof session.$inferSelect

/** Who is asking: a person, or a program with a token. */
export type Actor = {
  kind: 'member' | 'token'
  id: string
  name: string
  scopes: readonly Scope[]
  /** Absent for a program, and for a person Cloudflare Access vouches for. */
  session?: { id: string; method: Row['method'] }
  /** The last day this way in was used. */
  usedOn?: string | null
}

const sessionDays = 30
export const sessionSeconds = sessionDays * 86_400

export type Begun = Pick<Row, 'method' | 'device'> & {
  memberId: string /** The cookie it takes the place of. */
  instead?: string
}

/**
 * Starts a session and gives the secret that goes into the cookie: always a fresh one, and the one the browser had is over,
 * so that a cookie planted beforehand opens nothing. Sweeps away sessions that are over.
 */
export async function startSession(db: D1Database, begun: Begun, now: number): Promise<string> {
  const { memberId, method, device, instead } = begun
  const secret = randomText(32)
  await db.batch([
    db
      .prepare('DELETE FROM session WHERE expires_at <= ?1 OR hash = ?2')
      .bind(iso(now), instead ? await sha256(instead) : ''),
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
      SELECT member.id, member.name, member.role, session.id AS session, session.method, session.used_on
      FROM session
      JOIN member ON member.id = session.member_id
      WHERE session.hash = ?1
        AND session.expires_at > ?2`)
    .bind(await sha256(secret), iso(now))
    .first<{ id: string; name: string; role: Role; session: string } & Pick<Row, 'method' | 'used_on'>>()
  if (!row) return undefined
  const { id, name, role, session, method, used_on: usedOn } = row
  return { kind: 'member', id, name, scopes: scopesOf(role), session: { id: session, method }, usedOn }
}

/** Writes down that somebody was here, once a day: a request writes nothing. */
export async function touch(db: D1Database, { kind, id, session, usedOn }: Actor, now: number): Promise<void> {
  const today = dayOf(now)
  if (usedOn === today) return
  const used = (sql: string, id: string) => db.prepare(sql).bind(id, today)
  if (kind === 'token') await used('UPDATE api_token SET used_on = ?2 WHERE id = ?1', id).run()
  else if (!session) await seen(db, id, now).run()
  else await db.batch([used('UPDATE session SET used_on = ?2 WHERE id = ?1', session.id), seen(db, id, now)])
}

const seen = (db: D1Database, memberId: string, now: number) =>
  db.prepare('UPDATE member SET seen_on = ?2 WHERE id = ?1').bind(memberId, dayOf(now))

/** A person's own, the latest first; `current` is the one asking. Hashes stay here. */
export async function listSessions(
  db: D1Database,
  memberId: string,
  current: string | undefined,
  now: number,
): Promise<OpenSession[]> {
  const { results } = await db
    .prepare(`
      SELECT id, method, device, created_at, used_on, expires_at
      FROM session
      WHERE member_id = ?1
        AND expires_at > ?2
      ORDER BY created_at DESC
      LIMIT 100`)
    .bind(memberId, iso(now))
    .all<Row>()
  return results.map((row) => ({
    id: row.id,
    current: row.id === current,
    method: row.method,
    device: row.device,
    createdAt: row.created_at,
    usedOn: row.used_on,
    expiresAt: row.expires_at,
  }))
}

export async function endSession(db: D1Database, secret: string): Promise<void> {
  await db
    .prepare('DELETE FROM session WHERE hash = ?1')
    .bind(await sha256(secret))
    .run()
}

/** Ends one of a person's own; gives whether it was there. */
export async function endSessionOf(db: D1Database, memberId: string, id: string): Promise<boolean> {
  const { meta } = await db.prepare('DELETE FROM session WHERE member_id = ?1 AND id = ?2').bind(memberId, id).run()
  return meta.changes > 0
}

/** Ends all of a person's but `kept`. */
export async function endOtherSessions(db: D1Database, memberId: string, kept = ''): Promise<void> {
  await db.prepare('DELETE FROM session WHERE member_id = ?1 AND id <> ?2').bind(memberId, kept).run()
}

const iso = (ms: number) => new Date(ms).toISOString()
export const dayOf = (ms: number) => iso(ms).slice(0, 10)
