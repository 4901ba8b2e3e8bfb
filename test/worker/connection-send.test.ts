// What is owed leaves, signed; and what becomes of it is written down, whatever the other side does.
import { env } from 'cloudflare:workers'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type SentBody, sentBody } from '../../contract/connection.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { deliverHooks } from '../../worker/connection/deliver.ts'
import { pruneHooks } from '../../worker/connection/settle.ts'
import { connectionRow, rotateSecret, secretsOf } from '../../worker/connection/store.ts'
import { deliverMails } from '../../worker/delivery/deliver.ts'
import { makeMessage } from '../../worker/delivery/mail.ts'
import { newId } from '../../worker/lib/id.ts'
import { aConnection, owe, owedHooks } from '../support/connected.ts'
import { claimed } from '../support/pool.ts'
import { aPublishedForm, origin, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

type Sent = { url: string; headers: Record<string, string>; body: string; redirect: string }
type Answering = (letter: Sent) => Response | Promise<Response>

let sent: Sent[]
let answering: Map<string, Answering>
let form: PublishedForm
beforeAll(async () => {
  form = await aPublishedForm()
})
beforeEach(() => {
  sent = []
  answering = new Map()
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const { body, headers, redirect } = init as Sent & { redirect: 'manual' }
    const letter = { url, headers, body, redirect }
    sent.push(letter)
    return (answering.get(new URL(url).hostname) ?? (() => new Response(null, { status: 204 })))(letter)
  })
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await env.DB.batch(['connection', 'outbox'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)))
})

const minute = 60_000
const day = 1_440 * minute
/** What is owed now is due by then. */
const soon = () => Date.now() + 1_000
const run = (atMs = soon()) => deliverHooks(env, () => atMs)
const to = (host: string) => sent.filter(({ url }) => new URL(url).hostname === host)
const answers = (host: string, status: number, headers = {}, body: string | null = null) =>
  void answering.set(host, () => new Response(body, { status, headers }))
const at = (host: string) => ({ url: `https://${host}/hook` })
const stateOf = async (id: string) => (await rows('SELECT * FROM connection WHERE id = ?1', id))[0]!

describe('a message', () => {
  it('is verified by another’s implementation, and is as its schema says', async () => {
    const { secret } = await aConnection()
    const email = aPerson()
    const { id } = await send(form, {
      answers: { email, given: 'Zoé', family: 'Dûfour', company: 'Atelier', size: '1-9' },
    })
    await deliverHooks(env)
    await run()
    const [letter, ...others] = sent
    expect(others).toEqual([])
    const told = new Webhook(secret).verify(letter!.body, letter!.headers) as SentBody
    expect(sentBody.parse(told)).toEqual(told)
    expect(told).toMatchObject({
      type: 'lead.created',
      data: {
        lead: {
          id,
          email,
          fullName: 'Zoé Dûfour',
          answers: { size: '1-9' },
          form: { slug: form.slug, name: 'Guide' },
          consents: expect.arrayContaining([expect.objectContaining({ purpose: 'newsletter', state: 'given' })]),
        },
      },
    })
    expect(letter).toMatchObject({ redirect: 'manual', headers: { 'content-type': 'application/json' } })
    expect(letter!.headers['user-agent']).toMatch(/^Aimant-Webhooks/)
  })

  it('tells what is true when it leaves, and only the cause as it was', async () => {
    await aConnection({ events: ['lead.stage_changed'] })
    const { id } = await send(form)
    const move = (from: string, stage: string) =>
      env.DB.batch([
        env.DB.prepare(`UPDATE lead SET stage = ?2, company = ?2 WHERE id = ?1`).bind(id, stage),
        env.DB.prepare(`INSERT INTO timeline (lead_id, id, kind, detail, at) VALUES (?1, ?2, 'stage', ?3, ?4)`).bind(
          id,
          newId(),
          JSON.stringify({ from, to: stage, by: 'x', why: null, rule: null }),
          new Date().toISOString(),
        ),
      ])
    await move('lead', 'prospect')
    await move('prospect', 'customer')
    await run()
    const told = sent.map(({ body }) => JSON.parse(body).data)
    expect(told.map(({ from, to }) => `${from} ${to}`).sort()).toEqual(['lead prospect', 'prospect customer'])
    expect(told.map(({ lead }) => lead.company)).toEqual(['customer', 'customer'])
  })

  it('of a person erased meanwhile never leaves; that they are gone does, with a bare id', async () => {
    await aConnection()
    const { id } = await send(form)
    await env.DB.prepare('DELETE FROM lead WHERE id = ?1').bind(id).run()
    await run()
    expect(sent.map(({ body }) => JSON.parse(body))).toEqual([
      { type: 'lead.erased', timestamp: expect.any(String), data: { lead: { id, site: 'main' } } },
    ])
  })

  it('about somebody who asked not to be shared leaves to no partner, whenever they said so', async () => {
    const { connection } = await aConnection({ isPartner: true })
    const { id } = await send(form)
    const [said] = await rows<{ notice_id: string }>('SELECT notice_id FROM consent_event WHERE lead_id = ?1', id)
    await env.DB.prepare(`
      INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
      VALUES (?1, ?1, 'phone', 'consent', 'withdrawn', 'rights_page', ?2, 'x', 1, 'x')`)
      .bind(id, said!.notice_id)
      .run()
    await run()
    expect(sent).toEqual([])
    expect(await owedHooks(connection.id)).toEqual([])
  })

  it('has one level of keys where the connection is flat', async () => {
    await aConnection({ format: 'flat' })
    await send(form, { answers: { email: aPerson(), size: '10-49' }, source: { campaign: { utm_source: 'lettre' } } })
    await run()
    const body = JSON.parse(sent[0]!.body)
    expect(Object.values(body).filter((value) => typeof value === 'object' && value !== null)).toEqual([])
    expect(body).toMatchObject({
      id: sent[0]!.headers['webhook-id'],
      type: 'lead.created',
      answer_size: '10-49',
      consent_newsletter: 'given',
      utm_source: 'lettre',
    })
  })

  it.each(['slack', 'teams', 'discord'] as const)('is a message of %s where it is told there', async (format) => {
    await aConnection({ format })
    await send(form)
    await run()
    const body = JSON.parse(sent[0]!.body)
    expect(Object.keys(body)).toContain({ slack: 'blocks', teams: 'attachments', discord: 'embeds' }[format])
  })

  it('is signed with the secret and the one before it for a day, and with the new one alone after it', async () => {
    const { connection, secret: old } = await aConnection()
    const actor = { kind: 'token', id: 'x', name: 'x', scopes: [], usedOn: null } as const
    const now = Date.now()
    const { secret } = await rotateSecret({ env, actor, origin, now }, connection.id)
    await send(form)
    await run()
    const { body, headers } = sent[0]!
    expect(headers['webhook-signature']!.split(' ')).toHaveLength(2)
    for (const known of [old, secret]) expect(() => new Webhook(known).verify(body, headers)).not.toThrow()
    expect(() => new Webhook('whsec_bm9ib2R5IGtub3dzIHRoaXMgb25lIGJ1dCB1cw==').verify(body, headers)).toThrow()
    const row = await connectionRow(env.DB, connection.id)
    expect(await secretsOf(env, row, now + day - minute)).toEqual([secret, old])
    expect(await secretsOf(env, row, now + day + minute)).toEqual([secret])
  })
})

describe('a message that is not taken', () => {
  it('is tried on the schedule under the same name, and is given up after it', async () => {
    const { connection } = await aConnection()
    answers('hooks.example.fr', 500, {}, 'no')
    // Something else goes through now and then, or the connection would be disabled.
    await send(form)
    const waits: number[] = []
    for (let now = soon(), n = 0; n < 10; n++) {
      await run(now)
      const [owed] = await owedHooks(connection.id)
      waits.push(Math.round((Date.parse(owed!.due_at) - now) / 1_000))
      now = Math.max(Date.parse(owed!.due_at), now + 6 * minute)
    }
    const ids = sent.map(({ headers }) => headers['webhook-id'])
    expect(ids).toHaveLength(10)
    expect(new Set(ids).size).toBe(1)
    expect(new Set(sent.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10)
    for (const [i, wanted] of [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].entries()) {
      expect(waits[i]).toBeGreaterThanOrEqual(Math.floor(wanted * 0.9))
      expect(waits[i]).toBeLessThanOrEqual(Math.ceil(wanted * 1.1))
    }
    const [owed] = await owedHooks(connection.id)
    expect(owed).toMatchObject({ state: 'dead', attempts: 10, status: 500, last_error: 'status' })
  })

  it('disables the connection once a whole schedule came to nothing, and says so to the owners, once', async () => {
    const { connection } = await aConnection()
    answers('hooks.example.fr', 500)
    await send(form)
    await owe()
    await env.DB.prepare(`UPDATE outbox SET attempts = 9 WHERE connection_id = ?1`).bind(connection.id).run()
    await run()
    await run(soon() + 10 * minute)
    expect(await stateOf(connection.id)).toMatchObject({ state: 'disabled', disabled_because: 'failing' })
    const mails = await rows<{ id: string }>(`SELECT id FROM outbox WHERE payload ->> 'template' = 'notice-connection'`)
    expect(mails).toHaveLength(1)
    const [row] = await claimed([mails[0]!.id], soon() + minute)
    const { subject, text } = await makeMessage(env, { ...row!, team: 'owner@atelier-sud.fr' }, undefined)
    expect(subject).toContain('Notre CRM')
    expect(text).toContain('hooks.example.fr')
    expect(text).toContain('/dashboard/connections')
  })

  it('disables nothing where others were taken meanwhile', async () => {
    const { connection } = await aConnection()
    await send(form)
    await run()
    await send(form)
    await owe()
    await env.DB.prepare(`UPDATE outbox SET attempts = 9, created_at = '2026-01-01' WHERE state = 'pending'`).run()
    answers('hooks.example.fr', 400)
    await run()
    expect((await owedHooks(connection.id)).map(({ state }) => state).sort()).toEqual(['dead', 'sent'])
    expect(await stateOf(connection.id)).toMatchObject({ state: 'active' })
  })

  it('with 410 disables the connection at once, and its other messages stay where they are', async () => {
    const { connection } = await aConnection()
    answers('hooks.example.fr', 410)
    await send(form)
    await send(form)
    await env.DB.prepare('UPDATE connection SET failures = 1').run()
    await run()
    await run(soon() + day)
    expect(sent).toHaveLength(1)
    expect(await stateOf(connection.id)).toMatchObject({ state: 'disabled', disabled_because: 'gone' })
  })

  it('with 410 takes a program’s own subscription off', async () => {
    const { connection } = await aConnection()
    await env.DB.prepare(`UPDATE connection SET token_id = 'a-token' WHERE id = ?1`).bind(connection.id).run()
    answers('hooks.example.fr', 410)
    await send(form)
    await run()
    expect(await rows('SELECT 1 FROM connection')).toEqual([])
    expect(await rows(`SELECT 1 FROM outbox WHERE kind = 'webhook'`)).toEqual([])
  })

  it.each([
    ['429', 429, { 'retry-after': '600' }, 600],
    ['503, by a date', 503, { 'retry-after': new Date(Date.now() + 900_000).toUTCString() }, 899],
    ['a wait beyond reason', 429, { 'retry-after': '99999999' }, 86_400],
    ['a wait nobody can read', 429, { 'retry-after': 'soon' }, 5],
    ['a wait where none is due', 500, { 'retry-after': '600' }, 5],
  ])('waits as long as it is asked to, up to a day: %s', async (_, status, headers, seconds) => {
    const { connection } = await aConnection()
    answers('hooks.example.fr', status, headers)
    await send(form)
    const now = soon()
    await run(now)
    const { rests_until } = await stateOf(connection.id)
    const rests = (Date.parse(rests_until as string) - now) / 1_000
    expect(rests).toBeGreaterThanOrEqual(seconds - 10)
    expect(rests).toBeLessThanOrEqual(seconds + 1)
    await run(now + (seconds - 11) * 1_000)
    expect(sent).toHaveLength(1)
    await run(now + (seconds + 120) * 1_000)
    expect(sent).toHaveLength(2)
  })

  it('of one message only is that message’s matter: the others go on', async () => {
    const { connection } = await aConnection()
    const bad = await send(form)
    answering.set('hooks.example.fr', ({ body }) => new Response(null, { status: body.includes(bad.id) ? 422 : 200 }))
    for (let n = 0; n < 4; n++) await send(form)
    await run()
    expect((await owedHooks(connection.id)).map(({ state }) => state).sort()).toEqual([
      'pending',
      'sent',
      'sent',
      'sent',
      'sent',
    ])
    expect(await stateOf(connection.id)).toMatchObject({ rests_until: null, failures: 0 })
  })

  it('follows no redirect', async () => {
    const { connection } = await aConnection()
    answers('hooks.example.fr', 302, { location: 'https://example.org/' })
    await send(form)
    await run()
    expect(sent.map(({ url }) => url)).toEqual(['https://hooks.example.fr/aimant'])
    expect(await owedHooks(connection.id)).toMatchObject([{ state: 'pending', status: 302, last_error: 'redirect' }])
  })

  it('is not even tried where the address is not public any more', async () => {
    const { connection } = await aConnection()
    await env.DB.prepare(`UPDATE connection SET url = 'https://169.254.169.254/latest' WHERE id = ?1`)
      .bind(connection.id)
      .run()
    await send(form)
    await run()
    expect(sent).toEqual([])
    expect(await owedHooks(connection.id)).toMatchObject([{ state: 'pending', last_error: 'address_refused' }])
  })

  it('since nothing could be written of it holds up no other', async () => {
    const { connection } = await aConnection()
    const { id } = await send(form)
    await env.DB.prepare(`UPDATE lead SET source = '[1]', answers = '{"x":1}', tags = '3' WHERE id = ?1`).bind(id).run()
    await env.DB.prepare(`UPDATE connection SET format = 'flat'`).run()
    await send(form)
    await run()
    expect((await owedHooks(connection.id)).filter(({ state }) => state === 'sent')).toHaveLength(1)
  })
})

describe('several connections', () => {
  it('none waits for another that hangs, and what hangs is tried once in a run', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>()
    answering.set('slow.example.fr', () => promise)
    await aConnection(at('slow.example.fr'))
    const quick = (await aConnection(at('quick.example.fr'))).connection.id
    for (let n = 0; n < 5; n++) await send(form)
    const running = run()
    await vi.waitFor(async () => expect((await owedHooks(quick)).every(({ state }) => state === 'sent')).toBe(true))
    // And meanwhile: another run leaves what hangs alone.
    await send(form)
    await run()
    expect(to('quick.example.fr')).toHaveLength(6)
    expect(to('slow.example.fr').length).toBeLessThanOrEqual(2)
    resolve(new Response(null, { status: 500 }))
    await running
    expect(to('slow.example.fr').length).toBeLessThanOrEqual(2)
  })

  it('are served in turn, however much waits for one of them', async () => {
    const busy = (await aConnection(at('busy.example.fr'))).connection.id
    await aConnection({ ...at('calm.example.fr'), events: ['lead.erased'] })
    const { id } = await send(form)
    await env.DB.prepare(`
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
      INSERT INTO outbox (id, kind, lead_id, connection_id, payload, due_at, created_at)
      SELECT 'w.' || ?1 || '.' || i, 'webhook', ?2, ?1, '{"event":"lead.created"}', '2026-01-01', '2026-01-01' FROM n`)
      .bind(busy, id)
      .run()
    const gone = await send(form)
    await env.DB.prepare('DELETE FROM lead WHERE id = ?1').bind(gone.id).run()
    const { isMore } = await run()
    expect(isMore).toBe(true)
    expect(to('calm.example.fr')).toHaveLength(1)
    expect(sent.length).toBeLessThanOrEqual(20)
  })

  it('that keep failing are left alone for longer and longer, and found working by one message', async () => {
    const { connection } = await aConnection()
    answers('hooks.example.fr', 503)
    for (let n = 0; n < 9; n++) await send(form)
    const started = soon()
    for (let ms = 0; ms < 30 * minute; ms += 30_000) await run(started + ms)
    // Nine messages, half an hour.
    expect(sent.length).toBeLessThan(16)
    answers('hooks.example.fr', 200)
    sent = []
    for (let ms = 0; ms < 40 * minute; ms += minute) await run(started + 36 * minute + ms)
    expect((await owedHooks(connection.id)).every(({ state }) => state === 'sent')).toBe(true)
    expect(await stateOf(connection.id)).toMatchObject({ failing_since: null, failures: 0, rests_until: null })
  })
})

describe('a sender that dies', () => {
  it('after the other side took it sends it again under the same name when its lease ends', async () => {
    await aConnection()
    await send(form)
    const broken = new Proxy(env.DB, {
      get(target, name) {
        if (name === 'batch')
          return (list: D1PreparedStatement[]) => (sent.length ? Promise.reject(new Error('gone')) : target.batch(list))
        return Reflect.get(target, name).bind(target)
      },
    })
    const now = soon()
    await deliverHooks({ ...env, DB: broken }, () => now)
    await run(now + minute)
    expect(sent).toHaveLength(1)
    await run(now + 2 * minute)
    expect(sent).toHaveLength(2)
    expect(sent[0]!.headers['webhook-id']).toBe(sent[1]!.headers['webhook-id'])
  })

  it('leaves nothing to two at once', async () => {
    await aConnection()
    for (let n = 0; n < 6; n++) await send(form)
    await Promise.all([run(), run(), run(), run()])
    expect(sent).toHaveLength(6)
    expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(6)
  })
})

it('mail is found without looking past what connections are owed', async () => {
  const { connection } = await aConnection()
  await env.DB.prepare(`UPDATE connection SET state = 'paused'`).run()
  const { id } = await send(form)
  await env.DB.prepare(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT INTO outbox (id, kind, lead_id, connection_id, payload, due_at, created_at)
    SELECT 'w.' || ?1 || '.' || i, 'webhook', ?2, ?1, '{"event":"lead.created"}', '2026-01-01', '2026-01-01' FROM n`)
    .bind(connection.id, id)
    .run()
  const plan = await rows<{ detail: string }>(
    `EXPLAIN QUERY PLAN SELECT id FROM outbox WHERE state = 'pending' AND kind = 'mail' AND due_at <= 'x' ORDER BY due_at LIMIT 5`,
  )
  expect(plan.map(({ detail }) => detail).join()).toContain('outbox_due')
  await deliverMails(env, { most: 5 })
  expect(sent).toEqual([])
})

it.each([
  [`DELETE FROM outbox WHERE kind = 'webhook' AND lead_id = 'x'`, 'outbox_hook_lead'],
  [
    `SELECT id FROM outbox WHERE connection_id = 'x' AND kind = 'webhook' AND state = 'pending' AND due_at <= 'x' ORDER BY due_at LIMIT 5`,
    'outbox_hook_due',
  ],
  [
    `SELECT * FROM outbox WHERE id > 'a' AND id < 'b' AND connection_id = 'x' AND kind = 'webhook' AND state = 'dead' ORDER BY id DESC LIMIT 5`,
    'outbox_hook_dead',
  ],
])('what is owed to connections is found by an index, however much there is: %s', async (sql, index) => {
  const plan = (await rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)).map(({ detail }) => detail).join()
  expect(plan).toContain(index)
  expect(plan).not.toMatch(/SCAN|TEMP B-TREE/)
})

it('the log is forgotten after thirty days', async () => {
  const { connection } = await aConnection()
  await send(form)
  await owe()
  await pruneHooks(env.DB, Date.now() + 29 * day)
  expect(await owedHooks(connection.id)).toHaveLength(1)
  await pruneHooks(env.DB, Date.now() + 31 * day)
  expect(await owedHooks(connection.id)).toEqual([])
})
