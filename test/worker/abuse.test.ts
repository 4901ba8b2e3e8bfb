import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FormInput } from '../../contract/form.ts'
import type { HeldPage } from '../../contract/held.ts'
import type { LeadDetail } from '../../contract/lead.ts'
import { siteKeyFor } from '../../worker/capture/turnstile.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aFormByMail } from '../support/owed.ts'
import { aPublishedForm, post, ready, rows, send } from '../support/published.ts'
import { aForm, aPerson } from '../support/visitor.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('leads:read', 'leads:write')
})
beforeEach(() => env.DB.batch(['outbox', 'submission'].map((table) => env.DB.prepare(`DELETE FROM ${table}`))))

const list = async (query = '') => (await call('GET', `/submissions/held${query}`)).json<HeldPage>()
const counted = async () =>
  (await (await call('GET', '/submissions/held/count')).json<{ reasons: unknown[] }>()).reasons
const bulk = (action: string, ids: unknown) => call('POST', '/submissions/held/bulk', { action, ids })
const owed = async () => (await rows<{ id: string }>('SELECT id FROM outbox ORDER BY id')).map(({ id }) => id)
const withMessage = (): Partial<FormInput> => {
  const [step] = aForm().steps
  return {
    steps: [{ ...step!, fields: [...step!.fields, { kind: 'long_text', key: 'message', label: { fr: 'Message' } }] }],
  }
}

describe('answers that betray a program', () => {
  it('are answered like any other, kept with every reason, and mailed nothing', async () => {
    const form = await aFormByMail(withMessage())
    const answers = { email: aPerson(), given: 'https://win.example', message: 'Online casino! http://spam.example' }
    const { id, magnet } = await send(form, { answers })
    expect(magnet).toBeDefined()
    expect(await owed()).toEqual([])
    const { submissions } = await list()
    expect(submissions).toMatchObject([
      { id, form: { slug: form.slug }, lead: { email: answers.email, isOnly: true }, page: null },
    ])
    expect(submissions[0]!.reasons).toEqual(['known_spam_words', 'link_in_name', 'many_links'])
    expect(submissions[0]!.answers).toEqual([
      { key: 'given', label: 'Prénom', value: 'https://win.example' },
      { key: 'message', label: 'Message', value: 'Online casino! http://spam.example' },
    ])
    const lead = await (await call('GET', `/leads/${id}`)).json<LeadDetail>()
    expect(lead).toMatchObject({ held: true, history: [{ held: 'known_spam_words' }] })
  })

  it('come after what the envelope betrays', async () => {
    const form = await aPublishedForm()
    await send(form, { answers: { email: aPerson(), given: '<b>win</b>' }, website_url: 'x' })
    expect((await list()).submissions[0]!.reasons).toEqual(['honeypot', 'markup', 'strange_name'])
  })

  it('hold, and never refuse, whatever they are', async () => {
    const form = await aPublishedForm(withMessage())
    for (const message of [
      '[url=http://a.example]a[/url]',
      'Pаypаl',
      'http://a.example '.repeat(9),
      '\u{1F4B0}'.repeat(40),
    ])
      expect((await post(form, await ready(form, { answers: { email: aPerson(), message } }))).status).toBe(200)
  })

  it('leave no trace of their reasons once released or deleted', async () => {
    const form = await aPublishedForm()
    const spam = { given: '<b>win</b>', family: 'https://a.example' }
    const [one, other] = [
      await send(form, { answers: { email: aPerson(), ...spam } }),
      await send(form, { answers: { email: aPerson(), ...spam } }),
    ]
    await call('POST', `/submissions/${one.id}/release`)
    await call('DELETE', `/submissions/${other.id}`)
    expect(await rows('SELECT DISTINCT held, held_also FROM submission')).toEqual([{ held: null, held_also: null }])
  })
})

describe('the list of what is held', () => {
  const some = async (count: number) => {
    const form = await aPublishedForm()
    const ids: string[] = []
    for (let n = 0; n < count; n++) ids.push((await send(form, { website_url: 'x' })).id)
    return { form, ids: ids.sort().reverse() }
  }

  it('shows the newest first, page by page, and leaves none out', async () => {
    const { form, ids } = await some(5)
    await send(form)
    const seen: string[] = []
    for (let after = ''; ; ) {
      const { submissions, next } = await list(`?limit=2${after}`)
      seen.push(...submissions.map(({ id }) => id))
      if (!next) break
      after = `&after=${next}`
    }
    expect(seen).toEqual(ids)
  })

  it('is narrowed to a reason, and counts each', async () => {
    const { form } = await some(2)
    const { id } = await send(form, { answers: { email: aPerson(), given: '<b>win</b>' } })
    expect((await list('?reason=markup')).submissions.map((one) => one.id)).toEqual([id])
    expect((await list('?reason=honeypot')).submissions).toHaveLength(2)
    expect((await list('?reason=too_fast')).submissions).toEqual([])
    expect(await counted()).toEqual([
      { reason: 'honeypot', count: 2 },
      { reason: 'markup', count: 1 },
    ])
  })

  it('names what goes with a lead that is more than that', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    await send(form, { answers: { email, given: 'Camille' } })
    await send(form, { answers: { email, given: 'Spam' }, website_url: 'x' })
    expect((await list()).submissions).toMatchObject([{ lead: { email, isOnly: false }, reasons: ['honeypot'] }])
  })

  it.each([
    ['', 'submission_held'],
    ['AND held = ?1', 'submission_held_for'],
  ])('is read from an index: %s', async (where, index) => {
    const plan = await rows<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT id FROM submission WHERE held IS NOT NULL ${where} AND id < '~' ORDER BY id DESC LIMIT 2`,
      ...(where ? ['markup'] : []),
    )
    const said = plan.map(({ detail }) => detail).join('\n')
    expect(said).toMatch(new RegExp(`USING (COVERING )?INDEX ${index} `))
    expect(said).not.toContain('TEMP B-TREE')
  })
})

describe('several at once', () => {
  it('are released, each once, with what they asked for by mail', async () => {
    const form = await aFormByMail()
    const ids: string[] = []
    for (let n = 0; n < 3; n++) ids.push((await send(form, { website_url: 'x' })).id)
    const answer = await bulk('release', [...ids, crypto.randomUUID()])
    expect(answer.status).toBe(200)
    expect((await answer.json<{ done: string[] }>()).done.toSorted()).toEqual(ids.toSorted())
    expect(await owed()).toEqual(ids.map((id) => `${id}.deliver`).sort())
    expect(await (await bulk('release', ids)).json()).toEqual({ done: [] })
    expect(await owed()).toHaveLength(3)
    expect((await list()).submissions).toEqual([])
  })

  it('are deleted with the leads that were nothing else; sound ones are passed over', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    const sound = await send(form, { answers: { email } })
    const spam = await send(form, { answers: { email, given: 'Spam' }, website_url: 'x' })
    const only = await send(form, { website_url: 'x' })
    const entries = () => rows(`SELECT id FROM audit WHERE action = 'submissions.deleted'`)
    const before = await entries()
    const answer = await bulk('delete', [sound.id, spam.id, only.id])
    expect((await answer.json<{ done: string[] }>()).done.toSorted()).toEqual([spam.id, only.id].toSorted())
    expect((await call('GET', `/leads/${sound.id}`)).status).toBe(200)
    expect((await call('GET', `/leads/${only.id}`)).status).toBe(404)
    expect(await entries()).toHaveLength(before.length + 2)
  })

  it('are decided about once, though two people decide at the same moment', async () => {
    const form = await aFormByMail()
    const { id } = await send(form, { website_url: 'x' })
    const answers = await Promise.all([bulk('release', [id]), bulk('release', [id]), bulk('delete', [id])])
    for (const { status } of answers) expect(status).toBe(200)
    expect((await owed()).length).toBeLessThanOrEqual(1)
  })
})

describe('refused', () => {
  it.each([
    ['too many to release', 'release', Array.from({ length: 6 }, () => crypto.randomUUID())],
    ['too many to delete', 'delete', Array.from({ length: 21 }, () => crypto.randomUUID())],
    ['none', 'release', []],
    ['what cannot be an id', 'release', ['x', null, 7]],
    ['what is no list', 'delete', 'all'],
    ['a deed there is none of', 'publish', [crypto.randomUUID()]],
  ])('%s', async (_, action, ids) => expect((await bulk(action, ids)).status).toBe(422))

  it.each([
    ['a reason there is none of', '?reason=nonsense'],
    ['no limit', '?limit=0'],
    ['a huge limit', '?limit=1000'],
    ['a cursor of somebody’s own', '?after=%27'],
    ['a huge cursor', `?after=${'a'.repeat(5_000)}`],
  ])('a list asked for with %s', async (_, query) =>
    expect((await call('GET', `/submissions/held${query}`)).status).toBe(422),
  )

  it('who may only read does not decide, and who may not read sees nothing', async () => {
    const reader = await callerWith('leads:read')
    expect(
      (await reader('POST', '/submissions/held/bulk', { action: 'delete', ids: [crypto.randomUUID()] })).status,
    ).toBe(403)
    const other = await callerWith('forms:read')
    expect((await other('GET', '/submissions/held')).status).toBe(403)
    expect((await other('GET', '/submissions/held/count')).status).toBe(403)
  })
})

describe('a mailbox somebody wants to fill', () => {
  it('takes only so many submissions a minute, from however many blocks; others are let in', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    const statuses: number[] = []
    for (let n = 0; n < 20; n++) statuses.push((await post(form, await ready(form, { answers: { email } }))).status)
    expect(statuses.slice(0, 3)).toEqual([200, 200, 200])
    expect(statuses.at(-1)).toBe(429)
    expect((await post(form, await ready(form))).status).toBe(200)
  })
})

describe('what stands against abuse', () => {
  it('is told without its keys', async () => {
    const reader = await callerWith('forms:read')
    const answer = await reader('GET', '/protection')
    expect(await answer.json()).toEqual({
      turnstile: 'no_keys',
      mailHourly: { address: 5, form: 500, all: 1_000 },
    })
  })
})

describe('Turnstile', () => {
  it('is asked only where a form wants it and both keys are set', () => {
    const keys = {
      TURNSTILE_SITE_KEY: '1x00000000000000000000AA',
      TURNSTILE_SECRET: '1x0000000000000000000000000000000AA',
    }
    expect(siteKeyFor(keys, { turnstile: true })).toBe(keys.TURNSTILE_SITE_KEY)
    expect(siteKeyFor(keys, {})).toBeUndefined()
    expect(siteKeyFor({ TURNSTILE_SITE_KEY: 'x' }, { turnstile: true })).toBeUndefined()
    expect(siteKeyFor({ TURNSTILE_SECRET: 'x' }, { turnstile: true })).toBeUndefined()
  })

  it('that is wanted without keys holds nobody', async () => {
    const form = await aPublishedForm({ turnstile: true })
    const { id } = await send(form)
    expect(await rows('SELECT held FROM submission WHERE id = ?1', id)).toEqual([{ held: null }])
  })
})
