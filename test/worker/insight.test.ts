import { createExecutionContext, createMessageBatch, getQueueResult, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { formDefinition, type PublishedForm } from '../../contract/form.ts'
import type { Attention, FormsNumbers, Funnel, Series } from '../../contract/insight.ts'
import { app } from '../../worker/app.ts'
import type { Env } from '../../worker/env.ts'
import { saveDraft } from '../../worker/form/store.ts'
import worker from '../../worker/index.ts'
import { keyOf } from '../../worker/insight/cell.ts'
import type { Tally } from '../../worker/insight/count.ts'
import { pruneHours } from '../../worker/insight/prune.ts'
import { sumsSql } from '../../worker/insight/read.ts'
import { store } from '../../worker/insight/store.ts'
import { createMagnet } from '../../worker/magnet/store.ts'
import { newApiToken } from '../../worker/team/api-token.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aPublishedForm, origin, ready, rows } from '../support/published.ts'
import { aForm, aPerson } from '../support/visitor.ts'
import { watchedDatabase } from '../support/watched-database.ts'

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1'
const desktop = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

/** What the queue was given. */
let queued: Tally[] = []
let queueFails = false
const INSIGHT = {
  send: async (tally: Tally) => {
    if (queueFails) throw new Error('Too many requests')
    queued.push(tally)
  },
} as unknown as Queue<Tally>
const watched = { ...env, INSIGHT } as Env
beforeEach(() => {
  queued = []
  queueFails = false
})

let block = 0
type Asked = { body?: string | Uint8Array; headers?: Record<string, string>; method?: string; country?: string }

/** A visitor's request, and all that is done after its answer. */
async function ask(path: string, { body, headers = {}, method = body ? 'POST' : 'GET', country }: Asked = {}) {
  const context = createExecutionContext()
  const request = new Request(`${origin}${path}`, {
    method,
    body: body as BodyInit | undefined,
    headers: { 'user-agent': desktop, 'cf-connecting-ip': `10.9.${++block & 255}.1`, ...headers },
    redirect: 'manual',
  })
  Object.defineProperty(request, 'cf', { value: { country } })
  const response = await app.fetch(request, watched, context)
  await waitOnExecutionContext(context)
  return response
}

const beacon = (body: string | Uint8Array, headers: Record<string, string> = {}, country = 'FR') =>
  ask('/b', {
    body,
    country,
    headers: { origin: 'https://example.fr', 'content-type': 'text/plain;charset=UTF-8', ...headers },
  })

/** Everything counted since, once it was sent on. */
async function counted(most = 1): Promise<Record<string, number>> {
  const sum = () => {
    const all: Record<string, number> = {}
    for (const { cells } of queued) for (const [key, n] of Object.entries(cells)) all[key] = (all[key] ?? 0) + n
    return all
  }
  await expect
    .poll(() => Object.values(sum()).reduce((a, b) => a + b, 0), { timeout: 5_000 })
    .toBeGreaterThanOrEqual(most)
  return sum()
}

const nothingCounted = async () => {
  // What is counted next shows that what came before was not.
  const form = await aPublishedForm()
  await beacon(`${form.slug},view,`)
  expect(await counted()).toEqual({ 'view direct FR desktop -': 1 })
}

describe('a beacon', () => {
  it('counts a view, by where the visitor came from, their country and kind of device', async () => {
    const form = await aPublishedForm()
    const response = await beacon(`${form.slug},view,https://www.google.fr/`, { 'user-agent': phone })
    expect(response.status).toBe(204)
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await counted()).toEqual({ 'view google FR phone -': 1 })
    expect(queued[0]!.form).toBe(form.id)
  })

  it('takes a campaign’s own word, without capitals, accents or anybody’s address', async () => {
    const form = await aPublishedForm()
    await beacon(`${form.slug},view,Lettre d’Été, n° 3`)
    await beacon(`${form.slug},view,zoe@example.fr`)
    expect(await counted(2)).toEqual({ 'view lettre-d-ete-n-3 FR desktop -': 1, 'view other FR desktop -': 1 })
  })

  it('takes the site it stands on for no source at all', async () => {
    const form = await aPublishedForm()
    await beacon(`${form.slug},view,https://example.fr/blog`)
    expect(await counted()).toEqual({ 'view direct FR desktop -': 1 })
  })

  it('is not counted from a form’s own page, which is counted when it is opened, nor from its owner’s', async () => {
    const form = await aPublishedForm()
    const sent = `${form.slug},view,`
    await beacon(sent, { origin, referer: `${origin}/f/${form.slug}` })
    await beacon(sent, { origin, referer: `${origin}/dashboard/forms/x` })
    await beacon(sent, { origin })
    await beacon(sent, { origin, referer: `${origin}/demo/` })
    expect(await counted()).toEqual({ 'view direct FR desktop -': 1 })
  })

  it('is read from any site unless the form names its own', async () => {
    const form = await aPublishedForm({ origins: ['https://atelier-sud.fr'] })
    expect((await beacon(`${form.slug},view,`)).status).toBe(204)
    expect((await beacon(`${form.slug},view,`, { origin: 'https://atelier-sud.fr' })).status).toBe(204)
    expect(await counted()).toEqual({ 'view direct FR desktop -': 1 })
  })

  it.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'facebookexternalhit/1.1',
    'Mozilla/5.0 AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36',
    'curl/8.5.0',
  ])('is not counted from a program: %s', async (agent) => {
    const form = await aPublishedForm()
    expect((await beacon(`${form.slug},view,`, { 'user-agent': agent })).status).toBe(204)
    await nothingCounted()
  })

  it('lets go in silence of a form there is not', async () => {
    expect((await beacon('no-such-form,view,')).status).toBe(204)
    await nothingCounted()
  })

  it.each([
    ['nothing', ''],
    ['no event', 'guide-1'],
    ['an event of the Worker’s own', 'guide-1,submit,'],
    ['a name of Object', 'guide-1,constructor,'],
    ['no slug', '../../etc,view,'],
    ['JSON', '{"form":"guide-1","event":"view"}'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00])],
  ])('is refused when it is %s', async (_, body) => {
    const response = await ask('/b', { method: 'POST', body: body || undefined })
    expect(response.status).toBe(400)
  })

  it('is refused when it is too long', async () => {
    expect((await beacon(`guide-1,view,${'x'.repeat(2_000)}`)).status).toBe(413)
  })

  it('names no source longer than a word, nor with anything but letters, digits and three signs', async () => {
    const form = await aPublishedForm()
    for (const source of [
      '<script>alert(1)</script>',
      '\u0000\u202e',
      'https://[::1]/',
      `https://${'a'.repeat(63)}.example/`,
      '🎉'.repeat(99),
    ])
      await beacon(`${form.slug},view,${source}`)
    for (const key of Object.keys(await counted(5)))
      expect(key).toMatch(/^view [a-z0-9][a-z0-9._-]{0,59} FR desktop -$/)
  })

  it('counts a flood of one address block for no more than its share', async () => {
    const form = await aPublishedForm()
    for (let n = 0; n < 200; n++) await beacon(`${form.slug},view,`, { 'cf-connecting-ip': '203.0.113.9' })
    const { 'view direct FR desktop -': views } = await counted(30)
    expect(views).toBeLessThan(200)
  })
})

describe('what the Worker sees itself', () => {
  const ticket = (form: PublishedForm, query = '', headers: Record<string, string> = {}) =>
    ask(`/f/${form.slug}/ticket${query}`, { headers: { origin: 'https://example.fr', ...headers } })
  const post = (form: PublishedForm, body: unknown) =>
    ask(`/f/${form.slug}/submissions`, {
      body: JSON.stringify(body),
      country: 'BE',
      headers: { 'content-type': 'application/json', origin: 'https://example.fr' },
    })

  it('counts a beginning when a ticket is fetched, from the source the widget tells', async () => {
    const form = await aPublishedForm()
    await ticket(form, '?from=https%3A%2F%2Flnkd.in')
    await ticket(form)
    expect(await counted(2)).toEqual({ 'start linkedin - desktop -': 1, 'start - - desktop -': 1 })
  })

  it('counts a page that may not show the form, by its name', async () => {
    const form = await aPublishedForm({ origins: ['https://atelier-sud.fr'] })
    expect((await ticket(form)).status).toBe(403)
    expect(await counted()).toEqual({ 'refused example.fr - desktop -': 1 })
  })

  it('counts a submission once, however often it is sent', async () => {
    const form = await aPublishedForm()
    const sent = await ready(form, { source: { page: 'https://example.fr/guide', campaign: { utm_source: 'lettre' } } })
    expect((await post(form, sent)).status).toBe(200)
    expect((await post(form, sent)).status).toBe(200)
    const other = await ready(form, {
      source: { page: 'https://example.fr/', referrer: 'https://www.bing.com/search' },
    })
    await post(form, other)
    expect(await counted(2)).toEqual({ 'submit lettre BE desktop -': 1, 'submit bing BE desktop -': 1 })
  })

  it('counts a doubtful submission only once somebody has released it', async () => {
    const form = await aPublishedForm()
    const sent = await ready(form, { website_url: 'http://spam.example', answers: { email: aPerson() } })
    const { id } = (await (await post(form, sent)).json()) as { id: string }
    const response = await ask(`/api/v1/submissions/${id}/release`, {
      method: 'POST',
      headers: { authorization: await bearer('leads:write') },
    })
    expect(response.status).toBe(200)
    expect(await counted()).toEqual({ 'submit direct - - -': 1 })
  })

  it('counts the opening of its own page, and nobody’s browser getting it ready', async () => {
    const form = await aPublishedForm()
    await ask(`/f/${form.slug}?utm_source=qr`)
    await ask(`/f/${form.slug}`, { headers: { 'sec-purpose': 'prefetch;prerender' } })
    expect(await counted()).toEqual({ 'view qr - desktop -': 1 })
  })

  it('counts the first download alone, from where its submission came', async () => {
    const now = new Date().toISOString()
    await aPublishedForm()
    const magnet = await createMagnet(
      env.DB,
      'main',
      { kind: 'link', name: 'Le guide', url: 'https://example.fr/guide' },
      now,
    )
    const form = await aPublishedForm({ magnet: magnet.id })
    const accepted = await (
      await post(form, await ready(form, { source: { campaign: { utm_source: 'lettre' } } }))
    ).json()
    const { href } = (accepted as { magnet: { href: string } }).magnet
    await counted()
    queued = []
    for (let n = 0; n < 3; n++) expect((await ask(new URL(href).pathname)).status).toBe(303)
    expect(await counted()).toEqual({ 'download lettre - desktop -': 1 })
  })

  it('writes it down itself when the queue takes nothing more, and the visitor hears nothing of it', async () => {
    queueFails = true
    const form = await aPublishedForm()
    expect((await beacon(`${form.slug},view,`)).status).toBe(204)
    await expect
      .poll(() => rows('SELECT * FROM counter WHERE form_id = ?1', form.id), { timeout: 5_000 })
      .toHaveLength(2)
  })
})

const bearer = async (...scopes: Parameters<typeof callerWith>) => {
  const { token, statement } = await newApiToken('test', scopes, Date.now())
  await env.DB.prepare(statement.sql)
    .bind(...statement.params)
    .run()
  return `Bearer ${token}`
}

const cell = (event: 'view' | 'submit', source: string, country = 'FR') =>
  keyOf({ event, source, country, device: 'desktop' })

/** Through the queue's own door. */
async function deliver(tallies: Tally[], db = env.DB) {
  const batch = createMessageBatch(
    'aimant-insight',
    tallies.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body })),
  )
  const context = createExecutionContext()
  await worker.queue(batch as never, { ...env, DB: db } as Env)
  return getQueueResult(batch, context)
}

describe('the counters', () => {
  it('cost two rows written for a hundred views, wherever they come from', async () => {
    const { db, cost } = watchedDatabase()
    const views = (hour: string): Tally[] =>
      Array.from({ length: 100 }, (_, n) => ({
        form: 'a-form',
        hour,
        cells: { [cell('view', `site-${n % 9}.example`, ['FR', 'BE', 'CH'][n % 3])]: 1 },
      }))
    await deliver(views('2026-11-20T10'), db)
    expect(cost.written / 100).toBeLessThanOrEqual(0.05)
    await deliver(views('2026-11-20T10'), db)
    expect(cost.written / 100).toBeLessThanOrEqual(0.05)
  })

  it('add up, the same in the hour as in the day', async () => {
    const tallies: Tally[] = [
      { form: 'sums', hour: '2026-11-20T10', cells: { [cell('view', 'google')]: 3 } },
      { form: 'sums', hour: '2026-11-20T11', cells: { [cell('view', 'google')]: 4, [cell('submit', 'google')]: 1 } },
    ]
    await deliver(tallies)
    await deliver(tallies)
    const found = await rows<{ span: string; cells: string }>(
      'SELECT span, cells FROM counter WHERE form_id = ?1 ORDER BY span',
      'sums',
    )
    expect(found.map(({ span, cells }) => [span, JSON.parse(cells)])).toEqual([
      ['2026-11-20', { [cell('view', 'google')]: 14, [cell('submit', 'google')]: 2 }],
      ['2026-11-20T10', { [cell('view', 'google')]: 6 }],
      ['2026-11-20T11', { [cell('view', 'google')]: 8, [cell('submit', 'google')]: 2 }],
    ])
  })

  it('grow no further than their bound, whatever strangers send, and lose not one', async () => {
    for (let n = 0; n < 8; n++) {
      const hostile = Array.from({ length: 100 }, (_, i): Tally => {
        const cells = Object.fromEntries(
          Array.from({ length: 20 }, (_, j) => [
            cell('view', `s${n}-${i}-${j}`, `${'ABCDEFGHIJ'[i % 10]}${'ABCDEFGHIJ'[j % 10]}`),
            1,
          ]),
        )
        return { form: 'flooded', hour: '2026-11-20T10', cells }
      })
      await store(env.DB, hostile)
    }
    const found = await rows<{ cells: string }>('SELECT cells FROM counter WHERE form_id = ?1', 'flooded')
    for (const { cells } of found) {
      const all: Record<string, number> = JSON.parse(cells)
      expect(Object.keys(all).length).toBeLessThan(700)
      expect(new Set(Object.keys(all).map((key) => key.split(' ')[1])).size).toBeLessThanOrEqual(51)
      expect(Object.values(all).reduce((a, b) => a + b, 0)).toBe(16_000)
    }
  })

  it('are tried again while the database is away', async () => {
    const away = new Proxy(env.DB, {
      get: () => () => {
        throw new Error('D1_ERROR: Network connection lost.')
      },
    })
    const result = await deliver([{ form: 'later', hour: '2026-11-20T10', cells: {} }], away)
    expect(result.explicitAcks).toEqual([])
    expect(result.retryBatch.retry).toBe(true)
  })

  it('of hours go after a hundred days, those of days stay', async () => {
    const form = await aPublishedForm()
    const cells = { [cell('view', 'google')]: 1 }
    await store(env.DB, [
      { form: form.id, hour: '2026-08-01T10', cells },
      { form: form.id, hour: '2026-11-20T10', cells },
    ])
    await pruneHours(env.DB, Date.parse('2026-11-22'))
    const left = await rows('SELECT grain, span FROM counter WHERE form_id = ?1 ORDER BY grain, span', form.id)
    expect(left).toEqual([
      { grain: 'day', span: '2026-08-01' },
      { grain: 'day', span: '2026-11-20' },
      { grain: 'hour', span: '2026-11-20T10' },
    ])
  })

  it('name nobody', async () => {
    const columns = await rows<{ name: string }>(`SELECT name FROM pragma_table_info('counter')`)
    expect(columns.map(({ name }) => name).sort()).toEqual(['cells', 'form_id', 'grain', 'span'])
  })
})

describe('the numbers', () => {
  let call: Call
  let one: PublishedForm
  let two: PublishedForm
  beforeAll(async () => {
    call = await callerWith('leads:read')
    one = await aPublishedForm({ delivery: { confirm: 'consents' } })
    two = await aPublishedForm()
    await store(env.DB, [
      { form: one.id, hour: '2026-10-31T23', cells: { [cell('view', 'google')]: 50 } },
      { form: one.id, hour: '2026-11-01T00', cells: { [cell('view', 'google')]: 10, [cell('submit', 'google')]: 2 } },
      {
        form: one.id,
        hour: '2026-11-02T23',
        cells: { [cell('view', 'lettre', 'BE')]: 20, [cell('submit', 'lettre', 'BE')]: 5 },
      },
      { form: two.id, hour: '2026-11-02T05', cells: { [cell('view', 'google')]: 100 } },
    ])
  })
  const read = async <T>(path: string): Promise<T> => (await call('GET', `/insight${path}`)).json()
  const days = 'from=2026-11-01&to=2026-11-02'

  it('sum up what happened within the days asked for, beside as many days before', async () => {
    const all = await read<Funnel>(`/funnel?${days}`)
    expect(all.total).toMatchObject({ views: 130, submissions: 7, starts: 0 })
    expect(all.before).toMatchObject({ views: 50, submissions: 0 })
    expect(all.forms.slice(0, 2).map(({ slug, views }) => [slug, views])).toEqual([
      [one.slug, 30],
      [two.slug, 100],
    ])
    expect(all.sources.map(({ name, views, submissions }) => [name, views, submissions])).toEqual([
      ['lettre', 20, 5],
      ['google', 110, 2],
    ])
    expect(all.countries.map(({ name, views }) => [name, views])).toEqual([
      ['BE', 20],
      ['FR', 110],
    ])
  })

  it('still tell of a form that was put away since, though nothing of it waits for anybody', async () => {
    const before = await read<Attention>('/attention')
    await env.DB.prepare('UPDATE form SET archived_at = ?2, draft_at = ?2 WHERE id = ?1')
      .bind(two.id, '2026-12-01')
      .run()
    expect((await read<Funnel>(`/funnel?${days}`)).total).toMatchObject({ views: 130 })
    expect((await read<Attention>('/attention')).drafts).toEqual(before.drafts)
    await env.DB.prepare('UPDATE form SET archived_at = NULL WHERE id = ?1').bind(two.id).run()
  })

  it('are narrowed to a form and to a source', async () => {
    expect((await read<Funnel>(`/funnel?${days}&form=${one.slug}`)).total).toMatchObject({ views: 30, submissions: 7 })
    expect((await read<Funnel>(`/funnel?${days}&form=${one.slug}`)).asks).toEqual({
      confirmation: true,
      download: false,
    })
    expect((await read<Funnel>(`/funnel?${days}&form=${two.slug}`)).asks.confirmation).toBe(false)
    expect((await read<Funnel>(`/funnel?${days}&source=google`)).total).toMatchObject({ views: 110, submissions: 2 })
    const both = await read<Funnel>(`/funnel?${days}&form=${one.slug}&source=google`)
    expect(both.total).toMatchObject({ views: 10, submissions: 2 })
    expect(both.sources).toHaveLength(2)
  })

  it('tell every hour of a few days, and every day of many, the empty ones too', async () => {
    const hourly = await read<Series>(`/series?${days}&form=${one.slug}`)
    expect(hourly.grain).toBe('hour')
    expect(hourly.points).toHaveLength(48)
    expect(hourly.points[0]).toMatchObject({ at: '2026-11-01T00:00:00.000Z', views: 10 })
    expect(hourly.points[47]).toMatchObject({ at: '2026-11-02T23:00:00.000Z', views: 20, submissions: 5 })
    const daily = await read<Series>('/series?from=2026-10-30&to=2026-11-04')
    expect(daily.points.map(({ at, views }) => [at, views])).toEqual([
      ['2026-10-30', 0],
      ['2026-10-31', 50],
      ['2026-11-01', 10],
      ['2026-11-02', 120],
      ['2026-11-03', 0],
      ['2026-11-04', 0],
    ])
  })

  it('tell of no hour that has not come yet', async () => {
    const today = new Date().toISOString().slice(0, 10)
    const { points } = await read<Series>(`/series?from=${today}&to=${today}`)
    expect(points).toHaveLength(new Date().getUTCHours() + 1)
  })

  it('have a line for every form, whether seen or not', async () => {
    const { forms } = await read<FormsNumbers>('/forms')
    expect(forms.map(({ slug }) => slug)).toEqual(expect.arrayContaining([one.slug, two.slug]))
  })

  it.each([
    ['', { from: 'required', to: 'required' }],
    ['from=2026-11-02&to=2026-11-01', { to: 'too_early' }],
    ['from=2020-01-01&to=2026-11-01', { from: 'too_early' }],
    ['from=2026-13-45&to=2026-11-01', { from: 'bad_date' }],
    ['from=2026-11-01&to=9999-99-99', { to: 'bad_date' }],
    [`from=2026-11-01&to=2026-11-02&source=${encodeURIComponent('a b')}`, { source: 'wrong_format' }],
    ['from=2026-11-01&to=2026-11-02&form=../etc', { form: 'wrong_format' }],
  ])('are not told for %s', async (query, fields) => {
    for (const path of ['/funnel', '/series']) {
      const response = await call('GET', `/insight${path}?${query}`)
      expect(response.status).toBe(422)
      expect(((await response.json()) as { fields: object }).fields).toMatchObject(fields)
    }
  })

  it('are not told of a form there is not', async () => {
    expect((await call('GET', `/insight/funnel?${days}&form=nowhere`)).status).toBe(404)
  })

  it.each(['/funnel?from=2026-11-01&to=2026-11-02', '/series?from=2026-11-01&to=2026-11-02', '/forms', '/attention'])(
    'are for whoever may read leads: %s',
    async (path) => {
      const other = await callerWith('forms:read', 'site:read')
      expect((await other('GET', `/insight${path}`)).status).toBe(403)
      expect((await ask(`/api/v1/insight${path}`)).status).toBe(401)
    },
  )

  it('are read by the key of the counters, never by going through them', async () => {
    const plan = await rows<{ detail: string }>(
      `EXPLAIN QUERY PLAN ${sumsSql('all')}`,
      'day',
      '[]',
      '2026-11-01',
      '2026-11-02Z',
      null,
    )
    expect(plan.map(({ detail }) => detail).join()).toContain(
      'SEARCH counter USING PRIMARY KEY (grain=? AND form_id=? AND span>? AND span<?)',
    )
  })
})

describe('what needs attention', () => {
  const now = () => new Date().toISOString()

  it('is told with what mends it: held, failed, late, low, due, unpublished, refused', async () => {
    const call = await callerWith('leads:read')
    const read = async (): Promise<Attention> => (await call('GET', '/insight/attention')).json()
    const before = await read()
    const form = await aPublishedForm({ origins: ['https://atelier-sud.fr'] })
    await ask(`/f/${form.slug}/submissions`, {
      body: JSON.stringify(await ready(form, { website_url: 'http://spam.example', answers: { email: aPerson() } })),
      headers: { 'content-type': 'application/json', origin: 'https://atelier-sud.fr' },
    })
    await env.DB.prepare(`
      INSERT INTO outbox (id, kind, payload, state, due_at, created_at)
      VALUES ('dead-1', 'mail', '{"template":"notice"}', 'dead', ?1, ?1)`)
      .bind(now())
      .run()
    const pool = await createMagnet(
      env.DB,
      'main',
      { kind: 'code', name: 'Dix pour cent', terms: { lowAt: 20 } },
      now(),
    )
    const [lead] = await rows<{ id: string }>('SELECT id FROM lead LIMIT 1')
    await env.DB.prepare(`
      INSERT INTO follow_up (lead_id, id, due_on, what, created_at)
      VALUES (?1, ?2, '2026-01-01', 'Rappeler', ?3)`)
      .bind(lead!.id, crypto.randomUUID(), now())
      .run()
    const hour = now().slice(0, 13)
    await store(env.DB, [{ form: form.id, hour, cells: { 'refused copie.example FR desktop -': 4 } }])
    await saveDraft(env.DB, 'main', 'jamais-publie', formDefinition.parse(aForm()), now())

    const after = await read()
    expect(after.held).toBe(before.held + 1)
    expect(after.failed).toBe(before.failed + 1)
    expect(after.mail).toEqual({ name: 'mailbox', problem: null, late: expect.any(Number) })
    expect(after.stock).toContainEqual({ id: pool.id, name: 'Dix pour cent', left: 0, waiting: 0 })
    expect(after.followUps).toContainEqual({
      leadId: lead!.id,
      email: expect.any(String),
      what: 'Rappeler',
      dueOn: '2026-01-01',
    })
    expect(after.refused).toContainEqual({ slug: form.slug, name: expect.any(String), host: 'copie.example', times: 4 })
    expect(after.drafts).toContainEqual({ slug: 'jamais-publie', name: expect.any(String), published: false })
    expect(after.drafts.map(({ slug }) => slug)).not.toContain(form.slug)
    expect(after.begun).toEqual({ published: true, seen: true, lead: true })
  })
})
