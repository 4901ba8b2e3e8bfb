// Ed25519 keys derived from the deployment's secret, one for each use: nothing more to keep, and the public half published.
import { bytesOf, toBase64Url } from './crypto.ts'
import { canonicalJson } from './json.ts'
import type { Secrets } from './signed-token.ts'

/** What a public key is for. Every use has a key of its own, so that no signature serves elsewhere. */
const uses = ['consents', 'licence', 'trial'] as const
export type SigningUse = (typeof uses)[number]

/** RFC 8037, with the RFC 7638 thumbprint as its id. */
export type PublicJwk = { kty: 'OKP'; crv: 'Ed25519'; x: string; kid: string; alg: 'EdDSA'; use: 'sig' }
export type SigningKey = { public: PublicJwk; sign: (text: string) => Promise<Uint8Array<ArrayBuffer>> }

const keys = new Map<string, Promise<SigningKey>>()

export function signingKey(secret: string, use: SigningUse): Promise<SigningKey> {
  const name = `${use}\0${secret}`
  const kept = keys.get(name)
  if (kept) return kept
  if (keys.size > 50) keys.clear()
  const made = deriveKey(secret, use)
  keys.set(name, made)
  return made
}

/** The public keys of every use, of the secret in force and of the one before. */
export async function publicKeys({ SECRET, SECRET_PREVIOUS }: Secrets): Promise<PublicJwk[]> {
  const secrets = SECRET_PREVIOUS ? [SECRET, SECRET_PREVIOUS] : [SECRET]
  const made = await Promise.all(secrets.flatMap((secret) => uses.map((use) => signingKey(secret, use))))
  return made.map((key) => key.public)
}

// RFC 8410 §7: an Ed25519 private key in PKCS #8 is this, then the seed.
const pkcs8Head = Uint8Array.from([
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
])

async function deriveKey(secret: string, use: SigningUse): Promise<SigningKey> {
  const base = await crypto.subtle.importKey('raw', bytesOf(secret), 'HKDF', false, ['deriveBits'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: bytesOf(`aimant ed25519 ${use}`) }
  const seed = new Uint8Array(await crypto.subtle.deriveBits(hkdf, base, 256))
  const pkcs8 = Uint8Array.from([...pkcs8Head, ...seed])
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'Ed25519' }, true, ['sign'])
  const { x } = (await crypto.subtle.exportKey('jwk', key)) as { x: string }
  const required = { kty: 'OKP', crv: 'Ed25519', x } as const
  const kid = toBase64Url(await crypto.subtle.digest('SHA-256', bytesOf(canonicalJson(required))))
  return {
    public: { ...required, kid, alg: 'EdDSA', use: 'sig' },
    sign: async (text) => new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, key, bytesOf(text))),
  }
}
