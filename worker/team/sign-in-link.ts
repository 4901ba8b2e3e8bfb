// Signing in without a password: a link that works once, for a short while. Its secret stands after the `#` of
// `/dashboard/sign-in#…`, which browsers send to nobody, and only its SHA-256 is kept.
import { randomText, sha256 } from '../lib/crypto.ts'

const minutes = 30

/** A new link's secret, and the statement that stores what is kept of it. */
export async function newSignInLink(memberId: string, now: number) {
  const token = randomText(32)
  const statement = {
    sql: `
      INSERT INTO sign_in_link (hash, member_id, expires_at)
      VALUES (?1, ?2, ?3)`,
    params: [await sha256(token), memberId, new Date(now + minutes * 60_000).toISOString()],
  }
  return { token, statement }
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
