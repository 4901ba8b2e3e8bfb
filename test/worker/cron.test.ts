import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { type Job, runDueJobs } from '../../worker/ops/cron.ts'

const minute = 60_000

describe('the clock', () => {
  it('runs each job in its own rhythm, and one that fails stops no other', async () => {
    const ran: string[] = []
    const job = (name: string, everyMinutes: number): Job => ({
      name,
      everyMinutes,
      run: async (_, now) => void ran.push(`${name} at ${now / minute}`),
    })
    const failing: Job = { name: 'failing', everyMinutes: 1, run: () => Promise.reject(new Error('no')) }
    const throwing: Job = {
      name: 'throwing',
      everyMinutes: 1,
      run: () => {
        throw new Error('no')
      },
    }
    const table = [failing, throwing, job('often', 1), job('seldom', 5)]
    for (const now of [4, 5, 6]) await runDueJobs(env, now * minute, table)
    expect(ran).toEqual(['often at 4', 'often at 5', 'seldom at 5', 'often at 6'])
  })
})
