// Questions, as they are counted from a visitor's page to the owner's: through the Worker's own doors.
import { createExecutionContext, createMessageBatch, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FormInput, PublishedForm } from '../../contract/form.ts'
import type { Breakdown, Funnel, Series } from '../../contract/insight.ts'
import type { FieldsNumbers } from '../../contract/insight-fields.ts'
import { app } from '../../worker/app.ts'
import type { Env } from '../../worker/env.ts'
import worker from '../../worker/index.ts'
import { keyOf } from '../../worker/insight/cell.ts'
import type { Tally } from '../../worker/insight/count.ts'
import { marksSql } from '../../worker/insight/fields.ts'
import { markKey } from '../../worker/insight/mark.ts'
import { store } from '../../worker/insight/store.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aPublishedForm, origin, rows } from '../support/published.ts'
import { watchedDatabase } from '../support/watched-database.ts'

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1'

let queued: Tally[] = []
const INSIGHT = { send: async (tally: Tally) => void queued.push(tally) } as unknown as Queue<Tally>
const watched = { ...env, INSIGHT } as Env
beforeEach(() => {
  queued = []
})

const said = (fr: string) => ({ fr, en: fr })
const asking: Partial<FormInput> = {
  steps: [
    {
      id: 'vous',
      fields: [
        { kind: 'email', key: 'email', label: said('E-mail'), required: true },
        { kind: 'phone', key: 'phone', label: said('Téléphone') },
      ],
    },
    { id: 'besoin', title: said('Besoin'), fields: [{ kind: 'text', key: 'need', label: said('=Besoin; "vite"') }] },
  ],
}

let block = 0
async function beacon(body: string, headers: Record<string, string> = {}) {
  const context = createExecutionContext()
  const request = new Request(`${origin}/b`, {
    method: 'POST',
    body,
    headers: {
      'user-agent': phone,
      'cf-connecting-ip': `10.11.${++block & 255}.1`,
      origin: 'https://example.fr',
      'content-type': 'text/plain;charset=UTF-8',
      ...headers,
    },
  })
  const response = await app.fetch(request, watched, context)
  await waitOnExecutionContext(context)
  return response
}

/** All marks that were sent on, once there are so many. */
async function marked(most: number): Promise<Record<string, number>> {
  const all = () => {
    const sums: Record<string, number> = {}
    for (const { marks = {} } of queued) for (const [key, n] of Object.entries(marks)) sums[key] = (sums[key] ?? 0) + n
    return sums
  }
  await expect
    .poll(() => Object.values(all()).reduce((a, b) => a + b, 0), { timeout: 5_000 })
    .toBeGreaterThanOrEqual(most)
  return all()
}

describe('a beacon about questions', () => {
  it('counts where somebody stopped, by source and kind of device, and takes it back once they go on', async () => {
    const form = await aPublishedForm(asking)
    const response = await beacon(`${form.slug},left,,phone,https://www.google.fr/`)
    expect(response.status).toBe(204)
    expect(response.headers.get('set-cookie')).toBeNull()
    await beacon(`${form.slug},left,phone,,https://www.google.fr/`)
    expect(await marked(2)).toEqual({ 'left phone - google phone -': 1, 'back phone - google phone -': 1 })
    expect(queued.map(({ cells }) => cells)).toEqual(queued.map(() => ({})))
  })

  it('counts what was wrong, each question by itself', async () => {
    const form = await aPublishedForm(asking)
    await beacon(`${form.slug},wrong,phone=bad_phone&email=required,`)
    expect(await marked(2)).toEqual({
      'wrong phone bad_phone direct phone -': 1,
      'wrong email required direct phone -': 1,
    })
  })

  it('is counted from the form’s own page as from any other, and never from its owner’s', async () => {
    const form = await aPublishedForm(asking)
    await beacon(`${form.slug},left,,email,`, { origin, referer: `${origin}/dashboard/forms/x` })
    await beacon(`${form.slug},left,,phone,`, { origin, referer: `${origin}/f/${form.slug}` })
    expect(await marked(1)).toEqual({ 'left phone - direct phone -': 1 })
  })

  it('is counted neither from programs, nor from sites that may not show the form', async () => {
    const form = await aPublishedForm({ ...asking, origins: ['https://atelier-sud.fr'] })
    expect((await beacon(`${form.slug},left,,email,`, { 'user-agent': 'curl/8.5.0' })).status).toBe(204)
    expect((await beacon(`${form.slug},left,,email,`)).status).toBe(204)
    expect((await beacon('no-such-form,left,,email,')).status).toBe(204)
    await beacon(`${form.slug},left,,phone,`, { origin: 'https://atelier-sud.fr' })
    expect(await marked(1)).toEqual({ 'left phone - direct phone -': 1 })
  })

  it('keeps no word of anybody’s: what is no question is counted as none', async () => {
    const form = await aPublishedForm(asking)
    for (const at of ['zoe@example.fr', '0612345678', '<script>', '__proto__', 'need extra'])
      await beacon(`${form.slug},left,,${at},`)
    await beacon(`${form.slug},wrong,zoe=required&email=zoe@example.fr&phone=bad_phone,`)
    expect(await marked(6)).toEqual({
      'left -other - direct phone -': 5,
      'wrong phone bad_phone direct phone -': 1,
    })
  })

  it.each([',left,', ',left,,,', ',left,email,email,x', ',wrong,', ',wrong,,x', ',stop,email,x'])(
    'is refused when it says nothing: %s',
    async (rest) => expect((await beacon(`guide-1${rest}`)).status).toBe(400),
  )
})

const mark = (what: 'left' | 'back' | 'wrong', field: string, code: '-' | 'bad_phone' = '-', source = 'google') =>
  markKey({ what, field, code, source, device: 'phone' })
const cell = (event: 'view' | 'start' | 'submit', source: string, country: string, device: 'phone' | 'desktop') =>
  keyOf({ event, source, country, device })

describe('what is stored of it', () => {
  const deliver = (tallies: Tally[], db = env.DB) => {
    const messages = tallies.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body }))
    return worker.queue(createMessageBatch('aimant-insight', messages) as never, { ...env, DB: db } as Env)
  }
  const stored = (form: string) =>
    rows<{ day: string; cells: string }>('SELECT day, cells FROM field_counter WHERE form_id = ?1 ORDER BY day', form)

  it('is one row a day, added up, and none of the hour where nothing else was counted', async () => {
    const [left, wrong] = [mark('left', 'phone'), mark('wrong', 'phone', 'bad_phone')]
    const tallies: Tally[] = [
      { form: 'stops', hour: '2026-11-20T10', cells: {}, marks: { [left]: 2 } },
      { form: 'stops', hour: '2026-11-20T23', cells: {}, marks: { [left]: 1, [wrong]: 4 } },
    ]
    await deliver(tallies)
    await deliver(tallies)
    expect((await stored('stops')).map(({ day, cells }) => [day, JSON.parse(cells)])).toEqual([
      ['2026-11-20', { [left]: 6, [wrong]: 8 }],
    ])
    expect(await rows(`SELECT span FROM counter WHERE form_id = 'stops'`)).toEqual([])
  })

  it('costs one row more for a hundred messages, and views cost what they did', async () => {
    const { db, cost } = watchedDatabase()
    const seen = (marks?: Pick<Tally, 'marks'>): Tally[] =>
      Array.from({ length: 100 }, () => ({
        form: 'costs',
        hour: '2026-11-20T10',
        cells: { [cell('view', 'google', 'FR', 'phone')]: 1 },
        ...marks,
      }))
    await deliver(seen(), db)
    expect(cost.written).toBe(2)
    await deliver(seen({ marks: { [mark('left', 'phone')]: 1 } }), db)
    expect(cost.written).toBe(3)
    expect(cost.written / 100).toBeLessThanOrEqual(0.05)
  })

  it('grows no further than its bound, whatever strangers send, and loses not one', async () => {
    const some = (source: string) =>
      Object.fromEntries(Array.from({ length: 20 }, (_, k) => [mark('left', `f${k}`, '-', source), 1]))
    for (let round = 0; round < 5; round++)
      await deliver(
        Array.from({ length: 50 }, (_, n) => ({
          form: 'flooded',
          hour: '2026-11-20T10',
          cells: {},
          marks: some(`s${round}-${n}`),
        })),
      )
    const [day] = await stored('flooded')
    const cells: Record<string, number> = JSON.parse(day!.cells)
    expect(Object.keys(cells).length).toBeLessThanOrEqual(603)
    expect(Object.values(cells).reduce((a, b) => a + b, 0)).toBe(5_000)
  })
})

describe('the numbers of questions', () => {
  let call: Call
  let form: PublishedForm
  beforeAll(async () => {
    call = await callerWith('leads:read')
    form = await aPublishedForm(asking)
    await store(env.DB, [
      {
        form: form.id,
        hour: '2026-10-31T10',
        cells: { [cell('start', 'google', 'FR', 'phone')]: 50, [cell('submit', 'google', 'FR', 'phone')]: 20 },
        marks: { [mark('left', 'phone')]: 9 },
      },
      {
        form: form.id,
        hour: '2026-11-01T10',
        cells: {
          [cell('view', 'google', 'FR', 'phone')]: 200,
          [cell('start', 'google', 'FR', 'phone')]: 60,
          [cell('submit', 'google', 'FR', 'phone')]: 20,
          [cell('view', 'lettre', 'BE', 'desktop')]: 100,
          [cell('start', 'lettre', 'BE', 'desktop')]: 40,
          [cell('submit', 'lettre', 'BE', 'desktop')]: 30,
        },
        marks: {
          [mark('left', 'phone')]: 25,
          [mark('back', 'phone')]: 5,
          [mark('left', '2')]: 4,
          [mark('wrong', 'phone', 'bad_phone')]: 7,
        },
      },
    ])
  })
  const read = async <T>(path: string): Promise<T> => (await call('GET', `/insight${path}`)).json()
  const days = 'from=2026-11-01&to=2026-11-02'

  it('tell how far people came, beside the days before', async () => {
    const told = await read<FieldsNumbers>(`/fields?${days}&form=${form.slug}`)
    expect(told).toMatchObject({ began: 100, sent: 50, unknown: 26, before: { began: 50, sent: 20 } })
    expect(told.form).toEqual({ slug: form.slug, name: form.name, language: 'fr', version: form.version })
    expect(told.steps[0]!.fields[1]).toEqual({
      key: 'phone',
      label: said('Téléphone'),
      kind: 'phone',
      required: false,
      reached: 74,
      left: 20,
      leftBefore: 9,
      errors: [{ code: 'bad_phone', times: 7 }],
    })
    expect(told.steps[1]).toMatchObject({ place: 2, reached: 54, left: 4 })
  })

  it('are narrowed to a source and a kind of device', async () => {
    const of = async (more: string) => read<FieldsNumbers>(`/fields?${days}&form=${form.slug}&${more}`)
    expect(await of('device=desktop')).toMatchObject({ began: 40, sent: 30, unknown: 10 })
    expect(await of('source=google')).toMatchObject({ began: 60, sent: 20, unknown: 16 })
  })

  it('are of one version where several are tried against each other, by the questions it asks', async () => {
    const tried = await aPublishedForm(asking, 'tried-1')
    const at = (variant: string) =>
      markKey({ what: 'left', field: 'phone', code: '-', source: 'google', device: 'phone', variant })
    const start = (variant: string) =>
      keyOf({ event: 'start', source: 'google', country: 'FR', device: 'phone', variant })
    await store(env.DB, [
      {
        form: tried.id,
        hour: '2026-11-01T10',
        cells: { [start('1')]: 10, [start('2')]: 7 },
        marks: { [at('1')]: 4, [at('2')]: 1 },
      },
    ])
    const of = async (more = '') => {
      const told = await read<FieldsNumbers>(`/fields?${days}&form=tried-1${more}`)
      return [told.began, told.steps[0]!.fields[1]!.left]
    }
    expect(await of()).toEqual([17, 5])
    expect(await of('&version=1')).toEqual([10, 4])
    expect((await call('GET', `/insight/fields?${days}&form=tried-1&version=9`)).status).toBe(404)
    expect((await call('GET', `/insight/fields?${days}&form=tried-1&version=x`)).status).toBe(422)
  })

  it('are of the questions published now: what another version asked is told together', async () => {
    const other = await aPublishedForm({
      steps: [{ id: 'vous', fields: [{ kind: 'email', key: 'email', label: said('E-mail'), required: true }] }],
    })
    const marks = { [mark('left', 'gone')]: 3, [mark('wrong', 'gone', 'bad_phone')]: 2 }
    await store(env.DB, [{ form: other.id, hour: '2026-11-01T10', cells: {}, marks }])
    const told = await read<FieldsNumbers>(`/fields?${days}&form=${other.slug}`)
    expect(told).toMatchObject({ began: 3, sent: 0, unknown: 0, others: { left: 3, errors: 2 } })
  })

  it('leave as CSV, no label of which is a formula', async () => {
    const response = await call('GET', `/insight/fields/export?${days}&form=${form.slug}`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toContain(`questions-${form.slug}-`)
    const lines = (await response.text()).split('\r\n')
    expect(lines[2]).toBe('1,phone,Téléphone,no,74,20,7,bad_phone: 7')
    expect(lines[3]).toBe(`2,need,"'=Besoin; ""vite""",no,50,0,0,`)
  })

  it.each([
    [days, { form: 'required' }],
    ['from=2026-11-02&to=2026-11-01&form=x', { to: 'too_early' }],
    ['from=2020-01-01&to=2026-11-01&form=x', { from: 'too_early' }],
    [`${days}&form=../x`, { form: 'wrong_format' }],
    [`${days}&form=x&device=fridge`, { device: 'not_an_option' }],
    [`${days}&form=x&source=${'a'.repeat(99)}`, { source: 'wrong_format' }],
  ])('are not told for %s', async (query, fields) => {
    const asked = query.replace('form=x', `form=${form.slug}`)
    for (const path of ['/fields', '/fields/export']) {
      const response = await call('GET', `/insight${path}?${asked}`)
      expect(response.status).toBe(422)
      expect(((await response.json()) as { fields: object }).fields).toMatchObject(fields)
    }
  })

  it('are not told of a form there is not', async () => {
    for (const path of ['/fields', '/fields/export', '/breakdown', '/export'])
      expect((await call('GET', `/insight${path}?${days}&form=nowhere&by=source`)).status).toBe(404)
  })

  it('are for whoever may read leads', async () => {
    const other = await callerWith('forms:read', 'site:read')
    for (const path of ['/fields', '/fields/export', '/breakdown', '/export'])
      expect((await other('GET', `/insight${path}?${days}&form=${form.slug}&by=source`)).status).toBe(403)
  })

  it('are read by the key of their counters', async () => {
    const asked = ['a', '2026-11-01', '2026-11-02', '2026-11-01']
    const plan = await rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${marksSql}`, ...asked)
    expect(plan.map(({ detail }) => detail).join()).toContain(
      'SEARCH field_counter USING PRIMARY KEY (form_id=? AND day>? AND day<?)',
    )
  })

  describe('broken down', () => {
    const one = (query: string) => read<Breakdown>(`/breakdown?${days}&form=${form.slug}&${query}`)

    it('tell each with its conversion and the days before', async () => {
      const { rows, total, before } = await one('by=source')
      expect(total).toMatchObject({ views: 300, submissions: 50 })
      expect(before).toMatchObject({ starts: 50, submissions: 20 })
      expect(rows).toMatchObject([
        { name: 'lettre', views: 100, submissions: 30, conversion: 0.3, before: { submissions: 0 } },
        { name: 'google', views: 200, submissions: 20, conversion: 0.1, before: { submissions: 20 } },
      ])
    })

    it('narrow each other, and never themselves', async () => {
      expect((await one('by=country&source=google')).rows.map(({ name }) => name)).toEqual(['FR'])
      expect((await one('by=country&country=BE')).rows.map(({ name }) => name)).toEqual(['BE', 'FR'])
      expect((await one('by=country&country=BE')).total).toMatchObject({ views: 100 })
      expect((await one('by=device&country=FR&source=lettre')).rows).toEqual([])
      expect(await read<Funnel>(`/funnel?${days}&form=${form.slug}&device=phone&country=FR`)).toMatchObject({
        total: { views: 200, submissions: 20 },
        sources: [{ name: 'google' }],
      })
      const { points } = await read<Series>(`/series?from=2026-11-01&to=2026-11-20&form=${form.slug}&device=desktop`)
      expect(points[0]).toMatchObject({ views: 100, submissions: 30 })
    })

    it('are of one site where one is named', async () => {
      expect((await one('by=source&site=main')).total).toMatchObject({ views: 300 })
      const elsewhere = await call('GET', `/insight/breakdown?${days}&form=${form.slug}&by=source&site=autre`)
      expect(elsewhere.status).toBe(404)
      expect((await read<Breakdown>(`/breakdown?${days}&by=source&site=autre`)).rows).toEqual([])
    })

    it.each(['', 'by=name', 'by=source&country=fr', 'by=source&device=fridge', 'by=source&site=..'])(
      'are not told for %s',
      async (query) => expect((await call('GET', `/insight/breakdown?${days}&${query}`)).status).toBe(422),
    )
  })

  it('leave as CSV, a line for each of what they are counted by', async () => {
    const response = await call('GET', `/insight/export?from=2026-10-31&to=2026-11-02&form=${form.slug}&country=FR`)
    expect(response.headers.get('content-disposition')).toContain(`numbers-${form.slug}-`)
    expect((await response.text()).trim().split('\r\n')).toEqual([
      'day,form,source,country,device,variant,views,starts,submissions,confirmations,downloads',
      `2026-10-31,${form.slug},google,FR,phone,,0,50,20,0,0`,
      `2026-11-01,${form.slug},google,FR,phone,,200,60,20,0,0`,
    ])
  })
})
