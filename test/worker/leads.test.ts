import { exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ProblemBody } from '../../contract/errors.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { type LeadDetail, type LeadPage, leadDetail, leadFilter, leadPage } from '../../contract/lead.ts'
import { deleteLead } from '../../worker/lead/delete.ts'
import { listLeads } from '../../worker/lead/list.ts'
import { manyLeads, watched, wholeReads } from '../support/many-leads.ts'
import { aFormWithMagnet } from '../support/offered.ts'
import { aPublishedForm, post, ready, rows, send } from '../support/published.ts'
import { api, aToken } from '../support/team.ts'
import { aPerson, linkOf } from '../support/visitor.ts'

let token: string
beforeAll(async () => {
  token = await aToken('leads:read', 'leads:write')
})

const list = async (query: string) => (await api(`/leads?${query}`, token)).json<LeadPage>()
const one = async (id: string) => (await api(`/leads/${id}`, token)).json<LeadDetail>()
const emails = ({ leads }: LeadPage) => leads.map(({ email }) => email)
const sendAs = (form: PublishedForm, email: string, over: Record<string, string> = {}) =>
  send(form, { answers: { email, given: 'Zoé', family: 'Dûfour', company: 'Atelier Sud', ...over } })

describe('the list of leads', () => {
  it('shows a lead with where its consents stand, and nothing that was not agreed to be shown', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    const { id } = await sendAs(form, email)
    const page = await list(`form=${form.slug}`)
    expect(page).toEqual(leadPage.parse(page))
    expect(page.leads).toEqual([
      {
        id,
        email,
        fullName: 'Zoé Dûfour',
        company: 'Atelier Sud',
        form: { slug: form.slug, name: 'Guide' },
        stage: 'lead',
        held: false,
        submissions: 1,
        createdAt: expect.any(String),
        lastContactAt: expect.any(String),
        confirmedAt: null,
        consents: [
          {
            purpose: 'newsletter',
            basis: 'consent',
            state: 'given',
            at: expect.any(String),
            noticeId: form.notices.fr,
          },
          {
            purpose: 'phone',
            basis: 'consent',
            state: 'shown_not_given',
            at: expect.any(String),
            noticeId: form.notices.fr,
          },
        ],
        tags: [],
        assignedTo: null,
        quality: expect.toBeOneOf([null, expect.any(Number)]),
        qualified: false,
        persona: null,
        temperature: expect.stringMatching(/^(hot|cold)$/),
        country: null,
        source: null,
      },
    ])
    expect(page.next).toBeNull()
  })

  it('finds people by the beginnings of their words, without accents, in any order', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    await sendAs(form, email, { company: 'Ébénisterie Quéméneur' })
    for (const q of ['quemen', 'QUÉMÉNEUR dufour', 'zoe ebenisterie', email])
      expect(emails(await list(`form=${form.slug}&q=${encodeURIComponent(q)}`)), q).toEqual([email])
    for (const q of ['emeneur', 'zoe bernard', '***', 'kept', '0kept'])
      expect(emails(await list(`form=${form.slug}&q=${encodeURIComponent(q)}`)), q).toEqual([])
  })

  it.each([
    '"',
    '*',
    'a OR b',
    'NEAR(a b)',
    'marks:held',
    'words:a',
    '(',
    "'; DROP TABLE lead; --",
    'a-b',
    '^a',
    'a+b',
    '\u0000',
    '\u19b0a',
    '🦊a',
    'ก็a',
  ])('takes what was typed for words only: %j', async (q) => {
    const response = await api(`/leads?q=${encodeURIComponent(q)}`, token)
    expect(response.status).toBe(200)
  })

  it('shows held leads only when asked', async () => {
    const form = await aPublishedForm()
    const [kept, held] = [aPerson(), aPerson()]
    await sendAs(form, kept)
    await post(form, await ready(form, { answers: { email: held }, website_url: 'http://spam.example' }))
    expect(emails(await list(`form=${form.slug}`))).toEqual([kept])
    expect(emails(await list(`form=${form.slug}&held=only`))).toEqual([held])
    expect(emails(await list(`form=${form.slug}&held=all`)).sort()).toEqual([kept, held].sort())
  })

  it('shows a lead under every form it filled', async () => {
    const [first, second, third] = [await aPublishedForm(), await aPublishedForm(), await aPublishedForm()]
    const email = aPerson()
    await sendAs(first, email)
    await sendAs(second, email)
    expect(emails(await list(`form=${first.slug}`))).toEqual([email])
    expect(emails(await list(`form=${second.slug}`))).toEqual([email])
    expect(emails(await list(`form=${third.slug}`))).toEqual([])
    expect(emails(await list('form=never-published'))).toEqual([])
  })

  it('goes page by page, newest first, each lead once, whatever the filter', async () => {
    const form = await aPublishedForm()
    await manyLeads(form, 120, Date.UTC(2001, 0, 2), 3)
    const filters = {
      'to=2001-12-31&held=all': 120,
      'to=2001-12-31': 80,
      [`form=${form.slug}`]: 80,
      [`form=${form.slug}&q=atelier&held=only`]: 40,
    }
    for (const [filter, expected] of Object.entries(filters)) {
      const seen: string[] = []
      for (let next: string | null = ''; next !== null; ) {
        const page: LeadPage = await list(`${filter}&limit=25${next && `&after=${next}`}`)
        seen.push(...page.leads.map(({ createdAt }) => createdAt))
        next = page.next
      }
      expect(seen, filter).toHaveLength(expected)
      expect(seen, filter).toEqual([...new Set(seen)].sort().reverse())
    }
  })

  it('narrows to days', async () => {
    const form = await aPublishedForm()
    const person = await manyLeads(form, 3, Date.UTC(2002, 4, 2, 0, 0, 1))
    const days = async (query: string) => emails(await list(`form=${form.slug}&${query}`))
    expect(await days('from=2002-05-02')).toEqual([person(0), person(1)])
    expect(await days('to=2002-05-01')).toEqual([person(2)])
    expect(await days('from=2002-05-03&to=2002-05-01')).toEqual([])
  })

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'from=yesterday',
    'held=maybe',
    'after=*',
    'form=A%20B',
    `q=${'x'.repeat(201)}`,
  ])('refuses %s by name', async (query) => {
    const response = await api(`/leads?${query}`, token)
    expect(response.status).toBe(422)
    const { code, fields } = await response.json<ProblemBody>()
    expect([code, Object.keys(fields ?? {})]).toEqual(['invalid', [query.split('=')[0]]])
  })
})

// Every list is keyset-paged.
describe('a page costs a page', () => {
  const now = Date.UTC(2003, 0, 1)
  let form: PublishedForm
  const filters = {
    'the first page': {},
    'a search': { q: 'martin' },
    'a form': { form: 'bounded' },
    'held too': { held: 'all' },
    'only held': { held: 'only' },
  }
  const cost = async (filter: object, after?: string) => {
    const { db, seen } = watched()
    const page = await listLeads(db, leadFilter.parse(filter), { limit: 50, after })
    expect(page.leads).toHaveLength(50)
    return { ...seen, next: page.next! }
  }
  const before: Record<string, number> = {}

  beforeAll(async () => {
    form = await aPublishedForm({}, 'bounded')
    await manyLeads(form, 400, now, 4)
    for (const [name, filter] of Object.entries(filters)) before[name] = (await cost(filter)).rowsRead
    await manyLeads(form, 20_000, now - 86_400_000, 4)
  }, 60_000)

  it.each(Object.entries(filters))('%s, with fifty times as many leads', async (name, filter) => {
    const { rowsRead, roundTrips, next } = await cost(filter)
    expect(rowsRead).toBeLessThanOrEqual(before[name]! + 5)
    expect(roundTrips).toBe(1)
    expect((await cost(filter, next)).rowsRead).toBeLessThanOrEqual(before[name]! + 5)
  })

  it('the first page after ten thousand held leads in a row', async () => {
    await manyLeads(form, 10_000, now + 86_400_000, 1)
    expect((await cost({})).rowsRead).toBeLessThanOrEqual(before['the first page']! + 5)
    expect((await cost({ to: '2003-01-02' })).rowsRead).toBeLessThanOrEqual(before['the first page']! + 5)
  })

  it('and never goes through all leads', async () => {
    for (const filter of Object.values(filters)) {
      const { sql, next } = await cost(filter)
      const later = await cost(filter, next)
      for (const statement of [...sql, ...later.sql]) expect(await wholeReads(statement), statement).toEqual([])
    }
  })
})

describe('one lead', () => {
  it('is everything known of it, with the words that were on screen', async () => {
    const form = await aFormWithMagnet()
    const email = aPerson()
    const source = { page: 'https://example.fr/guide', campaign: { utm_source: 'lettre' } }
    const { id, magnet: offered } = await send(form, {
      language: 'en',
      answers: { email, given: 'Zoé', size: '10-49' },
      source,
    })
    await exports.default.fetch(linkOf({ id, magnet: offered }), { redirect: 'manual' })
    const lead = await one(id)
    expect(lead).toEqual(leadDetail.parse(lead))
    expect(lead).toMatchObject({ id, email, givenName: 'Zoé', familyName: null, language: 'en' })
    expect(lead.history).toEqual([
      {
        id,
        at: lead.createdAt,
        form: { slug: form.slug, name: 'Guide', version: 1 },
        language: 'en',
        held: null,
        answers: [
          { key: 'email', label: 'Email', value: email },
          { key: 'given', label: 'First name', value: 'Zoé' },
          { key: 'size', label: 'Team size', value: '10-49' },
        ],
        source,
        via: null,
      },
    ])
    expect(
      lead.consentEvents.map(({ purpose, state, wording, language }) => [purpose, state, wording, language]).sort(),
    ).toEqual([
      ['newsletter', 'given', 'Get the newsletter\nOnce a month.', 'en'],
      ['phone', 'shown_not_given', 'Be called', 'en'],
    ])
    expect(lead.downloads).toEqual([
      { magnet: 'Le guide', count: 1, firstAt: expect.any(String), lastAt: expect.any(String) },
    ])
    expect(lead.timeline.map(({ kind }) => kind)).toEqual(['downloaded', 'submitted'])
  })

  // A stranger cannot rewrite a lead.
  it('keeps what it had, and says which later answers differ', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    const first = await sendAs(form, email, { company: 'Atelier Sud' })
    const second = await sendAs(form, email, { company: 'Somebody Else', size: '1-9' })
    const lead = await one(first.id)
    expect(lead).toMatchObject({ company: 'Atelier Sud', submissions: 2 })
    expect(lead.timeline).toMatchObject([
      { id: second.id, detail: { differs: ['company'] } },
      { id: first.id, detail: { differs: [] } },
    ])
    expect(lead.history.map(({ answers }) => answers.find(({ key }) => key === 'company')?.value)).toEqual([
      'Somebody Else',
      'Atelier Sud',
    ])
  })

  it('says why a submission was held', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    await post(form, await ready(form, { answers: { email }, website_url: 'http://spam.example' }))
    const [row] = await rows<{ id: string }>('SELECT id FROM lead WHERE email = ?1', email)
    const lead = await one(row!.id)
    expect(lead.held).toBe(true)
    expect(lead.timeline[0]).toMatchObject({ kind: 'submitted', detail: { held: lead.history[0]!.held } })
  })

  it.each(['0190a000-0000-7000-8000-00000000dead', 'nonsense', '%00'])('is not found under %s', async (id) => {
    const response = await api(`/leads/${id}`, token)
    expect([response.status, (await response.json<ProblemBody>()).code]).toEqual([404, 'not_found'])
  })
})

describe('a deleted lead', () => {
  const remove = (id: string) => api(`/leads/${id}`, token, { method: 'DELETE' })

  it('leaves nothing that names the person, and proofs that name nobody', async () => {
    const form = await aFormWithMagnet()
    const [email, other] = [aPerson(), aPerson()]
    const { id } = await sendAs(form, email)
    const again = await sendAs(form, email)
    const kept = await sendAs(form, other)
    expect((await remove(id)).status).toBe(204)

    expect((await api(`/leads/${id}`, token)).status).toBe(404)
    expect(emails(await list(`form=${form.slug}`))).toEqual([other])
    expect(emails(await list(`q=${encodeURIComponent(email)}`))).toEqual([])
    for (const table of ['lead', 'submission', 'consent_event', 'timeline', 'download', 'outbox'])
      expect(JSON.stringify(await rows(`SELECT * FROM ${table}`)), table).not.toContain(email)
    expect(
      await rows('SELECT lead_id, answers, source, salt, held FROM submission WHERE id IN (?1, ?2)', id, again.id),
    ).toEqual([
      { lead_id: null, answers: null, source: null, salt: null, held: null },
      { lead_id: null, answers: null, source: null, salt: null, held: null },
    ])
    expect(await rows('SELECT * FROM consent_event WHERE lead_id = ?1', id)).toHaveLength(4)
    expect(await rows('SELECT * FROM outbox WHERE lead_id = ?1', id)).toEqual([])
    expect(await rows('SELECT * FROM timeline WHERE lead_id = ?1', id)).toEqual([])
    expect(await rows('SELECT * FROM outbox WHERE lead_id = ?1', kept.id)).toHaveLength(1)
  })

  it('is not brought back by a replayed ticket', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    const body = await ready(form, { answers: { email } })
    const { id } = await (await post(form, body)).json<{ id: string }>()
    await remove(id)
    await post(form, body)
    expect(await rows('SELECT id FROM lead WHERE email = ?1', email)).toEqual([])
  })

  it('is not found the second time', async () => {
    const { id } = await sendAs(await aPublishedForm(), aPerson())
    expect([(await remove(id)).status, (await remove(id)).status]).toEqual([204, 404])
  })

  it('is looked for by keys only, never by reading through a table', async () => {
    const { db, seen } = watched()
    await expect(deleteLead(db, '0190a000-0000-7000-8000-00000000dead', 'now')).rejects.toThrow('not_found')
    for (const sql of seen.sql) expect(await wholeReads(sql), sql).toEqual([])
  })
})
