// What the team is told by mail: of each lead, once a day, or nothing; and where that goes.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { deliverWith } from '../../worker/delivery/deliver.ts'
import { oweDigests } from '../../worker/delivery/digest.ts'
import { dayMs } from '../../worker/lib/time.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aFormByMail, aTransport } from '../support/owed.ts'
import { aController, origin, rows, send } from '../support/published.ts'

let call: Call
let form: PublishedForm
beforeEach(async () => {
  await env.DB.batch(['outbox', 'mail_budget', 'lead'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)))
  call = await callerWith('site:read', 'site:write')
  form = await aFormByMail({ delivery: { notice: true } })
  await told({ how: 'each' })
})

const told = (notices: unknown) => call('PATCH', '/sites/main', { notices })
/** Five in the morning after the day on which leads of now come. */
const morning = (Math.floor((Date.now() - 5 * 3_600_000) / dayMs) + 1) * dayMs + 5 * 3_600_000
const owed = (template: string) =>
  rows<{ id: string }>(`SELECT id FROM outbox WHERE payload ->> 'template' = ?1`, template)
const sentAt = async (clock = Date.now()) => {
  const { means, sent } = aTransport()
  await deliverWith(env, means, { most: 50 }, () => clock)
  return sent
}

describe('the settings', () => {
  it('are every lead at first, and stay what they were where others are changed', async () => {
    await env.DB.prepare('UPDATE site SET notices = NULL').run()
    const read = async () => (await call('GET', '/sites/main')).json<{ notices: unknown }>()
    expect(await read()).toMatchObject({ notices: { how: 'each' } })
    await told({ how: 'daily', to: 'equipe@atelier-sud.fr', language: 'en' })
    await call('PATCH', '/sites/main', { name: 'Atelier Sud' })
    expect((await read()).notices).toEqual({ how: 'daily', to: 'equipe@atelier-sud.fr', language: 'en' })
  })

  it.each([
    ['a rhythm there is not', { how: 'hourly' }, { 'notices.how': 'not_an_option' }],
    ['what is no address', { how: 'each', to: 'équipe' }, { 'notices.to': 'bad_email' }],
    ['two addresses in one', { how: 'each', to: 'a@b.fr,c@d.fr' }, { 'notices.to': 'bad_email' }],
    ['a header in an address', { how: 'each', to: 'a@b.fr\r\nBcc: c@d.fr' }, { 'notices.to': 'bad_email' }],
    ['an origin of its own', { how: 'daily', origin: 'https://evil.example' }, { 'notices.origin': 'unknown_field' }],
  ])('refuse %s', async (_, notices, fields) => {
    const refused = await told(notices)
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({ fields })
  })
})

describe('of each lead', () => {
  it('the address that was settled is told, in its language', async () => {
    await told({ how: 'each', to: 'equipe@atelier-sud.fr', language: 'en' })
    const { id } = await send(form)
    const notice = (await sentAt()).find((mail) => mail.owed === `${id}.notice`)
    expect(notice).toMatchObject({ to: 'equipe@atelier-sud.fr' })
    expect(notice!.subject).toContain('New lead')
  })

  it('the first owner is told where none was settled, in the visitor’s language', async () => {
    const { id } = await send(form)
    const notice = (await sentAt()).find((mail) => mail.owed === `${id}.notice`)
    expect(notice).toMatchObject({ to: aController.contact })
    expect(notice!.subject).toContain('Nouveau contact')
  })

  it.each(['daily', 'never'])(
    'nobody is told where it is %s, and the visitor’s own mail leaves all the same',
    async (how) => {
      await told({ how })
      await send(form)
      expect(await owed('notice')).toEqual([])
      expect(await owed('deliver')).toHaveLength(1)
    },
  )
})

describe('once a day', () => {
  it('says how many came by which form, and names nobody', async () => {
    await told({ how: 'daily', to: 'equipe@atelier-sud.fr' })
    await send(form, { answers: { email: 'camille.secret@example.fr' } })
    await send(form, { answers: { email: 'zoe.secret@example.fr' } })
    await oweDigests(env, morning)
    const digest = (await sentAt(morning)).find(({ to }) => to === 'equipe@atelier-sud.fr')!
    expect(digest.subject).toBe('Nouveaux contacts : 2')
    expect(digest.text).toContain(`${form.name}\u00a0: 2`)
    expect(digest.text).toContain(`${origin}/dashboard/leads`)
    expect(`${digest.text}${digest.html}`).not.toMatch(/secret/)
  })

  it('is said once a day, however often it is called', async () => {
    await told({ how: 'daily' })
    await send(form)
    for (const hours of [0, 1, 9]) await oweDigests(env, morning + hours * 3_600_000)
    expect(await owed('notice-digest')).toHaveLength(1)
  })

  it('is not said before the morning, nor where nobody came, nor where every lead is told of or none', async () => {
    await told({ how: 'daily' })
    await oweDigests(env, morning)
    await send(form)
    await oweDigests(env, morning - 3_600_000)
    for (const how of ['each', 'never']) {
      await told({ how })
      await oweDigests(env, morning)
    }
    expect(await owed('notice-digest')).toEqual([])
  })

  it('counts who is held apart, and leads of other sites and imports not at all', async () => {
    await told({ how: 'daily' })
    await send(form)
    await env.DB.prepare('UPDATE lead SET held = 1').run()
    await call('PUT', '/sites/autre', { name: 'Autre', controller: null, notices: { how: 'daily' } })
    await oweDigests(env, morning)
    const [{ payload }] = (await rows<{ payload: string }>(
      `SELECT payload FROM outbox WHERE payload ->> 'template' = 'notice-digest'`,
    )) as [{ payload: string }]
    expect(JSON.parse(payload)).toMatchObject({ site: 'main', digest: { leads: [], held: 1 } })
    expect(await owed('notice-digest')).toHaveLength(1)
    expect((await sentAt(morning)).map(({ subject }) => subject)).toContain('Nouveaux contacts : 1')
    await env.DB.batch([
      env.DB.prepare(`DELETE FROM outbox WHERE payload ->> 'template' = 'notice-digest'`),
      env.DB.prepare('UPDATE form SET version = NULL WHERE id = ?1').bind(form.id),
    ])
    await oweDigests(env, morning)
    expect(await owed('notice-digest')).toEqual([])
  })
})
