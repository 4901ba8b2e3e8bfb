// Whom never to write to, and for what. Kept as keyed hashes, so the list outlives the person, survives an import,
// and tells nobody an address. Only a confirmation by the person takes somebody off it.
import { bytesOf, hmacKey, toBase64Url } from '../lib/crypto.ts'
import { type LastingSecrets, lastingSecrets } from '../lib/lasting-secret.ts'

export type Suppressed = { purpose: string; state: 'withdrawn' | 'objected' }

/** Stands for every purpose. */
export const everyPurpose = '*'

/** The names an address goes by on the list: the one it is put there under, then those it may be there under from before. */
export function suppressionSubjects(secrets: LastingSecrets, site: string, emailKey: string): Promise<string[]> {
  return Promise.all(
    lastingSecrets(secrets).map(async (secret) => {
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

/**
 * Which of these addresses are on the list, and for what; at most 1,000 in one round trip. What brings people in from
 * elsewhere asks this first: an address that is left out may be written to as its consents say.
 */
export async function suppressedAmong(
  db: D1Database,
  secrets: LastingSecrets,
  site: string,
  emailKeys: string[],
): Promise<Map<string, Suppressed[]>> {
  const named = await Promise.all(
    emailKeys.map(async (emailKey, n) =>
      (await suppressionSubjects(secrets, site, emailKey)).map((subject) => ({ n, subject })),
    ),
  )
  const { results } = await db
    .prepare(`
      SELECT named.value ->> 'n' AS n, suppression.purpose, suppression.state
      FROM json_each(?1) AS named
      CROSS JOIN suppression ON suppression.subject = named.value ->> 'subject'`)
    .bind(JSON.stringify(named.flat()))
    .all<Suppressed & { n: number }>()
  const byAddress = Map.groupBy(results, ({ n }) => emailKeys[n]!)
  return new Map([...byAddress].map(([key, rows]) => [key, rows.map(({ purpose, state }) => ({ purpose, state }))]))
}

/** What of these purposes the list forbids, and as what; an entry for all of them forbids each. */
export function forbiddenOf(purposes: string[], list: Suppressed[]): Suppressed[] {
  return purposes.flatMap((purpose) => {
    const found = list.find((one) => one.purpose === purpose) ?? list.find((one) => one.purpose === everyPurpose)
    return found ? [{ purpose, state: found.state }] : []
  })
}
