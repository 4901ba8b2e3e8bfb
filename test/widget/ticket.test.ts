import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepTicket, solve } from '../../widget/ticket.ts'
import { startWorker } from './worker.ts'

let worker: Awaited<ReturnType<typeof startWorker>>
beforeEach(async () => {
  worker = await startWorker()
})
afterEach(() => worker.stop())

const aChallenge = (number: number, salt = 'abc?ticket=1&') => ({
  algorithm: 'SHA-256' as const,
  challenge: createHash('sha256')
    .update(salt + number)
    .digest('hex'),
  maxnumber: 1_000,
  salt,
  signature: 's',
})

test.each([0, 1, 199, 200, 999, 1_000])('the number %i behind a challenge is found', async (number) => {
  const challenge = aChallenge(number)
  expect(JSON.parse(atob(await solve(challenge)))).toEqual({
    algorithm: 'SHA-256',
    challenge: challenge.challenge,
    number,
    salt: challenge.salt,
    signature: 's',
  })
})

test('a challenge without a solution ends, with nothing to show', async () => {
  expect(await solve({ ...aChallenge(1), challenge: '00'.repeat(32) })).toBe('')
})

test('a page without crypto.subtle ends with nothing to show', async () => {
  const own = Object.getOwnPropertyDescriptor(crypto, 'subtle')
  Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true })
  expect(await solve(aChallenge(1))).toBe('')
  if (own) Object.defineProperty(crypto, 'subtle', own)
  else delete (crypto as { subtle?: unknown }).subtle
})

test('however often it is asked for, one ticket is fetched', async () => {
  const { get } = keepTicket(`${worker.url}/f/guide/ticket`)
  const [first, second] = await Promise.all([get(), get()])
  expect(first).toEqual(second)
  expect(worker.tickets).toHaveLength(1)
})

test('a visitor whose clock runs hours ahead still keeps one ticket', async () => {
  const late = await startWorker(-3_600_000)
  const { get } = keepTicket(`${late.url}/f/guide/ticket`)
  expect(await get()).toEqual(await get())
  expect(late.tickets).toHaveLength(1)
  await late.stop()
})

test('a ticket that could not be fetched is asked for again the next time', async () => {
  const { get } = keepTicket(`${worker.url}/f/guide/ticket`)
  worker.ticketAnswers.push('hang up')
  expect(await get()).toMatchObject({ ok: false, why: 'busy' })
  expect(await get()).toMatchObject({ ok: true })
})
