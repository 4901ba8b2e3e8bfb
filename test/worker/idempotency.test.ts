// Asking again under the same Idempotency-Key: the answer is the same, and nothing is done twice.
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { ProblemBody } from '../../contract/errors.ts'
import { pruneKeys } from '../../worker/team/idempotency.ts'
import { aPublishedForm, rows, send } from '../support/published.ts'
import { api, aSession, aToken, run } from '../support/team.ts'

type Asked = { key?: string; body?: unknown; path?: string; headers?: Record<string, string> }

const segment = (name: string) => ({ name, filter: { held: 'no' } })

function ask(as: string, { key, body = segment('Prospects'), path = '/segments', headers = {} }: Asked) {
  const keyed: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key }
  const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  return api(path, as, { method: 'POST', headers: { ...json, ...keyed, ...headers }, body: JSON.stringify(body) })
}

const codeOf = async (response: Response) => (await response.json<ProblemBody>()).code
const called = (name: string) => rows('SELECT id FROM segment WHERE name = ?1', name)
const aKey = () => crypto.randomUUID()

describe('a request under a key', () => {
  it('asked again, is answered the same to the byte, and makes one thing', async () => {
    const as = await aToken('leads:write')
    const [key, body] = [aKey(), segment('Once')]
    const first = await ask(as, { key, body })
    const second = await ask(as, { key, body })
    expect([first.status, second.status]).toEqual([201, 201])
    expect(await second.text()).toBe(await first.text())
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'))
    expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true'])
    expect(await called('Once')).toHaveLength(1)
  })

  it('asked ten times at the same moment, makes one thing, and whoever comes too early is told to wait', async () => {
    const as = await aToken('leads:write')
    const [key, body] = [aKey(), segment('Race')]
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(as, { key, body })))
    for (const answer of answers) expect([201, 409]).toContain(answer.status)
    const early = answers.find(({ status }) => status === 409)
    if (early) expect([early.headers.get('retry-after'), await codeOf(early)]).toEqual(['1', 'idempotency_key_busy'])
    expect(await called('Race')).toHaveLength(1)
    expect((await ask(as, { key, body })).headers.get('idempotent-replayed')).toBe('true')
  })

  it('is refused for anything else than it was first asked for', async () => {
    const as = await aToken('leads:write')
    const key = aKey()
    await ask(as, { key, body: segment('First') })
    for (const other of [{ body: segment('Second') }, { body: segment('First'), path: '/segments?x=1' }])
      expect(await codeOf(await ask(as, { key, ...other }))).toBe('idempotency_key_reused')
    expect((await ask(as, { key, body: segment('Second') })).status).toBe(422)
    expect(await called('Second')).toEqual([])
  })

  it('is somebody’s own: another program’s same key is another', async () => {
    const [one, two] = [await aToken('leads:write'), await aToken('leads:write')]
    const key = aKey()
    expect((await ask(one, { key, body: segment('Mine') })).status).toBe(201)
    expect((await ask(two, { key, body: segment('Theirs') })).headers.get('idempotent-replayed')).toBeNull()
    expect(await called('Theirs')).toHaveLength(1)
  })

  it('that was refused has done nothing, and may be mended under the same key', async () => {
    const as = await aToken('leads:write')
    const key = aKey()
    expect((await ask(as, { key, body: { name: '' } })).status).toBe(422)
    expect((await ask(as, { key, body: segment('Mended') })).status).toBe(201)
    expect(await called('Mended')).toHaveLength(1)
  })

  it('of whom nobody knows what came is not done again', async () => {
    const as = await aToken('leads:write')
    const [key, body] = [aKey(), segment('Died half way')]
    await ask(as, { key, body })
    await run({ sql: 'UPDATE idempotency SET answer = NULL', params: [] })
    expect(await codeOf(await ask(as, { key, body }))).toBe('idempotency_key_busy')
    expect(await called('Died half way')).toHaveLength(1)
  })

  it('is open to a person too, and to whoever may not, closed as ever', async () => {
    const key = aKey()
    const person = await aSession('editor')
    expect((await ask(person, { key, body: segment('Hers') })).status).toBe(201)
    expect((await ask(person, { key, body: segment('Hers') })).headers.get('idempotent-replayed')).toBe('true')
    expect((await ask(await aToken('leads:read'), { key })).status).toBe(403)
    expect((await ask('', { key })).status).toBe(401)
  })

  it('about a person is answered the same, and once, too', async () => {
    const form = await aPublishedForm()
    await send(form)
    const [lead] = await rows<{ id: string }>('SELECT id FROM lead LIMIT 1')
    const as = await aToken('leads:write')
    const asked = { key: aKey(), path: `/leads/${lead!.id}/notes`, body: { channel: 'call', text: 'Rang twice' } }
    const answers = [await ask(as, asked), await ask(as, asked)]
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(await rows('SELECT id FROM note')).toHaveLength(1)
  })
})

describe('a key', () => {
  it.each(['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '"with \\"quotes\\" in it"', 'bare-key_1:2', 'A'.repeat(255)])(
    'may be %s',
    async (key) =>
      expect((await ask(await aToken('leads:write'), { key, body: segment(key.slice(0, 30)) })).status).toBe(201),
  )

  it.each(['', '""', '"open', 'two words', 'a,b', '"é"', 'A'.repeat(256), `"${'A'.repeat(256)}"`, '?1'])(
    'is refused as malformed: %s',
    async (key) => {
      const refused = await ask(await aToken('leads:write'), { key, body: segment('Malformed') })
      expect([refused.status, await codeOf(refused)]).toEqual([400, 'idempotency_key_malformed'])
      expect(await called('Malformed')).toEqual([])
    },
  )

  it('quoted and bare is the same', async () => {
    const as = await aToken('leads:write')
    const key = aKey()
    await ask(as, { key, body: segment('Same') })
    expect((await ask(as, { key: `"${key}"`, body: segment('Same') })).headers.get('idempotent-replayed')).toBe('true')
  })

  it('is forgotten after a day', async () => {
    const as = await aToken('leads:write')
    const [key, body] = [aKey(), segment('Yesterday')]
    await ask(as, { key, body })
    await run({ sql: 'UPDATE idempotency SET expires_at = ?1', params: ['2020-01-01T00:00:00.000Z'] })
    expect((await ask(as, { key, body: segment('Today') })).status).toBe(201)
    await pruneKeys(env.DB, Date.now() + 23 * 3_600_000)
    expect(await rows('SELECT name FROM idempotency')).toHaveLength(1)
    await pruneKeys(env.DB, Date.now() + 25 * 3_600_000)
    expect(await rows('SELECT name FROM idempotency')).toEqual([])
  })
})

describe('what is kept of a key', () => {
  it('tells nobody the secret that was answered, the key, nor what was asked', async () => {
    const as = await aToken('team:write', 'leads:read')
    const key = aKey()
    const asked = { key, path: '/team/tokens', body: { name: 'Nightly export', scopes: ['leads:read'] } }
    const [first, second] = [await ask(as, asked), await ask(as, asked)]
    const { token } = await first.json<{ token: string }>()
    expect(await second.json()).toMatchObject({ token })
    const kept = JSON.stringify(await rows('SELECT * FROM idempotency'))
    for (const secret of [token, key, 'Nightly export']) expect(kept).not.toContain(secret)
  })

  it('is bounded: a body longer than any address takes, or none that can be read, is refused first', async () => {
    const as = await aToken('leads:write')
    expect((await ask(as, { key: aKey(), body: 'x'.repeat(5_000_001) })).status).toBe(413)
    const bytes = { method: 'POST', body: new Uint8Array([0xff, 0xfe]), headers: { 'idempotency-key': aKey() } }
    expect((await api('/segments', as, bytes)).status).toBe(400)
  })

  it('costs nothing to whoever sends none', async () => {
    const before = await rows('SELECT name FROM idempotency')
    await ask(await aToken('leads:write'), { body: segment('Plain') })
    expect(await rows('SELECT name FROM idempotency')).toHaveLength(before.length)
  })
})

describe('an address of the API', () => {
  it('that does not exist, and a method it does not take, are told as problems', async () => {
    const unknown = await api('/nothing/here')
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ])
    const wrong = await api('/segments', await aToken('leads:write'), { method: 'DELETE' })
    expect([wrong.status, wrong.headers.get('allow'), await codeOf(wrong)]).toEqual([
      405,
      'HEAD, GET, POST',
      'method_not_allowed',
    ])
    const preflight = await api('/leads', '', { method: 'OPTIONS', headers: { origin: 'https://elsewhere.example' } })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([405, null])
  })
})
