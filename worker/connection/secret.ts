// Secrets that messages are signed with: `whsec_` and 32 random bytes, as Standard Webhooks has them. They are needed to sign, so
// they are kept; sealed, so that whoever gets hold of the database alone cannot sign in our name.
import { bytesOf, fromBase64Url, toBase64Url } from '../lib/crypto.ts'
import { type LastingSecrets, lastingSecrets } from '../lib/lasting-secret.ts'

const ivBytes = 12

/** A new secret, as its receiver is given it. */
export const newSecret = (): string => `whsec_${base64(crypto.getRandomValues(new Uint8Array(32)))}`

/** The bytes that sign. */
export const keyOf = (secret: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (c) => c.charCodeAt(0))

/** What is stored of it. `id`: of the connection, without which it does not open. */
export async function seal(env: LastingSecrets, id: string, secret: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const key = await sealingKey(lastingSecrets(env)[0])
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(id) }, key, bytesOf(secret))
  return `${toBase64Url(iv)}.${toBase64Url(sealed)}`
}

/** Throws where none of the deployment's secrets opens it. */
export async function unseal(env: LastingSecrets, id: string, stored: string): Promise<string> {
  const [iv, sealed] = stored.split('.').map(fromBase64Url)
  for (const secret of lastingSecrets(env)) {
    try {
      const how = { name: 'AES-GCM', iv: iv!, additionalData: bytesOf(id) }
      return new TextDecoder().decode(await crypto.subtle.decrypt(how, await sealingKey(secret), sealed!))
    } catch {
      // Sealed under another.
    }
  }
  throw new Error('no secret of this deployment opens the connection’s')
}

async function sealingKey(secret: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', bytesOf(secret), 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: bytesOf('aimant connection secrets') }
  return crypto.subtle.deriveKey(hkdf, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
