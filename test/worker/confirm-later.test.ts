import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FormInput, PublishedForm } from '../../contract/form.ts'
import { profileToken } from '../../worker/capture/profile.ts'
import { confirmLink } from '../../worker/consent/confirm/link.ts'
import { unsubscribeLink } from '../../worker/consent/rights/unsubscribe-link.ts'
import { suppress, suppressionSubjects } from '../../worker/consent/suppression.ts'
import { flushLedger } from '../../worker/ops/ledger.ts'
import { replayLedger } from '../../worker/ops/replay.ts'
import { aConfirmingForm, asked, leadOf, mail, press, states } from '../support/confirming.ts'
import { aFormByMail, watched } from '../support/owed.ts'
import { call } from '../support/person.ts'
import { ask } from '../support/pool.ts'
import { origin, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

const day = 24 * 60 * 60 * 1000
const now = () => new Date().toISOString()

let first: PublishedForm
beforeAll(async () => {
  first = await aConfirmingForm()
})

afterEach(() => env.DB.prepare('DELETE FROM outbox').run())

describe('a confirmed person who asks again', () => {
  it('finds it in their next mail, in one step', async () => {
    const { email, link } = await asked(first)
    await press(link)
    const again = await ask(first, email)
    const owed = await rows<{ id: string }>('SELECT id FROM outbox WHERE submission_id = ?1', again.id)
    expect(owed).toEqual([{ id: `${again.id}.deliver` }])
    const { text } = await mail(`${again.id}.deliver`)
    expect(text).toContain('/d/')
    expect(text).not.toContain('/c/')
  })

  it('sees it at once where their own browser holds the link that came to that mailbox', async () => {
    const { id, email, link } = await asked(first)
    const known = await profileToken(env, id, Date.now() + day)
    expect((await ask(first, email, { known })).magnet).toBeUndefined()
    await press(link)
    expect((await ask(first, email, { known })).magnet).toMatchObject({ kind: 'link', href: expect.any(String) })
    // Whoever holds it may not look at another mailbox's.
    expect((await ask(first, aPerson(), { known })).magnet).toBeUndefined()
    expect((await ask(first, email, { known: `${known}x` })).magnet).toBeUndefined()
  })

  it('is asked about what they newly agree to, and about nothing else', async () => {
    const { email, link } = await asked(first)
    await press(link)
    const again = await ask(first, email, { consents: { newsletter: true, phone: true } })
    const owed = await rows<{ id: string }>('SELECT id FROM outbox WHERE submission_id = ?1 ORDER BY id', again.id)
    expect(owed.map(({ id }) => id.split('.')[1])).toEqual(['confirm', 'deliver'])
    expect(await states(email)).toEqual({ newsletter: 'confirmed', phone: 'unconfirmed' })
    await press((await mail(`${again.id}.confirm`)).link)
    expect(await states(email)).toEqual({ newsletter: 'confirmed', phone: 'confirmed' })
  })
})

describe('the answers', () => {
  it('of whoever confirms stand, where until then they only filled blanks', async () => {
    const email = aPerson()
    await ask(await aFormByMail(), email, {
      answers: { email, given: 'Camille', family: 'Martin', company: 'Ancienne' },
    })
    const { link } = await asked(first, { answers: { email, given: 'Zoé', company: 'Nouvelle', size: '10-49' } }, email)
    expect(await leadOf(email)).toMatchObject({ given_name: 'Camille', company: 'Ancienne' })
    await press(link)
    expect(await leadOf(email)).toMatchObject({
      given_name: 'Zoé',
      family_name: 'Martin',
      full_name: 'Zoé Martin',
      company: 'Nouvelle',
      answers: '{"size":"10-49"}',
    })
  })

  it('of an older submission do not replace what they confirmed or corrected later', async () => {
    const older = await asked(first, { answers: { company: 'Ancienne' } })
    const newer = await asked(first, { answers: { company: 'Nouvelle' } }, older.email)
    await press(newer.link)
    await press(older.link)
    expect(await leadOf(older.email)).toMatchObject({ company: 'Nouvelle' })
  })
})

describe('a link whose time is over', () => {
  const expired = async (id: string) =>
    (await confirmLink(env, origin, id, new Date(Date.now() - 15 * day).toISOString())).href

  it('confirms nothing, and brings a fresh one by one click, once a day', async () => {
    const { id, email } = await asked(first)
    const link = await expired(id)
    expect((await call(link)).text).toContain('Ce lien a expiré')
    await press(link)
    expect((await leadOf(email))!.confirmed_at).toBeNull()
    await press(`${link}/not-me`)
    expect(await leadOf(email)).toBeDefined()
    for (let n = 0; n < 2; n++) {
      const answer = await press(`${link}/again`)
      expect((await call(new URL(answer.headers.get('location')!, origin).href)).text).toContain('C’est en route')
    }
    const fresh = `${id}.confirm-deliver.${now().slice(0, 10)}`
    expect(await rows('SELECT id FROM outbox WHERE id > ?1', `${id}.confirm-deliver`)).toContainEqual({ id: fresh })
    await env.DB.prepare(`UPDATE outbox SET state = 'pending', claim = NULL, due_at = ?2 WHERE id = ?1`)
      .bind(fresh, now())
      .run()
    await press((await mail(fresh)).link)
    expect(await states(email)).toMatchObject({ newsletter: 'confirmed' })
  })

  it('of somebody who confirmed gives nothing on the screen, and sends it to their mailbox', async () => {
    const { id, link } = await asked(first)
    await press(link)
    const old = await expired(id)
    const page = await call(old)
    expect(page.text).toContain('Déjà confirmé')
    expect(page.text).not.toContain('/d/')
    await press(`${old}/again`)
    expect(await rows('SELECT id FROM outbox WHERE submission_id = ?1', id)).toContainEqual({
      id: `${id}.renew.${now().slice(0, 10)}`,
    })
  })

  it('or that was copied badly says so, and what to do', async () => {
    const { link } = await asked(first)
    for (const bad of [link.slice(0, -4), `${origin}/c/x`, link.replace('/c/confirm', '/c/rights')]) {
      const page = await call(bad)
      expect({ status: page.status, text: page.text }).toEqual({
        status: 404,
        text: expect.stringContaining('This link is not whole'),
      })
      expect((await press(bad)).status).toBe(404)
    }
  })
})

describe('a page that cannot do it now', () => {
  it('says so to whoever presses too often, and when the database is away', async () => {
    const { email, link } = await asked(first)
    const tired = { ...env, BLOCK_LIMIT: { limit: async () => ({ success: false }) } } as typeof env
    const from = { 'cf-connecting-ip': '198.51.100.9' }
    const answers = []
    for (let n = 0; n < 7; n++) answers.push(await call(`${link}x`, {}, from, tired))
    expect(answers.at(-1)).toMatchObject({ status: 429, text: expect.stringContaining('<h1>') })
    const away = {
      ...env,
      DB: watched(env.DB, () => {
        throw new Error('away')
      }),
    }
    expect(await call(link, {}, {}, away)).toMatchObject({ status: 503, text: expect.stringContaining('<h1>') })
    expect((await leadOf(email))!.confirmed_at).toBeNull()
  })
})

describe('the reminder', () => {
  const reminding = (over: Partial<FormInput> = {}) =>
    aFormByMail({ delivery: { confirm: 'magnet', remindAfterDays: 3 }, ...over })
  const due = (id: string) =>
    rows<{ due_at: string }>('SELECT due_at FROM outbox WHERE id = ?1', `${id}.confirm-deliver.reminder`)

  it('comes once, after the time the owner chose, with a link that still works', async () => {
    const form = await reminding()
    const { id, email } = await asked(form)
    const [row] = await due(id)
    expect(Date.parse(row!.due_at) - Date.now()).toBeGreaterThan(2.9 * day)
    const { text, link } = await mail(`${id}.confirm-deliver.reminder`, Date.now() + 3 * day + 1_000)
    expect(text).toContain('Nous ne le redemanderons pas')
    // However often the address is typed meanwhile.
    const second = await ask(form, email)
    expect(await due(second.id)).toEqual([])
    await press(link)
    expect((await leadOf(email))!.confirmed_at).not.toBeNull()
  })

  it('is dropped once they confirm, by this mail or another', async () => {
    const form = await reminding()
    const { id, link } = await asked(form)
    await press(link)
    expect(await due(id)).toEqual([])
    const other = await asked(form)
    const by = await asked(first, {}, other.email)
    expect(await due(other.id)).toHaveLength(1)
    await press(by.link)
    expect(await due(other.id)).toEqual([])
  })

  it('never comes to whoever asked not to be written to', async () => {
    const email = aPerson()
    const [subject] = await suppressionSubjects(env, 'main', email)
    await suppress(env.DB, subject!, [{ purpose: '*', state: 'objected' }], now()).run()
    const { id } = await asked(await reminding(), {}, email)
    expect(await due(id)).toEqual([])
  })
})

describe('agreeing afresh after having withdrawn', () => {
  const out = async (id: string, purpose?: string) =>
    call(await unsubscribeLink(env, origin, id, now(), purpose), { 'List-Unsubscribe': 'One-Click' })
  const listed = async (email: string) => {
    const [subject] = await suppressionSubjects(env, 'main', email)
    return rows('SELECT purpose FROM suppression WHERE subject = ?1 ORDER BY purpose', subject)
  }

  it('counts once it is confirmed, not when somebody ticks the box', async () => {
    const { id, email, link } = await asked(first)
    await press(link)
    await out(id, 'newsletter')
    expect(await states(email)).toMatchObject({ newsletter: 'withdrawn' })
    const again = await ask(first, email, { consents: { newsletter: true } })
    expect(await states(email)).toMatchObject({ newsletter: 'withdrawn' })
    await press((await mail(`${again.id}.confirm`)).link)
    expect(await states(email)).toMatchObject({ newsletter: 'confirmed' })
    expect(await listed(email)).toEqual([])
  })

  it('does not undo what they said after it, nor what they did not agree to', async () => {
    const { id, email, link } = await asked(first, { consents: { newsletter: true, phone: true } })
    await out(id)
    await press(link)
    expect(await states(email)).toEqual({ newsletter: 'objected', phone: 'objected' })
    const again = await ask(first, email, { consents: { newsletter: true } })
    await press((await mail(`${again.id}.confirm`)).link)
    expect(await states(email)).toEqual({ newsletter: 'confirmed', phone: 'objected' })
    expect(await listed(email)).toEqual([{ purpose: 'phone' }])
    await ask(await aFormByMail(), email, { consents: { phone: true } })
    expect(await states(email)).toMatchObject({ phone: 'objected' })
  })

  it('is done again when an older copy of the database is restored', async () => {
    const { id, email, link } = await asked(first)
    await press(link)
    await out(id)
    const again = await ask(first, email, { consents: { newsletter: true } })
    const before = await rows('SELECT * FROM suppression')
    await press((await mail(`${again.id}.confirm`)).link)
    const after = await listed(email)
    await flushLedger(env, Date.now())
    await env.DB.prepare('DELETE FROM suppression').run()
    for (const row of before)
      await env.DB.prepare('INSERT INTO suppression VALUES (?1, ?2, ?3, ?4)')
        .bind(...Object.values(row))
        .run()
    expect(await listed(email)).toContainEqual({ purpose: '*' })
    for (let n = 0; n < 2; n++) expect((await replayLedger(env)).lifted).toBeGreaterThan(0)
    expect(await listed(email)).toEqual(after)
  })
})
