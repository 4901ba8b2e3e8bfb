import { env } from 'cloudflare:workers'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { leadFilter } from '../../contract/lead.ts'
import { exportLeads } from '../../worker/lead/export.ts'
import { callerWith } from '../support/caller.ts'
import { manyLeads, watched } from '../support/many-leads.ts'
import { aFormWithMagnet } from '../support/offered.ts'
import { aFormWithPool, aFormWithTrial, ask, someCodes } from '../support/pool.ts'
import { aPublishedForm, post, ready, send } from '../support/published.ts'
import { aMember, api, aToken } from '../support/team.ts'
import { aPerson } from '../support/visitor.ts'

let token: string
beforeAll(async () => {
  token = await aToken('leads:read')
})

const download = (query: string) => api(`/leads/export?${query}`, token)
const csv = async (query: string, delimiter = ','): Promise<Record<string, string>[]> =>
  parse(await (await download(query)).text(), { bom: true, columns: true, delimiter, record_delimiter: '\r\n' })
const ndjson = async (query: string) =>
  new TextDecoder()
    .decode(await (await download(`format=ndjson&${query}`)).arrayBuffer())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

const question = (key: string, kind: 'text' | 'number' | 'yes_no') => ({ kind, key, label: { fr: key } }) as const
const email = { kind: 'email', key: 'email', label: { fr: 'Adresse' }, required: true } as const

describe('the CSV', () => {
  it('has a lead in a row: who, from where, what was agreed to in which words, and every answer', async () => {
    const form = await aFormWithMagnet()
    const address = aPerson()
    const source = {
      page: 'https://example.fr/guide',
      referrer: 'https://www.google.com/',
      campaign: { utm_source: 'lettre', utm_id: '7' },
    }
    const answers = { email: address, given: 'Zoé', family: 'Dûfour', company: 'Sud; Nord, & "fils"', size: '10-49' }
    const { id } = await send(form, { answers, source })
    const [row] = await csv(`form=${form.slug}`)
    expect(row).toMatchObject({
      email: address,
      first_name: 'Zoé',
      last_name: 'Dûfour',
      full_name: 'Zoé Dûfour',
      phone: '',
      company: 'Sud; Nord, & "fils"',
      form: form.slug,
      lead_magnet: 'Le guide',
      status: 'lead',
      consent_marketing: 'yes',
      consent_text: 'Recevoir la lettre\nUne par mois.',
      consent_at: row!.submitted_at,
      double_opt_in_at: '',
      utm_source: 'lettre',
      utm_campaign: '',
      utm_id: '7',
      referrer: 'https://www.google.com/',
      landing_page: 'https://example.fr/guide',
      submitted_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      tags: '',
      held: 'no',
      language: 'fr',
      id,
      consent_newsletter: 'given',
      consent_newsletter_basis: 'consent',
      consent_newsletter_text: 'Recevoir la lettre\nUne par mois.',
      consent_newsletter_at: row!.submitted_at,
      consent_newsletter_wording: form.notices.fr,
      consent_phone: 'shown_not_given',
      consent_phone_text: 'Être appelé',
      size: '10-49',
    })
  })

  it('has codes and trials, once anybody has one', async () => {
    expect((await (await download('')).text()).split('\r\n')[0]).not.toContain('trial')
    const call = await callerWith('magnets:write')
    const [key, code] = someCodes(2)
    const terms = { days: 14, start: { by: 'key', lowAt: 0 } }
    const form = await aFormWithTrial(call, terms, [key!])
    const email = aPerson()
    await ask(form, email)
    await ask(await aFormWithPool(call, [code!]), email)
    await ask(form, aPerson())
    const [late, row] = await csv(`form=${form.slug}`)
    expect(row).toMatchObject({
      code,
      trial: 'Atelier en ligne',
      trial_started_at: row!.submitted_at,
      trial_ends_at: expect.stringMatching(/Z$/),
      trial_state: 'running',
    })
    expect(late).toMatchObject({ code: '', trial: 'Atelier en ligne', trial_started_at: '', trial_state: '' })
    expect((await ndjson(`form=${form.slug}`))[1].claims).toMatchObject([
      { magnet: 'Dix pour cent', by: 'code', code, endsAt: null, state: null },
      { magnet: 'Atelier en ligne', by: 'key', code: key, state: 'running' },
    ])
  })

  it('begins with the headings that marketing tools expect', async () => {
    const text = await (await download('')).text()
    expect(text.split('\r\n')[0]).toMatch(
      /^email,first_name,last_name,full_name,phone,company,job_title,website,country,form,lead_magnet,status,consent_marketing,consent_text,consent_at,double_opt_in_at,utm_source,utm_medium,utm_campaign,utm_term,utm_content,utm_id,referrer,landing_page,submitted_at,tags,/,
    )
  })

  it('says no agreement where a box was merely shown, however the basis reads', async () => {
    const consents = [{ purpose: 'offers', basis: 'legitimate_interest' as const, label: { fr: 'Ne pas m’écrire' } }]
    const form = await aPublishedForm({ consents })
    await send(form, { consents: {} })
    expect(await csv(`form=${form.slug}`)).toMatchObject([
      {
        consent_marketing: 'no',
        consent_text: '',
        consent_at: '',
        consent_offers: 'shown_not_given',
        consent_offers_basis: 'legitimate_interest',
      },
    ])
  })

  it('calls nobody agreed to be mailed for a yes to anything else', async () => {
    const consents = [
      { purpose: 'phone', basis: 'consent' as const, label: { fr: 'Être appelé' } },
      { purpose: 'partner-acme', basis: 'consent' as const, label: { fr: 'Les lettres d’Acme' } },
    ]
    const form = await aPublishedForm({ consents })
    await send(form, { consents: { phone: true, 'partner-acme': true } })
    expect(await csv(`form=${form.slug}`)).toMatchObject([
      {
        consent_marketing: 'no',
        consent_text: '',
        consent_at: '',
        consent_phone: 'given',
        'consent_partner-acme': 'given',
      },
    ])
  })

  it('has what the team made of a lead: tags, quality, whose it is, what comes next', async () => {
    const form = await aPublishedForm()
    const { id } = await send(form)
    const member = await aMember()
    await env.DB.batch([
      env.DB.prepare(
        `UPDATE lead SET stage = 'prospect', tags = '["salon 2026","vip"]', assigned_to = ?2, quality = 72, qualified = 1, persona = 'dirigeant', exchanged_at = '2026-03-01T10:00:00.000Z' WHERE id = ?1`,
      ).bind(id, member),
      ...[
        ['later', '2026-05-02', null],
        ['next', '2026-04-02', null],
        ['done', '2026-03-02', '2026-03-02T09:00:00.000Z'],
      ].map(([what, on, done]) =>
        env.DB.prepare(
          `INSERT INTO follow_up (lead_id, id, due_on, what, done_at, created_at) VALUES (?1, ?2, ?3, ?2, ?4, '2026-03-01')`,
        ).bind(id, what, on, done),
      ),
    ])
    const [row] = await csv(`form=${form.slug}`)
    expect(row).toMatchObject({
      status: 'prospect',
      tags: 'salon 2026;vip',
      quality: '72',
      qualified: 'yes',
      persona: 'dirigeant',
      assigned_to: 'A owner',
      last_contact_at: row!.submitted_at,
      exchanged_at: '2026-03-01T10:00:00.000Z',
      follow_up_on: '2026-04-02',
      follow_up: 'next',
    })
    expect((await ndjson(`form=${form.slug}`))[0]).toMatchObject({
      tags: ['salon 2026', 'vip'],
      assignedTo: 'A owner',
      quality: 72,
      qualified: true,
      followUp: { on: '2026-04-02', what: 'next' },
    })
  })

  it('keeps answers under their own heading when a form calls one like ours', async () => {
    const form = await aPublishedForm({
      steps: [
        {
          id: 'you',
          fields: [email, question('status', 'text'), question('budget', 'number'), question('urgent', 'yes_no')],
        },
      ],
    })
    await send(form, { answers: { email: aPerson(), status: 'étudiante', budget: 12.5, urgent: true } })
    expect(await csv(`form=${form.slug}`)).toMatchObject([
      { status: 'lead', answer_status: 'étudiante', budget: '12.5', urgent: 'yes' },
    ])
  })

  it('lets no answer run in a spreadsheet, and leaves phones as they are', async () => {
    const form = await aPublishedForm({
      steps: [
        {
          id: 'you',
          fields: [email, { kind: 'phone', key: 'tel', label: { fr: 'Tél.' } }, question('remark', 'text')],
        },
      ],
    })
    await send(form, {
      answers: { email: aPerson(), tel: '06 12 34 56 78', remark: '=HYPERLINK("https://evil.example","x")' },
    })
    expect(await csv(`form=${form.slug}`)).toMatchObject([
      { phone: '+33612345678', remark: `'=HYPERLINK("https://evil.example","x")` },
    ])
  })

  it('opens as UTF-8 in Excel, with the separator its locale wants, as a file named for what it is', async () => {
    const form = await aPublishedForm()
    await send(form)
    const response = await download(`form=${form.slug}&separator=semicolon`)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="leads-${form.slug}-${new Date().toISOString().slice(0, 10)}.csv"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(await csv(`form=${form.slug}&separator=semicolon`, ';')).toHaveLength(1)
  })

  it('is only its headings where nothing matches', async () => {
    expect(await csv('form=never-published')).toEqual([])
    expect((await download('form=a%22b')).status).toBe(422)
  })
})

describe('the NDJSON', () => {
  it('keeps every answer with its type, and bends nothing', async () => {
    const form = await aPublishedForm({
      steps: [
        {
          id: 'you',
          fields: [email, question('budget', 'number'), question('urgent', 'yes_no'), question('remark', 'text')],
        },
      ],
    })
    const address = aPerson()
    const { id } = await send(form, { answers: { email: address, budget: 12.5, urgent: true, remark: '=1+1' } })
    const [lead] = await ndjson(`form=${form.slug}`)
    expect(lead).toMatchObject({
      id,
      email: address,
      form: form.slug,
      held: false,
      answers: { budget: 12.5, urgent: true, remark: '=1+1' },
    })
    expect(lead.consents[0]).toMatchObject({
      purpose: 'newsletter',
      state: 'given',
      text: 'Recevoir la lettre\nUne par mois.',
      noticeId: form.notices.fr,
    })
  })

  it('lets out what it names and nothing else', async () => {
    const form = await aPublishedForm()
    await send(form)
    const [lead] = await ndjson(`form=${form.slug}`)
    expect(Object.keys(lead).sort()).toEqual(
      'answers assignedTo claims company confirmedAt consents country createdAt email exchangedAt familyName followUp form fullName givenName held id interestAt jobTitle language lastContactAt magnet persona phone qualification qualified quality source stage submissions tags temperature website'.split(
        ' ',
      ),
    )
  })
})

describe('the workbook', () => {
  it('has the columns of the CSV, typed, in a file that is named a workbook', async () => {
    const form = await aPublishedForm()
    const address = aPerson()
    await send(form, { answers: { email: address, given: '=1+1' } })
    const response = await download(`form=${form.slug}&format=xlsx`)
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
    expect(response.headers.get('content-disposition')).toMatch(/\.xlsx"$/)
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!)
    const rows = [...sheet.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, cells = '']) => cells)
    expect(rows).toHaveLength(2)
    expect(rows[0]!.match(/<c /g)).toHaveLength(Object.keys((await csv(`form=${form.slug}`))[0]!).length)
    expect(rows[1]).toContain(`<t xml:space="preserve">${address}</t>`)
    expect(rows[1]).toContain('t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>')
    expect(rows[1]).toMatch(/<c r="[A-Z]+2" s="2"><v>\d{5}\.\d+<\/v><\/c>/)
    expect(sheet).not.toMatch(/<f[ >]/)
  })
})

describe('the vCards', () => {
  it('are one a lead, as a file that an address book opens', async () => {
    const form = await aPublishedForm()
    const [first, second] = [aPerson(), aPerson()]
    for (const email of [first, second]) await send(form, { answers: { email, company: 'Sud; Nord' } })
    const response = await download(`form=${form.slug}&format=vcard`)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/vcard; charset=utf-8',
      'content-disposition': `attachment; filename="leads-${form.slug}-${new Date().toISOString().slice(0, 10)}.vcf"`,
    })
    const text = await response.text()
    expect(text.match(/^BEGIN:VCARD\r$/gm)).toHaveLength(2)
    expect([...text.matchAll(/^EMAIL:(.*)\r$/gm)].map(([, email]) => email)).toEqual([second, first])
    expect(text).toContain('ORG:Sud\\; Nord\r\n')
  })
})

describe('an export', () => {
  it('has the filters of the list', async () => {
    const form = await aPublishedForm()
    const [kept, held] = [aPerson(), aPerson()]
    await send(form, { answers: { email: kept, company: 'Ébénisterie' } })
    await post(form, await ready(form, { answers: { email: held }, website_url: 'http://spam.example' }))
    const emails = async (query: string) => (await csv(`form=${form.slug}&${query}`)).map((row) => row.email)
    expect(await emails('')).toEqual([kept])
    expect(await emails('held=only')).toEqual([held])
    expect((await emails('held=all')).sort()).toEqual([kept, held].sort())
    expect(await emails('q=ebenist')).toEqual([kept])
    expect(await emails('to=2020-01-01')).toEqual([])
  })

  describe('of many leads', () => {
    const count = 15_001
    let form: PublishedForm
    beforeAll(async () => {
      form = await aPublishedForm()
      await manyLeads(form, count, Date.UTC(2004, 0, 1))
    }, 60_000)

    it.each(['by time', 'by form'])(
      'has each once, newest first, over as many pages as it takes: %s',
      async (way) => {
        const found = await ndjson(way === 'by form' ? `form=${form.slug}` : 'to=2004-12-31&held=all')
        const times = found.map(({ createdAt }) => createdAt)
        expect(new Set(found.map(({ id }) => id)).size).toBe(count)
        expect(times).toEqual(times.toSorted().reverse())
      },
      60_000,
    )

    it('reads only a page or two ahead of whoever receives it, and no further once they leave', async () => {
      const { db, seen } = watched()
      const filter = leadFilter.parse({ form: form.slug })
      const reader = (await exportLeads(db, filter, { as: 'ndjson' })).getReader()
      await reader.read()
      await reader.cancel()
      expect(seen.sql.filter((sql) => sql.includes('lead_search')).length).toBeLessThanOrEqual(3)
    }, 60_000)
  })

  it('that fails on its way breaks off instead of looking whole', async () => {
    const form = await aPublishedForm()
    await manyLeads(form, 6_000, Date.UTC(2006, 0, 1))
    const stream = await exportLeads(env.DB, leadFilter.parse({ form: form.slug }), { as: 'csv', separator: ',' })
    const reader = stream.getReader()
    await reader.read()
    await env.DB.exec('ALTER TABLE lead RENAME TO lost')
    const rest = async () => {
      while (!(await reader.read()).done);
    }
    await expect(rest()).rejects.toThrow('no such table')
    await env.DB.exec('ALTER TABLE lost RENAME TO lead')
  })
})
