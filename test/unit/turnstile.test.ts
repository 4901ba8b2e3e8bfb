import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { turnstileDoubt } from '../../worker/capture/turnstile.ts'
import { startSiteverify } from '../support/siteverify.ts'

const secret = '0x4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
let cloudflare: Awaited<ReturnType<typeof startSiteverify>>
beforeAll(async () => {
  cloudflare = await startSiteverify(secret)
})
afterAll(() => cloudflare.stop())
beforeEach(() => cloudflare.fail(undefined))

let tokens = 0
const aToken = (over: object = {}) => {
  const token = `0.token-${++tokens}`
  cloudflare.give(token, { hostname: 'atelier-sud.fr', action: 'guide', ...over })
  return token
}
const ticketId = '0190a0a0-0000-7000-8000-000000000001'
const doubt = (over: Partial<Parameters<typeof turnstileDoubt>[1]> = {}, keys: object = {}) =>
  turnstileDoubt(
    { TURNSTILE_SECRET: secret, TURNSTILE_VERIFY_URL: cloudflare.url, ...keys },
    { token: aToken(), ticketId, action: 'guide', hostname: 'atelier-sud.fr', ...over },
  )

describe('a visitor', () => {
  it('Turnstile vouches for is not doubted, and Cloudflare is told nothing of them', async () => {
    expect(await doubt()).toBeUndefined()
    expect(Object.keys(cloudflare.asked.at(-1)!).sort()).toEqual(['idempotency_key', 'response', 'secret'])
  })

  it('whose page is not known is judged by the form alone', async () => {
    expect(await doubt({ hostname: undefined })).toBeUndefined()
  })

  it('who sends the same submission again is not doubted for it', async () => {
    const token = aToken()
    expect(await doubt({ token })).toBeUndefined()
    expect(await doubt({ token })).toBeUndefined()
  })

  it.each([
    ['without a token', () => ({ token: undefined }), 'turnstile_missing'],
    ['with an empty token', () => ({ token: '' }), 'turnstile_missing'],
    ['with a made-up token', () => ({ token: 'made-up' }), 'turnstile_failed'],
    ['with a token of another page', () => ({ token: aToken({ hostname: 'evil.example' }) }), 'turnstile_failed'],
    ['with a token of another form', () => ({ token: aToken({ action: 'other' }) }), 'turnstile_failed'],
  ])('%s is held', async (_, over, reason) => expect(await doubt(over())).toBe(reason))

  it('who brings a token that was used for another submission is held', async () => {
    const token = aToken()
    expect(await doubt({ token })).toBeUndefined()
    expect(await doubt({ token, ticketId: '0190a0a0-0000-7000-8000-000000000002' })).toBe('turnstile_failed')
  })
})

describe('when Turnstile', () => {
  it.each(['breaks', 'says_nothing', 'hangs'] as const)('%s, a visitor is held, in a few seconds', async (how) => {
    cloudflare.fail(how)
    const startedAt = performance.now()
    expect(await doubt()).toBe('turnstile_unreachable')
    expect(performance.now() - startedAt).toBeLessThan(6_000)
  })

  it('does not know our secret, a visitor is held for that and not for being a robot', async () => {
    expect(await doubt({}, { TURNSTILE_SECRET: 'wrong' })).toBe('turnstile_unreachable')
  })

  it('is not there at all, a visitor is held', async () => {
    expect(await doubt({}, { TURNSTILE_VERIFY_URL: 'http://127.0.0.1:9/' })).toBe('turnstile_unreachable')
  })
})

it('with Cloudflare’s published keys for tests, which name no page of ours, passes', async () => {
  const dummy = '1x0000000000000000000000000000000AA'
  const always = await startSiteverify(dummy)
  always.give('XXXX.DUMMY.TOKEN.XXXX', { hostname: 'example.com', action: 'test' })
  const keys = { TURNSTILE_SECRET: dummy, TURNSTILE_VERIFY_URL: always.url }
  expect(await doubt({ token: 'XXXX.DUMMY.TOKEN.XXXX' }, keys)).toBeUndefined()
  await always.stop()
})
