import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Delivery, DeliveryPage, MailboxPage, MailContent, TransportStatus } from '../../contract/delivery.ts'
import { templates } from '../../contract/delivery-names.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { readProfile } from '../../worker/capture/profile.ts'
import { deliverMails, deliverWith } from '../../worker/delivery/deliver.ts'
import { owe } from '../../worker/delivery/owe.ts'
import { Refusal } from '../../worker/delivery/refusal.ts'
import { chooseTransport } from '../../worker/delivery/transport.ts'
import { readSmtpAddress } from '../../worker/delivery/transports/smtp.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aFormByMail, aTransport, owedMails } from '../support/owed.ts'
import { aController, origin, rows } from '../support/published.ts'
import { aForm } from '../support/visitor.ts'

let call: Call
let form: PublishedForm
beforeAll(async () => {
  call = await callerWith('leads:read', 'leads:write', 'forms:read', 'forms:write', 'site:read', 'site:write')
})
beforeEach(async () => {
  await env.DB.batch(['outbox', 'mail_budget', 'mailbox'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)))
  form = await aFormByMail()
})
const get = async <T>(path: string) => (await call('GET', path)).json<T>()
const post = (path: string) => call('POST', path)

async function everyPage(path: string): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: DeliveryPage = await get(`${path}&limit=2${after && `&after=${encodeURIComponent(after)}`}`)
    ids.push(...page.deliveries.map(({ id }) => id))
    after = page.next
  }
  return ids
}

describe('deliveries', () => {
  it('are listed page by page, the newest first, whole or by state', async () => {
    const ids = await owedMails(form, 5)
    const { means } = aTransport(({ owed }) => owed === ids[1] && Promise.reject(new Refusal('permanent', 'no')))
    await deliverWith(env, means, { ids: ids.slice(0, 2), most: 9 })
    expect(await everyPage('/deliveries?')).toEqual(ids.toSorted().reverse())
    expect(await everyPage('/deliveries?state=sent')).toEqual([ids[0]])
    expect(await everyPage('/deliveries?state=dead')).toEqual([ids[1]])
    expect((await everyPage('/deliveries?state=pending')).sort()).toEqual(ids.slice(2).sort())
  })

  it('say what became of them, and name no address', async () => {
    const [id] = await owedMails(form, 1)
    await deliverWith(env, aTransport().means, { most: 9 })
    const shown = await get<Delivery>(`/deliveries/${id}`)
    expect(shown).toMatchObject({
      id,
      kind: 'mail',
      template: 'deliver',
      state: 'sent',
      sending: false,
      attempts: 1,
      accepted: `250 ${id}`,
      problem: null,
    })
    expect(JSON.stringify(shown)).not.toMatch(/@example/)
    expect((await call('GET', '/deliveries/nothing')).status).toBe(404)
  })

  it('dead ones are sent again by hand, from the beginning of their schedule', async () => {
    const [id] = await owedMails(form, 1)
    await deliverWith(env, aTransport(() => Promise.reject(new Refusal('permanent', 'no'))).means, { most: 9 })
    expect(await (await post(`/deliveries/${id}/replay`)).json()).toMatchObject({
      state: 'pending',
      attempts: 0,
      problem: null,
    })
    const { means, sent } = aTransport()
    await deliverWith(env, means, { most: 9 })
    expect(sent[0]!.headers['Message-ID']).toBe(`<${id}@atelier-sud.fr>`)
  })

  it('sent ones go again under another name, or mail programs would hide them', async () => {
    const [id] = await owedMails(form, 1)
    const { means, sent } = aTransport()
    await deliverWith(env, means, { most: 9 })
    await post(`/deliveries/${id}/replay`)
    await deliverWith(env, means, { most: 9 })
    expect(new Set(sent.map(({ headers }) => headers['Message-ID'])).size).toBe(2)
  })

  it('being sent right now are left alone', async () => {
    const [id] = await owedMails(form, 1)
    const { promise, resolve } = Promise.withResolvers<void>()
    const started = Promise.withResolvers<void>()
    const { means } = aTransport(() => {
      started.resolve()
      return promise
    })
    const run = deliverWith(env, means, { most: 9 })
    await started.promise
    expect(await get(`/deliveries/${id}`)).toMatchObject({ sending: true })
    expect((await post(`/deliveries/${id}/replay`)).status).toBe(409)
    resolve()
    await run
  })

  it('are sent again only by those who may', async () => {
    const [id] = await owedMails(form, 1)
    const reader = await callerWith('leads:read')
    expect((await reader('POST', `/deliveries/${id}/replay`)).status).toBe(403)
    expect((await reader('GET', '/deliveries/transport')).status).toBe(403)
  })
})

describe('the transport', () => {
  it('says how mail leaves and what waits', async () => {
    await owedMails(form, 3)
    await deliverWith(
      env,
      aTransport(() => Promise.reject(new Refusal('misconfigured', 'sign-in refused: 535'))).means,
      { most: 9 },
    )
    await owedMails(form, 2)
    expect(await get<TransportStatus>('/deliveries/transport')).toMatchObject({
      name: 'mailbox',
      problem: null,
      waiting: 2,
      lastProblem: 'sign-in refused: 535',
    })
  })

  it.each([
    [{}, { ok: true }],
    [{ MAIL_URL: 'smtps://u:p@smtp.example' }, { ok: false, name: 'smtp', problem: 'sender_missing' }],
    [
      { MAIL_URL: 'https://smtp.example', MAIL_FROM: 'a@b.fr' },
      { ok: false, name: 'smtp', problem: 'address_not_understood' },
    ],
    [{ MAIL_FROM: 'nobody' }, { ok: false, name: 'mailbox', problem: 'sender_not_an_address' }],
    [{ EMAIL: {} as SendEmail }, { ok: false, name: 'cloudflare', problem: 'sender_missing' }],
    [
      { EMAIL: {} as SendEmail, MAIL_FROM: 'A <a@b.fr>' },
      { ok: true, from: { name: 'A', email: 'a@b.fr' } },
    ],
  ])('is chosen from %o', (settings, chosen) => {
    expect(chooseTransport({ DB: env.DB, ...settings })).toMatchObject(chosen)
  })

  it.each([
    ['smtps://u:p%40%3A@smtp.example', { host: 'smtp.example', port: 465, secure: true, user: 'u', password: 'p@:' }],
    ['smtp://smtp.example', { host: 'smtp.example', port: 587, secure: false }],
    ['smtp://[::1]:2525', { host: '[::1]', port: 2525, secure: false }],
    ['smtps://%zz@smtp.example', undefined],
    ['smtp.example:465', undefined],
  ])('reads %s', (address, server) => {
    expect(readSmtpAddress(address)).toEqual(server)
  })
})

describe('Cloudflare’s binding', () => {
  const message = {
    owed: 'a.deliver',
    from: { email: 'a@b.fr' },
    to: 'c@d.fr',
    subject: 'S',
    text: 'T',
    html: 'H',
    headers: { 'Message-ID': '<a>', 'Auto-Submitted': 'auto-generated' },
  }
  const through = (send: (mail: EmailMessageBuilder) => Promise<EmailSendResult>) => {
    const chosen = chooseTransport({ DB: env.DB, EMAIL: { send } as SendEmail, MAIL_FROM: 'a@b.fr' })
    if (!chosen.ok) throw new Error(chosen.problem)
    return chosen.transport.send(message)
  }

  it('is given the mail whole, and no header that is its own to set', async () => {
    let given: unknown
    const accepted = await through(async (mail) => {
      given = mail
      return { messageId: '<theirs>' }
    })
    expect(accepted).toEqual({ accepted: '<theirs>' })
    expect(given).toMatchObject({
      from: 'a@b.fr',
      to: 'c@d.fr',
      subject: 'S',
      text: 'T',
      html: 'H',
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Message-Ref': '<a>' },
    })
  })

  it.each([
    ['E_RECIPIENT_SUPPRESSED', 'permanent'],
    ['E_RATE_LIMIT_EXCEEDED', 'unreachable'],
    ['E_SENDER_NOT_VERIFIED', 'misconfigured'],
    ['E_SOMETHING_NEW', 'temporary'],
  ])('that answers %s is a refusal of the kind %s', async (code, kind) => {
    await expect(
      through(() => Promise.reject(Object.assign(new Error('about c@d.fr'), { code }))),
    ).rejects.toMatchObject({ kind, message: code })
  })
})

describe('a site’s own mail', () => {
  const asSite = (mail: unknown) =>
    call('PUT', '/sites/main', {
      name: 'Atelier Sud',
      controller: aController,
      origins: ['https://atelier-sud.fr'],
      mail,
    })

  it('comes under the name it chose, and answers go where it says', async () => {
    const chosen = { name: 'Léa, d’Atelier Sud', replyTo: 'lea@atelier-sud.fr' }
    expect((await asSite(chosen)).status).toBe(200)
    expect(await (await call('GET', '/sites/main')).json()).toMatchObject({ mail: chosen })
    await owedMails(form, 1)
    const { means, sent } = aTransport()
    await deliverWith(env, means, { most: 9 })
    expect(sent[0]).toMatchObject({
      from: { email: 'bonjour@atelier-sud.fr', name: chosen.name },
      replyTo: chosen.replyTo,
    })
    const preview = await get<MailContent>(`/forms/${form.slug}/mails/deliver/preview`)
    expect(preview).toMatchObject({ from: expect.stringContaining('Léa'), replyTo: chosen.replyTo })
    await asSite({})
  })

  it.each([{ name: 'Léa\r\nBcc: x@y.fr' }, { replyTo: 'not an address' }, { from: 'a@b.fr' }])(
    'is refused as %o',
    async (mail) => {
      expect((await asSite(mail)).status).toBe(422)
    },
  )

  it('leads back to the site by a link that keeps anybody from being asked twice, but not to confirm by', async () => {
    const atHome = await aFormByMail({ origins: ['https://atelier-sud.fr'] })
    const [id] = await owedMails(atHome, 1)
    const leadId = id!.split('.')[0]!
    const about = { leadId, submissionId: leadId, language: 'fr', origin }
    await owe(env.DB, { ...about, template: 'confirm' }, new Date().toISOString()).run()
    const { means, sent } = aTransport()
    await deliverWith(env, means, { most: 9 })
    const [confirm, deliver] = sent.toSorted((a, b) => a.owed.localeCompare(b.owed))
    const token = /https:\/\/atelier-sud\.fr\/\?aimant=(\S+)/.exec(deliver!.text)?.[1]
    expect(await readProfile(env, token!)).toBe(leadId)
    expect(confirm!.text).not.toContain('?aimant=')
  })
})

describe('the development mailbox', () => {
  it('is listed newest first, and shows a mail as it reads', async () => {
    await owedMails(form, 3)
    await deliverMails(env, { most: 9 })
    const first = await get<MailboxPage>('/mailbox?limit=2')
    const rest = await get<MailboxPage>(`/mailbox?limit=2&after=${first.next}`)
    expect([first.mails.length, rest.mails.length, rest.next]).toEqual([2, 1, null])
    const mail = await get<MailContent>(`/mailbox/${first.mails[0]!.id}`)
    expect(mail).toMatchObject({ subject: 'Le guide', from: 'Atelier Sud <aimant@leads.example.com>' })
    expect(mail.html).toContain('<!doctype html>')
    expect((await call('GET', '/mailbox/999999')).status).toBe(404)
  })

  it('keeps the last five hundred', async () => {
    await owedMails(form, 520)
    for (let n = 0; n < 20; n++) await deliverMails({ ...env, MAIL_HOURLY_FORM: '1000' }, { most: 30 })
    expect(await rows('SELECT count(*) AS n FROM mailbox')).toEqual([{ n: 500 }])
  }, 30_000)
})

describe('a preview', () => {
  it.each(templates)('of %s is made from the draft', async (template) => {
    const mails = { deliver: { intro: { fr: 'Bonjour de {site}.', en: 'Hello from {site}.' } } }
    await call('PUT', '/forms/previewed/draft', aForm({ mails }))
    const mail = await get<MailContent>(`/forms/previewed/mails/${template}/preview?language=en`)
    expect(mail.subject.length).toBeGreaterThan(5)
    expect(mail.html).toContain('lang="en"')
    if (template === 'deliver') expect(mail.text).toContain('Hello from Atelier Sud.')
  })

  it('does not exist for a mail that does not, nor for an unknown form', async () => {
    expect((await call('GET', `/forms/${form.slug}/mails/spam/preview`)).status).toBe(404)
    expect((await call('GET', '/forms/nobody/mails/deliver/preview')).status).toBe(404)
  })
})

describe('the owner’s own words', () => {
  it.each(['{name}', '{{site}}', '{', 'Hello {magnet', '{ site }'])('are refused with %s in them', async (text) => {
    const response = await call(
      'PUT',
      '/forms/worded/draft',
      aForm({ mails: { deliver: { subject: { fr: text, en: text } } } }),
    )
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ fields: { 'mails.deliver.subject': 'unknown_placeholder' } })
  })

  it('are needed in the form’s own language', async () => {
    const response = await call(
      'PUT',
      '/forms/worded/draft',
      aForm({ mails: { deliver: { subject: { en: 'Only English' } } } }),
    )
    expect(await response.json()).toMatchObject({ fields: { 'mails.deliver.subject': 'missing_default_language' } })
  })
})
