// Tokens that travel through strangers' hands: purpose, key, expiry and fields under one MAC.
// Shape: `purpose.kid.expiry.field….mac`, the fields free of dots.
import { bytesOf, fromBase64Url, hmacKey, sha256, toBase64Url } from './crypto.ts'

export type TokenPurpose = 'ticket' | 'download' | 'profile' | 'rights' | 'unsubscribe' | 'confirm' | 'passkey'
export type Secrets = { SECRET: string; SECRET_PREVIOUS?: string }
/** An expired one was genuine: its fields still tell what a fresh one would be about. */
export type TokenReading =
  | { ok: true; fields: string[]; expiresAt: number }
  | { ok: false; why: 'forged' }
  | { ok: false; why: 'expired'; fields: string[] }

/** Signs `fields` for one purpose until `expiresAt` (ms since 1970). Fields must be made of `[\w-]` only. */
export async function signToken(
  secrets: Secrets,
  purpose: TokenPurpose,
  fields: string[],
  expiresAt: number,
): Promise<string> {
  const kid = await keyId(secrets.SECRET)
  const signed = [purpose, kid, Math.floor(expiresAt / 1000).toString(36), ...fields]
  if (!signed.every((field) => /^[\w-]+$/.test(field))) throw new TypeError('token fields must be plain')
  const mac = await crypto.subtle.sign('HMAC', await hmacKey(secrets.SECRET, purpose), message(signed))
  return [...signed, toBase64Url(mac)].join('.')
}

/** Reads a token made for `purpose`; anything else about it is `forged`. */
export async function readToken(
  secrets: Secrets,
  purpose: TokenPurpose,
  token: string,
  now = Date.now(),
): Promise<TokenReading> {
  const signed = token.split('.')
  const mac = fromBase64Url(signed.pop() ?? '')
  const [saidPurpose, kid, expiry, ...fields] = signed
  const secret = kid && (await secretOf(secrets, kid))
  if (!mac || !secret || saidPurpose !== purpose || !expiry) return { ok: false, why: 'forged' }
  // verify() compares in constant time.
  const genuine = await crypto.subtle.verify('HMAC', await hmacKey(secret, purpose), mac, message(signed))
  if (!genuine) return { ok: false, why: 'forged' }
  const expiresAt = Number.parseInt(expiry, 36) * 1000
  return expiresAt > now ? { ok: true, fields, expiresAt } : { ok: false, why: 'expired', fields }
}

// Each field is preceded by its length: moving characters between neighbours changes what is signed (CVE-2025-68113).
const message = (fields: string[]) => bytesOf(fields.map((field) => `${field.length}:${field}`).join(''))

const keyIds = new Map<string, string>()

async function keyId(secret: string): Promise<string> {
  const known = keyIds.get(secret)
  if (known) return known
  const id = (await sha256(`aimant key id ${secret}`)).slice(0, 8)
  keyIds.set(secret, id)
  return id
}

async function secretOf(secrets: Secrets, kid: string): Promise<string | undefined> {
  if ((await keyId(secrets.SECRET)) === kid) return secrets.SECRET
  const previous = secrets.SECRET_PREVIOUS
  return previous && (await keyId(previous)) === kid ? previous : undefined
}
