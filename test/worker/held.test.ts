import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import type { LeadDetail } from '../../contract/lead.ts'
import { deliverMails } from '../../worker/delivery/deliver.ts'
import { makeMessage } from '../../worker/delivery/mail.ts'
import { readDownloadLink } from '../../worker/magnet/link.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aFormByMail } from '../support/owed.ts'
import { aFormWithPool, aFormWithTrial, ask, claimed, fill, someCodes } from '../support/pool.ts'
import { aPublishedForm, origin, type ready, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('leads:read', 'leads:write', 'magnets:read', 'magnets:write')
})
afterEach(() => env.DB.prepare('DELETE FROM outbox').run())

const doubt = { website_url: 'https://spam.example' }
const doubtful = (form: PublishedForm, over: Parameters<typeof ready>[1] = {}) => send(form, { ...over, ...doubt })
const release = (id: string) => call('POST', `/submissions/${id}/release`)
const remove = (id: string) => call('DELETE', `/submissions/${id}`)
const one = async (id: string) => (await call('GET', `/leads/${id}`)).json<LeadDetail>()
const owedTo = (id: string) => rows<{ id: string }>('SELECT id FROM outbox WHERE submission_id = ?1 ORDER BY id', id)
const textOf = async (id: string) => {
  const [row] = await claimed([`${id}.deliver`])
  return (await makeMessage(env, row!, undefined)).text
}
const stock = async (form: PublishedForm) =>
  (await rows('SELECT count(*) AS given FROM claim WHERE magnet_id = ?1 AND given_at IS NOT NULL', form.magnet))[0]

describe('a released submission', () => {
  it('makes its lead count, brings what was asked for by mail, and says who let it through', async () => {
    const form = await aFormByMail()
    const email = aPerson()
    const { id } = await doubtful(form, { answers: { email, company: 'Atelier Sud' } })
    expect(await owedTo(id)).toEqual([])
    const response = await release(id)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ id, lead: id, held: null })
    const lead = await one(id)
    expect(lead).toMatchObject({ email, company: 'Atelier Sud', held: false, submissions: 1 })
    expect(lead.history).toMatchObject([{ id, held: null }])
    expect(lead.timeline.map(({ kind }) => kind)).toEqual(['released', 'submitted'])
    expect(lead.timeline[0]).toMatchObject({ detail: { submission: id, by: 'test' } })
    await deliverMails(env, { ids: [`${id}.deliver`], most: 1 })
    expect(await rows('SELECT recipient FROM mailbox WHERE outbox_id = ?1', `${id}.deliver`)).toEqual([
      { recipient: email },
    ])
    const found = await call('GET', `/leads?form=${form.slug}`)
    expect(await found.json()).toMatchObject({ leads: [{ id }] })
  })

  it('is released once, however often and by however many it is asked', async () => {
    const form = await aFormWithPool(call, someCodes(3))
    const { id } = await doubtful(form)
    const answers = await Promise.all(Array.from({ length: 5 }, () => release(id)))
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200))
    expect((await release(id)).status).toBe(200)
    const lead = await one(id)
    expect(lead.submissions).toBe(1)
    expect(lead.timeline.filter(({ kind }) => kind === 'released')).toHaveLength(1)
    expect(await stock(form)).toEqual({ given: 1 })
    expect((await owedTo(id)).map((mail) => mail.id)).toEqual([`${id}.deliver`])
  })

  it('gets its code of the pool, by mail, and keeps it when the person asks again', async () => {
    const codes = someCodes(2)
    const form = await aFormWithPool(call, codes)
    const email = aPerson()
    const { id, magnet } = await ask(form, email, doubt)
    expect(magnet).toEqual({ kind: 'code', name: 'Dix pour cent' })
    await release(id)
    expect(await textOf(id)).toContain(codes[0])
    expect((await ask(form, email)).magnet).toMatchObject({ code: codes[0] })
    expect(await stock(form)).toEqual({ given: 1 })
  })

  it('that comes when the pool is empty waits like anybody, in line', async () => {
    const form = await aFormWithPool(call, someCodes(1))
    await ask(form, aPerson())
    const { id } = await doubtful(form)
    await release(id)
    expect((await owedTo(id)).map((mail) => mail.id)).toEqual([`${id}.notice-stock`])
    const [late] = someCodes(1)
    await fill(call, form.magnet!, [late!])
    expect(await textOf(id)).toContain(late)
  })

  it('begins its trial on the day it is released', async () => {
    const terms = { days: 14, remindDays: [3], start: { by: 'key', lowAt: 0 } }
    const form = await aFormWithTrial(call, terms, someCodes(2))
    const { id } = await doubtful(form)
    await env.DB.prepare('UPDATE submission SET at = ?2 WHERE id = ?1').bind(id, '2025-01-01T00:00:00.000Z').run()
    const before = Date.now()
    await release(id)
    const [claim] = await rows<{ given_at: string; ends_at: string }>('SELECT * FROM claim WHERE lead_id = ?1', id)
    expect(Date.parse(claim!.given_at)).toBeGreaterThanOrEqual(before)
    expect(Date.parse(claim!.ends_at) - Date.parse(claim!.given_at)).toBe(14 * 86_400_000)
    expect((await owedTo(id)).map((mail) => mail.id)).toEqual([`${id}.deliver`, `${id}.reminder.3`])
  })

  it('is asked to confirm first, where the form asks for that', async () => {
    const codes = someCodes(1)
    const { magnet } = await aFormWithPool(call, codes)
    const form = await aPublishedForm({ magnet, delivery: { confirm: 'magnet' } })
    const { id } = await doubtful(form)
    await release(id)
    expect((await owedTo(id)).map((mail) => mail.id)).toEqual([`${id}.confirm-deliver`])
    expect(await stock(form)).toEqual({ given: 0 })
    const [row] = await claimed([`${id}.confirm-deliver`])
    const link = /https:\/\/leads\.example\.com(\/c\/[\w.-]+)/.exec((await makeMessage(env, row!, undefined)).text)![1]!
    await exports.default.fetch(`${origin}${link}`, { method: 'POST', redirect: 'manual' })
    expect(await stock(form)).toEqual({ given: 1 })
    expect((await one(id)).claims).toMatchObject([{ code: codes[0] }])
  })

  it('brings a link that counts from its release', async () => {
    const form = await aFormByMail()
    const { id } = await doubtful(form)
    await release(id)
    const later = new Date(Date.now() + 5 * 86_400_000)
    await env.DB.prepare('UPDATE outbox SET created_at = ?2 WHERE id = ?1')
      .bind(`${id}.deliver`, later.toISOString())
      .run()
    const token = /\/d\/([\w.-]+)/.exec(await textOf(id))![1]!
    const link = await readDownloadLink(env, token)
    expect(link).toMatchObject({ ok: true, submissionId: id })
    const counted = (link as { expiresAt: number }).expiresAt - later.getTime()
    expect(Math.abs(counted - form.delivery.linkDays * 86_400_000)).toBeLessThan(1_000)
  })

  it('fills only the blanks of a lead that was sound already', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    const first = await send(form, { answers: { email, company: 'Atelier Sud' } })
    const { id } = await doubtful(form, { answers: { email, company: 'Somebody Else', given: 'Zoé' } })
    expect(await (await release(id)).json()).toMatchObject({ lead: first.id })
    expect(await one(first.id)).toMatchObject({ company: 'Atelier Sud', givenName: 'Zoé', submissions: 2, held: false })
  })

  it('takes the place of what was only ever doubtful', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    const first = await doubtful(form, { answers: { email, company: 'Rubbish' }, consents: { newsletter: true } })
    const { id } = await doubtful(form, { answers: { email, company: 'Atelier Sud' }, consents: { phone: true } })
    await release(id)
    const lead = await one(first.id)
    expect(lead).toMatchObject({ company: 'Atelier Sud', held: false })
    expect(lead.consents.map(({ purpose, state }) => [purpose, state]).sort()).toEqual([
      ['newsletter', 'shown_not_given'],
      ['phone', 'given'],
    ])
    expect(lead.history.map(({ held }) => held)).toEqual([null, 'honeypot'])
  })

  it('does not undo what the person said after it was sent', async () => {
    const consents = [{ purpose: 'offers', basis: 'legitimate_interest' as const, label: { fr: 'Ne pas m’écrire' } }]
    const form = await aPublishedForm({ consents })
    const email = aPerson()
    const objecting = await doubtful(form, { answers: { email }, consents: { offers: true } })
    await send(form, { answers: { email }, consents: {} })
    await release(objecting.id)
    // A box left alone says nothing, so the objection before it stands.
    const lead = objecting.id
    expect((await one(lead)).consents).toMatchObject([{ purpose: 'offers', state: 'objected' }])

    const other = await aPublishedForm()
    const agreeing = await doubtful(other, { answers: { email }, consents: { newsletter: true } })
    await env.DB.prepare(`
      UPDATE lead
      SET consents = json_set(consents, '$.newsletter', json(?2))
      WHERE id = ?1`)
      .bind(
        lead,
        JSON.stringify({
          basis: 'consent',
          state: 'withdrawn',
          at: new Date().toISOString(),
          noticeId: other.notices.fr,
        }),
      )
      .run()
    await release(agreeing.id)
    expect((await one(lead)).consents).toContainEqual(
      expect.objectContaining({ purpose: 'newsletter', state: 'withdrawn' }),
    )
  })

  it('takes a place of an offer that ends, and is kept beyond the last', async () => {
    const closes = { after: 1, text: { fr: 'C’est fini.' } }
    const form = await aPublishedForm({ display: { closes } })
    const { id } = await doubtful(form)
    await send(form)
    expect((await release(id)).status).toBe(200)
    expect(await rows('SELECT taken, most FROM form_place WHERE form_id = ?1', form.id)).toEqual([
      { taken: 2, most: 2 },
    ])
    expect((await one(id)).held).toBe(false)
  })

  it('adds nothing to the consent log, which has its answers already', async () => {
    const { id } = await doubtful(await aPublishedForm())
    const before = await rows('SELECT * FROM consent_event WHERE submission_id = ?1', id)
    await release(id)
    expect(before).toHaveLength(2)
    expect(await rows('SELECT * FROM consent_event WHERE submission_id = ?1', id)).toEqual(before)
  })
})

describe('a deleted submission that was held', () => {
  it('takes the lead along where it was nothing else', async () => {
    const email = aPerson()
    const { id } = await doubtful(await aPublishedForm(), { answers: { email } })
    expect((await remove(id)).status).toBe(204)
    expect((await call('GET', `/leads/${id}`)).status).toBe(404)
    for (const table of ['lead', 'submission', 'timeline'])
      expect(JSON.stringify(await rows(`SELECT * FROM ${table}`)), table).not.toContain(email)
    expect((await remove(id)).status).toBe(404)
    expect((await release(id)).status).toBe(404)
  })

  it('leaves the lead that is more than that', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    const { id } = await send(form, { answers: { email } })
    const spam = await doubtful(form, { answers: { email, company: 'Spam' } })
    expect((await remove(spam.id)).status).toBe(204)
    const lead = await one(id)
    expect(lead).toMatchObject({ email, submissions: 1 })
    expect(lead.history.map((sent) => sent.id)).toEqual([id])
  })

  it('cannot be one that is sound: that goes with its lead', async () => {
    const { id } = await send(await aPublishedForm())
    expect((await remove(id)).status).toBe(409)
    expect((await one(id)).id).toBe(id)
  })
})

describe('refused', () => {
  it('is what cannot be an id, an unknown one, and whoever may only read', async () => {
    for (const id of ['x', crypto.randomUUID()]) {
      expect((await release(id)).status).toBe(404)
      expect((await remove(id)).status).toBe(404)
    }
    const { id } = await doubtful(await aPublishedForm())
    const reader = await callerWith('leads:read')
    expect((await reader('POST', `/submissions/${id}/release`)).status).toBe(403)
    expect((await reader('DELETE', `/submissions/${id}`)).status).toBe(403)
    expect((await one(id)).held).toBe(true)
  })

  it('is nothing of a link already on the visitor’s screen: it works before and after', async () => {
    const form = await aFormByMail()
    const { id, magnet } = await doubtful(form)
    expect(magnet && 'href' in magnet && magnet.href).toContain(`${origin}/d/`)
    await release(id)
    const token = (magnet as { href: string }).href.split('/d/')[1]!
    expect(await readDownloadLink(env, token)).toMatchObject({ ok: true })
  })
})
