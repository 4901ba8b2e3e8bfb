// Cloudflare Access as the Worker meets it: keys at an address, and assertions signed with them.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export const audience = 'f'.repeat(64)

const toText = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

async function newKey(kid: string) {
  const pair = await crypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
    true,
    ['sign', 'verify'],
  )
  const jwk = { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)), kid, alg: 'RS256', use: 'sig' }
  return { kid, pair, jwk }
}

type Claims = Record<string, unknown>

/** Starts it on loopback. `stop()` it in `afterAll`. */
export async function startAccess() {
  const [known, unknown] = await Promise.all([newKey('known'), newKey('unknown')])
  let asked = 0
  const server = createServer((request, response) => {
    if (request.url !== '/cdn-cgi/access/certs') return response.writeHead(404).end()
    asked++
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [known.jwk] }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const now = () => Math.floor(Date.now() / 1000)

  return {
    url,
    /** How often the keys were asked for. */
    asked: () => asked,
    /** What Access would say of a mailbox, with whatever is wrong about it. */
    async assertion(email: string, wrong: Claims = {}, header: Claims = {}, by: 'known' | 'unknown' = 'known') {
      const { pair, kid } = by === 'known' ? known : unknown
      const claims = {
        aud: [audience],
        email,
        exp: now() + 600,
        iat: now() - 5,
        nbf: now() - 5,
        iss: url,
        type: 'app',
        ...wrong,
      }
      const signed = `${toText({ alg: 'RS256', kid, typ: 'JWT', ...header })}.${toText(claims)}`
      const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', pair.privateKey, Buffer.from(signed))
      return `${signed}.${Buffer.from(signature).toString('base64url')}`
    },
    /** Signed as if the public key were a password both sides know. */
    async confused(email: string) {
      const secret = Buffer.from(JSON.stringify(known.jwk))
      const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
      const claims = { aud: [audience], email, exp: now() + 600, iss: url }
      const signed = `${toText({ alg: 'HS256', kid: known.kid, typ: 'JWT' })}.${toText(claims)}`
      const signature = await crypto.subtle.sign('HMAC', key, Buffer.from(signed))
      return `${signed}.${Buffer.from(signature).toString('base64url')}`
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
