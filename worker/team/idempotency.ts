// Requests that name themselves by an Idempotency-Key: asked again, they are answered the same and nothing is done twice.
// Kept is a hash of the key, and the answer sealed with it: whoever reads the database can read neither, though an answer may
// hold a secret that is shown once, or a person's data.
import type { Context } from 'hono'
import { keyHours, readKey } from '../../contract/idempotency.ts'
import type { App } from '../env.ts'
import { readText } from '../lib/body.ts'
import { bytesOf, fromBase64Url, hmacKey, toBase64Url } from '../lib/crypto.ts'
import { log, reasonOf } from '../lib/log.ts'
import { Problem } from '../lib/problem.ts'
import type { idempotency } from '../schema/idempotency.ts'

type Kept = Pick<typeof idempotency.$inferSelect, 'request' | 'answer'>

/** As much as the largest body any POST of the API takes. */
const mostAsked = 5_000_000
/** What one row of D1 takes, with room to spare. An answer that is longer is answered once. */
const mostAnswered = 1_000_000

/**
 * Does `work` unless it was done under this key before; then gives what was answered. Whatever refuses has done nothing and
 * leaves the key free. What fails leaves it taken, since nobody knows whether anything was done.
 * Throws `idempotency_key_malformed`, `idempotency_key_reused` for another request, `idempotency_key_busy` for one without an answer yet.
 */
export async function once(c: Context<App>, header: string, now: number, work: () => Promise<void>): Promise<void> {
  const key = readKey(header)
  if (key === undefined) throw new Problem('idempotency_key_malformed')
  const { kind, id } = c.var.member
  const mine = [kind, id, key].join('\n')
  const [name, request] = await Promise.all([
    macOf(c.env.SECRET, 'name', mine),
    macOf(c.env.SECRET, 'request', await askedIn(c.req.raw)),
  ])
  const kept = await take(c.env.DB, name, request, now)
  if (kept) {
    c.res = await again(kept, request, await sealOf(c.env.SECRET, mine, name))
    return
  }
  await work()
  const { status } = c.res
  const isRefused = status >= 400 && status < 500
  const settled = isRefused
    ? free(c.env.DB, name)
    : keep(c.env.DB, name, await sealed(c.res.clone(), await sealOf(c.env.SECRET, mine, name)))
  // What was done is done, and said so, whether or not it can be said again.
  await settled.catch((error) => log.error('idempotency.unsettled', { status, reason: reasonOf(error) }))
}

/** Forgets what nobody may ask for again: a bounded piece, whatever was left the next time. */
export async function pruneKeys(db: D1Database, now: number): Promise<void> {
  await db
    .prepare(`
      DELETE FROM idempotency
      WHERE name IN (SELECT name FROM idempotency WHERE expires_at <= ?1 LIMIT 1000)`)
    .bind(iso(now))
    .run()
}

/** Takes the key, in one statement, so that of two at the same moment one does the work; or gives what stands under it. */
async function take(db: D1Database, name: string, request: string, now: number): Promise<Kept | undefined> {
  const [taken, standing] = await db.batch<Kept>([
    db
      .prepare(`
        INSERT INTO idempotency (name, request, expires_at)
        VALUES (?1, ?2, ?3)
        ON CONFLICT (name) DO UPDATE SET request = excluded.request, answer = NULL, expires_at = excluded.expires_at
        WHERE expires_at <= ?4`)
      .bind(name, request, iso(now + keyHours * 3_600_000), iso(now)),
    db.prepare('SELECT request, answer FROM idempotency WHERE name = ?1').bind(name),
  ])
  return taken?.meta.changes ? undefined : standing?.results[0]
}

const free = (db: D1Database, name: string) => db.prepare('DELETE FROM idempotency WHERE name = ?1').bind(name).run()

const keep = (db: D1Database, name: string, answer: string | undefined) =>
  db
    .prepare('UPDATE idempotency SET answer = ?2 WHERE name = ?1')
    .bind(name, answer ?? null)
    .run()

async function again(kept: Kept, request: string, seal: Seal): Promise<Response> {
  if (kept.request !== request) throw new Problem('idempotency_key_reused')
  const answer = kept.answer === null ? undefined : await unsealed(kept.answer, seal)
  if (!answer) throw new Problem('idempotency_key_busy', { retryAfter: 1 })
  return answer
}

/** What was asked, to the byte: where, of what type, and the body. */
async function askedIn(request: Request): Promise<string> {
  const { pathname, search } = new URL(request.url)
  const body = await readText(request.clone(), mostAsked)
  return [request.method, pathname + search, request.headers.get('content-type') ?? '', body].join('\n')
}

type Seal = { key: CryptoKey; name: string }

async function sealOf(secret: string, mine: string, name: string): Promise<Seal> {
  const raw = await macBytes(secret, 'seal', mine)
  return { key: await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']), name }
}

async function sealed(response: Response, { key, name }: Seal): Promise<string | undefined> {
  const said = { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
  const text = JSON.stringify(said)
  if (text.length > mostAnswered) return undefined
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bytesOf(name) }, key, bytesOf(text))
  return `${toBase64Url(iv)}.${base64Url(new Uint8Array(cipher))}`
}

async function unsealed(answer: string, { key, name }: Seal): Promise<Response> {
  const [iv, cipher] = answer.split('.').map((part) => fromBase64Url(part)!)
  const aes = { name: 'AES-GCM', iv: iv!, additionalData: bytesOf(name) }
  const text = new TextDecoder().decode(await crypto.subtle.decrypt(aes, key, cipher!))
  const { status, type, body }: { status: number; type: string | null; body: string } = JSON.parse(text)
  const headers = { 'idempotent-replayed': 'true', 'cache-control': 'no-store', ...(type && { 'content-type': type }) }
  return new Response(body || null, { status, headers })
}

/** In pieces: a call takes only so many arguments. */
function base64Url(bytes: Uint8Array): string {
  const piece = 30_000
  let text = ''
  for (let at = 0; at < bytes.length; at += piece) text += toBase64Url(bytes.subarray(at, at + piece))
  return text
}

async function macBytes(secret: string, use: string, text: string): Promise<ArrayBuffer> {
  return crypto.subtle.sign('HMAC', await hmacKey(secret, `idempotency ${use}`), bytesOf(text))
}

const macOf = async (secret: string, use: string, text: string) => toBase64Url(await macBytes(secret, use, text))

const iso = (ms: number) => new Date(ms).toISOString()
