// Connections through the API: by whoever may, to where messages may go, with a secret that is shown once.
import { env } from 'cloudflare:workers'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type {
  Connection,
  ConnectionMade,
  ConnectionPage,
  Examples,
  HookDeliveryPage,
} from '../../contract/connection.ts'
import { connectionFormats, leadEvents, mostConnections } from '../../contract/connection-names.ts'
import type { Attention } from '../../contract/insight.ts'
import { scopes, scopesOf } from '../../contract/team-names.ts'
import { deliverHooks } from '../../worker/connection/deliver.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aConnection, owe, owedHooks } from '../support/connected.ts'
import { aPublishedForm, origin, rows, send } from '../support/published.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith(...scopes)
  await aPublishedForm()
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await env.DB.batch(['connection', 'outbox'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)))
})

const wanted = { name: 'Notre CRM', url: 'https://hooks.example.fr/aimant?key=s3cret', events: ['lead.created'] }
const make = async (over: object = {}) => {
  const response = await call('POST', '/connections', { ...wanted, ...over })
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
  return response.json<ConnectionMade>()
}
const read = async (id: string) => (await call('GET', `/connections/${id}`)).json<Connection>()
const refusal = async (response: Promise<Response>) => {
  const { status, fields } = await (await response).json<{ status: number; fields?: object }>()
  return { status, fields }
}

describe('a connection', () => {
  it('is made, shown, changed, paused and taken away, and each of it is in the audit trail without its address', async () => {
    const { connection, secret } = await make()
    const { id } = connection
    expect(connection).toEqual({
      id,
      site: 'main',
      name: 'Notre CRM',
      url: wanted.url,
      host: 'hooks.example.fr',
      events: ['lead.created'],
      format: 'standard',
      language: 'fr',
      isPartner: false,
      isHook: false,
      state: 'active',
      disabledAt: null,
      disabledBecause: null,
      failingSince: null,
      lastProblem: null,
      lastStatus: null,
      lastSuccessAt: null,
      restsUntil: null,
      waiting: 0,
      failed: 0,
      previousSecretUntil: null,
      createdAt: expect.any(String),
    })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const change = { name: 'Zapier', events: ['lead.erased'], format: 'flat', isPartner: true, state: 'paused' }
    expect(await (await call('PATCH', `/connections/${id}`, change)).json()).toMatchObject({
      id,
      ...change,
      url: wanted.url,
    })
    await call('POST', `/connections/${id}/secret`)
    expect(await (await call('GET', '/connections')).json()).toMatchObject({ connections: [{ id }], next: null })
    expect((await call('DELETE', `/connections/${id}`)).status).toBe(204)
    expect((await call('GET', `/connections/${id}`)).status).toBe(404)
    const trail = await rows<{ action: string; detail: string }>(`
      SELECT action, detail FROM audit WHERE action LIKE 'connection.%' ORDER BY id DESC LIMIT 4`)
    expect(trail.map(({ action }) => action)).toEqual([
      'connection.deleted',
      'connection.secret_replaced',
      'connection.changed',
      'connection.made',
    ])
    expect(JSON.stringify(trail)).not.toContain('s3cret')
    expect(JSON.parse(trail[2]!.detail).changed).toBe('events, format, isPartner, name, state')
  })

  it('never shows its secret again, nor keeps it as it is', async () => {
    const { connection, secret } = await make()
    const rotated = await (await call('POST', `/connections/${connection.id}/secret`)).json<{ secret: string }>()
    expect(rotated).toEqual({ secret: expect.stringMatching(/^whsec_/), previousSecretUntil: expect.any(String) })
    const everywhere = [
      JSON.stringify(await read(connection.id)),
      await (await call('GET', '/connections')).text(),
      JSON.stringify(await rows('SELECT * FROM connection')),
      JSON.stringify(await rows('SELECT * FROM audit')),
    ].join()
    for (const known of [secret, rotated.secret]) expect(everywhere).not.toContain(known.slice(6))
    expect((await read(connection.id)).previousSecretUntil).not.toBeNull()
  })

  it('shows its address to those who may change it, and to others where it leads', async () => {
    const { connection } = await make()
    const viewer = await callerWith(...scopesOf('viewer'))
    const shown = await (await viewer('GET', `/connections/${connection.id}`)).json()
    expect(shown).toMatchObject({ url: null, host: 'hooks.example.fr' })
  })

  it('is set up by nobody who may not read leads: they would have them sent', async () => {
    const { connection } = await make()
    const settler = await callerWith('site:read', 'site:write')
    for (const [method, path, body] of [
      ['POST', '/connections', wanted],
      ['POST', '/hooks', { target_url: wanted.url, event: 'lead.created' }],
      ['PATCH', `/connections/${connection.id}`, { url: 'https://elsewhere.example.fr/' }],
      ['POST', `/connections/${connection.id}/secret`, undefined],
      ['GET', `/connections/${connection.id}/deliveries`, undefined],
    ] as const)
      expect((await settler(method, path, body)).status).toBe(403)
  })

  it('is one of at most twenty of its site, also when they are made at once', async () => {
    const made = await Promise.all(
      Array.from({ length: mostConnections + 3 }, () =>
        call('POST', '/connections', wanted).then(({ status }) => status),
      ),
    )
    expect(made.filter((status) => status === 201)).toHaveLength(mostConnections)
    expect(await refusal(call('POST', '/connections', wanted))).toEqual({ status: 422, fields: { name: 'too_many' } })
    const trail = await rows(`SELECT 1 FROM audit WHERE action = 'connection.made' AND detail ->> 'name' = 'Notre CRM'`)
    expect(trail.length).toBeGreaterThanOrEqual(mostConnections)
  })

  it('is listed page by page, in the order they were made', async () => {
    const made: string[] = []
    for (let n = 0; n < 5; n++) made.push((await make()).connection.id)
    const seen: string[] = []
    for (let after = ''; ; ) {
      const page = await (await call('GET', `/connections?limit=2${after}`)).json<ConnectionPage>()
      seen.push(...page.connections.map(({ id }) => id))
      if (!page.next) break
      after = `&after=${page.next}`
    }
    expect(seen).toEqual(made.toSorted())
    expect(await (await call('GET', '/connections?site=nobody')).json()).toEqual({ connections: [], next: null })
  })
})

describe('an address that is refused', () => {
  it.each([
    ['http://hooks.example.fr/', 'not_an_https_address'],
    ['https://user:pw@hooks.example.fr/', 'credentials_refused'],
    ['https://hooks.example.fr:8443/', 'port_refused'],
    ['https://127.0.0.1/', 'address_not_public'],
    ['https://2130706433/', 'address_not_public'],
    ['https://0x7f.1/', 'address_not_public'],
    ['https://[::ffff:169.254.169.254]/', 'address_not_public'],
    ['https://[fd00:ec2::254]/', 'address_not_public'],
    ['https://metadata.google.internal./', 'address_not_public'],
    ['https://localhost/', 'address_not_public'],
    ['http://127.0.0.1:4000/', 'not_an_https_address'],
    [`${origin}/api/v1/hooks`, 'address_is_ours'],
    ['https://LEADS.example.com./', 'address_is_ours'],
  ])('%s: %s, when it is saved and when it is changed', async (url, why) => {
    const { connection } = await make()
    expect(await refusal(call('POST', '/connections', { ...wanted, url }))).toEqual({
      status: 422,
      fields: { url: why },
    })
    expect(await refusal(call('PATCH', `/connections/${connection.id}`, { url }))).toEqual({
      status: 422,
      fields: { url: why },
    })
    expect(await refusal(call('POST', '/hooks', { target_url: url, event: 'lead.created' }))).toEqual({
      status: 422,
      fields: { target_url: why },
    })
    expect((await read(connection.id)).url).toBe(wanted.url)
  })
})

describe('what is not understood', () => {
  it.each([
    [{ events: [] }, { events: 'required' }],
    [{ events: ['lead.created', 'lead.created'] }, { events: 'twice' }],
    [{ events: ['lead.opened'] }, { 'events.0': 'not_an_option' }],
    [{ events: 'lead.created' }, { events: 'wrong_type' }],
    [{ format: 'xml' }, { format: 'not_an_option' }],
    [{ name: '' }, { name: 'required' }],
    [{ name: 'a\u0000b' }, { name: 'wrong_format' }],
    [{ name: 'x'.repeat(101) }, { name: 'too_long' }],
    [{ url: 7 }, { url: 'wrong_type' }],
    [{ url: `https://example.fr/${'x'.repeat(2_000)}` }, { url: 'too_long' }],
    [{ isPartner: 1 }, { isPartner: 'wrong_type' }],
    [{ site: 'nobody' }, { site: 'unknown' }],
    [{ secret: 'whsec_mine' }, { secret: 'unknown_field' }],
    [{ state: 'disabled' }, { state: 'unknown_field' }],
  ])('of a new connection is named: %j', async (over, fields) => {
    expect(await refusal(call('POST', '/connections', { ...wanted, ...over }))).toEqual({ status: 422, fields })
    expect(await rows('SELECT 1 FROM connection')).toEqual([])
  })

  it('names nothing where no connection is', async () => {
    const nobody = '0190a000-0000-7000-8000-000000000000'
    for (const [method, path, body] of [
      ['GET', `/connections/${nobody}`],
      ['GET', '/connections/1'],
      ['GET', `/connections/${nobody}/deliveries`],
      ['PATCH', `/connections/${nobody}`, { name: 'x' }],
      ['DELETE', `/connections/${nobody}`],
      ['POST', `/connections/${nobody}/secret`],
      ['POST', `/connections/${nobody}/test`],
      ['POST', `/connections/${nobody}/replay`, { since: '2026-01-01T00:00:00Z' }],
      ['POST', `/connections/${nobody}/deliveries/${nobody}/replay`],
      ['DELETE', `/hooks/${nobody}`],
    ] as const)
      expect([method, path, (await call(method, path, body)).status]).toEqual([method, path, 404])
  })
})

describe('the test button', () => {
  const button = async (id: string) => (await call('POST', `/connections/${id}/test`)).json()

  it('sends a message about nobody now, signed, and tells what was answered', async () => {
    const { connection, secret } = await make()
    const sent: { body: string; headers: Record<string, string> }[] = []
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      sent.push({ body: String(init.body), headers: init.headers as Record<string, string> })
      return new Response(`  merci \u0000\n${'x'.repeat(5_000)}`, { status: 202 })
    })
    const tested = await button(connection.id)
    expect(tested).toEqual({ ok: true, status: 202, ms: expect.any(Number), answer: expect.any(String), problem: null })
    expect(tested).toMatchObject({ answer: expect.stringMatching(/^merci x{190,194}$/) })
    const told = new Webhook(secret).verify(sent[0]!.body, sent[0]!.headers)
    expect(told).toMatchObject({ type: 'webhook.test', data: { lead: { email: 'camille.martin@example.com' } } })
    expect(await owedHooks(connection.id)).toEqual([])
  })

  it.each([
    [() => new Response(null, { status: 500 }), { ok: false, status: 500, problem: 'status' }],
    [() => new Response(null, { status: 301 }), { ok: false, status: 301, problem: 'redirect' }],
    [() => Promise.reject(new TypeError('no route')), { ok: false, status: null, problem: 'unreachable' }],
  ])('says what went wrong, and disables nothing', async (answer, outcome) => {
    const { connection } = await make()
    vi.stubGlobal('fetch', async () => answer())
    expect(await button(connection.id)).toMatchObject(outcome)
    expect(await read(connection.id)).toMatchObject({ state: 'active', failingSince: null })
  })
})

describe('the log', () => {
  const log = async (id: string, query = '') =>
    (await call('GET', `/connections/${id}/deliveries${query}`)).json<HookDeliveryPage>()
  const run = () => deliverHooks(env, () => Date.now() + 1_000)

  it('tells of each message what became of it, page by page, and by state', async () => {
    const { connection } = await aConnection()
    const form = await aPublishedForm()
    const refused = await send(form)
    vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) =>
      body.includes(refused.id) ? new Response('no such field', { status: 422 }) : new Response('ok'),
    )
    await send(form)
    await run()
    const { deliveries } = await log(connection.id)
    expect(deliveries.map(({ state }) => state)).toEqual(['sent', 'pending'])
    expect(deliveries[1]).toEqual({
      id: expect.any(String),
      event: 'lead.created',
      leadId: refused.id,
      state: 'pending',
      attempts: 1,
      at: expect.any(String),
      triedAt: expect.any(String),
      sentAt: null,
      nextAt: expect.any(String),
      status: 422,
      ms: expect.any(Number),
      answer: 'no such field',
      problem: 'status',
    })
    for (const state of ['pending', 'sent', 'dead'] as const) {
      const found = await log(connection.id, `?state=${state}`)
      expect(found.deliveries).toEqual(deliveries.filter((one) => one.state === state))
    }
    const first = await log(connection.id, '?limit=1')
    expect(first).toEqual({ deliveries: [deliveries[0]], next: deliveries[0]!.id })
    expect(await log(connection.id, `?limit=1&after=${first.next}`)).toEqual({
      deliveries: [deliveries[1]],
      next: null,
    })
  })

  it('is erased of whatever was answered about a person, with them', async () => {
    const { connection } = await aConnection({ events: ['lead.created'] })
    const form = await aPublishedForm()
    const { id } = await send(form)
    vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => new Response(body))
    await run()
    expect((await log(connection.id)).deliveries[0]!.answer).toContain('lead.created')
    await call('DELETE', `/leads/${id}`)
    expect(await log(connection.id)).toEqual({ deliveries: [], next: null })
  })

  it('sends one again, and all that was given up, under the names they had', async () => {
    const { connection } = await aConnection({ events: ['lead.created'] })
    const form = await aPublishedForm()
    for (let n = 0; n < 3; n++) await send(form)
    const sent: string[] = []
    let status = 500
    vi.stubGlobal('fetch', async (_: string, { headers }: { headers: Record<string, string> }) => {
      sent.push(headers['webhook-id']!)
      return new Response(null, { status })
    })
    await owe()
    await env.DB.prepare(`UPDATE outbox SET state = 'dead', attempts = 10`).run()
    const ids = (await log(connection.id)).deliveries.map(({ id }) => id)
    expect(await read(connection.id)).toMatchObject({ failed: 3, waiting: 0 })
    status = 200
    const one = await call('POST', `/connections/${connection.id}/deliveries/${ids[0]}/replay`)
    expect(await one.json()).toMatchObject({ id: ids[0], state: 'pending', attempts: 0 })
    await run()
    const replay = (since: string) => call('POST', `/connections/${connection.id}/replay`, { since })
    expect(await (await replay('2030-01-01T00:00:00Z')).json()).toEqual({ count: 0, isMore: false })
    expect(await (await replay('2026-01-01T00:00:00Z')).json()).toEqual({ count: 2, isMore: false })
    await run()
    expect(sent[0]).toBe(ids[0])
    expect(sent.toSorted()).toEqual(ids.toSorted())
    expect(await read(connection.id)).toMatchObject({ failed: 0, waiting: 0, failingSince: null })
  })

  it('goes on where a disabled connection is made active again: what waited leaves at once', async () => {
    const { connection } = await aConnection({ events: ['lead.created'] })
    await send(await aPublishedForm())
    vi.stubGlobal('fetch', async () => new Response(null, { status: 410 }))
    await run()
    expect(await read(connection.id)).toMatchObject({ state: 'disabled', disabledBecause: 'gone', lastStatus: 410 })
    const again = await call('PATCH', `/connections/${connection.id}`, { state: 'active' })
    expect(await again.json()).toMatchObject({ state: 'active', disabledBecause: null, lastStatus: null, waiting: 1 })
    vi.stubGlobal('fetch', async () => new Response(null, { status: 200 }))
    await deliverHooks(env, () => Date.now() + 60_000)
    expect((await log(connection.id)).deliveries).toMatchObject([{ state: 'sent', attempts: 2 }])
  })
})

it('whoever is disabled, or has failed for an hour, is on the list of what waits for somebody', async () => {
  const listed = async () => (await (await call('GET', '/insight/attention')).json<Attention>()).connections
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const { id } = (await aConnection()).connection
  const set = (sql: string, ...values: string[]) =>
    env.DB.prepare(`UPDATE connection SET ${sql} WHERE id = ?1`)
      .bind(id, ...values)
      .run()
  await set('failing_since = ?2', ago(59))
  expect(await listed()).toEqual([])
  await set('failing_since = ?2', ago(61))
  expect(await listed()).toEqual([{ id, name: 'Notre CRM', host: 'hooks.example.fr', because: null }])
  await set(`state = 'disabled', disabled_because = 'gone'`)
  expect(await listed()).toMatchObject([{ id, because: 'gone' }])
  await call('PATCH', `/connections/${id}`, { state: 'paused' })
  expect(await listed()).toEqual([])
})

describe('examples', () => {
  it.each(connectionFormats)('show what would be sent of each event, as %s, about nobody', async (format) => {
    const { examples } = await (
      await call('GET', `/connections/examples?format=${format}&language=en`)
    ).json<Examples>()
    expect(examples.map(({ event }) => event)).toEqual([...leadEvents, 'webhook.test'])
    for (const { body } of examples) expect(body).toBeInstanceOf(Object)
  })
})

describe('REST hooks', () => {
  const subscribe = (body: object = {}) =>
    call('POST', '/hooks', {
      target_url: 'https://hooks.zapier.com/hooks/standard/1/2/',
      event: 'lead.created',
      ...body,
    })

  it('subscribe by a token, are told flat, and are taken off by their id', async () => {
    const made = await subscribe()
    expect(made.status).toBe(201)
    const { id } = await made.json<{ id: string }>()
    expect(await read(id)).toMatchObject({ isHook: true, format: 'flat', events: ['lead.created'] })
    expect((await call('DELETE', `/hooks/${id}`)).status).toBe(204)
    expect((await call('DELETE', `/hooks/${id}`)).status).toBe(404)
  })

  it('end with the token that made them', async () => {
    const zapier = await callerWith('site:write', 'leads:read')
    const body = { target_url: 'https://hooks.zapier.com/1', event: 'lead.created' }
    const { id } = await (await zapier('POST', '/hooks', body)).json<{ id: string }>()
    await send(await aPublishedForm())
    const [token] = await rows<{ id: string }>('SELECT id FROM api_token ORDER BY id DESC LIMIT 1')
    expect((await call('DELETE', `/team/tokens/${token!.id}`)).status).toBe(204)
    expect((await call('GET', `/connections/${id}`)).status).toBe(404)
    expect(await rows(`SELECT 1 FROM outbox WHERE kind = 'webhook'`)).toEqual([])
  })

  it('give a sample with the very keys a message has', async () => {
    const sample = await (await call('GET', '/hooks/sample?event=lead.stage_changed')).json<object[]>()
    expect(sample).toHaveLength(1)
    expect(sample[0]).toMatchObject({
      type: 'lead.stage_changed',
      from: 'lead',
      to: 'prospect',
      email: expect.any(String),
    })
    expect((await call('GET', '/hooks/sample?event=nothing')).status).toBe(422)
  })

  it.each([[{ event: 'lead.opened' }], [{ target_url: 'x' }], [{ events: ['lead.created'] }], [{ format: 'slack' }]])(
    'refuse what they do not know: %j',
    async (body) => expect((await subscribe(body)).status).toBe(422),
  )
})
