import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import type { LeadQualification } from '../../contract/judged-lead.ts'
import type { Qualification, QualificationPreview, QualificationView } from '../../contract/qualification.ts'
import { judgeDue } from '../../worker/lead/judge.ts'
import { changeStages } from '../../worker/lead/stage.ts'
import { countDownload } from '../../worker/magnet/download.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aConfirmingForm, asked, press } from '../support/confirming.ts'
import { aPersonOf, call as open } from '../support/person.ts'
import { aPublishedForm, post, ready, rows, send } from '../support/published.ts'
import { aMember, api, aSession } from '../support/team.ts'
import { aPerson } from '../support/visitor.ts'

const minute = 60_000
const big: Qualification['criteria'][number] = {
  id: 'fit',
  necessary: true,
  rules: [
    { when: [{ about: 'size', is: 'one_of', values: ['10-49'] }], verdict: 'yes' },
    { when: [{ about: 'size', is: 'one_of', values: ['1-9'] }], verdict: 'no' },
  ],
}
const direction = {
  name: 'Direction',
  when: [{ about: 'lead.job_title', is: 'contains' as const, values: ['direct'] }],
}

const job = { kind: 'job_title', key: 'role', label: { fr: 'Fonction' } } as const
const steps = [
  {
    id: 'you',
    fields: [
      { kind: 'email', key: 'email', label: { fr: 'Adresse' }, required: true },
      { kind: 'name', key: 'name', part: 'full', label: { fr: 'Nom' } },
      job,
      {
        kind: 'choice',
        key: 'size',
        label: { fr: 'Effectif' },
        options: [
          { value: '1-9', label: { fr: '1 à 9' } },
          { value: '10-49', label: { fr: '10 à 49' } },
        ],
      },
    ],
  },
] as NonNullable<Parameters<typeof aPublishedForm>[0]>['steps']

let call: Call
let form: PublishedForm
beforeEach(async () => {
  call ??= await callerWith('leads:read', 'leads:write', 'site:read', 'site:write')
  form ??= await aPublishedForm({ steps })
  await env.DB.prepare('DELETE FROM judging').run()
})

const settle = async (settled: Partial<Qualification> & object, more: object = {}) => {
  const response = await call('PUT', '/sites/main/qualification', { settled: { criteria: [], ...settled }, ...more })
  if (response.status === 200) await env.DB.prepare('DELETE FROM judging').run()
  return response
}
const view = async () => (await call('GET', '/sites/main/qualification')).json<QualificationView>()
const preview = async (settled: Partial<Qualification>) =>
  (await call('POST', '/sites/main/qualification/preview', { criteria: [], ...settled })).json<QualificationPreview>()
const one = async (id: string) => (await call('GET', `/leads/${id}/qualification`)).json<LeadQualification>()
const say = (id: string, criterion: string, body: unknown) => call('PUT', `/leads/${id}/judgements/${criterion}`, body)

type Lead = {
  id: string
  quality: number | null
  qualified: number
  persona: string | null
  stage: string
  qualification: string
  interest_at: string | null
  assigned_to: string | null
  judge_due: number
}
const leadOf = async (id: string) => (await rows<Lead>('SELECT * FROM lead WHERE id = ?1', id))[0]!
/** Somebody new; gives their lead's id, which is their submission's. */
const come = async (answers: Record<string, string> = {}, more: object = {}, on = form) =>
  (await send(on, { answers: { email: aPerson(), ...answers }, consents: {}, ...more })).id
const clock = (now = Date.now()) => judgeDue(env, now)
const moves = (id: string) =>
  rows<{ detail: string }>(`SELECT detail FROM timeline WHERE lead_id = ?1 AND kind = 'stage' ORDER BY id`, id)

describe('a lead that arrives', () => {
  it('is judged in the batch that keeps it, and owes nothing to the clock', async () => {
    await settle({ criteria: [big], personas: [direction] })
    const id = await come({ name: 'Claire Martin', role: 'Directrice', size: '10-49' })
    const lead = await leadOf(id)
    expect(lead).toMatchObject({ qualified: 1, persona: 'Direction', stage: 'lead', judge_due: 0, assigned_to: null })
    expect(JSON.parse(lead.qualification)).toEqual({ fit: { verdict: 'yes' } })
    expect(lead.interest_at).toEqual(expect.any(String))
    const { quality, criteria, temperature } = await one(id)
    expect(quality.score).toBe(lead.quality)
    expect(quality.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(lead.quality)
    expect(temperature).toMatchObject({ state: 'hot', days: 14, interestAt: lead.interest_at })
    expect(criteria[0]).toEqual({
      id: 'fit',
      name: null,
      necessary: true,
      verdict: 'yes',
      judged: null,
      evidence: [
        {
          verdict: 'yes',
          because: [
            {
              condition: { about: 'size', is: 'one_of', values: ['10-49'] },
              question: { fr: 'Effectif' },
              answer: '10-49',
              chosen: [{ fr: '10 à 49' }],
            },
          ],
        },
      ],
    })
  })

  it('comes to the same when everything is read back and judged again', async () => {
    await settle({ criteria: [big], personas: [direction] })
    const ids = [
      await come({ name: 'Claire Martin', role: 'Directrice', size: '1-9' }),
      await come({}, { source: { page: 'https://example.fr/guide', campaign: { utm_source: 'linkedin' } } }),
      await come({ name: 'test' }, { website_url: 'https://spam.example' }),
    ]
    const before = await Promise.all(ids.map(leadOf))
    await env.DB.prepare('UPDATE lead SET quality = NULL, judge_due = 1').run()
    await clock()
    expect(await Promise.all(ids.map(leadOf))).toEqual(before)
  })

  it('goes to whom the rules say, by turns, and to nobody while it is doubtful', async () => {
    const [ana, bo] = [await aMember('editor'), await aMember('editor')]
    const assignment = [
      { when: [{ about: 'lead.language', is: 'one_of' as const, values: ['de'] }], to: [ana] },
      { when: [], to: [ana, bo] },
    ]
    expect((await settle({ assignment })).status).toBe(200)
    const id = await come()
    const turn = Date.parse((await leadOf(id)).interest_at!) % 2
    expect((await leadOf(id)).assigned_to).toBe([ana, bo][turn])
    const doubtful = await come({}, { website_url: 'https://spam.example' })
    expect(await leadOf(doubtful)).toMatchObject({ assigned_to: null, interest_at: null })
    await call('POST', `/submissions/${doubtful}/release`)
    expect([ana, bo]).toContain((await leadOf(doubtful)).assigned_to)
    // Whoever has left the team is given nobody.
    await env.DB.prepare('DELETE FROM member WHERE id = ?1').bind(bo).run()
    expect((await view()).settled.assignment.map(({ to }) => to)).toEqual([[ana], [ana]])
    expect((await settle({ assignment })).status).toBe(422)
  })

  it('is a prospect at once where being qualified is enough, with the rule in its history', async () => {
    await settle({ criteria: [big], prospectOn: 'exchange_or_qualified' })
    const id = await come({ size: '10-49' })
    await clock()
    expect(await leadOf(id)).toMatchObject({ stage: 'prospect', judge_due: 0 })
    expect((await moves(id)).map(({ detail }) => JSON.parse(detail))).toEqual([
      expect.objectContaining({ from: 'lead', to: 'prospect', rule: 'qualified' }),
    ])
    const doubtful = await come({ size: '10-49' }, { website_url: 'https://spam.example' })
    await clock()
    expect((await leadOf(doubtful)).stage).toBe('lead')
  })

  it('costs one batch still when rules and people are many', async () => {
    const rules = Array.from({ length: 20 }, (_, n) => ({
      ...big.rules[0]!,
      when: [{ about: `k${n}`, is: 'answered' as const }],
    }))
    const criteria = Array.from({ length: 12 }, (_, n) => ({ id: `c${n}`, name: `C${n}`, necessary: true, rules }))
    expect((await settle({ criteria })).status).toBe(200)
    expect((await leadOf(await come())).qualification).toBe('{}')
  })
})

describe('somebody who comes again, confirms, or takes what they came for', () => {
  it('is judged by all that is known of them, soon after', async () => {
    await settle({ criteria: [big], personas: [direction] })
    const email = aPerson()
    const id = await come({ email })
    const first = await leadOf(id)
    expect(first).toMatchObject({ qualified: 0, qualification: '{}' })
    await send(form, { answers: { email, role: 'Directeur', size: '10-49' }, consents: {} })
    expect((await leadOf(id)).judge_due).toBeGreaterThan(0)
    await clock()
    const lead = await leadOf(id)
    expect(lead).toMatchObject({ qualified: 1, persona: 'Direction', judge_due: 0 })
    expect(lead.quality).toBeGreaterThan(first.quality!)
  })

  it('is worth more once the address is theirs, and at once', async () => {
    await settle({})
    const confirming = await aConfirmingForm('consents')
    const { id, link } = await asked(confirming)
    const before = await leadOf(id)
    await press(link)
    await clock()
    expect((await leadOf(id)).quality).toBe(before.quality! + 18)
  })

  it('shows interest by a download, which is worth points the first time only', async () => {
    await settle({})
    const id = await come()
    const before = await leadOf(id)
    const at = new Date(Date.now() + 3 * 86_400_000).toISOString()
    for (let n = 0; n < 2; n++)
      await countDownload(env.DB, { submissionId: id, magnetId: 'm', expiresAt: 0 } as never, at)
    expect(await leadOf(id)).toMatchObject({ interest_at: at, judge_due: 1 })
    await clock()
    expect((await leadOf(id)).quality).toBe(before.quality! + 6)
  })
})

describe('the word of a person', () => {
  it('stands above every rule until it is taken back, with who, when and why', async () => {
    await settle({ criteria: [big] })
    const id = await come({ size: '1-9' })
    const response = await say(id, 'fit', { verdict: 'yes', why: 'Ouvre trois agences.' })
    expect(response.status).toBe(200)
    const { criteria, qualified } = await response.json<LeadQualification>()
    expect(qualified).toBe(true)
    expect(criteria[0]).toMatchObject({
      verdict: 'yes',
      judged: { by: 'test', at: expect.any(String), why: 'Ouvre trois agences.' },
      evidence: [{ verdict: 'no' }],
    })
    expect(await leadOf(id)).toMatchObject({ qualified: 1, judge_due: 0 })
    await settle({ criteria: [{ ...big, rules: [] }] })
    await env.DB.prepare('UPDATE lead SET judge_due = 1 WHERE id = ?1').bind(id).run()
    await clock()
    expect((await leadOf(id)).qualified).toBe(1)
    expect((await call('DELETE', `/leads/${id}/judgements/fit`)).status).toBe(200)
    expect(await leadOf(id)).toMatchObject({ qualified: 0, qualification: '{}' })
    const said = await rows<{ detail: string }>(
      `SELECT detail FROM timeline WHERE lead_id = ?1 AND kind = 'judged' ORDER BY id`,
      id,
    )
    expect(said.map(({ detail }) => JSON.parse(detail).verdict)).toEqual(['yes', null])
  })

  it('is among what the person is told of themselves, with why and without who', async () => {
    await settle({ criteria: [big], personas: [{ name: 'Équipe', when: [{ about: 'lead.company', is: 'answered' }] }] })
    const { id, mailed } = await aPersonOf(await aPublishedForm())
    await say(id, 'fit', { verdict: 'no', why: 'Trop petit pour nous.' })
    const text = (await open(mailed)).text
    expect(text).toContain('Trop petit pour nous.')
    expect(text).toContain('dans la cible')
    expect(text).toContain('Équipe')
    const mine = JSON.parse((await open(`${mailed}/data.json`)).text)
    expect(mine).toMatchObject({
      persona: 'Équipe',
      quality: (await leadOf(id)).quality,
      judgements: [{ criterion: 'fit', verdict: 'no', why: 'Trop petit pour nous.' }],
    })
    expect(JSON.stringify(mine.judgements)).not.toContain('test')
  })

  it('survives rules being applied at the same moment', async () => {
    await settle({ criteria: [big] })
    const id = await come({ size: '1-9' })
    await env.DB.prepare('UPDATE lead SET judge_due = judge_due + 1 WHERE id = ?1').bind(id).run()
    await Promise.all([say(id, 'fit', { verdict: 'yes', why: 'Vu au salon.' }), clock(), clock()])
    await clock()
    expect(await leadOf(id)).toMatchObject({ qualified: 1, judge_due: 0 })
    expect((await one(id)).criteria[0]!.judged?.why).toBe('Vu au salon.')
  })

  it('is refused without a why, about a criterion or a lead there is not, and from who only reads', async () => {
    await settle({ criteria: [big] })
    const id = await come()
    expect((await say(id, 'fit', { verdict: 'yes' })).status).toBe(422)
    expect((await say(id, 'fit', { verdict: 'perhaps', why: 'x' })).status).toBe(422)
    expect((await say(id, 'fit', { verdict: 'yes', why: 'x'.repeat(501) })).status).toBe(422)
    expect((await say(id, 'nothing', { verdict: 'yes', why: 'x' })).status).toBe(404)
    expect((await say(id, `x'"]`, { verdict: 'yes', why: 'x' })).status).toBe(404)
    expect((await say(crypto.randomUUID(), 'fit', { verdict: 'yes', why: 'x' })).status).toBe(404)
    expect((await call('GET', '/leads/nobody/qualification')).status).toBe(404)
    const viewer = await aSession('viewer')
    const asViewer = {
      method: 'PUT',
      body: '{"verdict":"yes","why":"x"}',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    }
    expect((await api(`/leads/${id}/judgements/fit`, viewer, asViewer)).status).toBe(403)
    expect((await api(`/leads/${id}/qualification`, viewer)).status).toBe(200)
    expect((await api(`/leads/${id}/qualification`)).status).toBe(401)
    expect((await leadOf(id)).qualification).toBe('{}')
  })
})

describe('a stage that follows a rule', () => {
  it('goes back when the rule does not hold any more, unless a person or an exchange moved it', async () => {
    const settled = { criteria: [big], prospectOn: 'exchange_or_qualified' as const }
    await settle(settled)
    const [byRule, byPerson, back] = [
      await come({ size: '10-49' }),
      await come({ size: '10-49' }),
      await come({ size: '10-49' }),
    ]
    await clock()
    const actor = { kind: 'token', id: 't', name: 'Claire', scopes: [] } as never
    await changeStages(env.DB, [back!], { to: 'lead' }, actor, Date.now())
    await changeStages(env.DB, [byPerson!], { to: 'lead' }, actor, Date.now())
    await changeStages(env.DB, [byPerson!], { to: 'prospect' }, actor, Date.now() + 1)
    await env.DB.prepare('UPDATE lead SET judge_due = 1').run()
    await clock()
    expect((await leadOf(back!)).stage).toBe('lead')
    await call('PUT', '/sites/main/qualification', { settled: { ...settled, criteria: [{ ...big, rules: [] }] } })
    await clock(Date.now() + 2 * minute)
    expect((await leadOf(byRule!)).stage).toBe('lead')
    expect((await leadOf(byPerson!)).stage).toBe('prospect')
  })
})

describe('other rules', () => {
  it('tell whom they would move before anybody is moved', async () => {
    await settle({ criteria: [{ ...big, rules: [] }] })
    await env.DB.prepare('DELETE FROM lead').run()
    const small = await come({ size: '1-9', role: 'Directrice' })
    const large = await come({ size: '10-49' })
    await come()
    const before = await rows('SELECT * FROM lead')
    const told = await preview({ criteria: [big], personas: [direction], prospectOn: 'exchange_or_qualified' })
    expect(told).toMatchObject({
      looked: 3,
      more: false,
      moved: 2,
      criteria: [
        {
          id: 'fit',
          count: 2,
          first: [
            { id: large, from: 'unknown', to: 'yes' },
            { id: small, from: 'unknown', to: 'no' },
          ],
        },
      ],
      qualified: { gained: 1, lost: 0, first: [{ id: large, gained: true }] },
      personas: { count: 1, first: [{ id: small, from: null, to: 'Direction' }] },
      stages: { count: 1, first: [{ id: large, from: 'lead', to: 'prospect' }] },
    })
    expect(await rows('SELECT * FROM lead')).toEqual(before)
    expect(await preview({ criteria: [{ ...big, rules: [] }] })).toMatchObject({ moved: 0 })
  })

  it('are applied piece by piece, the newest first, and say how far they have come', async () => {
    await settle({})
    const ids = []
    for (let n = 0; n < 3; n++) ids.push(await come({ size: '10-49' }))
    const response = await call('PUT', '/sites/main/qualification', { settled: { criteria: [big] } })
    const { judging, changedAt } = await response.json<QualificationView>()
    expect(judging).toEqual({ judged: 0, moved: 0, startedAt: changedAt, upTo: null })
    // Copies of the old rules live on for a moment; who comes meanwhile is judged with the rest.
    await clock()
    expect((await leadOf(ids[0]!)).qualified).toBe(0)
    await clock(Date.now() + 2 * minute)
    expect((await view()).judging).toBeNull()
    for (const id of ids) expect(await leadOf(id)).toMatchObject({ qualified: 1 })
  })

  it('keep their place between pieces, and reach everybody once', async () => {
    await settle({})
    await env.DB.prepare('DELETE FROM lead').run()
    await env.DB.prepare(`
      INSERT INTO lead (seq, id, site_id, email, email_key, language, form_id, forms, answers, consents, source, held, created_at, last_contact_at, judge_due)
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1300)
      SELECT n * 1024, 'many-' || n, iif(n % 2, 'main', 'other'), n || '@a.fr', n || '@a.fr', 'fr', 'f', 'f0', '{"size":"10-49"}', '{}', '{}', 0, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 0
      FROM n`).run()
    await call('PUT', '/sites/main/qualification', { settled: { criteria: [big] } })
    const later = Date.now() + 2 * minute
    await judgeDue({ ...env, LEADS_PER_RUN: '1000' }, later)
    expect((await view()).judging).toMatchObject({ judged: 500, moved: 500, upTo: '1970-01-01T00:00:00.301Z' })
    await judgeDue({ ...env, LEADS_PER_RUN: '1000' }, later)
    expect((await view()).judging).toBeNull()
    expect(
      await rows('SELECT site_id, qualified, count(*) AS n FROM lead GROUP BY site_id, qualified ORDER BY site_id'),
    ).toEqual([
      { site_id: 'main', qualified: 1, n: 650 },
      { site_id: 'other', qualified: 0, n: 650 },
    ])
    await env.DB.prepare('DELETE FROM lead').run()
  })

  it('are refused when somebody else was quicker, when they are none, and from who may not settle', async () => {
    const { changedAt } = await view()
    expect((await settle({ hotDays: 7 }, { changedAt })).status).toBe(200)
    expect((await settle({ hotDays: 8 }, { changedAt })).status).toBe(409)
    expect((await view()).settled.hotDays).toBe(7)
    const put = (body: unknown, site = 'main') => call('PUT', `/sites/${site}/qualification`, body)
    expect((await put({ settled: { criteria: 'all' } })).status).toBe(422)
    expect((await put({ settled: { criteria: [{ id: 'own', necessary: true }] } })).status).toBe(422)
    expect((await put('{"settled":{"criteria":[],"__proto__":{}}}')).status).toBe(415)
    expect((await put({ settled: { criteria: [] }, x: 'y'.repeat(100_001) })).status).toBe(413)
    expect((await put({ settled: { criteria: [] } }, 'nowhere')).status).toBe(404)
    expect((await call('POST', '/sites/nowhere/qualification/preview', { criteria: [] })).status).toBe(404)
    const reader = await callerWith('site:read')
    expect((await reader('GET', '/sites/main/qualification')).status).toBe(200)
    expect((await reader('PUT', '/sites/main/qualification', { settled: { criteria: [] } })).status).toBe(403)
    expect((await reader('POST', '/sites/main/qualification/preview', { criteria: [] })).status).toBe(403)
  })

  it('stand in the audit trail', async () => {
    await settle({ hotDays: 9 })
    const [entry] = await rows<{ action: string; detail: string }>(
      'SELECT action, detail FROM audit ORDER BY id DESC LIMIT 1',
    )
    expect(entry?.action).toBe('site.changed')
    expect(JSON.parse(entry!.detail)).toEqual({ site: 'main', what: 'qualification' })
  })
})

describe('for how long interest makes hot', () => {
  it('is as the site says, in the list and its filter as on the lead', async () => {
    const id = await come()
    const tenDaysAgo = new Date(Date.now() - 10 * 86_400_000).toISOString()
    await env.DB.prepare('UPDATE lead SET interest_at = ?2 WHERE id = ?1').bind(id, tenDaysAgo).run()
    const hot = async () => {
      const { leads } = await (await call('GET', '/leads?temperature=hot&limit=100')).json<{
        leads: { id: string; temperature: string }[]
      }>()
      return leads.filter((lead) => lead.id === id).map(({ temperature }) => temperature)
    }
    await settle({ hotDays: 30 })
    expect(await hot()).toEqual(['hot'])
    expect((await one(id)).temperature).toMatchObject({ state: 'hot', days: 30 })
    await settle({ hotDays: 5 })
    expect(await hot()).toEqual([])
    expect((await one(id)).temperature.state).toBe('cold')
  })
})

describe('what waited since before there were rules', () => {
  it('is stored, and judged by the clock', async () => {
    await settle({ criteria: [big] })
    const sent = await ready(form, { answers: { email: aPerson(), size: '10-49' }, consents: {} })
    const response = await post(form, sent)
    const { id } = await response.json<{ id: string }>()
    await env.DB.prepare(
      `UPDATE lead SET quality = NULL, qualification = '{}', qualified = 0, judge_due = 1 WHERE id = ?1`,
    )
      .bind(id)
      .run()
    await clock()
    expect(await leadOf(id)).toMatchObject({ qualified: 1, judge_due: 0, quality: expect.any(Number) })
  })
})
