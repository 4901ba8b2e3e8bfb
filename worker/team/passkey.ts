// Passkeys: a person's device proves that it holds a key of theirs, after a fingerprint, a face or a PIN. Each opens one host.
import type { Passkey, PasskeyMade, PasskeyUsed } from '../../contract/team.ts'
import { bytesOf, fromBase64Url, toBase64Url } from '../lib/crypto.ts'
import { Problem } from '../lib/problem.ts'
import type { Secrets } from '../lib/signed-token.ts'
import type { passkey } from '../schema/team.ts'
import { auditEntry } from './audit.ts'
import { newChallenge, spendChallenge } from './challenge.ts'
import { type Actor, dayOf } from './session.ts'

type Row = typeof passkey.$inferSelect
type Where = Secrets & { DB: D1Database }
/** Of the request itself: `https://leads.example.com`. */
type Here = { origin: string; now: number }

const mostPasskeys = 20
const hostOf = (origin: string) => new URL(origin).hostname
// Edwards curves, then the two every authenticator has.
const algorithms = [-8, -7, -257]

/** A person's own, in the order they were added. */
export async function listPasskeys(db: D1Database, memberId: string): Promise<Passkey[]> {
  const { results } = await db
    .prepare(`
      SELECT id, name, host, created_at, used_on
      FROM passkey
      WHERE member_id = ?1
      ORDER BY created_at, id
      LIMIT ?2`)
    .bind(memberId, mostPasskeys)
    .all<Row>()
  return results.map((row) => ({
    id: row.id,
    name: row.name,
    host: row.host,
    createdAt: row.created_at,
    usedOn: row.used_on,
  }))
}

/** Whether anybody has one for this host: nobody is offered a way that cannot work. */
export async function hasPasskeys(db: D1Database, origin: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM passkey WHERE host = ?1 LIMIT 1').bind(hostOf(origin)).first()) !== null
}

/** For `navigator.credentials.create`: a key that is found without typing a name, and asks for more than the device's presence. */
export async function optionsToAdd(env: Where, { id, name }: Actor, { origin, now }: Here) {
  const known = await env.DB.prepare('SELECT id, transports FROM passkey WHERE member_id = ?1 AND host = ?2')
    .bind(id, hostOf(origin))
    .all<Pick<Row, 'id' | 'transports'>>()
  return {
    rp: { id: hostOf(origin), name: `Aimant · ${hostOf(origin)}` },
    user: { id: toBase64Url(bytesOf(id)), name, displayName: name },
    challenge: toBase64Url(await newChallenge(env, { use: 'add', memberId: id }, now)),
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: 300_000,
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    excludeCredentials: known.results.map(({ id, transports }) => ({
      id,
      type: 'public-key',
      transports: JSON.parse(transports),
    })),
  }
}

/** Throws `invalid` where what the browser sent does not prove a new key, `conflict` where the key is known already. */
export async function addPasskey(
  env: Where,
  actor: Actor,
  { name, credential }: Omit<PasskeyMade, 'name'> & { name: string },
  { origin, now }: Here,
): Promise<Passkey> {
  if ((await listPasskeys(env.DB, actor.id)).length >= mostPasskeys)
    throw new Problem('invalid', { fields: { name: 'too_many' } })
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const made = await verifyRegistrationResponse({
    response: credential as Parameters<typeof verifyRegistrationResponse>[0]['response'],
    expectedChallenge: (challenge) => spendChallenge(env, env.DB, challenge, { use: 'add', memberId: actor.id }, now),
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    supportedAlgorithmIDs: algorithms,
  }).catch(() => undefined)
  if (!made?.verified) throw new Problem('invalid', { fields: { credential: 'wrong_format' } })
  const { id, publicKey, counter, transports = [] } = made.registrationInfo.credential
  const at = new Date(now).toISOString()
  const isKnown = await env.DB.prepare('SELECT 1 FROM passkey WHERE id = ?1').bind(id).first()
  if (isKnown) throw new Problem('conflict')
  await env.DB.batch([
    env.DB.prepare(`
        INSERT INTO passkey (id, member_id, name, host, public_key, counter, transports, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`).bind(
      id,
      actor.id,
      name,
      hostOf(origin),
      toBase64Url(publicKey),
      counter,
      JSON.stringify(transports),
      at,
    ),
    auditEntry(env.DB, actor, 'passkey.added', { name }, now),
  ])
  return { id, name, host: hostOf(origin), createdAt: at, usedOn: null }
}

/** For `navigator.credentials.get`: the person picks one of theirs. */
export async function optionsToSignIn(secrets: Secrets, { origin, now }: Here) {
  return {
    rpId: hostOf(origin),
    challenge: toBase64Url(await newChallenge(secrets, { use: 'sign-in' }, now)),
    timeout: 300_000,
    userVerification: 'required',
    allowCredentials: [],
  }
}

/** Whose passkey this is, where the answer proves it; `undefined` for anything else. */
export async function memberOfPasskey(
  env: Where,
  used: PasskeyUsed,
  { origin, now }: Here,
): Promise<string | undefined> {
  const row = await env.DB.prepare('SELECT * FROM passkey WHERE id = ?1 AND host = ?2')
    .bind(used.id, hostOf(origin))
    .first<Row>()
  if (!row) return undefined
  // A key of one person's answering in the name of another.
  if (used.response.userHandle && used.response.userHandle !== toBase64Url(bytesOf(row.member_id))) return undefined
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  let challenge = ''
  const proof = await verifyAuthenticationResponse({
    response: used as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
    expectedChallenge: (signed) => {
      challenge = signed
      return true
    },
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    credential: { id: row.id, publicKey: fromBase64Url(row.public_key)!, counter: row.counter },
  }).catch(() => undefined)
  // Spent once the signature is known to be right: strangers write nothing.
  if (!proof?.verified || !(await spendChallenge(env, env.DB, challenge, { use: 'sign-in' }, now))) return undefined
  await env.DB.prepare('UPDATE passkey SET counter = ?2, used_on = ?3 WHERE id = ?1')
    .bind(row.id, proof.authenticationInfo.newCounter, dayOf(now))
    .run()
  return row.member_id
}

/** Throws `not_found` for any but one's own. */
export async function renamePasskey(db: D1Database, memberId: string, id: string, name: string): Promise<void> {
  const { meta } = await db
    .prepare('UPDATE passkey SET name = ?3 WHERE member_id = ?1 AND id = ?2')
    .bind(memberId, id, name)
    .run()
  if (!meta.changes) throw new Problem('not_found')
}

/** Throws `not_found` for any but one's own. */
export async function removePasskey(db: D1Database, actor: Actor, id: string, now: number): Promise<void> {
  const name = await db
    .prepare('SELECT name FROM passkey WHERE member_id = ?1 AND id = ?2')
    .bind(actor.id, id)
    .first<string>('name')
  if (name === null) throw new Problem('not_found')
  await db.batch([
    db.prepare('DELETE FROM passkey WHERE member_id = ?1 AND id = ?2').bind(actor.id, id),
    auditEntry(db, actor, 'passkey.removed', { name }, now),
  ])
}
