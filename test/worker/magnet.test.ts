import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Magnet, MagnetDetail } from '../../contract/magnet.ts'
import { sha256, toHex } from '../../worker/lib/crypto.ts'
import { adoptFile } from '../../worker/magnet/edition.ts'
import { offerOf } from '../../worker/magnet/store.ts'
import { saveSite } from '../../worker/site/settings.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { ask, fill, someCodes } from '../support/pool.ts'
import { aPublishedForm, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('magnets:read', 'magnets:write')
  expect((await call('POST', '/magnets', { kind: 'file', name: 'Before any site' })).status).toBe(409)
  await saveSite(env.DB, { id: 'main', name: 'Atelier Sud', origins: [] }, new Date().toISOString())
})

const made = async (body: object) => (await call('POST', '/magnets', body)).json<Magnet>()
const upload = (id: string, bytes: string | Uint8Array, name = 'guide.pdf', type = 'application/pdf') =>
  call('PUT', `/magnets/${id}/file?name=${encodeURIComponent(name)}`, bytes, { 'content-type': type })
const one = async (id: string) => (await call('GET', `/magnets/${id}`)).json<MagnetDetail>()
const change = (id: string, body: unknown) => call('PUT', `/magnets/${id}`, body)
const keyOf = async (id: string) =>
  (await rows<{ object_key: string }>('SELECT object_key FROM magnet WHERE id = ?1', id))[0]!.object_key

describe('a magnet', () => {
  it('of kind link is made with where it leads, and listed', async () => {
    const response = await call('POST', '/magnets', { kind: 'link', name: 'Essai', url: 'https://example.fr/essai' })
    expect(response.status).toBe(201)
    const magnet = await response.json<Magnet>()
    expect(magnet).toMatchObject({ kind: 'link', name: 'Essai', url: 'https://example.fr/essai', file: null })
    const { magnets } = await (await call('GET', '/magnets')).json<{ magnets: Magnet[] }>()
    expect(magnets).toContainEqual({ ...magnet, forms: [] })
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

  it('keeps the files before, and hands out the one put back', async () => {
    const { id } = await made({ kind: 'file', name: 'Le guide' })
    await upload(id, 'first edition', 'one.pdf')
    await upload(id, 'second edition', 'two.pdf')
    const { editions, file } = await one(id)
    expect(file?.name).toBe('two.pdf')
    expect(editions.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['two.pdf', 14],
      ['one.pdf', 13],
    ])
    const back = await call('POST', `/magnets/${id}/editions/${editions[1]!.id}/restore`)
    expect(await back.json<Magnet>()).toMatchObject({
      file: { name: 'one.pdf', sha256: await sha256('first edition') },
    })
    expect(await (await env.FILES.get(await keyOf(id)))?.text()).toBe('first edition')
    expect((await one(id)).editions.map(({ name }) => name)).toEqual(['one.pdf', 'two.pdf', 'one.pdf'])
    // While the database is away the newest object is handed out.
    const { objects } = await env.FILES.list({ prefix: `magnet/${id}/` })
    expect(objects.at(-1)?.key).toBe(await keyOf(id))
  })

  it('lets go of the file before the last ten', async () => {
    const { id } = await made({ kind: 'file', name: 'Le guide' })
    for (let n = 1; n <= 11; n++) await upload(id, `edition ${n}`, `${n}.pdf`)
    const { editions } = await one(id)
    expect(editions.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, n) => `${11 - n}.pdf`))
    const { objects } = await env.FILES.list({ prefix: `magnet/${id}/` })
    expect(objects.map(({ key }) => key.split('/')[2]).sort()).toEqual(editions.map((edition) => edition.id).sort())
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

describe('a magnet that is changed', () => {
  it('has its new name and link, and is otherwise what it was', async () => {
    const link = await made({ kind: 'link', name: 'Essai', url: 'https://example.fr/essai' })
    const response = await change(link.id, { kind: 'link', name: 'Trente jours', url: 'https://example.fr/30' })
    expect(response.status).toBe(200)
    const changed = await response.json<Magnet>()
    expect(changed).toEqual({
      ...link,
      name: 'Trente jours',
      url: 'https://example.fr/30',
      updatedAt: expect.any(String),
    })
    expect(await one(link.id)).toEqual({ ...changed, editions: [], forms: [], heldBy: null, trials: null })
  })

  it('keeps its file', async () => {
    const { id } = await made({ kind: 'file', name: 'Le guide' })
    const { file } = await (await upload(id, 'first edition')).json<Magnet>()
    expect(await (await change(id, { kind: 'file', name: 'Le grand guide' })).json()).toMatchObject({
      name: 'Le grand guide',
      file,
    })
  })

  it('keeps its pool, whose threshold holds from then on for forms published before', async () => {
    const { id } = await made({ kind: 'code', name: 'Dix pour cent', terms: { lowAt: 0 } })
    await fill(call, id, someCodes(4))
    const form = await aPublishedForm({ magnet: id })
    await ask(form, aPerson())
    const changed = await change(id, { kind: 'code', name: 'Dix pour cent', terms: { lowAt: 2 } })
    expect(await changed.json()).toMatchObject({ terms: { lowAt: 2 }, stock: { total: 4, left: 3 } })
    const { id: second } = await ask(form, aPerson())
    await ask(form, aPerson())
    expect(
      await rows(`
        SELECT submission_id, payload ->> 'left' AS left
        FROM outbox
        WHERE payload ->> 'template' = 'notice-stock'`),
    ).toEqual([{ submission_id: second, left: 2 }])
  })

  it.each([
    ['another kind', { kind: 'file', name: 'x' }, { kind: 'not_an_option' }],
    [
      'one code for everybody instead of a pool',
      { kind: 'code', name: 'x', terms: { shared: 'MERCI' } },
      { 'terms.shared': 'not_an_option' },
    ],
    ['terms that are none', { kind: 'code', name: 'x', terms: { lowAt: -1 } }, { 'terms.lowAt': 'too_small' }],
    ['a name of nothing', { kind: 'code', name: ' ', terms: {} }, { name: 'too_short' }],
    ['something we do not know', { kind: 'code', name: 'x', terms: {}, stock: 3 }, { stock: 'unknown_field' }],
  ])('is refused %s', async (_, body, fields) => {
    const pool = await made({ kind: 'code', name: 'Dix pour cent', terms: {} })
    const response = await change(pool.id, body)
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code: 'invalid', fields })
    expect(await one(pool.id)).toMatchObject({ name: 'Dix pour cent', terms: { lowAt: 20 } })
  })

  it('cannot begin its trials otherwise, nor at an address we may not call', async () => {
    const trial = (start: object) => ({ kind: 'trial', name: 'Atelier', terms: { days: 14, start } })
    const { id } = await made(trial({ by: 'address', url: 'https://app.example.fr/trials' }))
    expect(await (await change(id, trial({ by: 'licence' }))).json()).toMatchObject({
      fields: { 'terms.start.by': 'not_an_option' },
    })
    expect(await (await change(id, trial({ by: 'address', url: 'https://10.0.0.1/' }))).json()).toMatchObject({
      fields: { 'terms.start.url': 'address_not_public' },
    })
  })
})

describe('refused', () => {
  it('is changing, or going back to, what is not there', async () => {
    const { id } = await made({ kind: 'file', name: 'Le guide' })
    await upload(id, 'first edition')
    for (const unknown of [crypto.randomUUID(), 'x'])
      expect((await change(unknown, { kind: 'file', name: 'x' })).status).toBe(404)
    for (const path of [
      `${id}/editions/${crypto.randomUUID()}`,
      `${crypto.randomUUID()}/editions/x`,
      `${id}/editions/%2e%2e`,
    ])
      expect((await call('POST', `/magnets/${path}/restore`)).status).toBe(404)
  })

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
    const { id } = await made({ kind: 'file', name: 'Le guide' })
    expect((await reader('GET', `/magnets/${id}`)).status).toBe(200)
    expect((await reader('PUT', `/magnets/${id}`, { kind: 'file', name: 'x' })).status).toBe(403)
    expect((await reader('PUT', `/magnets/${id}/file?name=a`, 'bytes')).status).toBe(403)
    expect((await reader('POST', `/magnets/${id}/editions/x/restore`)).status).toBe(403)
  })
})
