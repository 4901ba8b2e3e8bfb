// Signatures by Standard Webhooks 1.0: HMAC-SHA256 of `id.timestamp.body`. While a secret is being replaced, both sign.
import { bytesOf } from '../lib/crypto.ts'
import { keyOf } from './secret.ts'

/**
 * The headers a message is verified by. `id`: the same over all attempts; `nowMs`: of this one.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export async function signed(
  secrets: string[],
  id: string,
  nowMs: number,
  body: string,
): Promise<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(nowMs / 1_000))
  const content = bytesOf(`${id}.${timestamp}.${body}`)
  const signatures = await Promise.all(secrets.map((secret) => signature(secret, content)))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}

async function signature(secret: string, content: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey('raw', keyOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, content))
  return `v1,${btoa(String.fromCharCode(...mac))}`
}
