import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { hourOf, pruneBudget } from '../../worker/delivery/budget.ts'
import { deliverWith } from '../../worker/delivery/deliver.ts'
import type { Env } from '../../worker/env.ts'
import { aFormByMail, aTransport, owedMails } from '../support/owed.ts'
import { rows } from '../support/published.ts'

const limits = (over: Partial<Env>): Env => ({ ...env, ...over })
const sentCount = async () =>
  (await rows<{ n: number }>(`SELECT count(*) AS n FROM outbox WHERE state = 'sent' AND lead_id IS NOT NULL`))[0]!.n
const notices = () => rows<{ state: string }>(`SELECT state FROM outbox WHERE id LIKE '%notice-budget'`)
/** The middle of an hour to come, so that a test never runs across its end. */
const hours = (n: number) => {
  const then = Date.parse(hourOf(Date.now()).next) + n * 3_600_000 + 600_000
  return () => then
}

async function drain(withEnv: Env, means: ReturnType<typeof aTransport>['means'], clock: () => number, runs = 1_000) {
  for (let n = 0; n < runs; n++) if (!(await deliverWith(withEnv, means, { most: 30 }, clock))) return
}

beforeEach(() => env.DB.batch([env.DB.prepare('DELETE FROM outbox'), env.DB.prepare('DELETE FROM mail_budget')]))

it('a bombing of 5,000 addresses sends no more than the budget, loses nothing, and tells the team once an hour', async () => {
  const form = await aFormByMail()
  await owedMails(form, 5_000)
  const { means, sent } = aTransport()
  const withEnv = limits({ MAIL_HOURLY_FORM: '200', MAIL_HOURLY_ALL: '300' })
  await drain(withEnv, means, hours(0))
  expect(await sentCount()).toBe(200)
  expect(await notices()).toEqual([{ state: 'sent' }])
  const { next } = hourOf(hours(0)())
  expect(await rows(`SELECT count(*) AS n, min(due_at) AS due FROM outbox WHERE state = 'pending'`)).toEqual([
    { n: 4_800, due: next },
  ])
  await drain(withEnv, means, hours(1))
  expect(await sentCount()).toBe(400)
  expect(await notices()).toHaveLength(2)
  expect(new Set(sent.map(({ to }) => to)).size).toBe(sent.length - 1)
}, 60_000)

it('a form that is bombed takes nothing from the others', async () => {
  const [bombed, quiet] = [await aFormByMail(), await aFormByMail()]
  await owedMails(bombed, 100)
  const theirs = await owedMails(quiet, 5, { dueAt: new Date(Date.now() + 1).toISOString() })
  const { means, sent } = aTransport()
  await drain(limits({ MAIL_HOURLY_FORM: '10', MAIL_HOURLY_ALL: '50' }), means, hours(0))
  expect(sent.map(({ owed }) => owed)).toEqual(expect.arrayContaining(theirs))
  expect(await sentCount()).toBe(15)
})

it('one address gets no more than its share, from whatever form', async () => {
  const form = await aFormByMail()
  const [first] = await owedMails(form, 1)
  const leadId = first!.split('.')[0]!
  await owedMails(form, 4, { leadId })
  await owedMails(await aFormByMail(), 4, { leadId })
  const { means } = aTransport()
  await drain(limits({ MAIL_HOURLY_ADDRESS: '3' }), means, hours(0))
  expect(await sentCount()).toBe(3)
  await drain(limits({ MAIL_HOURLY_ADDRESS: '3' }), means, hours(1))
  expect(await sentCount()).toBe(6)
})

it('senders at work at once spend no more than there is', async () => {
  await owedMails(await aFormByMail(), 100)
  const { means } = aTransport()
  const withEnv = limits({ MAIL_HOURLY_ALL: '45' })
  await Promise.all(Array.from({ length: 4 }, () => deliverWith(withEnv, means, { most: 30 }, hours(0))))
  await drain(withEnv, means, hours(0))
  expect(await sentCount()).toBe(45)
})

describe('what was spent', () => {
  it('is kept without naming anybody, and forgotten after two days', async () => {
    await owedMails(await aFormByMail(), 2)
    await deliverWith(env, aTransport().means, { most: 30 }, hours(0))
    const scopes = await rows<{ scope: string }>('SELECT scope FROM mail_budget')
    expect(scopes.map(({ scope }) => scope.split(':')[0]).sort()).toEqual(['all', 'form', 'lead', 'lead'])
    await pruneBudget(env.DB, hours(50)()).run()
    expect(await rows('SELECT 1 FROM mail_budget')).toEqual([])
  })
})
