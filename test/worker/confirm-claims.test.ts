import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { confirmLink } from '../../worker/consent/confirm/link.ts'
import { makeMessage } from '../../worker/delivery/mail.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { call as visit } from '../support/person.ts'
import { aFormWithTrial, aMagnet, ask, claimed, fill, someCodes } from '../support/pool.ts'
import { aPublishedForm, origin, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('leads:read', 'leads:write', 'magnets:read', 'magnets:write')
})
afterEach(() => env.DB.prepare('DELETE FROM outbox').run())

const delivery = { confirm: 'magnet' } as const
const dayMs = 86_400_000

async function aFormWithPool(codes: string[]): Promise<PublishedForm> {
  const magnet = await aMagnet(call, { kind: 'code', name: 'Dix pour cent', terms: { lowAt: 0 } })
  await fill(call, magnet.id, codes)
  return aPublishedForm({ magnet: magnet.id, delivery })
}

const claimsOf = (form: PublishedForm) =>
  rows<{ submission_id: string; given_at: string; ends_at: string }>(
    'SELECT * FROM claim WHERE magnet_id = ?1',
    form.magnet,
  )
const linkFor = async (id: string) => (await confirmLink(env, origin, id, new Date().toISOString())).href
const mailText = async (id: string, template: string) => {
  const [row] = await claimed([`${id}.${template}`])
  return row && (await makeMessage(env, row, undefined)).text
}
/** Presses the button and gives the page that follows. */
async function confirm(id: string) {
  const link = await linkFor(id)
  const { headers } = await visit(link, {})
  return (await visit(new URL(headers.get('location')!, origin).href)).text
}

describe('a code that waits for a confirmation', () => {
  it('is nobody’s until the click; then it stands on the page and comes by mail', async () => {
    const codes = someCodes(2)
    const form = await aFormWithPool(codes)
    const { id, magnet } = await ask(form, aPerson())
    expect(magnet).toBeUndefined()
    expect(await claimsOf(form)).toEqual([])
    expect(await mailText(id, 'confirm-deliver')).not.toContain(codes[0])
    expect(await confirm(id)).toContain(codes[0])
    expect(await mailText(id, 'deliver')).toContain(codes[0])
    expect((await visit(await linkFor(id))).text).toContain(codes[0])
    expect(await claimsOf(form)).toHaveLength(1)
  })

  it('is one, however many clicks come at once, and the same when they ask again', async () => {
    const codes = someCodes(3)
    const form = await aFormWithPool(codes)
    const email = aPerson()
    const { id } = await ask(form, email)
    const link = await linkFor(id)
    await Promise.all(Array.from({ length: 5 }, () => visit(link, {})))
    const again = await ask(form, email)
    expect(again.magnet).toBeUndefined()
    expect(await mailText(again.id, 'deliver')).toContain(codes[0])
    expect(await claimsOf(form)).toHaveLength(1)
  })

  it('comes once to whoever was confirmed before and agrees to more', async () => {
    const codes = someCodes(2)
    const form = await aFormWithPool(codes)
    const email = aPerson()
    await confirm((await ask(form, email)).id)
    const again = await ask(form, email, { consents: { newsletter: true } })
    expect(await mailText(again.id, 'deliver')).toContain(codes[0])
    expect(await confirm(again.id)).toContain(codes[0])
    expect(await rows('SELECT id FROM outbox WHERE id LIKE ?1', `${again.id}.deliver%`)).toHaveLength(1)
  })

  it('of an empty pool is promised on the page, and comes when there is one', async () => {
    const form = await aFormWithPool(someCodes(1))
    await confirm((await ask(form, aPerson())).id)
    const late = await ask(form, aPerson())
    expect(await confirm(late.id)).toContain('arrive dans cette boîte')
    expect(await mailText(late.id, 'deliver')).toBeUndefined()
    const more = someCodes(1)
    await fill(call, form.magnet!, more)
    expect(await mailText(late.id, 'deliver')).toContain(more[0])
  })

  it('is not drained by addresses that are only typed', async () => {
    const form = await aFormWithPool(someCodes(1))
    for (let n = 0; n < 5; n++) await ask(form, aPerson())
    expect(await claimsOf(form)).toEqual([])
  })
})

describe('a trial that waits for a confirmation', () => {
  it('runs from the click on', async () => {
    const terms = { days: 14, remindDays: [3], start: { by: 'key', lowAt: 0 } }
    const keys = someCodes(1)
    const form = await aFormWithTrial(call, terms, keys, { delivery })
    const { id } = await ask(form, aPerson())
    const before = Date.now()
    expect(await confirm(id)).toContain(keys[0])
    const [{ given_at, ends_at } = { given_at: '', ends_at: '' }] = await claimsOf(form)
    expect(Date.parse(given_at)).toBeGreaterThanOrEqual(before)
    expect(Date.parse(ends_at) - Date.parse(given_at)).toBe(14 * dayMs)
    expect(await rows('SELECT 1 FROM outbox WHERE id = ?1', `${id}.reminder.3`)).toHaveLength(1)
  })
})

describe('a doubtful submission', () => {
  it('is asked to confirm once somebody has released it, and given nothing before', async () => {
    const codes = someCodes(1)
    const form = await aFormWithPool(codes)
    const doubtful = await ask(form, aPerson(), { website_url: 'https://spam.example' })
    expect(doubtful.confirm).toBeDefined()
    expect(await mailText(doubtful.id, 'confirm-deliver')).toBeUndefined()
    expect((await call('POST', `/submissions/${doubtful.id}/release`)).status).toBe(200)
    expect(await claimsOf(form)).toEqual([])
    expect(await mailText(doubtful.id, 'confirm-deliver')).toContain('/c/')
    expect(await rows('SELECT unconfirmed_since IS NULL AS n FROM lead WHERE id = ?1', doubtful.id)).toEqual([{ n: 0 }])
    expect(await confirm(doubtful.id)).toContain(codes[0])
  })
})
