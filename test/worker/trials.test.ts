import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type LeadDetail, leadDetail } from '../../contract/lead.ts'
import type { Magnet, Trial } from '../../contract/magnet.ts'
import { rightsLink } from '../../worker/consent/rights/link.ts'
import { deliverWith } from '../../worker/delivery/deliver.ts'
import { makeMessage } from '../../worker/delivery/mail.ts'
import { deleteLead } from '../../worker/lead/delete.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aTransport } from '../support/owed.ts'
import { aFormWithTrial, aMagnet, ask, claimed, fill, someCodes } from '../support/pool.ts'
import { origin, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('magnets:read', 'magnets:write', 'leads:read', 'leads:write')
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await env.DB.prepare('DELETE FROM outbox').run()
})

const dayMs = 86_400_000
const byKey = { days: 14, remindDays: [3, 1], start: { by: 'key', lowAt: 0 } }
const byLicence = { days: 14, start: { by: 'licence' } }
let addresses = 0
const byAddress = () => ({ days: 14, start: { by: 'address', url: `https://app${++addresses}.example.fr/trials` } })
const owedTo = (id: string) =>
  rows<{ id: string; due_at: string }>('SELECT id, due_at FROM outbox WHERE submission_id = ?1 ORDER BY id', id)
const claimOf = async (id: string) =>
  (
    await rows<{ given_at: string; ends_at: string; outcome: string; href: string }>(
      'SELECT * FROM claim WHERE submission_id = ?1',
      id,
    )
  )[0]!
const textOf = async (id: string) => {
  const [row] = await claimed([`${id}.deliver`])
  return (await makeMessage(env, row!, undefined)).text
}

describe('a trial by key', () => {
  it('gives the key on the screen and by mail, with its end, and the same one on a repeat', async () => {
    const keys = someCodes(2)
    const form = await aFormWithTrial(call, byKey, keys)
    const email = aPerson()
    const first = await ask(form, email)
    expect(first.magnet).toEqual({ kind: 'trial', name: 'Atelier en ligne', days: 14, key: keys[0] })
    expect((await ask(form, email)).magnet).toEqual(first.magnet)
    const { given_at, ends_at, outcome } = await claimOf(first.id)
    expect(Date.parse(ends_at) - Date.parse(given_at)).toBe(14 * dayMs)
    expect(outcome).toBe('running')
    const text = await textOf(first.id)
    expect(text).toContain(keys[0])
    expect(text).toContain('Votre essai court jusqu’au')
  })

  it('owes reminders before its end, once', async () => {
    const form = await aFormWithTrial(call, byKey, someCodes(2))
    const email = aPerson()
    const { id } = await ask(form, email)
    await ask(form, email)
    const end = Date.parse((await claimOf(id)).ends_at)
    expect(await owedTo(id)).toEqual([
      { id: `${id}.deliver`, due_at: expect.any(String) },
      { id: `${id}.reminder.1`, due_at: new Date(end - dayMs).toISOString() },
      { id: `${id}.reminder.3`, due_at: new Date(end - 3 * dayMs).toISOString() },
    ])
    const [row] = await claimed([`${id}.reminder.3`], end - 3 * dayMs)
    expect((await makeMessage(env, row!, undefined)).subject).toMatch(/^Votre essai se termine le /)
  })

  it('begins when the key comes, where somebody had to wait for it', async () => {
    const form = await aFormWithTrial(call, byKey, someCodes(1))
    await ask(form, aPerson())
    const { id, magnet } = await ask(form, aPerson())
    expect(magnet).toEqual({ kind: 'trial', name: 'Atelier en ligne', days: 14 })
    expect(await claimOf(id)).toMatchObject({ given_at: null, ends_at: null, outcome: null })
    await fill(call, form.magnet!, someCodes(1))
    const { given_at, ends_at } = await claimOf(id)
    expect(Date.parse(ends_at) - Date.parse(given_at)).toBe(14 * dayMs)
    expect((await owedTo(id)).map((mail) => mail.id.slice(id.length + 1)).sort()).toEqual([
      'deliver',
      'notice-stock',
      'reminder.1',
      'reminder.3',
    ])
  })
})

describe('a trial by licence', () => {
  it('is answered alike for a known and an unknown address, and goes by mail', async () => {
    const form = await aFormWithTrial(call, byLicence)
    const email = aPerson()
    const unknown = await ask(form, email)
    await env.DB.prepare('UPDATE claim SET ends_at = ?2 WHERE submission_id = ?1')
      .bind(unknown.id, '2020-01-01T00:00:00.000Z')
      .run()
    const known = await ask(form, email)
    expect(known.magnet).toEqual(unknown.magnet)
    expect(unknown.magnet).toEqual({ kind: 'trial', name: 'Atelier en ligne', days: 14 })
  })

  it('is the same licence however often it is asked for', async () => {
    const form = await aFormWithTrial(call, byLicence)
    const email = aPerson()
    const licenceIn = (text: string) => /[\w-]{20,}\.[\w-]{20,}\.[\w-]{40,}/.exec(text)?.[0]
    const first = await ask(form, email)
    const again = await ask(form, email)
    const licence = licenceIn(await textOf(first.id))
    expect(licence).toBeDefined()
    expect(licenceIn(await textOf(again.id))).toBe(licence)
    const claims = JSON.parse(atob(licence!.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')))
    const { ends_at } = await claimOf(first.id)
    expect(claims).toMatchObject({ aud: form.magnet, sub: first.id, exp: Math.floor(Date.parse(ends_at) / 1000) })
  })
})

it('a licence that came by mail is verified by a key published at the well-known address', async () => {
  const form = await aFormWithTrial(call, byLicence)
  const { id } = await ask(form, aPerson())
  const licence = /[\w-]{20,}\.[\w-]{20,}\.[\w-]{40,}/.exec(await textOf(id))![0]
  const [head, , signature] = licence.split('.').map((part) => Buffer.from(part, 'base64url'))
  const published = await exports.default.fetch(`${origin}/.well-known/jwks.json`)
  const { keys } = await published.json<{ keys: (JsonWebKey & { kid: string })[] }>()
  const { kid } = JSON.parse(new TextDecoder().decode(head))
  const key = await crypto.subtle.importKey('jwk', keys.find((one) => one.kid === kid)!, 'Ed25519', false, ['verify'])
  const text = new TextEncoder().encode(licence.slice(0, licence.lastIndexOf('.')))
  expect(await crypto.subtle.verify('Ed25519', key, signature!, text)).toBe(true)
})

describe('a trial at the owner’s address', () => {
  const answering = (answer: () => Response) => {
    const asked: { url: string; init: RequestInit }[] = []
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      asked.push({ url, init })
      return answer()
    })
    return asked
  }

  it('is asked for when the mail is made, once, and the mail brings its link', async () => {
    const terms = byAddress()
    const form = await aFormWithTrial(call, terms)
    const email = aPerson()
    const { id, magnet } = await ask(form, email)
    expect(magnet).toEqual({ kind: 'trial', name: 'Atelier en ligne', days: 14 })
    const href = terms.start.url.replace('/trials', '/start/3f9c')
    const asked = answering(() => Response.json({ href }))
    expect(await textOf(id)).toContain(href)
    expect(await textOf((await ask(form, email)).id)).toContain(href)
    expect(asked).toHaveLength(1)
    const { request } = JSON.parse(String(asked[0]!.init.body))
    const claims = JSON.parse(atob(request.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')))
    expect(claims).toMatchObject({ aud: terms.start.url, sub: id, email, magnet: form.magnet })
    expect(await claimOf(id)).toMatchObject({ href, outcome: 'running' })
    expect((await owedTo(id)).map((mail) => mail.id)).toContain(`${id}.reminder.3`)
  })

  it('that does not answer leaves the mail to be tried again, with the reason', async () => {
    const form = await aFormWithTrial(call, byAddress())
    const { id } = await ask(form, aPerson())
    answering(() => new Response('', { status: 500 }))
    const { means, sent } = aTransport()
    await deliverWith(env, means, { ids: [`${id}.deliver`], most: 1 })
    expect(sent).toEqual([])
    expect(await rows('SELECT state, last_error FROM outbox WHERE id = ?1', `${id}.deliver`)).toEqual([
      { state: 'pending', last_error: 'Error: the trial’s address answered 500' },
    ])
    expect(await claimOf(id)).toMatchObject({ given_at: null, href: null })
  })

  it.each([
    ['https://127.0.0.1/trials', 'address_not_public'],
    ['https://app.example.fr:8443/', 'port_refused'],
    ['https://metadata.google.internal/', 'address_not_public'],
  ])('cannot be %s', async (url, why) => {
    const terms = { days: 14, start: { by: 'address', url } }
    const response = await call('POST', '/magnets', { kind: 'trial', name: 'Atelier', terms })
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ fields: { 'terms.start.url': why } })
  })
})

describe('what became of a trial', () => {
  const say = (lead: string, body: object) => call('POST', `/leads/${lead}/trial`, body)

  it('is said by the owner, and only a running one is reminded of its end', async () => {
    const form = await aFormWithTrial(call, byKey, someCodes(2))
    const { id } = await ask(form, aPerson())
    const { ends_at: endsAt } = await claimOf(id)
    const converted = await say(id, { state: 'converted' })
    expect(await converted.json<Trial>()).toMatchObject({ magnet: form.magnet, state: 'converted', endsAt })
    expect((await owedTo(id)).map((mail) => mail.id)).toEqual([`${id}.deliver`])
    await say(id, { state: 'running', magnet: form.magnet })
    expect(await owedTo(id)).toHaveLength(3)
    expect((await say(id, { state: 'cancelled' })).status).toBe(200)
    expect(await owedTo(id)).toHaveLength(1)
  })

  it('cannot be said of somebody who has none, in other words, or with a token that may only read', async () => {
    const form = await aFormWithTrial(call, byKey, someCodes(1))
    const { id } = await ask(form, aPerson())
    expect((await say(crypto.randomUUID(), { state: 'converted' })).status).toBe(404)
    expect((await say(id, { state: 'converted', magnet: crypto.randomUUID() })).status).toBe(404)
    expect((await say(id, { state: 'bought' })).status).toBe(422)
    const reader = await callerWith('leads:read')
    expect((await reader('POST', `/leads/${id}/trial`, { state: 'converted' })).status).toBe(403)
  })

  it('goes with the person, and their reminders too', async () => {
    const form = await aFormWithTrial(call, byKey, someCodes(1))
    const { id } = await ask(form, aPerson())
    await deleteLead(env.DB, id, new Date().toISOString())
    expect(await owedTo(id)).toEqual([])
    expect(await claimOf(id)).toMatchObject({ ends_at: null, outcome: null })
  })
})

it('the list of magnets says how a trial begins', async () => {
  const { id } = await aMagnet(call, { kind: 'trial', name: 'Atelier', terms: byLicence })
  const { magnets } = await (await call('GET', '/magnets')).json<{ magnets: Magnet[] }>()
  expect(magnets.find((magnet) => magnet.id === id)).toMatchObject({
    kind: 'trial',
    terms: { days: 14, remindDays: [3], start: { by: 'licence' } },
    stock: null,
  })
})

describe('on the lead’s page', () => {
  const one = async (id: string) => (await call('GET', `/leads/${id}`)).json<LeadDetail>()

  it('stands what was given, since when and until when', async () => {
    const [key] = someCodes(1)
    const form = await aFormWithTrial(call, byKey, [key!])
    const { id } = await ask(form, aPerson())
    const { given_at: givenAt, ends_at: endsAt } = await claimOf(id)
    const lead = await one(id)
    expect(lead).toEqual(leadDetail.parse(lead))
    expect(lead.claims).toEqual([
      { magnet: 'Atelier en ligne', by: 'key', code: key, href: null, givenAt, endsAt, state: 'running' },
    ])
    expect(lead.timeline.map(({ kind, detail }) => [kind, detail])).toContainEqual([
      'given',
      { magnet: 'Atelier en ligne', endsAt },
    ])
    await call('POST', `/leads/${id}/trial`, { state: 'converted' })
    expect((await one(id)).claims).toMatchObject([{ state: 'converted' }])
  })

  it('stands what is only promised, and a licence without the licence', async () => {
    const waiting = await aFormWithTrial(call, byKey, someCodes(1))
    await ask(waiting, aPerson())
    const late = await one((await ask(waiting, aPerson())).id)
    expect(late.claims).toMatchObject([{ by: 'key', code: null, givenAt: null, endsAt: null, state: null }])
    expect(late.timeline.map(({ kind }) => kind)).toEqual(['submitted'])
    const licensed = await one((await ask(await aFormWithTrial(call, byLicence), aPerson())).id)
    expect(licensed.claims).toMatchObject([{ by: 'licence', code: null, href: null, state: 'running' }])
  })
})

it('the person sees it on their own page, and takes it along', async () => {
  const [key] = someCodes(1)
  const form = await aFormWithTrial(call, byKey, [key!])
  const { id } = await ask(form, aPerson())
  const { ends_at: endsAt } = await claimOf(id)
  const link = await rightsLink(env, origin, id, new Date().toISOString())
  const page = await (await exports.default.fetch(link)).text()
  expect(page).toContain('Reçu : Atelier en ligne')
  expect(page).toContain(key)
  const file = await (await exports.default.fetch(`${link}/data.json`)).json()
  expect(file).toMatchObject({ claims: [{ magnet: 'Atelier en ligne', code: key, endsAt }] })
})
