import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import type { Accepted } from '../../contract/submission.ts'
import { toRecord } from '../../worker/capture/to-record.ts'
import { record } from '../../worker/lead/record.ts'
import { createMagnet } from '../../worker/magnet/store.ts'
import { aPublishedForm, post, ready, rows, send } from '../support/published.ts'
import { aPerson, linkOf } from '../support/visitor.ts'

const now = () => new Date().toISOString()
const withMagnet = async () => {
  const magnet = await createMagnet(
    env.DB,
    'main',
    { kind: 'link', name: 'Le guide', url: 'https://example.fr/guide' },
    now(),
  )
  return aPublishedForm({ magnet: magnet.id })
}
const leadOf = async (email: string) => (await rows('SELECT * FROM lead WHERE email = ?1', email))[0]

describe('a submission', () => {
  it('is stored once, as lead, submission, consents, timeline and mail owed, and answered with its magnet', async () => {
    await aPublishedForm()
    const form = await withMagnet()
    const email = aPerson()
    const accepted = await send(form, { answers: { email, given: 'Zoé', family: 'Dûfour', size: '10-49' } })
    const lead = await leadOf(email)
    expect(lead).toMatchObject({
      id: accepted.id,
      full_name: 'Zoé Dûfour',
      answers: '{"size":"10-49"}',
      held: 0,
      stage: 'lead',
    })
    expect(await rows('SELECT * FROM submission WHERE lead_id = ?1', accepted.id)).toHaveLength(1)
    expect(await rows('SELECT * FROM timeline WHERE lead_id = ?1', accepted.id)).toHaveLength(1)
    expect(await rows('SELECT id FROM outbox WHERE lead_id = ?1', accepted.id)).toEqual([
      { id: `${accepted.id}.deliver` },
    ])
    expect(accepted.magnet).toMatchObject({ kind: 'link', name: 'Le guide' })
    expect(linkOf(accepted)).toMatch(/^https:\/\/leads\.example\.com\/d\/download\./)
  })

  it('records what was shown and not given beside what was given, pointing at the notice', async () => {
    const form = await aPublishedForm()
    const { id } = await send(form, { consents: { newsletter: true } })
    expect(
      await rows('SELECT purpose, basis, state, notice_id FROM consent_event WHERE lead_id = ?1 ORDER BY purpose', id),
    ).toEqual([
      { purpose: 'newsletter', basis: 'consent', state: 'given', notice_id: form.notices.fr },
      { purpose: 'phone', basis: 'consent', state: 'shown_not_given', notice_id: form.notices.fr },
    ])
  })

  it('takes a ticked opt-out as an objection, and an unticked one as merely shown', async () => {
    const consents = [
      { purpose: 'offers', basis: 'legitimate_interest' as const, label: { fr: 'Ne pas m’écrire' } },
      { purpose: 'calls', basis: 'legitimate_interest' as const, label: { fr: 'Ne pas m’appeler' } },
    ]
    const form = await aPublishedForm({ consents })
    const { id } = await send(form, { consents: { offers: true } })
    expect(await rows('SELECT purpose, state FROM consent_event WHERE lead_id = ?1 ORDER BY purpose', id)).toEqual([
      { purpose: 'calls', state: 'shown_not_given' },
      { purpose: 'offers', state: 'objected' },
    ])
  })

  it('keeps pages without their query, which carry names and tokens', async () => {
    const form = await aPublishedForm()
    const source = {
      page: 'https://example.fr/guide?email=a@b.fr#x',
      referrer: 'javascript:alert(1)',
      campaign: { utm_source: 'lettre' },
    }
    const { id } = await send(form, { source })
    const [row] = await rows<{ source: string }>('SELECT source FROM submission WHERE id = ?1', id)
    expect(JSON.parse(row!.source)).toEqual({ page: 'https://example.fr/guide', campaign: { utm_source: 'lettre' } })
  })

  it('brings phone numbers to the one international form', async () => {
    const form = await aPublishedForm({
      steps: [
        {
          id: 'you',
          fields: [
            { kind: 'email', key: 'email', label: { fr: 'Adresse' }, required: true },
            { kind: 'phone', key: 'tel', label: { fr: 'Téléphone' }, country: 'FR' },
          ],
        },
      ],
    })
    const email = aPerson()
    await send(form, { answers: { email, tel: '06 12 34 56 78' }, consents: {} })
    expect(await leadOf(email)).toMatchObject({ phone: '+33612345678' })
  })
})

// Submission id = ticket id = primary key.
describe('a replayed ticket', () => {
  it('makes no second lead and gets the first answer', async () => {
    const form = await withMagnet()
    const body = await ready(form)
    const [first, second, third] = await Promise.all([post(form, body), post(form, body), post(form, body)])
    const answers = await Promise.all([first, second, third].map((response) => response!.json<Accepted>()))
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    const { id } = answers[0]!
    const counts = await rows(
      `SELECT (SELECT count(*) FROM lead WHERE id = ?1) AS leads,
              (SELECT count(*) FROM submission WHERE id = ?1) AS submissions,
              (SELECT count(*) FROM consent_event WHERE submission_id = ?1) AS events,
              (SELECT count(*) FROM outbox WHERE submission_id = ?1) AS mails,
              (SELECT submissions FROM lead WHERE id = ?1) AS counted`,
      id,
    )
    expect(counts).toEqual([{ leads: 1, submissions: 1, events: 2, mails: 1, counted: 1 }])
  })
})

// A stranger cannot rewrite a lead.
describe('a known address', () => {
  it('only has its blanks filled, while what differs stays in the submission', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    const first = await send(form, { answers: { email, given: 'Camille' } })
    const second = await send(form, {
      answers: { email: email.replace('camille', 'Camille'), given: 'Mallory', company: 'Évil SA', size: '1-9' },
    })
    expect(await leadOf(email)).toMatchObject({
      id: first.id,
      given_name: 'Camille',
      company: 'Évil SA',
      submissions: 2,
      answers: '{"size":"1-9"}',
    })
    const [row] = await rows<{ lead_id: string; answers: string }>(
      'SELECT lead_id, answers FROM submission WHERE id = ?1',
      second.id,
    )
    expect(row!.lead_id).toBe(first.id)
    expect(JSON.parse(row!.answers)).toMatchObject({ given: 'Mallory' })
  })

  it('is answered like an unknown one', async () => {
    const form = await withMagnet()
    const email = aPerson()
    const shape = ({ magnet, ...rest }: Accepted) => [Object.keys(rest), Object.keys(magnet!)]
    const unknown = await send(form, { answers: { email } })
    const known = await send(form, { answers: { email } })
    expect(shape(known)).toEqual(shape(unknown))
  })

  it('keeps a consent given before when the box is left alone later, and takes one given now', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    await send(form, { answers: { email }, consents: { newsletter: true } })
    await send(form, { answers: { email }, consents: { phone: true } })
    const { consents } = (await leadOf(email)) as { consents: string }
    expect(JSON.parse(consents)).toMatchObject({ newsletter: { state: 'given' }, phone: { state: 'given' } })
  })
})

describe('a doubtful submission', () => {
  const held = async (id: string) => (await rows('SELECT held FROM submission WHERE id = ?1', id))[0]?.held

  it('that fills the trap is held, answered like success, and owes no mail', async () => {
    const form = await withMagnet()
    const sound = await send(form)
    const doubtful = await send(form, { website_url: 'https://spam.example' })
    expect(await held(doubtful.id)).toBe('honeypot')
    expect(Object.keys(doubtful.magnet!)).toEqual(Object.keys(sound.magnet!))
    expect(await rows('SELECT 1 FROM outbox WHERE submission_id = ?1', doubtful.id)).toEqual([])
    expect(await rows('SELECT held FROM lead WHERE id = ?1', doubtful.id)).toEqual([{ held: 1 }])
  })

  it('that comes faster than anybody types is held', async () => {
    const form = await aPublishedForm()
    const response = await post(form, await ready(form, {}, 0))
    expect(await held((await response.json<Accepted>()).id)).toBe('too_fast')
  })

  it('touches nothing of a lead already there', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    await send(form, { answers: { email } })
    const before = await leadOf(email)
    await send(form, { answers: { email, company: 'Spam SA' }, website_url: 'x', consents: { phone: true } })
    expect(await leadOf(email)).toEqual(before)
  })

  it('gives way to the first sound one from the same address', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    await send(form, { answers: { email, company: 'Spam SA' }, website_url: 'x' })
    await send(form, { answers: { email, company: 'Atelier Sud' } })
    expect(await leadOf(email)).toMatchObject({ company: 'Atelier Sud', held: 0 })
  })
})

// One submission = one D1 batch = one round trip.
describe('the cost of a submission', () => {
  const storable = async (form: PublishedForm) => {
    const email = aPerson()
    const answers = { email, given: 'Camille', family: 'Martin', company: 'Atelier Sud', size: '1-9' }
    const sound = { email, answers, consents: { newsletter: true }, language: 'fr', source: {} }
    return toRecord(form, sound, {
      id: crypto.randomUUID(),
      held: null,
      gpc: false,
      salt: 'salt',
      at: now(),
      origin: 'https://leads.example.com',
    })
  }

  it('is one round trip and at most twelve rows, for five fields, two purposes and one mail owed', async () => {
    const form = await withMagnet()
    let trips = 0
    let written = 0
    const db = new Proxy(env.DB, {
      get(target, name) {
        if (name === 'prepare') return target.prepare.bind(target)
        if (name !== 'batch') throw new Error(`a submission asks D1 for ${String(name)}`)
        return async (statements: D1PreparedStatement[]) => {
          trips++
          const results = await target.batch(statements)
          written = Math.max(
            written,
            results.reduce((sum, { meta }) => sum + meta.rows_written, 0),
          )
          return results
        }
      },
    })
    // Many, since the search index now and then merges what it wrote before.
    for (let n = 1; n <= 60; n++) {
      await record(db, await storable(form))
      expect(trips).toBe(n)
    }
    expect(written).toBeLessThanOrEqual(12)
  })

  it('gives leads of one same millisecond neighbouring numbers, in the order they came', async () => {
    const form = await aPublishedForm()
    const at = '2031-05-04T03:02:01.000Z'
    for (let n = 0; n < 3; n++) await record(env.DB, { ...(await storable(form)), at })
    const first = Date.parse(at) * 1024
    expect(await rows('SELECT seq FROM lead WHERE created_at = ?1 ORDER BY seq', at)).toEqual(
      [0, 1, 2].map((n) => ({ seq: first + n })),
    )
  })
})
