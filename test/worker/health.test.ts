import { createExecutionContext, env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import worker from '../../worker/index.ts'

const ask = async (over: Partial<typeof env> = {}) => {
  const request = new Request('https://leads.example.com/healthz')
  const response = await worker.fetch(request, { ...env, ...over }, createExecutionContext())
  return { status: response.status, body: await response.json() }
}

describe('the health check', () => {
  it('is well when D1 and R2 answer', async () => {
    expect(await ask()).toEqual({ status: 200, body: { ok: true, checks: { d1: true, r2: true } } })
  })

  it('names the part that does not answer', async () => {
    const DB = { prepare: () => ({ first: () => Promise.reject(new Error('down')) }) } as unknown as D1Database
    expect(await ask({ DB })).toEqual({ status: 503, body: { ok: false, checks: { d1: false, r2: true } } })
  })

  it('does not wait for a part that hangs', async () => {
    const FILES = { head: () => new Promise(() => undefined) } as unknown as R2Bucket
    expect(await ask({ FILES })).toEqual({ status: 503, body: { ok: false, checks: { d1: true, r2: false } } })
  })
})
