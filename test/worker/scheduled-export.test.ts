import { env } from 'cloudflare:workers'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ExportSchedule, exportSettings } from '../../contract/export.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { dayIn, isDue } from '../../worker/ops/scheduled-export.ts'
import { exportByTheClock } from '../../worker/ops/scheduled-export-run.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { manyLeads } from '../support/many-leads.ts'
import { aPublishedForm, rows, send } from '../support/published.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('leads:read', 'leads:write')
})
beforeEach(async () => {
  for (const { id } of await schedules()) await call('DELETE', `/exports/${id}`)
})

const noon = Date.UTC(2026, 10, 23, 12)
const dayMs = 86_400_000
const schedules = async (): Promise<ExportSchedule[]> =>
  ((await (await call('GET', '/exports')).json()) as { schedules: ExportSchedule[] }).schedules
async function settled(over: object = {}): Promise<string> {
  const response = await call('POST', '/exports', { name: 'Chaque matin', filter: { to: '2001-01-01' }, ...over })
  if (response.status !== 201) throw new Error(await response.text())
  const { id } = (await response.json()) as { id: string }
  // As if it had been settled long ago.
  await env.DB.prepare('UPDATE export_schedule SET last_day = NULL WHERE id = ?1').bind(id).run()
  return id
}
const theOnly = async () => (await schedules())[0]!
const file = (id: string) => call('GET', `/exports/runs/${id}/file`)
const stored = async (schedule: string) => (await env.FILES.list({ prefix: `export/${schedule}/` })).objects.length

describe('an export by the clock', () => {
  it('is written once a day, from its hour on, and can be taken', async () => {
    const form = await aPublishedForm()
    await send(form)
    await settled({ hour: 13, zone: 'Europe/Paris', filter: { form: form.slug } })
    await exportByTheClock(env, noon - 3_600_001)
    expect((await theOnly()).runs).toEqual([])
    for (const minutes of [0, 1, 2]) await exportByTheClock(env, noon + minutes * 60_000)
    const { runs } = await theOnly()
    expect(runs).toMatchObject([{ state: 'done', leads: 1, attempts: 0 }])
    const response = await file(runs[0]!.id)
    expect(response.headers.get('content-disposition')).toContain('2026-11-23.csv')
    expect(parse(await response.text(), { bom: true, columns: true })).toMatchObject([{ form: form.slug }])
    await exportByTheClock(env, noon + dayMs)
    expect((await theOnly()).runs).toHaveLength(2)
  })

  describe('of more leads than one run writes', () => {
    let form: PublishedForm
    beforeAll(async () => {
      form = await aPublishedForm()
      await manyLeads(form, 12_001, Date.UTC(2003, 0, 1))
    })

    it.each(['csv', 'ndjson', 'vcard', 'xlsx'] as const)(
      'has each once, in as many runs as it takes: %s',
      async (format) => {
        const id = await settled({ format, isOn: false, filter: { form: form.slug, held: 'all' } })
        expect((await call('POST', `/exports/${id}/run`)).status).toBe(202)
        // The first pieces are being written by the call itself; the clock comes by until all are.
        const lastly = async () => (await theOnly()).runs[0]!
        for (let minute = 1; (await lastly()).state === 'running' && minute < 20; minute++)
          await exportByTheClock(env, Date.now() + minute * 10 * 60_000)
        const run = await lastly()
        expect(run).toMatchObject({ state: 'done', leads: 12_001 })
        expect(await stored(id)).toBe(3)
        const bytes = new Uint8Array(await (await file(run.id)).arrayBuffer())
        const text = format === 'xlsx' ? strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!) : strFromU8(bytes)
        const addresses = text.match(/(\d+)@many-\d+\.example/g)!
        expect(addresses).toHaveLength(12_001)
        expect(new Set(addresses).size).toBe(12_001)
        expect(text.match(/first_name/g)?.length ?? 0).toBe(format === 'csv' || format === 'xlsx' ? 1 : 0)
      },
      60_000,
    )

    it('goes on where whoever wrote it died, once their lease is over', async () => {
      const id = await settled({ filter: { form: form.slug, held: 'all' } })
      await exportByTheClock(env, noon)
      await env.DB.prepare(`UPDATE export_run SET due_at = ?2, attempts = 1 WHERE schedule_id = ?1`)
        .bind(id, new Date(noon + 5 * 60_000).toISOString())
        .run()
      await exportByTheClock(env, noon + 60_000)
      expect((await theOnly()).runs[0]).toMatchObject({ state: 'running', leads: 10_000 })
      await exportByTheClock(env, noon + 6 * 60_000)
      expect((await theOnly()).runs[0]).toMatchObject({ state: 'done', leads: 12_001 })
    }, 60_000)

    it('takes few queries a run', async () => {
      await settled({ filter: { form: form.slug, held: 'all' } })
      let queries = 0
      const counting = new Proxy(env.DB, {
        get(target, name) {
          if (name === 'prepare') queries++
          const member = Reflect.get(target, name)
          return typeof member === 'function' ? member.bind(target) : member
        },
      })
      await exportByTheClock({ ...env, DB: counting }, noon)
      expect(queries).toBeLessThanOrEqual(25)
    }, 60_000)
  })

  it('keeps as many files as settled, and forgets all with its schedule', async () => {
    const id = await settled({ keep: 2 })
    for (let day = 0; day < 4; day++) await exportByTheClock(env, noon + day * dayMs)
    const { runs } = await theOnly()
    expect(runs.map(({ startedAt }) => startedAt.slice(0, 10))).toEqual(['2026-11-26', '2026-11-25'])
    expect(await stored(id)).toBe(2)
    expect((await call('DELETE', `/exports/${id}`)).status).toBe(204)
    expect(await stored(id)).toBe(0)
    expect((await file(runs[0]!.id)).status).toBe(404)
  })

  it('that cannot be written is tried five times, says so, and hinders no other', async () => {
    await settled({ name: 'A', segment: '0190a000-0000-7000-8000-000000000000' })
    for (let minute = 0; minute < 40; minute++) await exportByTheClock(env, noon + minute * 60_000)
    expect((await theOnly()).runs).toMatchObject([{ state: 'failed', attempts: 5 }])
  })

  it('has who is in its segment by then', async () => {
    const form = await aPublishedForm()
    await send(form)
    const made = await call('POST', '/segments', {
      name: `Ceux de ${form.slug}`,
      filter: { form: form.slug },
      sort: 'newest',
    })
    const { id } = (await made.json()) as { id: string }
    await settled({ segment: id })
    await send(form)
    await exportByTheClock(env, noon)
    expect((await theOnly()).runs).toMatchObject([{ state: 'done', leads: 2 }])
  })

  it('switched off, writes nothing of its own accord', async () => {
    const id = await settled({ isOn: false })
    await exportByTheClock(env, noon)
    expect((await theOnly()).runs).toEqual([])
    expect((await call('POST', `/exports/${id}/run`)).status).toBe(202)
    expect((await call('POST', `/exports/${id}/run`)).status).toBeOneOf([202, 409])
  })

  it('stands in the audit trail when its file is taken', async () => {
    const id = await settled()
    await exportByTheClock(env, noon)
    await (await file((await theOnly()).runs[0]!.id)).text()
    expect(await rows(`SELECT action FROM audit WHERE detail ->> 'schedule' = ?1`, id)).toEqual([
      { action: 'leads.exported' },
    ])
  })
})

describe('what is due', () => {
  const settings = (over: object) => exportSettings.parse({ name: 'x', ...over })

  it('goes by the day and the hour where its owner lives, summer and winter', () => {
    expect(dayIn('Europe/Paris', Date.UTC(2026, 6, 1, 22, 30))).toEqual({ day: '2026-07-02', weekday: 4, hour: 0 })
    expect(dayIn('America/Montreal', Date.UTC(2026, 0, 1, 3))).toEqual({ day: '2025-12-31', weekday: 3, hour: 22 })
  })

  it.each([
    ['before its hour', { hour: 13 }, null, false],
    ['at its hour', { hour: 12 }, null, true],
    ['later that day', { hour: 6 }, '2026-11-22', true],
    ['twice a day', { hour: 6 }, '2026-11-23', false],
    ['on its weekday', { every: 'week', weekday: 1 }, '2026-11-16', true],
    ['on another', { every: 'week', weekday: 2 }, null, false],
    ['while it is off', { isOn: false }, null, false],
  ])('%s', (_, over, lastDay, due) => {
    expect(isDue(settings(over), lastDay, noon)).toBe(due)
  })
})

describe('what is refused', () => {
  it.each<[string, object, string]>([
    ['a zone nowhere on earth', { zone: 'Europe/Atlantis' }, 'zone'],
    ['an hour that is none', { hour: 24 }, 'hour'],
    ['no name', { name: ' ' }, 'name'],
    ['certain leads', { filter: { ids: ['0190a000-0000-7000-8000-000000000000'] } }, 'filter.ids'],
    ['an unknown setting', { to: 'https://example.com' }, 'to'],
  ])('%s', async (_, over, field) => {
    const response = await call('POST', '/exports', { name: 'x', ...over })
    expect(response.status).toBe(422)
    expect(Object.keys(((await response.json()) as { fields: object }).fields)).toEqual([field])
  })

  it('whoever may only look takes files, and settles nothing', async () => {
    const id = await settled()
    await exportByTheClock(env, noon)
    const reader = await callerWith('leads:read')
    expect((await reader('GET', `/exports/runs/${(await theOnly()).runs[0]!.id}/file`)).status).toBe(200)
    expect((await reader('POST', '/exports', { name: 'x' })).status).toBe(403)
    expect((await reader('PUT', `/exports/${id}`, { name: 'x' })).status).toBe(403)
    expect((await reader('POST', `/exports/${id}/run`)).status).toBe(403)
    expect((await reader('DELETE', `/exports/${id}`)).status).toBe(403)
  })

  it('one that is not there', async () => {
    const id = '0190a000-0000-7000-8000-000000000000'
    expect((await call('PUT', `/exports/${id}`, { name: 'x' })).status).toBe(404)
    expect((await call('POST', `/exports/${id}/run`)).status).toBe(404)
    expect((await file(id)).status).toBe(404)
    expect((await file('..%2F..%2Fledger')).status).toBe(404)
  })
})
