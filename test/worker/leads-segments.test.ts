// Segments: filters with a name, for the whole team.
import { beforeAll, describe, expect, it } from 'vitest'
import type { ProblemBody } from '../../contract/errors.ts'
import { mostSegments, type Segment } from '../../contract/segment.ts'
import { rows } from '../support/published.ts'
import { api, aToken } from '../support/team.ts'

let token: string
beforeAll(async () => {
  token = await aToken('leads:read', 'leads:write')
})

const call = (method: string, path: string, body?: object, as = token) =>
  api(`/segments${path}`, as, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
const list = async () => (await (await call('GET', '')).json<{ segments: Segment[] }>()).segments
const create = async (body: object) => {
  const response = await call('POST', '', body)
  expect(response.status, await response.clone().text()).toBe(201)
  return response.json<Segment>()
}
const hot = { stage: ['lead', 'prospect'], temperature: 'hot', assigned: 'me' }

describe('a segment', () => {
  it('is kept with all its filters and its order, and listed by name', async () => {
    const b = await create({ name: '  Chauds,   les miens ', filter: hot, sort: 'interest' })
    const a = await create({ name: 'Anciens', filter: { to: '2025-12-31', tag: 'Salon "été"' } })
    expect(b).toEqual({
      id: expect.any(String),
      name: 'Chauds, les miens',
      filter: { held: 'no', ...hot },
      sort: 'interest',
    })
    expect(await list()).toEqual([a, b])
  })

  it('is renamed and narrowed otherwise', async () => {
    const made = await create({ name: 'Avant', filter: {} })
    const changed = await call('PUT', `/${made.id}`, { name: 'Après', filter: { qualified: 'yes' }, sort: 'quality' })
    expect(await changed.json()).toEqual({
      ...made,
      name: 'Après',
      filter: { held: 'no', qualified: 'yes' },
      sort: 'quality',
    })
    expect((await list()).find(({ id }) => id === made.id)?.name).toBe('Après')
    expect((await call('PUT', `/${made.id}`, { name: 'APRÈS', filter: {} })).status).toBe(200)
  })

  it('has a name of its own, whatever its capitals', async () => {
    const made = await create({ name: 'Unique', filter: {} })
    const again = await call('POST', '', { name: 'UNIQUE', filter: {} })
    expect([again.status, (await again.json<ProblemBody>()).code]).toEqual([409, 'conflict'])
    const other = await create({ name: 'Autre', filter: {} })
    expect((await call('PUT', `/${other.id}`, { name: 'unique', filter: {} })).status).toBe(409)
    expect((await call('DELETE', `/${made.id}`)).status).toBe(204)
    expect((await call('PUT', `/${other.id}`, { name: 'unique', filter: {} })).status).toBe(200)
  })

  it('is forgotten, and then is not found', async () => {
    const { id } = await create({ name: 'Éphémère', filter: {} })
    expect((await call('DELETE', `/${id}`)).status).toBe(204)
    expect((await call('DELETE', `/${id}`)).status).toBe(404)
    expect((await call('PUT', `/${id}`, { name: 'x', filter: {} })).status).toBe(404)
    expect((await call('DELETE', `/not-an-id`)).status).toBe(404)
  })

  it.each<[string, object]>([
    ['no name', { name: ' ', filter: {} }],
    ['a name longer than anybody reads', { name: 'x'.repeat(61), filter: {} }],
    ['a name with a line break in it', { name: 'a\u0007b', filter: {} }],
    ['a filter nobody knows', { name: 'x', filter: { colour: 'red' } }],
    ['a filter that makes no sense', { name: 'x', filter: { stage: ['vip'] } }],
    ['an order nobody knows', { name: 'x', filter: {}, sort: 'size' }],
    ['no filter', { name: 'x' }],
  ])('is refused with %s', async (_, body) => {
    expect((await call('POST', '', body)).status).toBe(422)
  })

  it('is made, changed and forgotten by who may change leads, and seen by who may see them', async () => {
    const { id } = await create({ name: 'Vu', filter: {} })
    const looking = await aToken('leads:read')
    expect((await call('GET', '', undefined, looking)).status).toBe(200)
    expect((await call('POST', '', { name: 'y', filter: {} }, looking)).status).toBe(403)
    expect((await call('PUT', `/${id}`, { name: 'y', filter: {} }, looking)).status).toBe(403)
    expect((await call('DELETE', `/${id}`, undefined, looking)).status).toBe(403)
  })

  it('is one of at most a hundred', async () => {
    await rows(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
       INSERT OR IGNORE INTO segment SELECT 'many' || i, 'z' || i, 'z' || i, '{}', 'newest', '' FROM n`,
      mostSegments,
    )
    const refused = await call('POST', '', { name: 'de trop', filter: {} })
    expect([refused.status, (await refused.json<ProblemBody>()).fields]).toEqual([422, { name: 'too_many' }])
    expect(await list()).toHaveLength(mostSegments)
  })
})
