import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { beforeAll, describe, expect, it } from 'vitest'
import worker from '../../worker/index.ts'
import { newId } from '../../worker/lib/id.ts'
import { putFile } from '../../worker/magnet/edition.ts'
import { downloadLink } from '../../worker/magnet/link.ts'
import { createMagnet } from '../../worker/magnet/store.ts'
import { saveSite } from '../../worker/site/settings.ts'
import { origin, rows } from '../support/published.ts'

const content = 'Le RGPD des formulaires, en sept pages.'
const now = () => new Date().toISOString()
const inAnHour = () => Date.now() + 3_600_000

let fileId: string
let linkId: string
beforeAll(async () => {
  await saveSite(env.DB, { id: 'main', name: 'Atelier Sud', origins: [] }, now())
  fileId = await aFile()
  const link = { kind: 'link', name: 'Essai', url: 'https://example.fr/essai?a=1' } as const
  linkId = (await createMagnet(env.DB, 'main', link, now())).id
})

async function aFile(name = 'Guide « été ».pdf'): Promise<string> {
  const { id } = await createMagnet(env.DB, 'main', { kind: 'file', name: 'Guide' }, now())
  const bytes = new TextEncoder().encode(content)
  await putFile(env, id, { name, type: 'application/pdf', bytes: bytes.length }, new Blob([bytes]).stream(), now())
  return id
}

const linkTo = (magnetId: string, submissionId = newId(), expiresAt = inAnHour()) =>
  downloadLink(env, origin, { submissionId, magnetId, expiresAt })

/** Opens a link as a client would, and waits for what happens after the answer. */
async function open(url: string, init: RequestInit<IncomingRequestCfProperties> = {}, over: Partial<typeof env> = {}) {
  const context = createExecutionContext()
  const response = await worker.fetch(new Request(url, init), { ...env, ...over }, context)
  const text = await response.text()
  await waitOnExecutionContext(context)
  return { status: response.status, headers: response.headers, text }
}

const countOf = async (submissionId: string) =>
  (await rows<{ count: number }>('SELECT count FROM download WHERE submission_id = ?1', submissionId))[0]?.count ?? 0

async function stored(submissionId: string, erasedAt: string | null) {
  await env.DB.prepare(`
      INSERT INTO submission (id, form_id, version, language, at, erased_at)
      VALUES (?1, 'f', 1, 'fr', ?2, ?3)`)
    .bind(submissionId, now(), erasedAt)
    .run()
}

const brokenDatabase = {
  prepare: () => {
    throw new Error('D1_ERROR: Network connection lost')
  },
} as unknown as D1Database

describe('a link to a file', () => {
  it('hands it over whole, under its own name, for saving, unlisted and uncached', async () => {
    const { status, headers, text } = await open(await linkTo(fileId))
    expect({ status, text }).toEqual({ status: 200, text: content })
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(new TextEncoder().encode(content).length),
      'content-disposition': `attachment; filename="Guide _ ete _.pdf"; filename*=UTF-8''Guide%20%C2%AB%20%C3%A9t%C3%A9%20%C2%BB.pdf`,
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store, no-transform',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    })
  })

  it('is the same link every time it is made for the same submission', async () => {
    const id = newId()
    const expiresAt = inAnHour()
    expect(await linkTo(fileId, id, expiresAt)).toBe(await linkTo(fileId, id, expiresAt))
  })

  it('works while the submission still waits in the intake queue, and once it is stored', async () => {
    const id = newId()
    const link = await linkTo(fileId, id)
    expect((await open(link)).status).toBe(200)
    await stored(id, null)
    expect((await open(link)).status).toBe(200)
  })

  it('dies with the person, and is not counted', async () => {
    const id = newId()
    await stored(id, now())
    expect((await open(await linkTo(fileId, id))).status).toBe(404)
    expect(await countOf(id)).toBe(0)
  })

  it('still hands the file over while D1 is down', async () => {
    const { status, headers, text } = await open(await linkTo(fileId), {}, { DB: brokenDatabase })
    expect({ status, text }).toEqual({ status: 200, text: content })
    expect(headers.get('content-disposition')).toContain('.pdf')
  })

  it('is answered while D1 hangs, too', async () => {
    const never = { bind: () => never, first: () => new Promise(() => undefined), run: async () => undefined }
    const hanging = { prepare: () => never } as unknown as D1Database
    expect((await open(await linkTo(fileId), {}, { DB: hanging })).text).toBe(content)
  })

  it('names other bytes by another tag', async () => {
    const id = await aFile()
    const before = await open(await linkTo(id))
    const bytes = new TextEncoder().encode('Deuxième édition')
    await putFile(
      env,
      id,
      { name: 'a.pdf', type: 'application/pdf', bytes: bytes.length },
      new Blob([bytes]).stream(),
      now(),
    )
    const after = await open(await linkTo(id), {
      headers: { range: 'bytes=4-', 'if-range': before.headers.get('etag')! },
    })
    expect(after.status).toBe(200)
    expect(after.text).toBe('Deuxième édition')
  })
})

describe('a broken download', () => {
  const bytes = new TextEncoder().encode(content)
  const part = (from: number, to?: number) => new TextDecoder().decode(bytes.slice(from, to))
  it.each([
    ['bytes=10-', 206, part(10), `bytes 10-${bytes.length - 1}/${bytes.length}`],
    ['bytes=0-3', 206, part(0, 4), `bytes 0-3/${bytes.length}`],
    ['bytes=-5', 206, part(-5), `bytes ${bytes.length - 5}-${bytes.length - 1}/${bytes.length}`],
    ['bytes=3-9999', 206, part(3), `bytes 3-${bytes.length - 1}/${bytes.length}`],
    ['bytes=0-1,4-5', 200, content, null],
    ['bytes=9-2', 200, content, null],
    ['pages=1-2', 200, content, null],
  ])('asking for %s is answered with %i', async (range, status, text, contentRange) => {
    const answer = await open(await linkTo(fileId), { headers: { range } })
    expect(answer).toMatchObject({ status, text })
    expect(answer.headers.get('content-range')).toBe(contentRange)
    expect(answer.headers.get('content-length')).toBe(String(new TextEncoder().encode(text).length))
  })

  it.each(['bytes=9999-', 'bytes=-0'])('that asks beyond the end (%s) is told how long the file is', async (range) => {
    const { status, headers, text } = await open(await linkTo(fileId), { headers: { range } })
    expect(status).toBe(416)
    expect(headers.get('content-range')).toBe(`bytes */${bytes.length}`)
    expect(JSON.parse(text)).toMatchObject({ code: 'range_refused' })
  })

  it('goes on only with the very file it began with', async () => {
    const link = await linkTo(fileId)
    const { headers } = await open(link)
    const tag = headers.get('etag')!
    expect((await open(link, { headers: { range: 'bytes=4-', 'if-range': tag } })).status).toBe(206)
    expect((await open(link, { headers: { range: 'bytes=4-', 'if-range': '"other"' } })).status).toBe(200)
    expect((await open(link, { headers: { 'if-none-match': `"other", ${tag}` } })).status).toBe(304)
  })
})

describe('counting', () => {
  it('counts starts, in one row: not the pieces that follow, not looks, not repeats of what is known', async () => {
    const id = newId()
    const link = await linkTo(fileId, id)
    const first = await open(link)
    await open(link, { headers: { range: 'bytes=0-9' } })
    expect(await countOf(id)).toBe(2)
    await open(link, { headers: { range: 'bytes=10-' } })
    await open(link, { headers: { range: 'bytes=9999-' } })
    await open(link, { headers: { 'if-none-match': first.headers.get('etag')! } })
    await open(link, { method: 'HEAD' })
    expect(await countOf(id)).toBe(2)
    expect(await rows('SELECT * FROM download WHERE submission_id = ?1', id)).toHaveLength(1)
  })

  it('never stands in the way of the file', async () => {
    const readsOnly = {
      prepare: (sql: string) => (sql.includes('INSERT') ? brokenDatabase : env.DB).prepare(sql),
    } as unknown as D1Database
    expect((await open(await linkTo(fileId), {}, { DB: readsOnly })).status).toBe(200)
  })
})

describe('a HEAD', () => {
  it('says what a GET would, without the bytes', async () => {
    const { status, headers, text } = await open(await linkTo(fileId), {
      method: 'HEAD',
      headers: { range: 'bytes=0-3' },
    })
    expect({ status, text }).toEqual({ status: 200, text: '' })
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(headers.get('accept-ranges')).toBe('bytes')
  })
})

describe('a link to a link', () => {
  it('sends on to the address its owner set, whatever the request says', async () => {
    const id = newId()
    const { status, headers } = await open(`${await linkTo(linkId, id)}?url=https://evil.example/`, {
      redirect: 'manual',
    })
    expect(status).toBe(303)
    expect(headers.get('location')).toBe('https://example.fr/essai?a=1')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(await countOf(id)).toBe(1)
  })

  it('asks for patience while D1 is down', async () => {
    const { status, text } = await open(await linkTo(linkId), {}, { DB: brokenDatabase })
    expect(status).toBe(503)
    expect(JSON.parse(text)).toMatchObject({ code: 'unavailable' })
  })
})

describe('refused', () => {
  it('is a link that was changed anywhere', async () => {
    const link = await linkTo(fileId)
    const start = `${origin}/d/`.length
    for (let at = start; at < link.length; at += 7) {
      const changed = link.slice(0, at) + (link[at] === '0' ? '1' : '0') + link.slice(at + 1)
      // The last character of a MAC carries bits nobody reads.
      if (at < link.length - 1) expect((await open(changed)).status, changed).toBe(404)
    }
  })

  it('is a link to a magnet that is gone', async () => {
    expect((await open(await linkTo(newId()))).status).toBe(404)
  })

  it('is an expired link, with a page in the reader’s language', async () => {
    const link = await linkTo(fileId, newId(), Date.now() - 1_000)
    expect(JSON.parse((await open(link)).text)).toMatchObject({ status: 410, code: 'link_expired' })
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8'
    const french = await open(link, { headers: { accept, 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.8' } })
    expect(french.status).toBe(410)
    expect(french.headers.get('x-robots-tag')).toBe('noindex')
    expect(french.text).toContain('Ce lien a expiré')
    const arabic = await open(link, { headers: { accept, 'accept-language': 'ar' } })
    expect(arabic.text).toContain('<html lang="ar" dir="rtl">')
    const english = await open(link, { headers: { accept, 'accept-language': 'fi,en;q=0.8' } })
    expect(english.text).toContain('This link has expired')
  })
})
