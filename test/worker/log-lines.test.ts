// What the Worker says while leads come in and things go wrong, listened to: nothing of it tells of a person.
import { createMessageBatch } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { deliverWith } from '../../worker/delivery/deliver.ts'
import type { OutboxMessage } from '../../worker/delivery/queue.ts'
import { Refusal } from '../../worker/delivery/refusal.ts'
import type { Env } from '../../worker/env.ts'
import worker from '../../worker/index.ts'
import { jobs, runDueJobs } from '../../worker/ops/cron.ts'
import { aConfirmingForm, asked, press } from '../support/confirming.ts'
import { aFormByMail, aTransport, owedMails } from '../support/owed.ts'
import { aPersonOf, call } from '../support/person.ts'
import { aPublishedForm, origin, post, ready, send } from '../support/published.ts'
import { aMember, api, aSignInLink, aToken } from '../support/team.ts'
import { aPerson } from '../support/visitor.ts'

const answers = { company: 'Fonderie Quatrefages' }
const personal = /Z.phyrine|Quatrefages|@/i

let lines: string[]
beforeEach(() => {
  lines = []
  for (const way of ['log', 'error', 'warn', 'info', 'debug'] as const)
    vi.spyOn(console, way).mockImplementation((...said) => void lines.push(said.map(String).join(' ')))
})
afterEach(() => vi.restoreAllMocks())

/** What was said, each line a JSON object with an event. */
function said(...secrets: string[]): string[] {
  for (const line of lines) {
    expect(line).not.toMatch(personal)
    for (const secret of secrets) expect(line).not.toContain(secret)
  }
  return lines.map((line) => JSON.parse(line).event)
}

const failing = (message: string) =>
  new Proxy({} as D1Database, {
    get: () => () => {
      throw new Error(message)
    },
  })

describe('log lines of the lead’s way', () => {
  it('of submissions: held, refused, and spilled while D1 says more than it should', async () => {
    const form = await aPublishedForm()
    const email = aPerson()
    const body = await ready(form, { answers: { email, ...answers } })
    expect((await post(form, { ...body, website_url: answers.company })).status).toBe(200)
    await post(form, { ...body, answers: { email, evil: answers.company } })
    await post(form, `{"answers":{"email":"${email}"`)
    const DB = failing(`D1_ERROR: cannot store "${email}" of ${email} : '${answers.company}' for "Zéphyrine"`)
    const request = new Request(`${origin}/f/${form.slug}/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'cf-connecting-ip': '10.9.9.9', origin: 'https://example.fr' },
      body: JSON.stringify(await ready(form, { answers: { email, ...answers } })),
    })
    const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} }
    const INTAKE = { send: async () => undefined } as unknown as Env['INTAKE']
    await worker.fetch(request as never, { ...env, DB, INTAKE }, context as unknown as ExecutionContext)
    expect(said(email, body.ticket)).toEqual(expect.arrayContaining(['submission.held', 'intake.spilled']))
  })

  it('of mail: a server that repeats whom it refuses, and settings that are wrong', async () => {
    const form = await aFormByMail()
    await owedMails(form, 3)
    const refusing = aTransport((message) => {
      throw message.to.length % 2
        ? new Error(`550 5.1.1 <${message.to}>: "Zéphyrine" unknown`)
        : new Refusal('permanent', 'recipient refused: 550')
    })
    await deliverWith(env, refusing.means, { most: 3 })
    expect(said()).toContain('mail.not_sent')
  })

  it('of confirming, one’s own page, a download and a link that is none', async () => {
    const { email, link } = await asked(await aConfirmingForm(), { answers })
    await press(link)
    await press(`${link}x`)
    const person = await aPersonOf(await aPublishedForm(), { answers })
    await call(person.mailed)
    await call(`${origin}/d/${person.mailed.split('/').at(-1)}`)
    await call(person.mailed, {}, {}, { ...env, DB: failing(`no such thing: ${email}`) })
    const tokens = [link, person.mailed, person.screen].map((address) => address.split('/').at(-1)!)
    said(email, person.email, ...tokens)
  })

  it('of the team: signing in, tokens, an export, a lead deleted', async () => {
    const form = await aPublishedForm()
    const { id } = await send(form, { answers: { email: aPerson(), ...answers } })
    const link = await aSignInLink(await aMember())
    const token = await aToken('leads:read', 'leads:write', 'site:read')
    await api('/sign-in', '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: link }),
    })
    await (await api('/leads/export?format=csv', token)).text()
    await api(`/leads?q=Quatrefages`, token)
    await api(`/leads/${id}`, token, { method: 'DELETE' })
    await api('/health', token)
    said(link, token)
  })

  it('of the clock and of queues that carry what nobody understands', async () => {
    await send(await aPublishedForm(), { answers: { email: aPerson(), ...answers } })
    await runDueJobs(env, 0)
    const broken = { ...env, DB: failing('D1_ERROR: near "Zéphyrine", <z.quatrefages@example.fr>') }
    await runDueJobs(
      broken,
      0,
      jobs.map((job) => ({ ...job, run: () => Promise.reject(new Error('for z.quatrefages@example.fr')) })),
    )
    const messages = [{ id: 'm', timestamp: new Date(), attempts: 1, body: { owed: ['z.quatrefages@example.fr'] } }]
    await worker.queue(createMessageBatch<OutboxMessage>('aimant-outbox', messages), broken)
    expect(said()).toEqual(expect.arrayContaining(['job.failed', 'clock.not_kept', 'outbox.waiting']))
  })
})
