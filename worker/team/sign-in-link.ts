// Signing in without a password: a link that works once, for a short while. Its secret stands after the `#` of
// `/dashboard/sign-in#…`, which browsers send to nobody, and only its SHA-256 is kept.
import { randomText, sha256 } from '../lib/crypto.ts'

const linkMinutes = 30
/** An invitation waits for its reader a little longer. */
export const invitationMinutes = 3 * 24 * 60

/** A new link's secret, and the statement that stores what is kept of it. */
export async function newSignInLink(memberId: string, now: number, minutes = linkMinutes) {
  const { token, hash, endsAt } = await newSecret(now, minutes)
  const sql = `
    INSERT INTO sign_in_link (hash, member_id, expires_at)
    VALUES (?1, ?2, ?3)`
  return { token, endsAt, statement: { sql, params: [hash, memberId, endsAt] } }
}

/** The same for the owner who has been there longest: whoever holds the terminal holds the house. */
export async function newOwnersLink(now: number) {
  const { token, hash, endsAt } = await newSecret(now, linkMinutes)
  const sql = `
    INSERT INTO sign_in_link (hash, member_id, expires_at)
    SELECT ?1, id, ?2
    FROM member
    WHERE role = 'owner'
    ORDER BY created_at, id
    LIMIT 1`
  return { token, statement: { sql, params: [hash, endsAt] } }
}

async function newSecret(now: number, minutes: number) {
  const token = randomText(32)
  return { token, hash: await sha256(token), endsAt: new Date(now + minutes * 60_000).toISOString() }
}

export const addressOfLink = (origin: string, token: string): string => `${origin}/dashboard/sign-in#${token}`

/** The address of a fresh link, for the mail being written. */
export async function linkForMail(
  db: D1Database,
  { template, member, origin }: { template: string; member: string; origin: string },
  now: number,
): Promise<string> {
  const minutes = template === 'invite' ? invitationMinutes : linkMinutes
  const { token, statement } = await newSignInLink(member, now, minutes)
  await db
    .prepare(statement.sql)
    .bind(...statement.params)
    .run()
  return addressOfLink(origin, token)
}

/** Spends a link: whose it was, once; then, or when unknown or expired, `undefined`. Sweeps away those that are over. */
export async function spendSignInLink(db: D1Database, token: string, now: number): Promise<string | undefined> {
  const at = new Date(now).toISOString()
  const [spent] = await db.batch<{ member_id: string }>([
    db
      .prepare(`
        UPDATE sign_in_link
        SET used_at = ?2
        WHERE hash = ?1
          AND used_at IS NULL
          AND expires_at > ?2
        RETURNING member_id`)
      .bind(await sha256(token), at),
    db.prepare('DELETE FROM sign_in_link WHERE expires_at <= ?1').bind(at),
  ])
  return spent?.results[0]?.member_id
}
