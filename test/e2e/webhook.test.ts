// Receivers of every kind, over the network: each message is theirs at least once, under one name, whatever they do with it; and
// none of them holds up another, or the mail.
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection, ConnectionMade, ConnectionTested, HookDelivery } from '../../contract/connection.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { deliver, prepare } from '../support/sender.ts'
import { answers, type Receiver, startReceiver } from '../support/webhook-receiver.ts'

let receiver: Receiver
let aimant: Aimant
let token: string
const made = new Map<string, ConnectionMade>()

beforeAll(async () => {
  receiver = await startReceiver()
  aimant = await startAimant({ vars: { WEBHOOK_TEST_ORIGINS: receiver.origin } })
  token = await aimant.token('site:read', 'site:write', 'leads:read', 'leads:write')
})
afterAll(async () => {
  await aimant.stop()
  await receiver.stop()
})

async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${aimant.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.json() as Promise<T>
}

async function connect(path: string): Promise<void> {
  const url = `${receiver.origin}${path}`
  made.set(path, await api('POST', '/connections', { name: path, url, events: ['lead.created'] }))
}
const idOf = (path: string) => made.get(path)!.connection.id
const stateOf = (path: string) => api<Connection>('GET', `/connections/${idOf(path)}`)
const logOf = async (path: string) =>
  (await api<{ deliveries: HookDelivery[] }>('GET', `/connections/${idOf(path)}/deliveries`)).deliveries
/** As it stands once an attempt is written down. */
const settled = (path: string) => expect.poll(async () => (await logOf(path))[0], { timeout: 25_000 })

async function aLead(): Promise<string> {
  const [visitor] = await prepare(aimant.url, 1)
  const accepted = await deliver(aimant.url, visitor!)
  return accepted!.id
}

describe('a lead, told to receivers of every kind', () => {
  let startedMs: number
  const moods = {
    '/hangs': answers.hangs,
    '/hangs-too': answers.hangs,
    '/talks': answers.talks,
    '/ok': answers.ok,
    '/slow': answers.slow(1_500),
    '/redirects': answers.with(302, { location: '/elsewhere' }),
    '/gone': answers.with(410),
    '/busy': answers.with(429, { 'retry-after': '3600' }),
    '/broken': answers.with(500, {}, 'out of order'),
    '/closes': answers.closes,
  }
  /** These take what they are sent again. */
  const passing = {
    '/was-broken': answers.with(503),
    '/closed': answers.closes,
    '/lost-its-answer': answers.losesItsAnswer,
  }
  const paths = [...Object.keys(moods), ...Object.keys(passing)]

  beforeAll(async () => {
    for (const [path, answer] of Object.entries(moods)) receiver.answer(path, answer)
    for (const [path, answer] of Object.entries(passing)) receiver.answerOnce(path, answer)
    for (const path of paths) await connect(path)
    startedMs = Date.now()
    await aLead()
    await Promise.all(paths.map((path) => receiver.nth(path, 1)))
  })

  it('reaches every one of them, though some never answer', () => {
    for (const path of paths) expect(receiver.at(path)[0]!.at - startedMs, path).toBeLessThan(10_000)
  })

  it('is verified by another’s implementation of the standard, with each one’s own secret', () => {
    for (const path of paths) {
      const { headers, body } = receiver.at(path)[0]!
      expect(new Webhook(made.get(path)!.secret).verify(body, headers as Record<string, string>)).toMatchObject({
        type: 'lead.created',
        data: { lead: { givenName: 'Camille' } },
      })
    }
    const { headers, body } = receiver.at('/ok')[0]!
    const others = new Webhook(made.get('/slow')!.secret)
    expect(() => others.verify(body, headers as Record<string, string>)).toThrow()
    expect(new Set(paths.map((path) => receiver.at(path)[0]!.headers['webhook-id'])).size).toBe(1)
  })

  it.each([
    ['/ok', { state: 'sent', status: 204, problem: null }],
    ['/slow', { state: 'sent', status: 200, answer: 'late' }],
    ['/talks', { state: 'sent', status: 200, answer: 'x'.repeat(200) }],
    ['/redirects', { state: 'pending', status: 302, problem: 'redirect' }],
    ['/gone', { state: 'pending', status: 410, problem: 'status' }],
    ['/busy', { state: 'pending', status: 429, problem: 'status' }],
    ['/broken', { state: 'pending', status: 500, problem: 'status', answer: 'out of order' }],
    ['/closes', { state: 'pending', status: null, problem: 'unreachable' }],
  ])('is in the log of %s as what became of it', async (path, outcome) => {
    await settled(path).toMatchObject(outcome)
  })

  it('is not followed to where a redirect points, and no talker is listened to', async () => {
    expect(receiver.at('/elsewhere')).toEqual([])
    expect(receiver.bytesWritten()).toBeLessThan(50_000_000)
  })

  it('disables what is gone, and leaves alone for as long as it asks what is busy', async () => {
    await expect.poll(() => stateOf('/gone')).toMatchObject({ state: 'disabled', disabledBecause: 'gone' })
    const { restsUntil } = await stateOf('/busy')
    expect(Date.parse(restsUntil!) - startedMs).toBeGreaterThan(3_500_000)
    const [notice] = await aimant.query(`SELECT id FROM outbox WHERE payload ->> 'template' = 'notice-connection'`)
    expect(notice).toBeDefined()
  })

  it('is told again, under the same name, to whom it could not be told', async () => {
    for (const path of Object.keys(passing)) {
      const [first, again] = [receiver.at(path)[0]!, await receiver.nth(path, 2)]
      expect(again.headers['webhook-id']).toBe(first.headers['webhook-id'])
      expect(again.body).toBe(first.body)
      await settled(path).toMatchObject({ state: 'sent', attempts: 2 })
    }
  })

  it('is given up on after fifteen seconds by who never answers', async () => {
    await settled('/hangs').toMatchObject({ state: 'pending', problem: 'timeout', status: null })
    expect((await logOf('/hangs'))[0]!.ms).toBeGreaterThan(14_000)
  })
})

it('power that fails after a receiver took a message loses nothing: it comes again under the same name', async () => {
  receiver.answer('/cut', () => void aimant.kill())
  await connect('/cut')
  await aLead()
  const first = await receiver.nth('/cut', 1)
  receiver.answer('/cut', answers.ok)
  await aimant.restart()
  // As when the lease of whoever died ends.
  await aimant.query(`UPDATE connection SET leased_until = '' WHERE id = ?1`, idOf('/cut'))
  await aimant.tick()
  const again = await receiver.nth('/cut', 2)
  expect(again.headers['webhook-id']).toBe(first.headers['webhook-id'])
  await settled('/cut').toMatchObject({ state: 'sent' })
})

it('a test message says at once what the other side made of it', async () => {
  await connect('/ok')
  const tested = await api<ConnectionTested>('POST', `/connections/${idOf('/ok')}/test`)
  expect(tested).toMatchObject({ ok: true, status: 204, problem: null })
})

it('only the origins that the setting names are let past the rule of public addresses', async () => {
  const other = await startReceiver()
  for (const url of [`${other.origin}/`, receiver.origin.replace('127.0.0.1', 'localhost'), 'http://169.254.169.254/'])
    await expect(api('POST', '/connections', { name: 'x', url, events: ['lead.created'] })).rejects.toThrow('422')
  await other.stop()
})
