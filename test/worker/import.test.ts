import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ImportOutcome, ImportPlanInput, ImportRow, ImportSummary } from '../../contract/import.ts'
import type { LeadDetail } from '../../contract/lead.ts'
import { suppress, suppressionSubjects } from '../../worker/consent/suppression.ts'
import { owe } from '../../worker/delivery/owe.ts'
import { sweep } from '../../worker/delivery/queue.ts'
import { deleteLead } from '../../worker/lead/delete.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { manyLeads } from '../support/many-leads.ts'
import { aPublishedForm, origin, post, ready, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('leads:read', 'leads:write')
  await aPublishedForm()
})

const agreed = {
  purpose: 'newsletter',
  wording: 'Je veux recevoir la lettre',
  source: 'Bulletins papier du salon de Lyon, classeur bleu',
  collectedOn: '2025-05-12',
}
const aPlan = (over: Partial<ImportPlanInput> = {}): ImportPlanInput => ({
  site: 'main',
  file: 'contacts.csv',
  ...over,
})
const asRows = (values: ImportRow['values'][]): ImportRow[] => values.map((values, i) => ({ n: i + 2, values }))

async function answered<T>(response: Response, status: number): Promise<T> {
  if (response.status !== status) throw new Error(`${response.status} ${await response.text()}`)
  return response.json()
}
const start = async (plan: ImportPlanInput) =>
  (await answered<{ id: string }>(await call('POST', '/imports', plan), 201)).id
const chunk = async (id: string, n: number, rows: ImportRow[]) =>
  answered<ImportOutcome>(await call('POST', `/imports/${id}/rows`, { chunk: n, rows }), 200)
const attempt = async (plan: ImportPlanInput, values: ImportRow['values'][]) =>
  answered<ImportOutcome>(await call('POST', '/imports/try', { plan, rows: asRows(values) }), 200)

/** A whole file in one chunk. */
async function imported(plan: ImportPlanInput, values: ImportRow['values'][]) {
  const id = await start(plan)
  const outcome = await chunk(id, 1, asRows(values))
  const summary = await answered<ImportSummary>(await call('POST', `/imports/${id}/end`, { state: 'done' }), 200)
  return { id, outcome, summary }
}
type Stored = Record<string, string | number | null>
const leadOf = async (email: string) =>
  (await rows<Stored>('SELECT * FROM lead WHERE email_key = ?1', email.toLowerCase()))[0]!
const tables = async () =>
  rows(
    'SELECT (SELECT count(*) FROM lead) AS l, (SELECT count(*) FROM submission) AS s, (SELECT count(*) FROM timeline) AS t, (SELECT count(*) FROM consent_event) AS c, (SELECT count(*) FROM outbox) AS o',
  )

describe('a row', () => {
  it('becomes a lead with everything it says, found by search, which says that it was imported', async () => {
    const email = aPerson()
    await imported(aPlan({ tags: ['Salon 2026'], answers: [{ key: 'budget', label: 'Budget' }] }), [
      {
        email: ` ${email.toUpperCase()} `,
        given_name: 'Zoé',
        family_name: 'Dûfour',
        phone: '06 12 34 56 78',
        company: "'=Atelier",
        country: 'Belgique',
        website: 'atelier.example',
        stage: 'Client',
        tags: 'vip; salon 2026',
        'answer:budget': '12 000 €',
        created_at: '03/04/2024 10:30',
        language: 'English',
      },
    ])
    const lead = await leadOf(email)
    expect(lead).toMatchObject({
      full_name: 'Zoé Dûfour',
      phone: '+33612345678',
      company: '=Atelier',
      country: 'BE',
      website: 'https://atelier.example',
      stage: 'customer',
      tags: '["Salon 2026","vip"]',
      answers: '{"budget":"12 000 €"}',
      created_at: '2024-04-03T10:30:00.000Z',
      last_contact_at: '2024-04-03T10:30:00.000Z',
      language: 'en',
      held: 0,
      source: '{"campaign":{"utm_source":"import"}}',
    })
    expect(Math.abs(Number(lead.seq) / 1024 - Date.parse('2024-04-03T10:30Z'))).toBeLessThan(1_000)
    const list = await answered<{ leads: { email: string }[] }>(await call('GET', `/leads?q=${email}`), 200)
    expect(list.leads.map((one) => one.email.toLowerCase())).toEqual([email])
    const detail = await answered<LeadDetail>(await call('GET', `/leads/${lead.id}`), 200)
    expect(detail.history[0]!.form.name).toBe('Import : contacts.csv')
    expect(detail.history[0]!.answers).toContainEqual({ key: 'budget', label: 'Budget', value: '12 000 €' })
  })

  it.each<[string, ImportRow['values'], string, string]>([
    ['no address', { company: 'Sud' }, 'email', 'required'],
    ['no address in its place', { email: 'Jeanne Martin' }, 'email', 'bad_email'],
    ['a number nobody can dial', { email: 'a@example.fr', phone: 'à rappeler' }, 'phone', 'bad_phone'],
    ['a country that is none', { email: 'a@example.fr', country: 'Atlantide' }, 'country', 'not_an_option'],
    ['a day that is none', { email: 'a@example.fr', created_at: '31/02/2024' }, 'created_at', 'bad_date'],
    ['a day still to come', { email: 'a@example.fr', created_at: '2999-01-01' }, 'created_at', 'bad_date'],
    ['a stage nobody knows', { email: 'a@example.fr', stage: 'peut-être' }, 'stage', 'not_an_option'],
    ['a name without end', { email: 'a@example.fr', full_name: 'x'.repeat(201) }, 'full_name', 'too_long'],
  ])('with %s is refused, and says why', async (_, values, field, code) => {
    expect(await attempt(aPlan(), [values])).toMatchObject({
      made: 0,
      refused: 1,
      wrong: [{ n: 2, field, code, left: false }],
    })
  })

  it('comes in without the value that cannot be, where that is asked', async () => {
    const email = aPerson()
    const { outcome } = await imported(aPlan({ wrong: 'leave_out' }), [{ email, phone: 'rien', company: 'Sud' }])
    expect(outcome).toMatchObject({ made: 1, refused: 0, wrong: [{ field: 'phone', code: 'bad_phone', left: true }] })
    expect(await leadOf(email)).toMatchObject({ phone: null, company: 'Sud' })
  })

  it('of an address that comes again fills what was blank, and makes nobody twice', async () => {
    const email = aPerson()
    const { outcome } = await imported(aPlan(), [
      { email, company: 'Sud' },
      { email, company: 'Nord', job_title: 'Chef' },
    ])
    expect(outcome).toMatchObject({ made: 1, known: 1 })
    expect(await leadOf(email)).toMatchObject({ company: 'Sud', job_title: 'Chef' })
  })
})

describe('somebody who is known', () => {
  it('has blanks filled, and nothing else changed', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    await send(form, { answers: { email, given: 'Zoé', company: 'Sud' } })
    await env.DB.prepare(`UPDATE lead SET stage = 'prospect', tags = '["vip"]' WHERE email_key = ?1`).bind(email).run()
    const before = await leadOf(email)
    const { outcome } = await imported(
      aPlan({ stage: 'customer', tags: ['import'], consents: [{ ...agreed, everybody: true }] }),
      [{ email, given_name: 'Jean', company: 'Nord', job_title: 'Cheffe', created_at: '2020-01-01' }],
    )
    expect(outcome).toMatchObject({ made: 0, filled: 1 })
    const after = await leadOf(email)
    expect(after).toMatchObject({
      given_name: 'Zoé',
      company: 'Sud',
      job_title: 'Cheffe',
      stage: 'prospect',
      created_at: before.created_at,
      last_contact_at: before.last_contact_at,
      source: before.source,
    })
    expect(JSON.parse(String(after.tags)).sort()).toEqual(['import', 'vip'])
    // They said yes themselves; what a file declares takes nothing of that away.
    expect(after.consents).toBe(before.consents)
  })

  it('stays as they are when the same file comes again, and nothing new is written', async () => {
    const people = [aPerson(), aPerson(), aPerson()]
    const plan = aPlan({ tags: ['encore'], consents: [{ ...agreed, everybody: true }] })
    const values = people.map((email, i) => ({ email, company: `Société ${i}`, tags: 'un;deux' }))
    expect((await imported(plan, values)).outcome).toMatchObject({ made: 3 })
    const before = await tables()
    expect((await imported(plan, values)).outcome).toMatchObject({ made: 0, filled: 0, known: 3, refused: 0 })
    expect(await tables()).toEqual(before)
  })
})

describe('a chunk', () => {
  it('that is sent again writes nothing more, and says the same', async () => {
    const known = aPerson()
    await imported(aPlan(), [{ email: known }])
    const id = await start(aPlan())
    const sent = asRows([{ email: aPerson() }, { email: known, company: 'Sud' }, { email: 'non' }])
    const first = await chunk(id, 1, sent)
    expect(first).toMatchObject({ made: 1, filled: 1, refused: 1 })
    const before = await tables()
    expect(await chunk(id, 1, sent)).toEqual(first)
    expect(await tables()).toEqual(before)
    const list = await answered<{ imports: ImportSummary[] }>(await call('GET', '/imports'), 200)
    expect(list.imports[0]).toMatchObject({ id, state: 'running', made: 1, filled: 1, refused: 1 })
  })

  it('comes in its turn, and none after the end', async () => {
    const id = await start(aPlan())
    const rows = asRows([{ email: aPerson() }])
    expect((await call('POST', `/imports/${id}/rows`, { chunk: 2, rows })).status).toBe(409)
    await call('POST', `/imports/${id}/end`, { state: 'stopped' })
    expect((await call('POST', `/imports/${id}/rows`, { chunk: 1, rows })).status).toBe(409)
  })

  it('of five hundred people of one day finds room for each beside a thousand already there', async () => {
    const day = Date.UTC(2011, 4, 5)
    await manyLeads(await aPublishedForm(), 1_000, day + 1_000_000)
    const id = await start(aPlan())
    const values = (n: number) => ({ email: `jour${n}@un-jour.example`, created_at: '2011-05-05' })
    const sent = asRows(Array.from({ length: 500 }, (_, n) => values(n)))
    expect(await chunk(id, 1, sent)).toMatchObject({ made: 500 })
    const [found] = await rows(
      `SELECT count(*) AS n, min(seq) >= ?1 * 1024 AND max(seq) < (?1 + 86400000) * 1024 AS within FROM lead WHERE email_key LIKE '%@un-jour.example'`,
      day,
    )
    expect(found).toEqual({ n: 500, within: 1 })
  })
})

describe('agreements', () => {
  it('are imported ones, each with what was declared of it, in the log and in the certificate', async () => {
    const [said, silent] = [aPerson(), aPerson()]
    const before = await tables()
    await imported(aPlan({ consents: [agreed] }), [
      { email: said, 'consent:newsletter': 'Oui' },
      { email: silent, 'consent:newsletter': 'peut-être' },
    ])
    const lead = await leadOf(said)
    expect(JSON.parse(String(lead.consents))).toMatchObject({ newsletter: { basis: 'consent', state: 'imported' } })
    expect((await leadOf(silent)).consents).toBe('{}')
    const events = await rows('SELECT state, method, basis, purpose FROM consent_event WHERE lead_id = ?1', lead.id)
    expect(events).toEqual([{ state: 'imported', method: 'import', basis: 'consent', purpose: 'newsletter' }])
    const detail = await answered<LeadDetail>(await call('GET', `/leads/${lead.id}`), 200)
    expect(detail.consentEvents[0]!.wording).toBe(
      'Je veux recevoir la lettre\nDéclaré à l’import, recueilli le 2025-05-12 : Bulletins papier du salon de Lyon, classeur bleu',
    )
    const certificate = await (await call('GET', `/leads/${lead.id}/certificate`)).text()
    expect(certificate).toContain('classeur bleu')
    // What nobody was shown is not drawn as if it had been.
    expect(certificate).not.toMatch(/☐|case non cochée|unticked/)
    // Nobody is written to.
    expect((await tables())[0]!.o).toBe(before[0]!.o)
  })

  it('of whoever has said no are not taken over, here or from before they were a lead again', async () => {
    const form = await aPublishedForm()
    const [withdrawn, once, gone] = [aPerson(), aPerson(), aPerson()]
    await send(form, { answers: { email: withdrawn } })
    const no = JSON.stringify({
      newsletter: { basis: 'consent', state: 'withdrawn', at: '2026-01-01T00:00:00.000Z', noticeId: form.notices.fr },
    })
    await env.DB.prepare('UPDATE lead SET consents = ?2 WHERE email_key = ?1').bind(withdrawn, no).run()
    const listed = async (email: string, purpose: string) =>
      suppress(
        env.DB,
        (await suppressionSubjects(env, 'main', email))[0]!,
        [{ purpose, state: 'withdrawn' }],
        '2026-01-01',
      ).run()
    await listed(once, 'newsletter')
    await listed(gone, '*')
    const { outcome } = await imported(
      aPlan({ consents: [{ ...agreed, everybody: true }] }),
      [withdrawn, once, gone].map((email) => ({ email })),
    )
    expect(outcome).toMatchObject({
      made: 1,
      known: 1,
      withheld: 1,
      refused: 1,
      wrong: [{ n: 4, field: 'email', code: 'suppressed' }],
    })
    expect((await leadOf(withdrawn)).consents).toBe(no)
    expect(JSON.parse(String((await leadOf(once)).consents))).toMatchObject({ newsletter: { state: 'withdrawn' } })
    expect(await leadOf(gone)).toBeUndefined()
  })
})

it('whoever was imported goes as whole as anybody', async () => {
  const email = aPerson()
  await imported(aPlan({ consents: [{ ...agreed, everybody: true }] }), [{ email, company: 'Sud' }])
  const { id } = await leadOf(email)
  await deleteLead(env.DB, String(id), new Date().toISOString())
  expect(await rows('SELECT lead_id, answers, salt FROM submission WHERE id = ?1', id)).toEqual([
    { lead_id: null, answers: null, salt: null },
  ])
})

it('whoever was imported is asked later whether to stay by a mail that leads to their page', async () => {
  const email = aPerson()
  await imported(aPlan(), [{ email }])
  const { id } = await leadOf(email)
  const mail = {
    template: 'retention-ask',
    leadId: String(id),
    submissionId: String(id),
    language: 'fr',
    origin,
  } as const
  await owe(
    env.DB,
    { ...mail, endsAt: '2027-01-01T00:00:00.000Z', occasion: '2027-01-01' },
    new Date().toISOString(),
  ).run()
  await sweep(env)
  const [kept] = await rows<{ recipient: string; message: string }>(
    `SELECT recipient, message FROM mailbox WHERE outbox_id LIKE ?1 || '.%'`,
    id,
  )
  expect(kept!.recipient).toBe(email)
  expect(kept!.message).toContain(`${origin}/r/`)
})

it('a doubtful lead that the file knows is doubtful no more, and keeps what it said', async () => {
  const form = await aPublishedForm()
  const email = aPerson()
  await post(form, await ready(form, { answers: { email, company: 'Doute' }, website_url: 'http://spam.example' }))
  await imported(aPlan(), [{ email, job_title: 'Chef' }])
  expect(await leadOf(email)).toMatchObject({ held: 0, company: 'Doute', job_title: 'Chef' })
})

it('people whose last contact is long ago are counted before anything is done', async () => {
  const outcome = await attempt(aPlan(), [{ email: aPerson(), last_contact_at: '2015-01-01' }, { email: aPerson() }])
  expect(outcome).toMatchObject({ made: 2, old: 1 })
})

it('trying changes nothing', async () => {
  const before = await tables()
  await attempt(aPlan({ consents: [{ ...agreed, everybody: true }] }), [{ email: aPerson(), tags: 'neuf' }])
  expect(await tables()).toEqual(before)
  expect(await rows(`SELECT * FROM tag WHERE key = 'neuf'`)).toEqual([])
})

it('an import stands in the audit trail, by whoever did it', async () => {
  const { id } = await imported(aPlan(), [{ email: aPerson() }])
  expect(await rows(`SELECT actor, action FROM audit WHERE detail ->> 'import' = ?1`, id)).toEqual([
    { actor: 'test', action: 'leads.imported' },
  ])
})

describe('what is refused as a whole', () => {
  it.each<[string, unknown, Record<string, string>]>([
    ['an unknown site', aPlan({ site: 'nowhere' }), { site: 'unknown' }],
    [
      'a question under the name of a property',
      aPlan({ answers: [{ key: 'company', label: 'x' }] }),
      { 'answers.0.key': 'reserved' },
    ],
    [
      'an agreement nobody says the source of',
      aPlan({ consents: [{ ...agreed, source: 'salon' }] }),
      { 'consents.0.source': 'too_short' },
    ],
    ['a purpose twice', aPlan({ consents: [agreed, agreed] }), { consents: 'duplicate_purpose' }],
    ['an unknown setting', { ...aPlan(), mail: true }, { mail: 'unknown_field' }],
  ])('%s', async (_, plan, fields) => {
    const response = await call('POST', '/imports', plan)
    expect(response.status).toBe(422)
    expect(((await response.json()) as { fields: object }).fields).toEqual(fields)
  })

  it.each<[string, unknown, number]>([
    ['values under a name that is none', { chunk: 1, rows: [{ n: 1, values: { salary: '1' } }] }, 422],
    ['a value that is no text', { chunk: 1, rows: [{ n: 1, values: { email: 1 } }] }, 422],
    ['no rows', { chunk: 1, rows: [] }, 422],
    ['too many rows', { chunk: 1, rows: asRows(Array.from({ length: 501 }, () => ({ email: 'a@b.fr' }))) }, 422],
    ['too much', { chunk: 1, rows: asRows(Array.from({ length: 90 }, () => ({ email: 'x'.repeat(9_000) }))) }, 413],
  ])('%s', async (_, body, status) => {
    expect((await call('POST', `/imports/${await start(aPlan())}/rows`, body)).status).toBe(status)
  })

  it('an import nobody began', async () => {
    const rows = asRows([{ email: aPerson() }])
    for (const id of ['0190a000-0000-7000-8000-000000000000', 'x'])
      expect((await call('POST', `/imports/${id}/rows`, { chunk: 1, rows })).status).toBe(404)
  })

  it('by whoever may only look', async () => {
    const reader = await callerWith('leads:read')
    expect((await reader('POST', '/imports', aPlan())).status).toBe(403)
    expect((await reader('GET', '/imports')).status).toBe(200)
  })
})

it('the form that imports are kept under leads nowhere', async () => {
  await imported(aPlan(), [{ email: aPerson() }])
  const [form] = await rows<{ slug: string; version: number | null }>(
    `SELECT slug, version FROM form WHERE slug LIKE '~%'`,
  )
  expect(form).toEqual({ slug: '~import~main', version: null })
  expect((await call('GET', '/../../f/~import~main')).status).toBe(404)
})
