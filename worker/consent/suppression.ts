// Whom never to write to, and for what. Kept as keyed hashes, so the list outlives the person, survives an import,
// and tells nobody an address. Only a confirmation by the person takes somebody off it.
import { bytesOf, hmacKey, toBase64Url } from '../lib/crypto.ts'
import type { Secrets } from '../lib/signed-token.ts'

export type Suppressed = { purpose: string; state: 'withdrawn' | 'objected' }

/** Stands for every purpose. */
export const everyPurpose = '*'

/** The names an address goes by on the list: by the secret in force first, then by the one before. */
export function suppressionSubjects(
  { SECRET, SECRET_PREVIOUS }: Secrets,
  site: string,
  emailKey: string,
): Promise<string[]> {
  const secrets = SECRET_PREVIOUS ? [SECRET, SECRET_PREVIOUS] : [SECRET]
  return Promise.all(
    secrets.map(async (secret) => {
      const key = await hmacKey(secret, 'suppression')
      return toBase64Url(await crypto.subtle.sign('HMAC', key, bytesOf(`${site.length}:${site}${emailKey}`)))
    }),
  )
}

/** The statement that puts an address on the list. */
export function suppress(db: D1Database, subject: string, list: Suppressed[], at: string): D1PreparedStatement {
  return db
    .prepare(`
      INSERT INTO suppression (subject, purpose, state, at)
      SELECT ?1, value ->> 'purpose', value ->> 'state', ?3
      FROM json_each(?2)
      WHERE true
      ON CONFLICT (subject, purpose) DO NOTHING`)
    .bind(subject, JSON.stringify(list), at)
}

/** The statement that takes an address off it for these purposes, and for all of them together. */
export function lift(db: D1Database, subjects: string[], purposes: string[]): D1PreparedStatement {
  return db
    .prepare(`
      DELETE FROM suppression
      WHERE subject IN (SELECT value FROM json_each(?1))
        AND purpose IN (SELECT value FROM json_each(?2))`)
    .bind(JSON.stringify(subjects), JSON.stringify([...purposes, everyPurpose]))
}
