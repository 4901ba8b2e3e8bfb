// An owner words the mails of a form, sees how they read before they are kept, and sends one to themselves.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { MailContent, MailTested, MailWordings } from '../../contract/delivery.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { sendTest } from '../../worker/delivery/test-mail.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aFormWithMagnet } from '../support/offered.ts'
import { rows } from '../support/published.ts'
import { api, aSession } from '../support/team.ts'

let call: Call
let form: PublishedForm
beforeAll(async () => {
  call = await callerWith('forms:read', 'forms:write', 'site:write')
  form = await aFormWithMagnet({ delivery: { confirm: 'consents' } })
})

const read = async (slug = form.slug) => (await call('GET', `/forms/${slug}/mails`)).json<MailWordings>()
const save = (mails: unknown, headers?: Record<string, string>, slug = form.slug) =>
  call('PUT', `/forms/${slug}/mails`, { mails }, headers)
const own = { deliver: { subject: { fr: 'Votre {magnet}' }, intro: { fr: 'Bonne lecture de {site}.', en: 'Enjoy.' } } }
const encoded = (words: unknown) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(words))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const preview = (query: string) => call('GET', `/forms/${form.slug}/mails/deliver/preview?${query}`)

describe('the words of a form’s mails', () => {
  it('are ours until the owner has their own, which hold once they are published', async () => {
    expect(await read()).toMatchObject({
      mails: {},
      languages: ['fr', 'en'],
      ours: { deliver: { fr: { subject: '{magnet}', intro: 'Voici ce que vous avez demandé sur {site}.' } } },
      sent: ['confirm', 'deliver', 'renew'],
      isPublished: true,
      hasOtherChanges: false,
    })
    expect((await save(own)).status).toBe(200)
    expect(await read()).toMatchObject({ mails: own, isPublished: false, hasOtherChanges: false })
    await call('POST', `/forms/${form.slug}/publish`)
    expect(await read()).toMatchObject({ mails: own, isPublished: true })
  })

  it('leave the rest of the draft as it is, and are told of beside other changes', async () => {
    const { draft } = await (await call('GET', `/forms/${form.slug}/draft`)).json<{ draft: { name: string } }>()
    await call('PUT', `/forms/${form.slug}/draft`, { ...draft, name: 'Autre nom' })
    await save({ renew: { intro: { fr: 'Le voici.' } } })
    const after = await (await call('GET', `/forms/${form.slug}/draft`)).json<{ draft: object }>()
    expect(after.draft).toEqual({ ...draft, name: 'Autre nom', mails: { renew: { intro: { fr: 'Le voici.' } } } })
    expect((await read()).hasOtherChanges).toBe(true)
    await save({})
    expect((await read()).mails).toEqual({})
  })

  it('are not kept over what somebody else changed meanwhile', async () => {
    const { draftAt } = await read()
    await save(own)
    const late = await save({}, { 'if-match': `"${draftAt}"` })
    expect(await late.json()).toMatchObject({ code: 'conflict', fields: { draft: 'changed' } })
    expect((await read()).mails).toEqual(own)
  })

  it.each([
    [
      'another placeholder',
      { deliver: { intro: { fr: 'Bonjour {name}' } } },
      'mails.deliver.intro',
      'unknown_placeholder',
    ],
    [
      'a subject without end',
      { deliver: { subject: { fr: 'x'.repeat(151) } } },
      'mails.deliver.subject.fr',
      'too_long',
    ],
    [
      'words in every language but the form’s own',
      { deliver: { intro: { en: 'Hi' } } },
      'mails.deliver.intro',
      'missing_default_language',
    ],
    ['a mail nobody words', { notice: { intro: { fr: 'x' } } }, 'mails.notice', 'unknown_field'],
    ['a number for words', { deliver: { intro: 5 } }, 'mails.deliver.intro', 'wrong_type'],
  ])('refuse %s', async (_, mails, field, code) => {
    const response = await save(mails)
    expect([response.status, await response.json()]).toMatchObject([422, { fields: { [field]: code } }])
  })

  it('are written by editors only', async () => {
    const reader = await callerWith('forms:read')
    expect((await reader('PUT', `/forms/${form.slug}/mails`, { mails: {} })).status).toBe(403)
    expect((await reader('POST', `/forms/${form.slug}/mails/deliver/test`, {})).status).toBe(403)
    expect((await call('GET', '/forms/nowhere/mails')).status).toBe(404)
  })
})

describe('what is being written', () => {
  it('is seen as it would arrive, in letters of any language, without being kept', async () => {
    const before = await read()
    const words = { subject: '{magnet} 你好', intro: 'これ <b>は</b> {site}' }
    const mail = await (await preview(`language=fr&words=${encoded(words)}`)).json<MailContent>()
    expect(mail.subject).toBe('Le guide 你好')
    expect(mail.text).toContain('これ <b>は</b> Atelier Sud')
    expect(mail.html).not.toContain('<b>')
    expect(await read()).toEqual(before)
  })

  it('is ours where nothing is written', async () => {
    const mail = await (await preview(`language=en&words=${encoded({})}`)).json<MailContent>()
    expect(mail.text).toContain('Here is what you asked for on Atelier Sud.')
  })

  it.each([
    ['no JSON', btoa('{').replaceAll('=', '')],
    ['no base64', '%F0%9F'],
    ['another field', encoded({ html: '<script>' })],
    ['another placeholder', encoded({ intro: '{email}' })],
  ])('is refused where it is %s', async (_, words) => {
    expect((await preview(`words=${words}`)).status).toBe(422)
  })
})

describe('a mail to oneself', () => {
  const sent = async () =>
    (
      await rows<{ recipient: string; subject: string }>(
        'SELECT recipient, subject FROM mailbox ORDER BY seq DESC LIMIT 1',
      )
    )[0]

  it('goes to the member who asks, says that it is a test, and is nobody’s delivery', async () => {
    const cookie = await aSession('editor')
    await env.DB.prepare(`UPDATE member SET email = 'editrice@example.fr' WHERE role = 'editor'`).run()
    const owedBefore = await rows('SELECT id FROM outbox')
    const response = await api(`/forms/${form.slug}/mails/deliver/test`, cookie, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://leads.example.com' },
      body: JSON.stringify({ language: 'fr', words: { subject: 'Essai de {magnet}' } }),
    })
    expect(await response.json<MailTested>()).toEqual({
      to: 'editrice@example.fr',
      accepted: 'kept in the development mailbox',
      problem: null,
    })
    expect(await sent()).toEqual({ recipient: 'editrice@example.fr', subject: '[Test] Essai de Le guide' })
    expect(await rows('SELECT id FROM outbox')).toEqual(owedBefore)
  })

  it('goes to who answers for the data where a program asks, and never where it is told to', async () => {
    const response = await call('POST', `/forms/${form.slug}/mails/renew/test`, {})
    expect((await response.json<MailTested>()).to).toBe('donnees@atelier-sud.fr')
    const told = await call('POST', `/forms/${form.slug}/mails/renew/test`, { to: 'victim@example.com' })
    expect(told.status).toBe(422)
  })

  it('says why none can leave, and stops at twenty an hour', async () => {
    const asked = { slug: form.slug, template: 'deliver', origin: 'https://leads.example.com' } as const
    const broken = { ...env, MAIL_URL: 'smtps://u:p@localhost' }
    await expect(sendTest(broken, asked, 'a@example.fr', Date.now())).rejects.toMatchObject({ code: 'unavailable' })
    const later = Date.now() + 7_200_000
    for (let n = 0; n < 20; n++) await sendTest(env, asked, 'a@example.fr', later)
    await expect(sendTest(env, asked, 'a@example.fr', later)).rejects.toMatchObject({ code: 'rate_limited' })
  })
})
