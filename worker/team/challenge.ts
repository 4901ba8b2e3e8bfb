// What a passkey signs: a short-lived token of ours, so that asking for one writes nothing; answered once.
import { bytesOf, fromBase64Url, randomText, sha256 } from '../lib/crypto.ts'
import { readToken, type Secrets, signToken } from '../lib/signed-token.ts'

const livesMs = 5 * 60_000

/** `use`: what it is for, and for adding a passkey, whose it will be. */
export type ChallengeUse = { use: 'sign-in' } | { use: 'add'; memberId: string }

export async function newChallenge(
  secrets: Secrets,
  wanted: ChallengeUse,
  now: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(await signToken(secrets, 'passkey', [...fieldsOf(wanted), randomText(16)], now + livesMs))
}

/** Whether it is one of ours for this use, still good, and answered for the first time. `challenge` as browsers give it back. */
export async function spendChallenge(
  secrets: Secrets,
  db: D1Database,
  challenge: string,
  wanted: ChallengeUse,
  now: number,
): Promise<boolean> {
  const token = new TextDecoder().decode(fromBase64Url(challenge))
  const reading = await readToken(secrets, 'passkey', token, now)
  if (!reading.ok || reading.fields.slice(0, -1).join() !== fieldsOf(wanted).join()) return false
  const [, spent] = await db.batch([
    db.prepare('DELETE FROM spent_challenge WHERE expires_at <= ?1').bind(iso(now)),
    db
      .prepare('INSERT INTO spent_challenge (hash, expires_at) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING')
      .bind(await sha256(token), iso(reading.expiresAt)),
  ])
  return spent!.meta.changes > 0
}

const fieldsOf = (wanted: ChallengeUse) => (wanted.use === 'add' ? [wanted.use, wanted.memberId] : [wanted.use])
const iso = (ms: number) => new Date(ms).toISOString()
