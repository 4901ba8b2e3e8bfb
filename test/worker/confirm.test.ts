import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import type { LeadDetail } from '../../contract/lead.ts'
import type { Accepted } from '../../contract/submission.ts'
import { retain } from '../../worker/consent/retention.ts'
import { callerWith } from '../support/caller.ts'
import { aConfirmingForm, asked, leadOf, mail, press, states } from '../support/confirming.ts'
import { aFormByMail } from '../support/owed.ts'
import { call } from '../support/person.ts'
import { ask } from '../support/pool.ts'
import { aPublishedForm, origin, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

const day = 24 * 60 * 60 * 1000
const now = () => new Date().toISOString()

let first: PublishedForm
let consents: PublishedForm
beforeAll(async () => {
  first = await aConfirmingForm()
  consents = await aConfirmingForm('consents')
})

afterEach(() => env.DB.prepare('DELETE FROM outbox').run())

const owedTo = async (leadId: string) =>
  (await rows<{ id: string }>('SELECT id FROM outbox WHERE lead_id = ?1 ORDER BY id', leadId)).map(({ id }) =>
    id.slice(leadId.length + 1),
  )
const events = (leadId: string) =>
  rows('SELECT purpose, state, method FROM consent_event WHERE lead_id = ?1 ORDER BY seq', leadId)
const everything = async () =>
  JSON.stringify(
    await Promise.all(
      ['lead', 'submission', 'consent_event', 'timeline', 'outbox', 'suppression', 'claim'].map((table) =>
        rows(`SELECT * FROM ${table}`),
      ),
    ),
  )

describe('before anything is given', () => {
  it('the screen says where to look, and one mail both asks and brings', async () => {
    const { id, accepted, email, link, text, subject } = await asked(first)
    expect(accepted).toEqual({
      id,
      rights: expect.any(String),
      confirm: { title: expect.any(String), text: expect.stringContaining(email), help: expect.any(String) },
    })
    expect(await owedTo(id)).toEqual(['confirm-deliver'])
    expect(subject).toContain('Le guide')
    expect(text).not.toContain('/d/')
    expect(link).not.toContain(email.split('@')[0])
    expect(await states(email)).toEqual({ newsletter: 'unconfirmed', phone: 'shown_not_given' })
  })

  it('names the webmail of whoever’s address tells', async () => {
    const { confirm } = await ask(first, `camille.${Date.now()}@gmail.com`)
    expect(confirm?.mailbox).toEqual({ label: 'Ouvrir Gmail', href: 'https://mail.google.com/mail/' })
  })

  it('a click confirms, and opens what they came for', async () => {
    const { id, email, link } = await asked(first)
    const page = await call(link)
    expect(page.text).toContain(email)
    expect(page.text).toContain('Recevoir la lettre')
    expect(page.text).not.toContain('/d/')
    const answer = await press(link)
    expect(answer.status).toBe(303)
    const done = await call(new URL(answer.headers.get('location')!, origin).href)
    const file = /https:[^"]+\/d\/[^"]+/.exec(done.text)![0]
    const opened = await call(file)
    expect([opened.status, opened.headers.get('location')]).toEqual([303, 'https://example.fr/guide'])
    expect(await states(email)).toEqual({ newsletter: 'confirmed', phone: 'shown_not_given' })
    expect(await events(id)).toEqual([
      { purpose: 'newsletter', state: 'given', method: 'form' },
      { purpose: 'phone', state: 'shown_not_given', method: 'form' },
      { purpose: 'newsletter', state: 'confirmed', method: 'confirm_page' },
    ])
    expect(await leadOf(email)).toMatchObject({ confirmed_at: expect.any(String), unconfirmed_since: null })
  })

  it('opening the link changes nothing, however often and whatever is opened', async () => {
    const { link } = await asked(first)
    const before = await everything()
    for (const url of [link, `${link}?done`, `${link}?sent`, `${link}/not-me`, `${link}/again`, link])
      expect((await call(url)).status).toBeLessThan(500)
    expect((await call(link, undefined, { method: 'HEAD' })).status).toBeLessThan(500)
    expect(await everything()).toBe(before)
  })

  it('the second visit says so and offers the file again, and a second click does nothing', async () => {
    const { email, id, link } = await asked(first)
    await press(link)
    const before = [await events(id), await leadOf(email)]
    expect((await press(link)).status).toBe(303)
    await Promise.all([press(link), press(link)])
    expect([await events(id), await leadOf(email)]).toEqual(before)
    const again = await call(link)
    expect(again.text).toContain('Déjà confirmé')
    expect(again.text).toContain('/d/')
    expect(await rows(`SELECT 1 FROM timeline WHERE lead_id = ?1 AND kind = 'confirmed'`, id)).toHaveLength(1)
  })

  it('two clicks at once confirm once', async () => {
    const { id, link } = await asked(first)
    await Promise.all(Array.from({ length: 5 }, () => press(link)))
    expect(await events(id)).toHaveLength(3)
    const gaps = await rows('SELECT count(*) AS n, max(seq) AS last FROM consent_event')
    expect(gaps[0]!.n).toBe(gaps[0]!.last)
  })

  it('asks for the address alone where no box was ticked', async () => {
    const { id, email, link } = await asked(first, { consents: {} })
    expect((await call(link)).text).not.toContain('Recevoir la lettre')
    await press(link)
    expect(await events(id)).toHaveLength(2)
    expect((await leadOf(email))!.confirmed_at).not.toBeNull()
  })
})

describe('the team', () => {
  it('is told of a lead once its address is confirmed, and once', async () => {
    const form = await aFormByMail({ delivery: { confirm: 'magnet', notice: true } })
    const notices = () => rows(`SELECT lead_id FROM outbox WHERE id LIKE '%.notice'`)
    const { id, email, link } = await asked(form)
    expect(await notices()).toEqual([])
    await press(link)
    expect(await notices()).toEqual([{ lead_id: null }])
    const again = await ask(form, email, { consents: { phone: true } })
    expect(await notices()).toHaveLength(2)
    await press((await mail(`${again.id}.confirm`)).link)
    expect(await notices()).toHaveLength(2)
    expect(await rows('SELECT 1 FROM outbox WHERE id = ?1', `${id}.notice`)).toHaveLength(1)
  })
})

describe('what a stranger is shown', () => {
  const shape = (accepted: Accepted) =>
    JSON.stringify({ ...accepted, id: 0, rights: 0, confirm: accepted.confirm && 0 })

  it('is the same for an address nobody knows, one that is known and one that is confirmed', async () => {
    const known = await asked(first)
    const confirmed = await asked(first)
    await press(confirmed.link)
    const unknown = await ask(first, aPerson())
    const answers = [unknown, await ask(first, known.email), await ask(first, confirmed.email)]
    expect(new Set(answers.map(shape)).size).toBe(1)
    const doubtful = await ask(first, confirmed.email, { website_url: 'x' })
    expect(shape(doubtful)).toBe(shape(unknown))
  })
})

describe('where only agreements are confirmed', () => {
  it('the magnet is given at once, and the mail asks about what was ticked', async () => {
    const { id, accepted, email, link } = await asked(consents)
    expect(accepted.magnet).toMatchObject({ kind: 'link' })
    expect(accepted.confirm).toBeUndefined()
    expect(await owedTo(id)).toEqual(['confirm', 'deliver'])
    expect(await states(email)).toMatchObject({ newsletter: 'unconfirmed' })
    await press(link)
    expect(await states(email)).toMatchObject({ newsletter: 'confirmed' })
  })

  it('whoever ticks nothing is asked nothing, and is nobody who never answered', async () => {
    const email = aPerson()
    const { id } = await ask(consents, email, { consents: {} })
    expect(await owedTo(id)).toEqual(['deliver'])
    expect((await leadOf(email))!.unconfirmed_since).toBeNull()
  })

  it('the screen says where to look when there is nothing else to give', async () => {
    const form = await aPublishedForm({ delivery: { confirm: 'consents' } })
    expect((await ask(form, aPerson(), { consents: { newsletter: true } })).confirm).toBeDefined()
    expect((await ask(form, aPerson(), { consents: {} })).confirm).toBeUndefined()
  })
})

describe('what somebody agreed to', () => {
  it('is no agreement for anybody’s tools until it is confirmed', async () => {
    const { email, id, link } = await asked(first)
    const get = await callerWith('leads:read')
    const line = async () => {
      const text = await (await get('GET', `/leads/export?q=${encodeURIComponent(email)}`)).text()
      const [heading, values] = text
        .trim()
        .split('\r\n')
        .map((row) => row.split(','))
      return Object.fromEntries(heading!.map((name, i) => [name, values![i]]))
    }
    expect(await line()).toMatchObject({
      consent_marketing: 'no',
      consent_newsletter: 'unconfirmed',
      double_opt_in_at: '',
      consent_at: '',
    })
    await press(link)
    const detail = await (await get('GET', `/leads/${id}`)).json<LeadDetail>()
    expect(detail).toMatchObject({
      confirmedAt: expect.any(String),
      timeline: [{ kind: 'confirmed', detail: { submission: id, purposes: ['newsletter'] } }, { kind: 'submitted' }],
    })
    expect(await line()).toMatchObject({
      consent_marketing: 'yes',
      consent_newsletter: 'confirmed',
      double_opt_in_at: detail.confirmedAt,
    })
  })

  it('is not weakened by whoever ticks the box again', async () => {
    const { email, link } = await asked(first)
    await press(link)
    for (const form of [first, consents, await aFormByMail()]) {
      await ask(form, email, { consents: { newsletter: true } })
      expect(await states(email)).toMatchObject({ newsletter: 'confirmed' })
    }
  })

  it('where it counted without, is not undone by an unconfirmed one', async () => {
    const email = aPerson()
    await ask(await aFormByMail(), email, { consents: { newsletter: true } })
    await ask(first, email, { consents: { newsletter: true } })
    expect(await states(email)).toMatchObject({ newsletter: 'given' })
  })

  it('and took back before confirming is not confirmed', async () => {
    const { email, accepted, link } = await asked(first)
    await call(`${accepted.rights}/withdraw`, { purpose: 'newsletter' })
    await press(link)
    expect(await states(email)).toMatchObject({ newsletter: 'withdrawn' })
    expect((await leadOf(email))!.confirmed_at).not.toBeNull()
  })

  it('elsewhere, unconfirmed, does not come to count when another is taken back', async () => {
    const { email } = await asked(first)
    const second = await ask(first, email, { consents: { newsletter: true } })
    await call(`${second.rights}/withdraw`, { purpose: 'newsletter' })
    expect(await states(email)).toMatchObject({ newsletter: 'unconfirmed' })
  })
})

describe('“it was not me”', () => {
  it('erases everything where nothing else is known, and the log names nobody', async () => {
    const { id, email, link } = await asked(first)
    expect((await call(link)).text).toContain('Ce n’était pas moi')
    await press(`${link}/not-me`)
    expect(await leadOf(email)).toBeUndefined()
    expect(await rows('SELECT answers, salt, lead_id FROM submission WHERE id = ?1', id)).toEqual([
      { answers: null, salt: null, lead_id: null },
    ])
    expect(await owedTo(id)).toEqual([])
    expect(await events(id)).toContainEqual({ purpose: 'newsletter', state: 'withdrawn', method: 'confirm_page' })
    expect((await call(link)).text).toContain('Nothing is kept')
    expect((await press(link)).status).toBe(200)
  })

  it('leaves what the person did themselves', async () => {
    const { email, link } = await asked(first)
    await press(link)
    const second = await ask(first, email, { consents: { phone: true } })
    await press(`${(await mail(`${second.id}.confirm`)).link}/not-me`)
    expect(await states(email)).toMatchObject({ newsletter: 'confirmed' })
    expect(await rows('SELECT 1 FROM submission WHERE id = ?1 AND erased_at IS NOT NULL', second.id)).toHaveLength(1)
    // What is confirmed is theirs, and goes by their own page.
    await press(`${link}/not-me`)
    expect(await leadOf(email)).toBeDefined()
  })
})

describe('who never confirms', () => {
  const since = (email: string, days: number) =>
    env.DB.prepare('UPDATE lead SET unconfirmed_since = ?2 WHERE email_key = ?1 AND unconfirmed_since IS NOT NULL')
      .bind(email, new Date(Date.now() - days * day).toISOString())
      .run()

  it('is erased after thirty days, and counted in the log', async () => {
    const gone = await asked(first)
    const recent = await asked(first)
    const confirmed = await asked(first)
    await press(confirmed.link)
    await since(gone.email, 31)
    await since(recent.email, 29)
    await since(confirmed.email, 31)
    const get = await callerWith('leads:read')
    expect(await (await get('GET', '/retention/preview')).json()).toMatchObject({ unconfirmed: 1 })
    await retain(env, Date.now())
    expect(await leadOf(gone.email)).toBeUndefined()
    expect(await leadOf(recent.email)).toBeDefined()
    expect(await leadOf(confirmed.email)).toBeDefined()
    const { entries } = await (await get('GET', '/retention/log')).json<{ entries: unknown[] }>()
    expect(entries).toContainEqual({ what: 'unconfirmed', count: 1, at: expect.any(String) })
    expect((await call(gone.link)).text).toContain('Nothing is kept')
  })

  it('stays where they came by a form that asks for nothing as well', async () => {
    const { email } = await asked(first)
    await ask(await aFormByMail(), email)
    await since(email, 31)
    await retain(env, Date.now())
    expect(await leadOf(email)).toBeDefined()
  })

  it('goes in bounded pieces, found by an index of their own', async () => {
    const plan = await rows<{ detail: string }>(
      'EXPLAIN QUERY PLAN SELECT id FROM lead WHERE unconfirmed_since < ?1 ORDER BY unconfirmed_since LIMIT 20',
      now(),
    )
    expect(plan.map(({ detail }) => detail).join()).toContain('lead_unconfirmed')
  })
})
