/// <reference types="vite/types/importMeta.d.ts" />
import { createExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { health, healthReport } from '../../contract/health.ts'
import { healthParts, healthStates } from '../../contract/health-names.ts'
import type { Env } from '../../worker/env.ts'
import worker from '../../worker/index.ts'
import { keepRun } from '../../worker/ops/clock.ts'
import { countDetours } from '../../worker/ops/detour.ts'
import { judgeHealth } from '../../worker/ops/health.ts'
import { latestMigration } from '../../worker/ops/migration.ts'
import { api, aToken } from '../support/team.ts'

const minute = 60_000
const well = { database: 'ok', files: 'ok', migrations: 'ok', secrets: 'ok', clock: 'ok', outbox: 'ok' }

async function ask(over: Partial<Env> = {}) {
  const request = new Request('https://leads.example.com/healthz')
  const response = await worker.fetch(request, { ...env, ...over } as Env, createExecutionContext())
  return { status: response.status, body: health.parse(await response.json()) }
}

const ranAt = (ms: number) => keepRun(env.DB, { dueMs: ms, startedMs: ms + 400, endedMs: ms + 900, jobs: {} })

const owe = (id: string, dueMs: number, state = 'pending') =>
  env.DB.prepare(
    `INSERT INTO outbox (id, kind, payload, state, due_at, created_at) VALUES (?1, 'mail', '{}', ?3, ?2, ?2)`,
  )
    .bind(id, new Date(dueMs).toISOString(), state)
    .run()

const broken = (how: () => Promise<never>) =>
  ({
    prepare: () => ({ bind: () => ({}) }),
    batch: how,
  }) as unknown as D1Database

beforeEach(async () => {
  await env.DB.batch([env.DB.prepare('DELETE FROM outbox'), env.DB.prepare('DELETE FROM clock')])
  await ranAt(Date.now())
})

describe('what anybody may ask of the service', () => {
  it('is well when every part is, and says of each that it is', async () => {
    expect(await ask()).toEqual({ status: 200, body: { status: 'ok', checks: well } })
  })

  it('fails, naming the part, while D1 refuses; and claims nothing of what only D1 knows', async () => {
    const DB = broken(() => Promise.reject(new Error('D1_ERROR: Network connection lost.')))
    const checks = { ...well, database: 'unreachable', migrations: 'unknown', clock: 'unknown', outbox: 'unknown' }
    expect(await ask({ DB })).toEqual({ status: 503, body: { status: 'failing', checks } })
  })

  it('does not wait for a part that hangs', async () => {
    const FILES = { head: () => new Promise(() => undefined) } as unknown as R2Bucket
    expect(await ask({ FILES })).toEqual({
      status: 503,
      body: { status: 'failing', checks: { ...well, files: 'unreachable' } },
    })
  })

  it('fails where there is no secret, or one that could be guessed', async () => {
    expect((await ask({ SECRET: undefined as unknown as string })).body).toMatchObject({
      status: 'failing',
      checks: { secrets: 'missing' },
    })
    expect(await ask({ SECRET: 'hunter2' })).toMatchObject({ status: 503, body: { checks: { secrets: 'short' } } })
  })

  it('is degraded, and still answers 200, once the clock has not run for five minutes, or never has', async () => {
    await env.DB.prepare('DELETE FROM clock').run()
    await ranAt(Date.now() - 6 * minute)
    expect(await ask()).toMatchObject({ status: 200, body: { status: 'degraded', checks: { clock: 'late' } } })
    await env.DB.prepare('DELETE FROM clock').run()
    expect(await ask()).toMatchObject({ status: 200, body: { status: 'degraded', checks: { clock: 'never' } } })
  })

  it('is degraded once something owed should have left a quarter of an hour ago; what is sent or given up does not count', async () => {
    await owe('a', Date.now() - 14 * minute)
    await owe('b', Date.now() - 60 * minute, 'sent')
    await owe('c', Date.now() - 60 * minute, 'dead')
    expect((await ask()).body.checks.outbox).toBe('ok')
    await owe('d', Date.now() - 16 * minute)
    expect((await ask()).body).toMatchObject({ status: 'degraded', checks: { outbox: 'late' } })
  })

  it('tells a database that lacks a migration, or all of them, from one that does not answer', async () => {
    const found = { migration: '0001_spine.sql', oldestDueAt: null }
    const judged = (migration: string | null) =>
      judgeHealth({ database: { ...found, migration }, files: true, secret: env.SECRET }, 0).checks.migrations
    expect([judged(null), judged('0001_spine.sql'), judged(latestMigration), judged('9999_later.sql')]).toEqual([
      'behind',
      'behind',
      'ok',
      'ahead',
    ])
    const DB = broken(() => Promise.reject(new Error('D1_ERROR: no such table: d1_migrations: SQLITE_ERROR')))
    expect(await ask({ DB })).toMatchObject({ status: 503, body: { checks: { database: 'ok', migrations: 'behind' } } })
  })

  it('asks the parts once in five seconds, however often it is asked itself', async () => {
    let asked = 0
    const FILES = { head: async () => void asked++ } as unknown as R2Bucket
    const same = { ...env, FILES } as Env
    for (let i = 0; i < 20; i++)
      await worker.fetch(new Request('https://leads.example.com/healthz'), same, createExecutionContext())
    expect(asked).toBe(1)
  })

  it('names nothing but parts and states', async () => {
    const { body } = await ask()
    expect(Object.keys(body)).toEqual(['status', 'checks'])
    expect(Object.keys(body.checks)).toEqual([...healthParts])
    for (const state of Object.values(body.checks)) expect(Object.keys(healthStates)).toContain(state)
  })
})

describe('what the owner sees of the service', () => {
  const read = async () => healthReport.parse(await (await api('/health', await aToken('site:read'))).json())

  it('counts what waits, what is late and what was given up', async () => {
    const now = Date.now()
    for (const [id, at, state] of [
      ['a', now - 20 * minute, 'pending'],
      ['b', now + 5 * minute, 'pending'],
      ['c', now - 90 * minute, 'dead'],
    ] as const)
      await owe(id, at, state)
    const { outbox, status } = await read()
    expect(outbox).toEqual([
      { kind: 'mail', waiting: 2, late: 1, dead: 1, oldestDueAt: new Date(now - 20 * minute).toISOString() },
      { kind: 'webhook', waiting: 0, late: 0, dead: 0, oldestDueAt: null },
    ])
    expect(status).toBe('degraded')
  })

  it('tells how full the database is, where mail goes, and what the queue had to take', async () => {
    const before = (await read()).queued
    await countDetours(env.DB, 'intake', 3, Date.now())
    await countDetours(env.DB, 'intake', 2, Date.now())
    await countDetours(env.DB, 'intake', 50, Date.now() - 2 * 24 * 60 * minute)
    const report = await read()
    expect(report.queued).toBe(before + 5)
    expect(report.database.bytes).toBeGreaterThan(100_000)
    expect(report.database.migration).toBe(latestMigration)
    expect(report.mail).toEqual({ transport: 'mailbox', problem: null, sent: 0, most: 1_000 })
  })

  it('is the same for Prometheus, every line of it well-formed', async () => {
    await owe('a', Date.now() - 20 * minute)
    const response = await api('/health/metrics', await aToken('site:read'))
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const text = await response.text()
    expect(text).toContain('aimant_status 1\n')
    expect(text).toContain('aimant_outbox_late{kind="mail"} 1\n')
    for (const line of text.split('\n').filter((line) => line && !line.startsWith('#')))
      expect(line).toMatch(/^aimant_[a-z_]+(\{[a-z]+="[\w.]+"\})? -?\d+(\.\d+)?$/)
  })

  it('lives behind its scope', async () => {
    expect((await api('/health', await aToken('leads:read'))).status).toBe(403)
    expect((await exports.default.fetch('https://leads.example.com/api/v1/health')).status).toBe(401)
  })
})

it('the newest migration is the one the health check waits for', () => {
  const names = Object.keys(import.meta.glob('../../worker/migrations/*.sql')).map((path) => path.split('/').at(-1))
  expect(names.sort().at(-1)).toBe(latestMigration)
})
