// What the owner is told of a magnet, what they may try, and when it may go.
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Magnet, MagnetDetail, MagnetListed, TrialTried } from '../../contract/magnet.ts'
import { newId } from '../../worker/lib/id.ts'
import { dayMs } from '../../worker/lib/time.ts'
import { countDownload } from '../../worker/magnet/download.ts'
import { deleteMagnet } from '../../worker/magnet/use.ts'
import { saveSite } from '../../worker/site/settings.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aMagnet, ask, fill, someCodes } from '../support/pool.ts'
import { aPublishedForm, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('magnets:read', 'magnets:write', 'forms:write')
  await saveSite(env.DB, { id: 'main', name: 'Atelier Sud', origins: [] }, new Date().toISOString())
})

afterEach(() => {
  vi.unstubAllGlobals()
})

const link = { kind: 'link', name: 'Essai', url: 'https://example.fr/essai' } as const
const one = async (id: string) => (await call('GET', `/magnets/${id}`)).json<MagnetDetail>()
const listed = async (id: string) => {
  const { magnets } = await (await call('GET', '/magnets')).json<{ magnets: MagnetListed[] }>()
  return magnets.find((magnet) => magnet.id === id)
}
const opened = (magnetId: string, submissionId: string) =>
  countDownload(env.DB, { magnetId, submissionId, expiresAt: 0 }, new Date().toISOString())

describe('the numbers of a magnet', () => {
  it('count each person once and each opening, and stay when a person goes', async () => {
    const { id } = await aMagnet(call, link)
    const [first, second] = [newId(), newId()]
    for (const submission of [first, first, first, second]) await opened(id, submission)
    expect((await listed(id))?.use).toEqual({ people: 2, downloads: 4 })
    await env.DB.prepare('DELETE FROM download WHERE submission_id = ?1').bind(first).run()
    expect((await one(id)).use).toEqual({ people: 2, downloads: 4 })
  })

  it('are read without walking along what was downloaded', async () => {
    const plan = await rows<{ detail: string }>(
      'EXPLAIN QUERY PLAN SELECT * FROM magnet LEFT JOIN magnet_use ON magnet_use.magnet_id = magnet.id',
    )
    expect(plan.map(({ detail }) => detail).join()).not.toContain('download')
  })

  it('tell trials that run from those that ended, were bought or called off', async () => {
    const terms = { days: 14, start: { by: 'licence' } }
    const { id } = await aMagnet(call, { kind: 'trial', name: 'Essai', terms })
    const claim = (outcome: string, endsIn: number) =>
      env.DB.prepare(`
        INSERT INTO claim (submission_id, magnet_id, lead_id, given_at, ends_at, outcome)
        VALUES (?1, ?2, ?1, ?3, ?4, ?5)`)
        .bind(newId(), id, new Date().toISOString(), new Date(Date.now() + endsIn * dayMs).toISOString(), outcome)
        .run()
    await claim('running', 3)
    await claim('running', 4)
    await claim('running', -1)
    await claim('converted', -9)
    await claim('cancelled', 2)
    expect(await one(id)).toMatchObject({
      running: 2,
      trials: { running: 2, ended: 1, converted: 1, cancelled: 1, isPartial: false },
    })
    expect((await listed(id))?.running).toBe(2)
  })

  it('name the forms that give it: as published, as drafted, or both', async () => {
    const { id } = await aMagnet(call, link)
    const { slug } = await aPublishedForm({ magnet: id })
    expect((await listed(id))?.forms).toMatchObject([{ slug, isPublished: true, isDrafted: true }])
    await env.DB.prepare(`UPDATE form SET draft = json_remove(draft, '$.magnet') WHERE slug = ?1`).bind(slug).run()
    expect((await one(id)).forms).toMatchObject([{ slug, isPublished: true, isDrafted: false }])
  })
})

describe('a magnet is deleted', () => {
  const remove = async (id: string) => {
    const response = await call('DELETE', `/magnets/${id}`)
    return response.status === 204 ? 204 : response.json()
  }
  const refused = (heldBy: string) => ({ status: 409, code: 'conflict', fields: { heldBy } })

  it('with its files and codes, and its end is written down', async () => {
    const { id } = await aMagnet(call, { kind: 'file', name: 'Le guide' })
    await call('PUT', `/magnets/${id}/file?name=a.pdf`, 'one', { 'content-type': 'application/pdf' })
    await call('PUT', `/magnets/${id}/file?name=b.pdf`, 'two', { 'content-type': 'application/pdf' })
    await opened(id, newId())
    expect(await remove(id)).toBe(204)
    expect((await call('GET', `/magnets/${id}`)).status).toBe(404)
    expect((await env.FILES.list({ prefix: `magnet/${id}/` })).objects).toEqual([])
    for (const table of ['edition', 'code', 'magnet_use'])
      expect(await rows(`SELECT 1 FROM ${table} WHERE magnet_id = ?1`, id)).toEqual([])
    const [entry] = await rows(`SELECT action, detail ->> 'name' AS name FROM audit WHERE detail ->> 'magnet' = ?1`, id)
    expect(entry).toEqual({ action: 'magnet.deleted', name: 'Le guide' })
    expect(await remove(id)).toMatchObject({ code: 'not_found' })
  })

  it('never while a form gives it, or is drafted to', async () => {
    const { id } = await aMagnet(call, link)
    await aPublishedForm({ magnet: id })
    expect(await remove(id)).toMatchObject(refused('form'))
    expect((await one(id)).heldBy).toBe('form')
  })

  it('never once somebody holds a code of it', async () => {
    const { id } = await aMagnet(call, { kind: 'code', name: 'Dix pour cent', terms: {} })
    await fill(call, id, someCodes(2))
    const form = await aPublishedForm({ magnet: id })
    await ask(form, aPerson())
    await env.DB.prepare('UPDATE form SET version = NULL, draft = json_remove(draft, ?2) WHERE slug = ?1')
      .bind(form.slug, '$.magnet')
      .run()
    expect(await remove(id)).toMatchObject(refused('person'))
    expect((await one(id)).stock).toMatchObject({ total: 2, left: 1 })
  })

  it('not before the links people were given have run out', async () => {
    const { id } = await aMagnet(call, link)
    const form = await aPublishedForm({ magnet: id })
    await aPublishedForm({}, form.slug)
    expect(await remove(id)).toMatchObject(refused('links'))
    const owner = { kind: 'member', id: 'owner', name: 'Owner', scopes: [] } as const
    const inDays = (days: number) => deleteMagnet(env, id, owner, Date.now() + days * dayMs)
    await expect(inDays(103)).rejects.toMatchObject({ code: 'conflict' })
    await inDays(105)
    expect((await call('GET', `/magnets/${id}`)).status).toBe(404)
  })

  it('by nobody who may only read', async () => {
    const { id } = await aMagnet(call, link)
    const reader = await callerWith('magnets:read')
    expect((await reader('DELETE', `/magnets/${id}`)).status).toBe(403)
    expect((await reader('POST', `/magnets/${id}/try`, { email: 'a@example.fr' })).status).toBe(403)
    expect((await one(id)).name).toBe('Essai')
  })
})

describe('the owner gets a file as a visitor does', () => {
  it('the one handed out, an earlier one, or a part, and nothing is counted', async () => {
    const { id } = await aMagnet(call, { kind: 'file', name: 'Le guide' })
    expect((await call('GET', `/magnets/${id}/file`)).status).toBe(404)
    await call('PUT', `/magnets/${id}/file?name=un.pdf`, 'first', { 'content-type': 'application/pdf' })
    await call('PUT', `/magnets/${id}/file?name=deux.pdf`, 'second', { 'content-type': 'application/pdf' })
    const now = await call('GET', `/magnets/${id}/file`)
    expect(now.headers.get('content-disposition')).toContain('deux.pdf')
    expect(now.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await now.text()).toBe('second')
    const { editions } = await one(id)
    const before = await call('GET', `/magnets/${id}/file?edition=${editions[1]!.id}`)
    expect(await before.text()).toBe('first')
    const part = await call('GET', `/magnets/${id}/file`, undefined, { range: 'bytes=0-2' })
    expect([part.status, await part.text()]).toEqual([206, 'sec'])
    expect((await one(id)).use).toEqual({ people: 0, downloads: 0 })
    expect((await call('GET', `/magnets/${id}/file?edition=../${id}`)).status).toBe(422)
    expect((await call('GET', `/magnets/${id}/file?edition=${newId()}`)).status).toBe(404)
  })
})

describe('the owner tries a trial', () => {
  const tried = async (terms: object, body: unknown = { email: 'essai@example.fr' }) => {
    const { id } = await aMagnet(call, { kind: 'trial', name: 'Essai', terms })
    return call('POST', `/magnets/${id}/try`, body)
  }

  it('and gets a licence nobody is named in, of which nothing is kept', async () => {
    const response = await tried({ days: 14, start: { by: 'licence' } })
    const { licence, endsAt, problem } = await response.json<TrialTried>()
    expect(problem).toBeNull()
    const claims = JSON.parse(atob(licence!.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')))
    expect(Date.parse(endsAt)).toBe(claims.exp * 1000 + (Date.parse(endsAt) % 1000))
    expect(JSON.stringify(claims)).not.toContain('example.fr/')
    expect(await rows('SELECT 1 FROM claim WHERE lead_id = ?1', claims.sub)).toEqual([])
  })

  it('and gets the link their own address answers with, or is told why there was none', async () => {
    const own = { days: 14, start: { by: 'address', url: 'https://app.example.com/trials' } }
    vi.stubGlobal('fetch', async () => Response.json({ href: 'https://app.example.com/welcome' }))
    expect(await (await tried(own)).json()).toMatchObject({ href: 'https://app.example.com/welcome', problem: null })
    vi.stubGlobal('fetch', async () => new Response(null, { status: 500 }))
    const response = await tried(own)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ href: null, problem: 'the trial’s address answered 500' })
  })

  it.each([
    ['no address', {}, 'email', 'required'],
    ['what is none', { email: 'moi' }, 'email', 'bad_email'],
    ['more than that', { email: 'a@example.fr', lead: 'x' }, 'lead', 'unknown_field'],
  ])('never with %s', async (_, body, field, code) => {
    const response = await tried({ days: 14, start: { by: 'licence' } }, body)
    expect(response.status).toBe(422)
    expect((await response.json<{ fields: object }>()).fields).toEqual({ [field]: code })
  })

  it('never by taking a key out of the pool', async () => {
    expect((await tried({ days: 14, start: { by: 'key' } })).status).toBe(409)
  })
})

it('a magnet is made for the site that is named, and for no site there is not', async () => {
  await saveSite(env.DB, { id: 'second', name: 'Second', origins: [] }, new Date().toISOString())
  const response = await call('POST', '/magnets?site=second', link)
  expect((await response.json<Magnet>()).site).toBe('second')
  expect((await aMagnet(call, link)).site).toBe('main')
  expect((await call('POST', '/magnets?site=third', link)).status).toBe(409)
})
