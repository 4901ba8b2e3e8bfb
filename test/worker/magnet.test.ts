import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Magnet } from '../../contract/magnet.ts'
import { sha256, toHex } from '../../worker/lib/crypto.ts'
import { adoptFile, offerOf } from '../../worker/magnet/store.ts'
import { saveSite } from '../../worker/site/settings.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { rows } from '../support/published.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('magnets:read', 'magnets:write')
  expect((await call('POST', '/magnets', { kind: 'file', name: 'Before any site' })).status).toBe(409)
  await saveSite(env.DB, { id: 'main', name: 'Atelier Sud', origins: [] }, new Date().toISOString())
})

const made = async (body: object) => (await call('POST', '/magnets', body)).json<Magnet>()
const upload = (id: string, bytes: string | Uint8Array, name = 'guide.pdf', type = 'application/pdf') =>
  call('PUT', `/magnets/${id}/file?name=${encodeURIComponent(name)}`, bytes, { 'content-type': type })
const keyOf = async (id: string) =>
  (await rows<{ object_key: string }>('SELECT object_key FROM magnet WHERE id = ?1', id))[0]!.object_key

describe('a magnet', () => {
  it('of kind link is made with where it leads, and listed', async () => {
    const response = await call('POST', '/magnets', { kind: 'link', name: 'Essai', url: 'https://example.fr/essai' })
    expect(response.status).toBe(201)
    const magnet = await response.json<Magnet>()
    expect(magnet).toMatchObject({ kind: 'link', name: 'Essai', url: 'https://example.fr/essai', file: null })
    const { magnets } = await (await call('GET', '/magnets')).json<{ magnets: Magnet[] }>()
    expect(magnets).toContainEqual(magnet)
  })

  it('of kind file promises nothing until it has bytes, then says what they are and hides where they lie', async () => {
    const { id } = await made({ kind: 'file', name: 'Le guide' })
    expect(await offerOf(env.DB, id)).toBeUndefined()
    const response = await upload(id, 'seven pages', 'Guide été.pdf', 'application/pdf; charset=binary')
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({
      file: { name: 'Guide été.pdf', type: 'application/pdf', bytes: 11, sha256: await sha256('seven pages') },
    })
    expect(text).not.toContain(await keyOf(id))
    expect(await offerOf(env.DB, id)).toEqual({
      id,
      kind: 'file',
      name: 'Le guide',
      type: 'application/pdf',
      bytes: 11,
    })
  })

  it('lets go of the file before when a new one is uploaded', async () => {
    const { id } = await made({ kind: 'file', name: 'Le guide' })
    await upload(id, 'first edition')
    const first = await keyOf(id)
    await upload(id, 'second edition')
    expect(await env.FILES.head(first)).toBeNull()
    expect(await (await env.FILES.get(await keyOf(id)))?.text()).toBe('second edition')
  })

  it('keeps one file and no stray bytes when two people upload at once', async () => {
    const { id } = await made({ kind: 'file', name: 'Le guide' })
    await env.FILES.put(`magnet/${id}/late`, 'late')
    await upload(id, 'quick')
    const facts = { name: 'late.pdf', type: 'application/pdf', bytes: 4, sha256: '0' }
    const late = adoptFile(env, { id, object_key: null }, `magnet/${id}/late`, facts, new Date().toISOString())
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    const { objects } = await env.FILES.list({ prefix: `magnet/${id}/` })
    expect(objects.map((object) => object.key)).toEqual([await keyOf(id)])
  })

  it('takes a large file piece by piece and knows its hash', async () => {
    const { id } = await made({ kind: 'file', name: 'Grand' })
    const bytes = new Uint8Array(8 * 1024 * 1024).map((_, index) => index % 251)
    const magnet = await (await upload(id, bytes, 'grand.zip', 'application/zip')).json<Magnet>()
    const hash = toHex(await crypto.subtle.digest('SHA-256', bytes))
    expect(magnet.file).toMatchObject({ bytes: bytes.length, sha256: hash })
  })
})

describe('refused', () => {
  it.each([
    [
      'a link that is not https',
      { kind: 'link', name: 'x', url: 'http://example.fr/' },
      { url: 'not_an_https_address' },
    ],
    ['a link that runs', { kind: 'link', name: 'x', url: 'javascript:alert(1)' }, { url: 'not_an_https_address' }],
    ['a link to nowhere', { kind: 'link', name: 'x' }, { url: 'required' }],
    ['a kind we do not have', { kind: 'voucher', name: 'x' }, { kind: 'wrong_type' }],
    ['a key we do not know', { kind: 'file', name: 'x', object_key: 'other' }, { object_key: 'unknown_field' }],
  ])('is %s', async (_, body, fields) => {
    const response = await call('POST', '/magnets', body)
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code: 'invalid', fields })
  })

  it('is a file for a link, for an unknown magnet, and for what cannot be an id', async () => {
    const link = await made({ kind: 'link', name: 'Essai', url: 'https://example.fr/' })
    for (const id of [link.id, crypto.randomUUID(), 'x']) expect((await upload(id, 'bytes')).status).toBe(404)
  })

  it('is a file without bytes, and one that says it is enormous', async () => {
    const { id } = await made({ kind: 'file', name: 'Vide' })
    expect((await upload(id, '')).status).toBe(400)
    const huge = await call('PUT', `/magnets/${id}/file?name=a`, new Uint8Array(100 * 1024 * 1024 + 1))
    expect(await huge.json()).toMatchObject({ code: 'too_large' })
    expect(await keyOf(id)).toBeNull()
  })

  it('is writing with a token that may only read', async () => {
    const reader = await callerWith('magnets:read')
    expect((await reader('GET', '/magnets')).status).toBe(200)
    expect((await reader('POST', '/magnets', { kind: 'file', name: 'x' })).status).toBe(403)
    expect((await reader('PUT', `/magnets/${crypto.randomUUID()}/file?name=a`, 'bytes')).status).toBe(403)
  })
})
