import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { type ClockRow, clockRow, isJobLate } from '../../worker/ops/clock.ts'
import { type Job, runDueJobs } from '../../worker/ops/cron.ts'
import { aFormByMail, owedMails } from '../support/owed.ts'
import { rows, send } from '../support/published.ts'
import { api, aToken } from '../support/team.ts'

const minute = 60_000
const job = (name: string, everyMinutes: number, run: Job['run'] = async () => {}): Job => ({ name, everyMinutes, run })
const failing = job('failing', 1, () => Promise.reject(new Error('no')))
const kept = async () => {
  const row = await clockRow(env.DB).first<ClockRow>()
  return row && { ...row, jobs: JSON.parse(row.jobs) }
}

beforeEach(() => env.DB.prepare('DELETE FROM clock').run())

describe('the clock', () => {
  it('runs each job in its own rhythm, and one that fails stops no other', async () => {
    const ran: string[] = []
    const telling = (name: string, everyMinutes: number) =>
      job(name, everyMinutes, async (_, now) => void ran.push(`${name} at ${now / minute}`))
    const throwing = job('throwing', 1, () => {
      throw new Error('no')
    })
    const table = [failing, throwing, telling('often', 1), telling('seldom', 5)]
    for (const now of [4, 5, 6]) await runDueJobs(env, now * minute, table)
    expect(ran).toEqual(['often at 4', 'often at 5', 'seldom at 5', 'often at 6'])
  })

  it('keeps when it ran, how late, and what became of each job, with one row written', async () => {
    const table = [failing, job('often', 1), job('seldom', 5)]
    const at = (ms: number) => new Date(ms).toISOString()
    await runDueJobs(env, 5 * minute, table, () => 5 * minute + 700)
    await runDueJobs(env, 6 * minute, table, () => 6 * minute + 300)
    expect(await kept()).toEqual({
      due_at: at(6 * minute),
      started_at: at(6 * minute + 300),
      ended_at: at(6 * minute + 300),
      jobs: {
        failing: { failedAt: at(6 * minute + 300) },
        often: { endedAt: at(6 * minute + 300), ms: 0 },
        seldom: { endedAt: at(5 * minute + 700), ms: 0 },
      },
    })
    const { meta } = await env.DB.prepare(`UPDATE clock SET jobs = json_patch(jobs, '{}')`).run()
    expect(meta.rows_written).toBe(1)
  })

  it('told by a run that was overtaken, remembers the later one', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const slow = runDueJobs(env, 7 * minute, [job('slow', 1, () => held)], () => 7 * minute)
    await runDueJobs(env, 8 * minute, [job('often', 1)], () => 8 * minute)
    letGo()
    await slow
    const row = await kept()
    expect(row?.due_at).toBe(new Date(8 * minute).toISOString())
    expect(Object.keys(row?.jobs).sort()).toEqual(['often', 'slow'])
  })

  it('does its work though nobody can write down that it did', async () => {
    const ran: number[] = []
    const DB = { prepare: () => ({ bind: () => ({ run: () => Promise.reject(new Error('down')) }) }) }
    const without = { ...env, DB: DB as unknown as D1Database }
    await runDueJobs(without, minute, [job('often', 1, async (_, now) => void ran.push(now))])
    expect(ran).toEqual([minute])
  })

  it('meets itself: two whole runs at once send nothing twice and leave a consent log that verifies', async () => {
    const form = await aFormByMail()
    const ids = await owedMails(form, 40)
    for (let i = 0; i < 5; i++) await send(form, { consents: { newsletter: true } })
    await env.DB.prepare('INSERT INTO ledger (id, entry) VALUES (?1, ?2)').bind('l', '{"kind":"told"}').run()
    const started = Date.now()
    for (const now of [0, minute])
      await Promise.all([0, 1, 2].map(() => runDueJobs(env, started - (started % minute) + now)))
    const sent = await rows<{ id: string }>(`SELECT id FROM outbox WHERE state = 'sent' AND attempts = 1`)
    const boxed = await rows<{ outbox_id: string }>('SELECT outbox_id FROM mailbox')
    expect(sent.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
    expect(boxed).toHaveLength(sent.length)
    expect(await rows('SELECT count FROM mail_budget WHERE scope = ?1', 'all')).toEqual([{ count: sent.length }])
    expect(await rows('SELECT id FROM ledger')).toEqual([])
    const verified = await api('/consents/verification', await aToken('leads:read'))
    expect(await verified.json()).toMatchObject({ rootHolds: true, newestHolds: true, events: 10 })
    expect(
      Object.values((await kept())?.jobs as Record<string, { failedAt?: string }>).some((job) => job.failedAt),
    ).toBe(false)
  })

  it('holds a job for late once its last try failed, or two turns were missed', () => {
    const at = (ms: number) => new Date(ms).toISOString()
    expect(isJobLate({}, 1, minute)).toBe(false)
    expect(isJobLate({ endedAt: at(0) }, 1, 6 * minute)).toBe(false)
    expect(isJobLate({ endedAt: at(0) }, 1, 8 * minute)).toBe(true)
    expect(isJobLate({ endedAt: at(0) }, 1440, 26 * 60 * minute)).toBe(false)
    expect(isJobLate({ endedAt: at(0), failedAt: at(minute) }, 1440, 2 * minute)).toBe(true)
    expect(isJobLate({ endedAt: at(minute), failedAt: at(0) }, 1440, 2 * minute)).toBe(false)
  })
})
