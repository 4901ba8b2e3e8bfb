import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { rightsLink } from '../../worker/consent/rights/link.ts'
import { readUnsubscribeLink, unsubscribeLink } from '../../worker/consent/rights/unsubscribe-link.ts'
import { rightsWords } from '../../worker/consent/rights/words.ts'
import { budgetOf } from '../../worker/delivery/budget.ts'
import { makeMessage } from '../../worker/delivery/mail.ts'
import { makers } from '../../worker/delivery/mails/templates.ts'
import { messageOf } from '../../worker/delivery/message.ts'
import { claim } from '../../worker/delivery/outbox.ts'
import { readLead } from '../../worker/lead/read.ts'
import { newId } from '../../worker/lib/id.ts'
import { saveSite, siteOf } from '../../worker/site/settings.ts'
import { aFormByMail } from '../support/owed.ts'
import { aPersonOf, call } from '../support/person.ts'
import { origin, post, ready, rows, type send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let form: PublishedForm
beforeAll(async () => {
  form = await aFormByMail()
})

const somebody = (over: Parameters<typeof send>[1] = {}) => aPersonOf(form, over)

const now = () => new Date().toISOString()

type Standing = { state: string; at: string; noticeId: string; basis: string }
async function standing(email: string): Promise<Record<string, Standing>> {
  const [row] = await rows<{ consents: string }>('SELECT consents FROM lead WHERE email_key = ?1', email)
  return JSON.parse(row?.consents ?? '{}')
}
const states = (leadId: string) =>
  rows('SELECT purpose, state, method FROM consent_event WHERE lead_id = ?1 ORDER BY seq', leadId)
const everything = async () =>
  JSON.stringify(
    await Promise.all(
      ['lead', 'submission', 'consent_event', 'timeline', 'outbox', 'suppression', 'ledger'].map((t) =>
        rows(`SELECT * FROM ${t}`),
      ),
    ),
  )

describe('the link a mail carries', () => {
  it('shows everything kept, in the person’s language, without signing in', async () => {
    const { mailed, email } = await somebody({
      source: { page: 'https://example.fr/guide', campaign: { utm_source: 'lettre' } },
    })
    const { status, text, headers } = await call(mailed)
    expect(status).toBe(200)
    for (const words of [
      email,
      'Camille',
      'Martin',
      'Atelier Sud',
      '1 à 9',
      'https://example.fr/guide',
      'lettre',
      'Recevoir la lettre',
      'Être appelé',
      'En route\u00a0: ce que vous avez demandé',
    ])
      expect(text).toContain(words)
    expect(text).toContain('<html lang="fr"')
    expect(headers.get('content-security-policy')).toContain("form-action 'self'")
    expect(headers.get('set-cookie')).toBeNull()
  })

  it('changes nothing when a scanner opens it, whatever it opens', async () => {
    const { mailed, screen, id } = await somebody()
    const out = await unsubscribeLink(env, origin, id, now(), 'newsletter')
    const before = await everything()
    for (const url of [
      mailed,
      `${mailed}?done=erased`,
      `${mailed}/data.json`,
      `${mailed}/keep`,
      `${mailed}/erase`,
      screen,
      out,
      `${origin}/r`,
    ])
      expect((await call(url)).status).toBeLessThan(500)
    expect(await everything()).toBe(before)
  })

  it('is answered with a way to a fresh one when it is forged, and tells nothing', async () => {
    const { mailed } = await somebody()
    const forged = await call(`${mailed.slice(0, -3)}abc`)
    expect(forged.status).toBe(404)
    expect(forged.text).toContain('action="/r"')
    const old = await rightsLink(env, origin, newId(), '2020-01-01T00:00:00.000Z')
    expect((await call(old)).status).toBe(410)
  })

  it('says so while the submission is still on its way into the database', async () => {
    const { status, text } = await call(await rightsLink(env, origin, newId(), now()))
    expect({ status, text }).toEqual({ status: 200, text: expect.stringContaining('One moment') })
  })

  it('gives all of it as a file', async () => {
    const { mailed, email, id } = await somebody()
    const { headers, text } = await call(`${mailed}/data.json`)
    expect(headers.get('content-disposition')).toBe('attachment; filename="data.json"')
    const data = JSON.parse(text)
    expect(data).toMatchObject({ email, givenName: 'Camille', company: 'Atelier Sud', retentionDays: 1095 })
    expect(data.history[0]).toMatchObject({
      id,
      answers: expect.arrayContaining([expect.objectContaining({ key: 'size' })]),
    })
    expect(data.consentEvents).toHaveLength(2)
    expect(data.mails).toEqual([{ mail: 'deliver', state: 'pending', at: null }])
    expect(data.corrections).toEqual([])
  })

  it('says where it lies and who else gets it, as far as the controller declares it', async () => {
    const { mailed } = await somebody()
    expect((await call(mailed)).text).not.toContain('Le reçoivent aussi')
    const before = (await siteOf(env.DB, 'main'))!
    const handling = {
      storage: ['Union européenne'],
      recipients: [{ name: 'Comptoir <des> affiches', role: 'third_party' as const }],
    }
    await saveSite(env.DB, { ...before, handling }, new Date().toISOString())
    const { text } = await call(mailed)
    expect(text).toContain('Union européenne')
    expect(text).toContain('Comptoir &lt;des> affiches')
    expect(JSON.parse((await call(`${mailed}/data.json`)).text)).toMatchObject({ handling })
    await saveSite(env.DB, before, new Date().toISOString())
  })

  it('has words for every mail a person can get', () => {
    const theTeams = /^(notice|sign-in$|invite$)/
    for (const template of Object.keys(makers).filter((one) => !theTeams.test(one)))
      for (const words of Object.values(rightsWords)) expect(words).toHaveProperty([`mail_${template}`])
  })

  it('withdraws one purpose with one click, and twice is once', async () => {
    const { mailed, email, id } = await somebody({ consents: { newsletter: true, phone: true } })
    const { status, headers } = await call(`${mailed}/withdraw`, { purpose: 'newsletter' }, { 'sec-gpc': '1' })
    expect({ status, to: headers.get('location') }).toEqual({
      status: 303,
      to: `${new URL(mailed).pathname}?done=withdrawn`,
    })
    await call(`${mailed}/withdraw`, { purpose: 'newsletter' })
    expect(await states(id)).toEqual([
      { purpose: 'newsletter', state: 'given', method: 'form' },
      { purpose: 'phone', state: 'given', method: 'form' },
      { purpose: 'newsletter', state: 'withdrawn', method: 'rights_page' },
    ])
    expect(await standing(email)).toMatchObject({ newsletter: { state: 'withdrawn' }, phone: { state: 'given' } })
    const [event] = await rows(
      `SELECT e.gpc, e.subject = g.subject AS same, e.notice_id = g.notice_id AS notice
      FROM consent_event AS e JOIN consent_event AS g ON g.lead_id = e.lead_id AND g.purpose = e.purpose AND g.state = 'given'
      WHERE e.lead_id = ?1 AND e.state = 'withdrawn'`,
      id,
    )
    expect(event).toEqual({ gpc: 1, same: 1, notice: 1 })
    expect((await call(`${mailed}?done=withdrawn`)).text).toContain('C’est fait')
  })

  it('objects to everything', async () => {
    const { mailed, email } = await somebody()
    await call(`${mailed}/object`, {})
    expect(await standing(email)).toMatchObject({ newsletter: { state: 'objected' }, phone: { state: 'objected' } })
  })

  it('corrects: what the person says stands, by the rules of the form', async () => {
    const { mailed, email, id } = await somebody()
    const typed = {
      'lead.given_name': 'Claude',
      'lead.family_name': 'Martin',
      'lead.company': '',
      'lead.phone': '+33 6 12 34 56 78',
      size: '10-49',
    }
    expect((await call(`${mailed}/correct`, typed)).headers.get('location')).toContain('done=corrected')
    const [lead] = await rows(
      'SELECT given_name, full_name, company, phone, answers FROM lead WHERE email_key = ?1',
      email,
    )
    expect(lead).toEqual({
      given_name: 'Claude',
      full_name: 'Claude Martin',
      company: null,
      phone: '+33612345678',
      answers: '{"size":"10-49"}',
    })
    expect((await readLead(env.DB, id)).timeline[0]).toMatchObject({
      kind: 'corrected',
      detail: { fields: ['lead.given_name', 'lead.company', 'lead.phone', 'size'] },
    })
    expect((await call(mailed)).text).toMatch(/Corrigé le [^<]*: Prénom, Société, Téléphone, Effectif</)
    const refused = await call(`${mailed}/correct`, { ...typed, 'lead.country': 'France entière', size: '3 000' })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('France entière')
    expect(
      await rows('SELECT given_name, full_name, company, phone, answers FROM lead WHERE email_key = ?1', email),
    ).toEqual([lead])
  })

  it('corrects no column that is not the person’s to write', async () => {
    const { mailed, email } = await somebody()
    await call(`${mailed}/correct`, {
      'lead.stage': 'customer',
      stage: 'customer',
      email: 'x@example.fr',
      'lead.email': 'x@example.fr',
    })
    expect(await rows('SELECT stage FROM lead WHERE email_key = ?1', email)).toEqual([{ stage: 'lead' }])
  })

  it('erases after being asked whether it is sure; what stays names nobody', async () => {
    const { mailed, screen, email, id } = await somebody()
    const asked = await call(`${mailed}/erase`, {})
    expect(asked.text).toContain('Oui, effacer pour de bon')
    expect(await rows('SELECT 1 FROM lead WHERE id = ?1', id)).toHaveLength(1)
    expect((await call(`${mailed}/erase`, { sure: 'yes' })).status).toBe(303)
    expect(await everything()).not.toContain(email.slice(0, email.indexOf('@')))
    expect((await states(id)).at(-1)).toMatchObject({ purpose: 'newsletter', state: 'withdrawn' })
    for (const link of [mailed, screen]) expect((await call(link)).text).toMatch(/Nothing is kept|Rien n’est conservé/)
  })
})

describe('the link on the success screen', () => {
  it('is the same for a replayed submission, and for known and unknown addresses', async () => {
    const body = await ready(form)
    const first = await (await post(form, body)).json<{ rights: string }>()
    const second = await (await post(form, body)).json<{ rights: string }>()
    expect(second.rights).toBe(first.rights)
  })

  it('shows a stranger who typed somebody’s address only what the stranger typed', async () => {
    const victim = await somebody({ answers: { given: 'Victoire', family: 'Secrète', company: 'Cachée SARL' } })
    const stranger = await somebody({ answers: { email: victim.email, given: 'Mallory', company: 'Rien' } })
    for (const url of [stranger.screen, `${stranger.screen}/data.json`]) {
      const { text } = await call(url)
      expect(text).toContain('Mallory')
      expect(text).not.toMatch(/Victoire|Secrète|Cachée/)
    }
    expect((await call(`${stranger.screen}/correct`, { 'lead.given_name': 'M' })).status).toBe(404)
    expect((await call(`${stranger.screen}/object`, {})).status).toBe(404)
  })

  it('withdraws and erases for a stranger only what the stranger sent', async () => {
    const victim = await somebody({ consents: { newsletter: true } })
    const before = (await standing(victim.email)).newsletter
    const stranger = await somebody({ answers: { email: victim.email }, consents: { newsletter: true, phone: true } })
    await call(`${stranger.screen}/withdraw`, { purpose: 'newsletter' })
    expect((await standing(victim.email)).newsletter).toEqual(before)
    await call(`${stranger.screen}/erase`, { sure: 'yes' })
    expect(await standing(victim.email)).toMatchObject({
      newsletter: { state: 'given' },
      phone: { state: 'withdrawn' },
    })
    expect(await rows('SELECT submissions FROM lead WHERE email_key = ?1', victim.email)).toEqual([{ submissions: 1 }])
    expect((await call(stranger.screen)).text).toMatch(/Nothing is kept/)
    expect((await call(victim.mailed)).text).toContain(victim.email)
  })

  it('erases the whole of somebody who sent only this', async () => {
    const { screen, email } = await somebody()
    await call(`${screen}/withdraw`, { purpose: 'newsletter' })
    expect(await standing(email)).toMatchObject({ newsletter: { state: 'withdrawn' } })
    await call(`${screen}/erase`, { sure: 'yes' })
    expect(await rows('SELECT 1 FROM lead WHERE email_key = ?1', email)).toEqual([])
  })

  it('resubscribes nobody: a stranger who ticks twice and takes one back leaves the withdrawal standing', async () => {
    const victim = await somebody({ consents: { newsletter: true, phone: false } })
    await call(`${victim.mailed}/withdraw`, { purpose: 'newsletter' })
    const again = { answers: { email: victim.email }, consents: { newsletter: true, phone: false } }
    await somebody(again)
    const stranger = await somebody(again)
    await call(`${stranger.screen}/withdraw`, { purpose: 'newsletter' })
    expect(await standing(victim.email)).toMatchObject({ newsletter: { state: 'withdrawn' } })
    await call(`${(await somebody(again)).screen}/erase`, { sure: 'yes' })
    expect(await standing(victim.email)).toMatchObject({ newsletter: { state: 'withdrawn' } })
  })
})

describe('asking for one’s link', () => {
  const ask = (email: string) => call(`${origin}/r`, { email }, { 'accept-language': 'fr' })

  it('answers an address nobody knows exactly like a known one', async () => {
    const { email } = await somebody()
    const known = await ask(email.toUpperCase())
    const unknown = await ask(aPerson())
    expect({ ...known, headers: [...known.headers] }).toEqual({ ...unknown, headers: [...unknown.headers] })
    expect(known.text).toContain('Si cette adresse est connue')
  })

  it('mails the link to that address, once an hour, and the link opens everything', async () => {
    const { email, id } = await somebody()
    await ask(email)
    await ask(email)
    const owed = await rows<{ id: string }>(`SELECT id FROM outbox WHERE lead_id = ?1 AND id LIKE '%.rights.%'`, id)
    expect(owed).toHaveLength(1)
    const { claimed } = await claim(env.DB, { ids: [owed[0]!.id], most: 1 }, budgetOf(env), Date.now() + 1000)
    const { to, text, headers } = await makeMessage(env, claimed[0]!, undefined)
    expect({ to, unsubscribe: headers['List-Unsubscribe'] }).toEqual({ to: email, unsubscribe: undefined })
    const link = /https:\S+\/r\/\S+/.exec(text)![0]
    expect((await call(link)).text).toContain('Camille')
  })

  it('refuses what is no address', async () => {
    expect((await ask('nobody')).status).toBe(422)
  })
})

describe('one click out of marketing mail (RFC 8058)', () => {
  const oneClick = { 'List-Unsubscribe': 'One-Click' }

  it('the header’s own address answers 200 without cookies, signing in or a redirect, and withdraws', async () => {
    const { email, id } = await somebody({ consents: { newsletter: true, phone: true } })
    const href = await unsubscribeLink(env, origin, id, now(), 'newsletter')
    const mail = {
      language: 'fr',
      subject: 'Lettre',
      sender: 'Atelier Sud',
      blocks: [],
      footer: { lines: [], links: [] },
    }
    const envelope = { owed: 'x', replays: 0, from: { email: 'a@example.fr' }, to: email }
    const { headers } = messageOf({ ...mail, marketing: true, unsubscribe: href }, envelope)
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    const url = headers['List-Unsubscribe']!.slice(1, -1)
    for (let n = 0; n < 2; n++) {
      const answered = await call(url, oneClick)
      expect({ status: answered.status, cookie: answered.headers.get('set-cookie') }).toEqual({
        status: 200,
        cookie: null,
      })
    }
    expect(await standing(email)).toMatchObject({ newsletter: { state: 'withdrawn' }, phone: { state: 'given' } })
    expect((await states(id)).slice(2)).toEqual([{ purpose: 'newsletter', state: 'withdrawn', method: 'one_click' }])
  })

  it('works for as long as it lives, however often the signing secret is replaced', async () => {
    const deployed = {
      SECRET: 'first-0123456789abcdefghijklmnopqrstuvwxyz',
      SECRET_LASTING: 'lasting-0123456789abcdefg',
    }
    const id = newId()
    const token = (await unsubscribeLink(deployed, origin, id, now())).split('/').at(-1)!
    expect(await readUnsubscribeLink({ ...deployed, SECRET: 'third-0123456789abcdefghijk' }, token)).toMatchObject({
      submissionId: id,
    })
    expect(
      await readUnsubscribeLink({ ...deployed, SECRET_LASTING: 'another-0123456789abcdefg' }, token),
    ).toBeUndefined()
  })

  it('opening it shows a button and withdraws nothing', async () => {
    const { email, id } = await somebody()
    const { status, text } = await call(await unsubscribeLink(env, origin, id, now()))
    expect({ status, text }).toEqual({ status: 200, text: expect.stringContaining('Unsubscribe') })
    expect(await standing(email)).toMatchObject({ newsletter: { state: 'given' } })
  })

  it('is answered the same for somebody who was erased', async () => {
    const { mailed, id } = await somebody()
    const href = await unsubscribeLink(env, origin, id, now())
    await call(`${mailed}/erase`, { sure: 'yes' })
    expect((await call(href, oneClick)).status).toBe(200)
    expect((await call(`${origin}/u/forged`, oneClick)).status).toBe(404)
  })
})
