import { afterEach, beforeEach, expect, test } from 'vitest'
import { sender } from '../../widget/send.ts'
import { keepTicket } from '../../widget/ticket.ts'
import { accepted, problem, startWorker } from './worker.ts'

let worker: Awaited<ReturnType<typeof startWorker>>
let pauses: number[]
let send: ReturnType<typeof sender>
beforeEach(async () => {
  worker = await startWorker()
  pauses = []
  const tickets = keepTicket(`${worker.url}/f/guide/ticket`)
  send = sender(`${worker.url}/f/guide/submissions`, tickets, async (ms) => void pauses.push(ms))
})
afterEach(() => worker.stop())

const filled = (email = 'a@b.fr', title = '') => ({
  version: 3,
  language: 'fr',
  answers: { email },
  consents: { newsletter: false },
  source: { title },
})
const ticketsSent = () => worker.sent.map((sent) => sent.ticket)

test('a lost answer is asked for again under the same ticket, until it comes', async () => {
  worker.answers.push('hang up', problem(503, 'unavailable'), { status: 500, body: 'no json' })
  expect(await send(filled())).toEqual({ ok: true, body: accepted.body })
  expect(new Set(ticketsSent()).size).toBe(1)
  expect(pauses).toEqual([1_000, 3_000, 6_000])
})

test('a server that stays away is given up after a few tries, without a success', async () => {
  worker.answers.push(...Array.from({ length: 9 }, () => problem(503, 'unavailable')))
  expect(await send(filled())).toMatchObject({ ok: false, why: 'busy' })
  expect(worker.sent).toHaveLength(4)
})

test('the same answers sent again by hand go out under the same ticket, even if the page changed its title', async () => {
  worker.answers.push(...Array.from({ length: 4 }, () => problem(503, 'unavailable')))
  await send(filled())
  expect(await send(filled('a@b.fr', '(1) New message'))).toMatchObject({ ok: true })
  expect(new Set(ticketsSent()).size).toBe(1)
})

test('answers changed after a lost reply get a ticket of their own, since the first may have been stored', async () => {
  worker.answers.push(...Array.from({ length: 4 }, () => problem(503, 'unavailable')))
  await send(filled())
  await send(filled('other@b.fr'))
  expect(ticketsSent().at(-1)).not.toBe(ticketsSent()[0])
})

test('answers put right after a refusal keep their ticket: nothing was stored', async () => {
  worker.answers.push(problem(422, 'invalid', { fields: { email: 'email_domain_refused' } }))
  expect(await send(filled())).toMatchObject({ ok: false, why: 'invalid', fields: { email: 'email_domain_refused' } })
  await send(filled('other@b.fr'))
  expect(new Set(ticketsSent()).size).toBe(1)
})

test('an expired ticket is renewed and the answers sent again, once', async () => {
  worker.answers.push(problem(410, 'ticket_expired'))
  expect(await send(filled())).toMatchObject({ ok: true })
  expect(ticketsSent()).toEqual(['ticket-1', 'ticket-2'])
  worker.answers.push(problem(410, 'ticket_expired'), problem(410, 'ticket_expired'))
  expect(await send(filled())).toMatchObject({ ok: false, why: 'ticket_expired' })
})

test.each([
  [problem(429, 'rate_limited', { retryAfter: 60 }), { why: 'rate_limited', waitSeconds: 60 }],
  [problem(403, 'origin_refused'), { why: 'origin_refused' }],
  [problem(410, 'form_closed'), { why: 'form_closed' }],
])('a refusal is not argued with', async (answer, expected) => {
  worker.answers.push(answer)
  expect(await send(filled())).toMatchObject({ ok: false, ...expected })
  expect(worker.sent).toHaveLength(1)
})

test('a hotel’s login page in place of the answer is no success', async () => {
  worker.answers.push(...Array.from({ length: 4 }, () => 'login page' as const))
  expect(await send(filled())).toMatchObject({ ok: false })
})
