// The few cryptographic verbs everything else is written with.

const utf8 = new TextEncoder()

export const bytesOf = (text: string) => utf8.encode(text) as Uint8Array<ArrayBuffer>

export async function sha256(text: string): Promise<string> {
  return toHex(await crypto.subtle.digest('SHA-256', bytesOf(text)))
}

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

export function toHex(bytes: ArrayBuffer | Uint8Array): string {
  let hex = ''
  for (const byte of new Uint8Array(bytes)) hex += hexOf[byte]
  return hex
}

export const toBase64Url = (bytes: ArrayBuffer | Uint8Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined
  try {
    const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = new Uint8Array(raw.length)
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i)
    return bytes
  } catch {
    return undefined
  }
}

/** `bytes` random bytes as base64url: 32 of them are a secret worth the name. */
export const randomText = (bytes: number): string => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)))

// Keys, not promises of keys: awaiting a promise of another request costs a detour through the runtime, each time.
const keys = new Map<string, CryptoKey>()

/** One HMAC-SHA-256 key for one use, derived from the deployment's secret, so that no token serves for another purpose. */
export async function hmacKey(secret: string, use: string): Promise<CryptoKey> {
  const name = `${use}\0${secret}`
  const kept = keys.get(name)
  if (kept) return kept
  const made = await deriveKey(secret, use)
  if (keys.size > 50) keys.clear()
  keys.set(name, made)
  return made
}

async function deriveKey(secret: string, use: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', bytesOf(secret), 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: bytesOf(`aimant ${use}`) }
  return crypto.subtle.deriveKey(hkdf, base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, true, ['sign', 'verify'])
}
