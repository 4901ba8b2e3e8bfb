// Every filter with every other, in every order: the right leads, by the index alone, at the price of a page.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { type LeadCount, type LeadFacets, type LeadFilter, type LeadPage, leadFilter } from '../../contract/lead.ts'
import type { stages } from '../../contract/stage.ts'
import { countLeads } from '../../worker/lead/count.ts'
import { listLeads } from '../../worker/lead/list.ts'
import { dayMs } from '../../worker/lib/time.ts'
import { manyLeads, watched, wholeReads } from '../support/many-leads.ts'
import { aPublishedForm, rows } from '../support/published.ts'
import { api, aToken } from '../support/team.ts'

const members = { zoe: '0190a000-0000-7000-8000-0000000000aa', ali: '0190a000-0000-7000-8000-0000000000bb' }
const gone = '0190a000-0000-7000-8000-0000000000cc'
const today = Math.floor(Date.now() / dayMs) * dayMs
const hostileTag = `a"b') OR * -- é🦊`

type Made = {
  seq: number
  id: string
  email: string
  held: number
  stage: (typeof stages)[number]
  assigned_to: string | null
  tags: string
  quality: number | null
  qualified: number
  persona: string | null
  interest_at: string | null
  created_at: string
}

let form: PublishedForm
let other: PublishedForm
let all: Made[]
let token: string

beforeAll(async () => {
  token = await aToken('leads:read')
  form = await aPublishedForm({}, 'filtered')
  other = await aPublishedForm({}, 'elsewhere')
  for (const [name, id] of Object.entries(members))
    await rows(`INSERT INTO member (id, name, role, created_at) VALUES (?1, ?2, 'editor', '')`, id, name)
  await manyLeads(form, 900, today - 5 * dayMs, 7)
  await manyLeads(other, 300, today - 10 * dayMs, 7)
  await env.DB.prepare(`
    WITH mixed AS (SELECT seq, (seq / 1024000 * 2654435761) % 4294967296 AS h FROM lead)
    UPDATE lead
    SET
      stage = iif(h % 3, 'lead', json_array('prospect', 'customer', 'disqualified', 'lost') ->> ('$[' || (h % 4) || ']')),
      assigned_to = CASE (h >> 3) % 5 WHEN 0 THEN ?1 WHEN 1 THEN ?2 WHEN 2 THEN ?3 END,
      tags = CASE (h >> 5) % 4 WHEN 0 THEN json_array('vip') WHEN 1 THEN json_array(?4, 'vip') ELSE '[]' END,
      quality = iif((h >> 7) % 6, (h >> 9) % 101, NULL),
      qualified = (h >> 11) % 2,
      persona = iif((h >> 13) % 2, 'DSI, ETI', NULL),
      interest_at = iif((h >> 15) % 3, strftime('%Y-%m-%dT%H:%M:%fZ', ?5 / 1000 - (h >> 17) % 30 * 86400 + h % 86400, 'unixepoch'), NULL)
    FROM mixed
    WHERE mixed.seq = lead.seq`)
    .bind(members.zoe, members.ali, gone, hostileTag, today)
    .run()
  all = await rows<Made>('SELECT * FROM lead ORDER BY seq DESC')
}, 60_000)

/** The same said once more, lead by lead. */
const lets = (filter: LeadFilter) => (lead: Made) => {
  const { stage, assigned, tag, quality, qualified, persona, temperature, from, to } = filter
  const day = lead.created_at.slice(0, 10)
  const isHot = lead.interest_at !== null && Date.parse(lead.interest_at) >= today - 13 * dayMs
  return (
    (filter.held === 'all' || (lead.held === 1) === (filter.held === 'only')) &&
    (!filter.form || lead.email.endsWith(filter.form === 'filtered' ? '@many-1.example' : '@many-2.example')) &&
    (!stage || stage.includes(lead.stage)) &&
    (!assigned ||
      (assigned === 'nobody'
        ? lead.assigned_to === null || lead.assigned_to === gone
        : lead.assigned_to === assigned)) &&
    (!tag || JSON.parse(lead.tags).includes(tag)) &&
    (quality === undefined || (lead.quality !== null && lead.quality >= quality)) &&
    (!qualified || (lead.qualified === 1) === (qualified === 'yes')) &&
    (!persona || lead.persona === persona) &&
    (!temperature || isHot === (temperature === 'hot')) &&
    (!from || day >= from) &&
    (!to || day <= to)
  )
}

const day = (ago: number) => new Date(today - ago * dayMs).toISOString().slice(0, 10)
const choices: Record<string, unknown[]> = {
  q: [undefined, 'martin', 'cam atelier'],
  form: [undefined, 'filtered', 'elsewhere'],
  held: ['no', 'only', 'all'],
  stage: [undefined, ['lead'], ['prospect', 'lost'], ['lead', 'customer']],
  assigned: [undefined, members.zoe, 'nobody'],
  tag: [undefined, 'vip', hostileTag],
  quality: [undefined, 0, 50, 100],
  qualified: [undefined, 'yes', 'no'],
  persona: [undefined, 'DSI, ETI'],
  temperature: [undefined, 'hot', 'cold'],
  from: [undefined, day(6)],
  to: [undefined, day(6)],
}

/** Every two choices together, and then some hundreds of more at once, the same ones every time. */
function* combinations(): Generator<LeadFilter> {
  const names = Object.keys(choices)
  const choose = (chosen: Record<string, number>) =>
    leadFilter.parse(Object.fromEntries(names.map((name) => [name, choices[name]?.[chosen[name] ?? 0]])))
  for (const [i, first] of names.entries())
    for (const second of names.slice(i + 1))
      for (const a of choices[first]!.keys())
        for (const b of choices[second]!.keys()) yield choose({ [first]: a, [second]: b })
  let random = 7
  const next = (most: number) => {
    random = (random * 48_271) % 2_147_483_647
    return random % most
  }
  for (let n = 0; n < 150; n++)
    yield choose(Object.fromEntries(names.map((name) => [name, next(2) ? next(choices[name]!.length) : 0])))
}

const filters = [...combinations()]
const emails = ({ leads }: LeadPage) => leads.map(({ email }) => email)

describe('every filter with every other', () => {
  it(`lets through the right leads (${filters.length} of them)`, async () => {
    for (const filter of filters) {
      const expected = all.filter(lets(filter))
      const page = await listLeads(env.DB, filter, { limit: 40 })
      expect(emails(page), JSON.stringify(filter)).toEqual(expected.slice(0, 40).map(({ email }) => email))
      expect(page.next === null, JSON.stringify(filter)).toBe(expected.length <= 40)
    }
  }, 60_000)

  it('is read by the index alone, in every order and from every place, at the price of a page', async () => {
    const { db, seen } = watched()
    let [most, last] = [0, 0]
    for (const filter of filters)
      for (const sort of ['newest', 'oldest', 'quality', 'interest'] as const)
        for (const after of sort === 'quality' ? [undefined, '3-1zzzzzzzzz'] : [undefined]) {
          await listLeads(db, filter, { limit: 20, sort, after })
          most = Math.max(most, seen.rowsRead - last)
          last = seen.rowsRead
        }
    // Each lead, its place in the index, its form, its member and its site; beside them all members or sites, where asked for.
    expect(most).toBeLessThanOrEqual(21 * 5 + 20)
    for (const filter of filters.slice(0, 200)) await countLeads(db, filter, 100)
    // Members and sites are few, and are asked for as a whole.
    for (const sql of new Set(seen.sql))
      expect(
        (await wholeReads(sql)).filter((line) => line !== 'SCAN member' && line !== 'SCAN site'),
        sql,
      ).toEqual([])
  }, 120_000)
})

describe('an order', () => {
  const walk = async (query: string) => {
    const seen: LeadPage['leads'] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: LeadPage = await (await api(`/leads?${query}&limit=30${next && `&after=${next}`}`, token)).json()
      seen.push(...page.leads)
      next = page.next
    }
    return seen
  }
  const band = (quality: number | null) => (quality === null ? -1 : Math.floor(quality / 10))
  const newest = (a: Made, b: Made) => b.seq - a.seq
  const hotDay = ({ interest_at }: Made) =>
    interest_at && Date.parse(interest_at) >= today - 13 * dayMs ? interest_at.slice(0, 10) : ''
  const orders = {
    newest,
    oldest: (a: Made, b: Made) => a.seq - b.seq,
    quality: (a: Made, b: Made) => band(b.quality) - band(a.quality) || newest(a, b),
    interest: (a: Made, b: Made) => (hotDay(a) < hotDay(b) ? 1 : hotDay(a) > hotDay(b) ? -1 : newest(a, b)),
  }

  it.each(Object.entries(orders))(
    '%s goes page by page, each lead once, with filters or without',
    async (sort, order) => {
      const filters: Record<string, string>[] = [
        {},
        { held: 'all' },
        { stage: 'lead', tag: 'vip' },
        { q: 'camille', to: day(6) },
      ]
      for (const filter of filters) {
        const expected = all.filter(lets(leadFilter.parse(filter))).toSorted(order)
        const seen = await walk(new URLSearchParams({ ...filter, sort }).toString())
        expect(seen.map(({ email }) => email)).toEqual(expected.map(({ email }) => email))
      }
    },
  )
})

describe('a row of the list', () => {
  it('shows what the team and the rules made of a lead', async () => {
    const [made] = all.filter(
      (lead) => lead.assigned_to === members.ali && lead.quality !== null && lead.persona && !lead.held,
    )
    const page = await listLeads(env.DB, leadFilter.parse({ q: made!.email }), { limit: 5 })
    expect(page.leads.find(({ email }) => email === made!.email)).toMatchObject({
      stage: made!.stage,
      tags: JSON.parse(made!.tags),
      assignedTo: { id: members.ali, name: 'ali' },
      quality: made!.quality,
      qualified: made!.qualified === 1,
      persona: 'DSI, ETI',
      source: 'lettre',
    })
  })

  it('calls hot whom the filter takes for hot', async () => {
    const hot = await listLeads(env.DB, leadFilter.parse({ temperature: 'hot' }), { limit: 100 })
    const cold = await listLeads(env.DB, leadFilter.parse({ temperature: 'cold' }), { limit: 100 })
    expect(new Set(hot.leads.map(({ temperature }) => temperature))).toEqual(new Set(['hot']))
    expect(new Set(cold.leads.map(({ temperature }) => temperature))).toEqual(new Set(['cold']))
  })

  it('is hot for as long as its site says, a year too', async () => {
    const before = await rows<{ id: string; hot_days: number | null }>('SELECT id, hot_days FROM site')
    const counted = async () => (await countLeads(env.DB, leadFilter.parse({ temperature: 'hot' }), 10_000)).count
    const since = (days: number) =>
      all.filter(
        ({ held, interest_at }) => !held && interest_at && Date.parse(interest_at) >= today - (days - 1) * dayMs,
      ).length
    for (const days of [3, 365]) {
      await rows('UPDATE site SET hot_days = CAST(?1 AS INTEGER)', days)
      expect(await counted()).toBe(since(days))
      const hot = await listLeads(env.DB, leadFilter.parse({ temperature: 'hot' }), { limit: 100 })
      expect(new Set(hot.leads.map(({ temperature }) => temperature))).toEqual(new Set(['hot']))
    }
    for (const { id, hot_days } of before) await rows('UPDATE site SET hot_days = ?2 WHERE id = ?1', id, hot_days)
  })

  it('belongs to nobody where its member has left', async () => {
    const nobodys = await listLeads(env.DB, leadFilter.parse({ assigned: 'nobody', held: 'all' }), { limit: 100 })
    expect(new Set(nobodys.leads.map(({ assignedTo }) => assignedTo))).toEqual(new Set([null]))
  })

  it('says where somebody came from by the campaign, else by the site, else not at all', async () => {
    const [{ seq }] = (await rows<{ seq: number }>(
      'SELECT seq FROM lead WHERE held = 0 ORDER BY seq DESC LIMIT 1',
    )) as [{ seq: number }]
    const [{ source }] = (await rows<{ source: string }>('SELECT source FROM lead WHERE seq = ?1', seq)) as [
      { source: string },
    ]
    const shown = async (stored: object) => {
      await rows('UPDATE lead SET source = ?2 WHERE seq = ?1', seq, JSON.stringify(stored))
      return (await listLeads(env.DB, leadFilter.parse({}), { limit: 1 })).leads[0]?.source
    }
    expect(await shown({ referrer: 'https://www.example.org/x?y', campaign: {} })).toBe('www.example.org')
    expect(await shown({ referrer: 'not an address' })).toBeNull()
    expect(await shown({})).toBeNull()
    await rows('UPDATE lead SET source = ?2 WHERE seq = ?1', seq, source)
  })
})

describe('how many there are', () => {
  const counted = async (query: string) => (await api(`/leads/count?${query}`, token)).json<LeadCount>()

  it('is exact as far as it is asked for, and honest beyond', async () => {
    for (const filter of [{}, { stage: 'lead,lost' }, { tag: 'vip', temperature: 'cold' }, { held: 'all' }]) {
      const { length } = all.filter(lets(leadFilter.parse(filter)))
      const query = new URLSearchParams(filter as Record<string, string>).toString()
      expect(await counted(query), query).toEqual({ count: length, isMore: false })
      expect(await counted(`${query}&most=${length}`)).toEqual({ count: length, isMore: false })
      expect(await counted(`${query}&most=${length - 1}`)).toEqual({ count: length - 1, isMore: true })
    }
    expect(await counted('form=never-published')).toEqual({ count: 0, isMore: false })
  })
})

it('a file holds what the same filters leave in the list, or leads by name', async () => {
  const exported = async (query: string) => {
    const text = await (await api(`/leads/export?format=ndjson&${query}`, token)).text()
    return text
      .split('\n')
      .filter(Boolean)
      .map((line): string => JSON.parse(line).email)
  }
  const query = 'stage=lead,lost&tag=vip&quality=30&temperature=cold'
  const expected = all.filter(lets(leadFilter.parse(Object.fromEntries(new URLSearchParams(query)))))
  expect(expected.length).toBeGreaterThan(5)
  expect(await exported(query)).toEqual(expected.map(({ email }) => email))

  const named = [all[700]!, all[3]!, all[42]!]
  const ids = `ids=${named.map(({ id }) => id).join()}`
  const newestFirst = named.toSorted((a, b) => b.seq - a.seq).map(({ email }) => email)
  expect(await exported(ids)).toEqual(newestFirst)
  expect(emails(await (await api(`/leads?${ids}&sort=quality`, token)).json())).toEqual(newestFirst)
  expect(await (await api(`/leads/count?${ids}`, token)).json()).toEqual({ count: 3, isMore: false })
  expect((await api('/leads?ids=nobody', token)).status).toBe(422)
})

it('tags and personas can be chosen from those that somebody bears', async () => {
  const { tags, personas } = await (await api('/leads/facets', token)).json<LeadFacets>()
  const bearing = (tag: string) => all.filter((lead) => JSON.parse(lead.tags).includes(tag)).length
  expect(tags.toSorted((a, b) => (a.value < b.value ? -1 : 1))).toEqual([
    { value: hostileTag, count: bearing(hostileTag) },
    { value: 'vip', count: bearing('vip') },
  ])
  expect(personas).toEqual([{ value: 'DSI, ETI', count: all.filter(({ persona }) => persona).length }])
  await rows(`UPDATE lead SET tags = '["vip"]' WHERE tags <> '[]'`)
  const after = await (await api('/leads/facets', token)).json<LeadFacets>()
  expect(after.tags).toEqual([{ value: 'vip', count: bearing('vip') }])
})

it.each([
  'stage=',
  'stage=lead,nonsense',
  'assigned=somebody',
  'quality=55',
  'quality=x',
  'quality=110',
  'qualified=maybe',
  'temperature=warm',
  'tag=',
  `tag=${'x'.repeat(41)}`,
  'sort=random',
])('a filter that makes no sense is refused by name: %s', async (query) => {
  const response = await api(`/leads?${query}`, token)
  expect(response.status).toBe(422)
  const { fields } = await response.json<{ fields: Record<string, string> }>()
  expect(Object.keys(fields)[0]?.split('.')[0]).toBe(query.split('=')[0])
})

it('"mine" is the asker’s, and a program’s own is nobody’s', async () => {
  const page = await (await api('/leads?assigned=me', token)).json<LeadPage>()
  expect(page.leads).toEqual([])
})
