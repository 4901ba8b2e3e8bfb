// Stands in for Cloudflare's siteverify, by its documented protocol: a real HTTP server, since the real one cannot be reached from tests.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Verdict = { hostname: string; action: string }
export type Asked = { secret?: string; response?: string; idempotency_key?: string; remoteip?: string }

/** `give` makes a token good, once; `break_` decides how it fails from then on. */
export async function startSiteverify(secret: string) {
  const good = new Map<string, Verdict>()
  const spent = new Map<string, string | undefined>()
  const asked: Asked[] = []
  let failing: 'hangs' | 'breaks' | 'says_nothing' | undefined
  const answer = ({ secret: sent, response, idempotency_key: key }: Asked): object => {
    const failed = (code: string) => ({ success: false, 'error-codes': [code] })
    if (!sent) return failed('missing-input-secret')
    if (sent !== secret) return failed('invalid-input-secret')
    if (!response) return failed('missing-input-response')
    const verdict = good.get(response)
    if (!verdict) return failed('invalid-input-response')
    // The same request may be made again; the same token may not be used again.
    if (spent.has(response) && (key === undefined || spent.get(response) !== key)) return failed('timeout-or-duplicate')
    spent.set(response, key)
    return { success: true, challenge_ts: new Date().toISOString(), 'error-codes': [], cdata: '', ...verdict }
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body: Asked = JSON.parse(Buffer.concat(chunks).toString())
      asked.push(body)
      if (failing === 'hangs') return
      if (failing === 'breaks') return response.destroy()
      if (failing === 'says_nothing') return response.writeHead(502).end('<h1>Bad gateway</h1>')
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(answer(body)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/turnstile/v0/siteverify`,
    asked,
    give: (token: string, verdict: Verdict) => void good.set(token, verdict),
    fail: (how: typeof failing) => {
      failing = how
    },
    stop() {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
