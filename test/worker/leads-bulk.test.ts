// One thing done to many leads: what changes, what the answer says was before, and what is refused.
import { beforeAll, describe, expect, it } from 'vitest'
import type { BulkDone } from '../../contract/bulk.ts'
import type { ProblemBody } from '../../contract/errors.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { manyLeads } from '../support/many-leads.ts'
import { aPublishedForm, rows, send } from '../support/published.ts'
import { api, aToken } from '../support/team.ts'
import { aPerson } from '../support/visitor.ts'

const zoe = '0190a000-0000-7000-8000-0000000000aa'
let form: PublishedForm
let token: string
let ids: string[]

beforeAll(async () => {
  token = await aToken('leads:read', 'leads:write')
  form = await aPublishedForm()
  await rows(`INSERT INTO member (id, name, role, created_at) VALUES (?1, 'Zoé', 'editor', '')`, zoe)
  await manyLeads(form, 120, Date.UTC(2004, 0, 1))
  ids = (await rows<{ id: string }>('SELECT id FROM lead ORDER BY seq DESC')).map(({ id }) => id)
})

const bulk = (body: object, as = token) =>
  api('/leads/bulk', as, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const done = async (body: object) => {
  const response = await bulk(body)
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json<BulkDone>()).changed
}
const column = async (name: string, some: string[]) =>
  Object.fromEntries(
    (
      await rows<{ id: string; value: unknown }>(
        `SELECT id, ${name} AS value FROM lead WHERE id IN (SELECT value FROM json_each(?1))`,
        JSON.stringify(some),
      )
    ).map(({ id, value }) => [id, value]),
  )
const each = <T>(some: string[], value: T) => Object.fromEntries(some.map((id) => [id, value]))

describe('what is done to many leads', () => {
  it('moves a hundred at once, says where each was, and can be undone from that', async () => {
    const hundred = ids.slice(0, 100)
    await done({ action: 'stage', ids: hundred.slice(0, 10), change: { to: 'customer' } })
    const changed = await done({ action: 'stage', ids: hundred, change: { to: 'lost', why: 'Salon annulé' } })
    expect(changed).toHaveLength(100)
    expect(
      changed
        .filter(({ from }) => from === 'customer')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(hundred.slice(0, 10).toSorted())
    expect(await column('stage', hundred)).toEqual(each(hundred, 'lost'))
    for (const from of ['lead', 'customer'] as const) {
      const back = changed.filter((lead) => lead.from === from).map(({ id }) => id)
      await done({ action: 'stage', ids: back, change: { to: from } })
    }
    expect(await column('stage', hundred)).toEqual({
      ...each(hundred, 'lead'),
      ...each(hundred.slice(0, 10), 'customer'),
    })
  })

  it('says nothing of leads that were so already, or that there are none of', async () => {
    const unknown = '0190a000-0000-7000-8000-00000000dead'
    await done({ action: 'stage', ids: ids.slice(100, 102), change: { to: 'prospect' } })
    const changed = await done({
      action: 'stage',
      ids: [...ids.slice(100, 103), unknown, ids[102]],
      change: { to: 'prospect' },
    })
    expect(changed).toEqual([{ id: ids[102], from: 'lead' }])
  })

  it('adds and removes tags, and the answer undoes it', async () => {
    const three = ids.slice(103, 106)
    await done({ action: 'tags', ids: three.slice(0, 1), change: { add: ['Salon'] } })
    const changed = await done({ action: 'tags', ids: three, change: { add: ['salon', 'À rappeler'] } })
    expect(Object.fromEntries(changed.map(({ id, from }) => [id, from]))).toEqual({
      ...each(three, []),
      [three[0]!]: ['Salon'],
    })
    expect(await column('tags', three)).toEqual(each(three, '["Salon","À rappeler"]'))
    expect(await done({ action: 'tags', ids: three, change: { add: ['SALON'] } })).toEqual([])
    await done({ action: 'tags', ids: three, change: { remove: ['salon', 'À RAPPELER'] } })
    expect(await column('tags', three)).toEqual(each(three, '[]'))
  })

  it('assigns, to nobody again as well', async () => {
    const two = ids.slice(106, 108)
    expect(await done({ action: 'assign', ids: two, to: zoe })).toHaveLength(2)
    expect(await column('assigned_to', two)).toEqual(each(two, zoe))
    const back = await done({ action: 'assign', ids: two, to: null })
    expect(Object.fromEntries(back.map(({ id, from }) => [id, from]))).toEqual(each(two, zoe))
  })

  it('deletes for good, and says in the audit trail how many, never whom', async () => {
    const { id } = await send(form, { answers: { email: aPerson() } })
    const two = [id, ids[108]!]
    const changed = await done({ action: 'delete', ids: [...two, two[0]] })
    expect(changed.map((lead) => lead.id).toSorted()).toEqual(two.toSorted())
    expect(await column('stage', two)).toEqual({})
    expect(await rows('SELECT lead_id, answers FROM submission WHERE id = ?1', id)).toEqual([
      { lead_id: null, answers: null },
    ])
    const [entry] = await rows<{ detail: string }>(
      `SELECT detail FROM audit WHERE action = 'leads.deleted' ORDER BY id DESC LIMIT 1`,
    )
    expect(JSON.parse(entry!.detail)).toEqual({ count: 2 })
    expect(await done({ action: 'delete', ids: two })).toEqual([])
  })

  it('stands in the history of each', async () => {
    const [id] = ids.slice(109)
    await done({ action: 'stage', ids: [id], change: { to: 'disqualified', why: 'Étudiant' } })
    const [entry] = await rows<{ detail: string }>(
      `SELECT detail FROM timeline WHERE lead_id = ?1 AND kind = 'stage' ORDER BY id DESC LIMIT 1`,
      id,
    )
    expect(JSON.parse(entry!.detail)).toMatchObject({ from: 'lead', to: 'disqualified', why: 'Étudiant' })
  })
})

describe('is refused', () => {
  const id = '0190a000-0000-7000-8000-00000000dead'
  it.each<[string, object]>([
    ['an action nobody knows', { action: 'promote', ids: [id] }],
    ['no lead', { action: 'delete', ids: [] }],
    ['more than a hundred', { action: 'assign', ids: Array.from({ length: 101 }, () => id), to: null }],
    ['more deletions than one request has time for', { action: 'delete', ids: Array.from({ length: 21 }, () => id) }],
    ['an id that is none', { action: 'delete', ids: ["' OR 1=1 --"] }],
    ['a loss without a reason', { action: 'stage', ids: [id], change: { to: 'lost' } }],
    ['a stage there is none of', { action: 'stage', ids: [id], change: { to: 'vip' } }],
    ['a member there is none of', { action: 'assign', ids: [id], to: id }],
    ['a tag that is no word', { action: 'tags', ids: [id], change: { add: ['\u0000'] } }],
    ['what is not asked for', { action: 'delete', ids: [id], all: true }],
  ])('%s', async (_, body) => {
    const response = await bulk(body)
    expect(response.status).toBe(422)
    expect((await response.json<ProblemBody>()).code).toBe('invalid')
  })

  it('a hand that may only look', async () => {
    const response = await bulk({ action: 'delete', ids: [ids[0]] }, await aToken('leads:read'))
    expect(response.status).toBe(403)
    expect(await column('stage', [ids[0]!])).not.toEqual({})
  })
})
