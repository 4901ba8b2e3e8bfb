import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { budgetOf } from '../../worker/delivery/budget.ts'
import { deliverMails, deliverWith } from '../../worker/delivery/deliver.ts'
import { claim, leaseMs } from '../../worker/delivery/outbox.ts'
import { owe } from '../../worker/delivery/owe.ts'
import { announce, deliverQueued, type OutboxMessage, sweep } from '../../worker/delivery/queue.ts'
import { Refusal } from '../../worker/delivery/refusal.ts'
import { retryDelay } from '../../worker/delivery/retry.ts'
import type { Env } from '../../worker/env.ts'
import { deleteLead } from '../../worker/lead/delete.ts'
import { newId } from '../../worker/lib/id.ts'
import { aFormByMail, aTransport, owedMails, watched } from '../support/owed.ts'
import { aController, origin, rows, send } from '../support/published.ts'

type Row = {
  state: string
  attempts: number
  due_at: string
  last_error: string | null
  claim: string | null
  replays: number
}
const rowOf = async (id: string) => (await rows<Row>('SELECT * FROM outbox WHERE id = ?1', id))[0]
/** A clock that stands so many ms from now. */
const at = (ms: number) => {
  const then = Date.now() + ms
  return () => then
}
/** Far enough for anything that waits to be due. */
const muchLater = at(40 * 24 * 3_600_000)

/** Queued messages stay in the test's hands. */
const aQueue = () => {
  const messages: OutboxMessage[] = []
  const queue = { send: async (body: OutboxMessage) => void messages.push(body) } as unknown as Queue<OutboxMessage>
  return { messages, env: { ...env, OUTBOX: queue } as Env }
}
const consume = async (bodies: OutboxMessage[], withEnv: Env = env) => {
  const messages = bodies.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body }))
  const batch = createMessageBatch<OutboxMessage>('aimant-outbox', messages)
  await deliverQueued(batch, withEnv)
  return getQueueResult(batch, createExecutionContext())
}
/** D1 that takes so many batches and settlements, and then no more. */
const dyingAfter = (asks: number): D1Database => {
  let left = asks
  return watched(env.DB, (_, sql) => {
    const counts = sql === '' || /UPDATE outbox\s+SET state/.test(sql)
    if (counts && left-- <= 0) throw new Error('D1_ERROR: D1 DB is overloaded.')
  })
}

let form: PublishedForm
beforeEach(async () => {
  // Other tests' mails must not be found when this one sweeps.
  await env.DB.batch([env.DB.prepare('DELETE FROM outbox'), env.DB.prepare('DELETE FROM mail_budget')])
  form = await aFormByMail()
})

describe('a mail owed', () => {
  it('is in the development mailbox soon after the submission, and its link works', async () => {
    const { id } = await send(form)
    await deliverMails(env, { ids: [`${id}.deliver`], most: 10 })
    const [kept] = await rows<{ recipient: string; message: string }>(
      'SELECT * FROM mailbox WHERE outbox_id = ?1',
      `${id}.deliver`,
    )
    const { text, from } = JSON.parse(kept!.message)
    expect(from).toEqual({ email: 'aimant@leads.example.com', name: 'Atelier Sud' })
    expect(text).toContain(`${origin}/d/`)
    expect(await rowOf(`${id}.deliver`)).toMatchObject({ state: 'sent', attempts: 1 })
  })

  it('carries no personal data in its row', async () => {
    const { id } = await send(form)
    const [row] = await rows<{ payload: string }>('SELECT payload FROM outbox WHERE id = ?1', `${id}.deliver`)
    expect(JSON.parse(row!.payload)).toEqual({ template: 'deliver', language: 'fr', origin })
  })

  it('is owed once, however often it is said', async () => {
    const [id] = await owedMails(form, 1)
    const submissionId = id!.split('.')[0]!
    const statement = owe(
      env.DB,
      { leadId: submissionId, submissionId, template: 'renew', language: 'fr', origin },
      new Date().toISOString(),
    )
    await env.DB.batch([statement, statement])
    expect(await rows('SELECT id FROM outbox WHERE submission_id = ?1 ORDER BY id', submissionId)).toHaveLength(2)
  })

  it('is sent once by two senders at work at once', async () => {
    const ids = await owedMails(form, 20)
    const [one, two] = [aTransport(), aTransport()]
    await Promise.all([deliverWith(env, one.means, { most: 30 }), deliverWith(env, two.means, { ids, most: 30 })])
    expect([...one.sent, ...two.sent].map(({ owed }) => owed).sort()).toEqual(ids.toSorted())
  })

  it('that is sent is not sent again, whoever asks', async () => {
    const ids = await owedMails(form, 1)
    const { means, sent } = aTransport()
    for (const wanted of [{ ids, most: 9 }, { ids, most: 9 }, { most: 9 }])
      await deliverWith(env, means, wanted, muchLater)
    expect(sent).toHaveLength(1)
  })

  it('of a deleted lead never leaves, and what the mailbox kept of it goes too', async () => {
    const [first, second] = [await send(form), await send(form)]
    await deliverMails(env, { ids: [`${first.id}.deliver`], most: 9 })
    for (const { id } of [first, second]) await deleteLead(env.DB, id, new Date().toISOString())
    const { means, sent } = aTransport()
    await deliverWith(env, means, { most: 9 }, muchLater)
    expect(sent).toEqual([])
    expect(await rows('SELECT 1 FROM mailbox WHERE outbox_id = ?1', `${first.id}.deliver`)).toEqual([])
  })
})

describe('the team', () => {
  it('is told of each lead where a form says so, without a word of what was answered', async () => {
    const told = await aFormByMail({ delivery: { notice: true } })
    const { id } = await send(told, { answers: { email: 'camille.secret@example.fr' } })
    const { means, sent } = aTransport()
    await deliverWith(env, means, { most: 9 })
    const notice = sent.find(({ owed }) => owed === `${id}.notice`)
    expect(notice).toMatchObject({ to: aController.contact, replyTo: undefined })
    expect(notice!.text).toContain(`${origin}/dashboard/leads/${id}`)
    expect(`${notice!.subject}${notice!.text}${notice!.html}`).not.toMatch(/camille/i)
    expect(await rows('SELECT lead_id FROM outbox WHERE id = ?1', `${id}.notice`)).toEqual([{ lead_id: null }])
  })

  it('is told nothing where it does not', async () => {
    const { id } = await send(form)
    expect(await rows('SELECT 1 FROM outbox WHERE id = ?1', `${id}.notice`)).toEqual([])
  })
})

/** Where a sender may die: before something and after it. */
type Step = 'claim' | 'claimed' | 'sending' | 'accepted' | 'settling' | 'settled'

/** Sends, and dies for good at one step: whatever it would do after that never comes about. */
async function dieAt(step: Step, into: ReturnType<typeof aTransport>['sent']): Promise<void> {
  const died = Promise.withResolvers<void>()
  let isDead = false
  const never = () => new Promise<never>(() => undefined)
  const here = (now: Step) => {
    if (now === step) {
      isDead = true
      died.resolve()
    }
    return isDead ? never() : undefined
  }
  const around = async <T>(before: Step, after: Step, work: () => Promise<T>): Promise<T> => {
    await here(before)
    const result = await work()
    await here(after)
    return result
  }
  const DB = new Proxy(env.DB, {
    get: (target, name) => {
      if (name === 'batch') return (list: D1PreparedStatement[]) => around('claim', 'claimed', () => target.batch(list))
      if (name !== 'prepare') return Reflect.get(target, name)
      return (sql: string) => {
        const statement = target.prepare(sql)
        if (!/UPDATE outbox\s+SET state = 'sent'/.test(sql)) return statement
        return {
          bind: (value: string) => ({ run: () => around('settling', 'settled', () => statement.bind(value).run()) }),
        }
      }
    },
  })
  const { transport, from } = aTransport().means
  const dying = {
    from,
    transport: {
      ...transport,
      send: async (message: (typeof into)[number]) => {
        await here('sending')
        into.push(message)
        await here('accepted')
        return { accepted: '250' }
      },
    },
  }
  const OUTBOX = { send: never } as unknown as Queue<OutboxMessage>
  await Promise.race([deliverWith({ ...env, DB, OUTBOX }, dying, { most: 9 }), died.promise])
}

describe('a sender that dies', () => {
  it.each<[Step, number]>([
    ['claim', 1],
    ['claimed', 1],
    ['sending', 1],
    // The server has it and nobody else knows: it goes again, and can be known for a duplicate.
    ['accepted', 2],
    ['settling', 2],
    ['settled', 1],
  ])('at the step “%s” loses no mail: the server gets it %i time(s)', async (step, times) => {
    const [id] = await owedMails(form, 1)
    const { sent, means } = aTransport()
    await dieAt(step, sent)
    await deliverWith(env, means, { most: 9 }, at(leaseMs + 2_000))
    await deliverWith(env, means, { most: 9 }, muchLater)
    expect(sent).toHaveLength(times)
    expect(new Set(sent.map(({ headers }) => headers['Message-ID'])).size).toBe(1)
    expect(await rowOf(id!)).toMatchObject({ state: 'sent' })
  })

  it('after claiming: its mail is nobody’s until the lease ends, and is sent then', async () => {
    const ids = await owedMails(form, 3)
    await claim(env.DB, { most: 9 }, budgetOf(env), at(0)())
    const { means, sent } = aTransport()
    await deliverWith(env, means, { ids, most: 9 }, at(leaseMs - 1_000))
    expect(sent).toEqual([])
    await deliverWith(env, means, { most: 9 }, at(leaseMs + 2_000))
    expect(sent.map(({ owed }) => owed).sort()).toEqual(ids.toSorted())
  })

  it('after the server took it, before anybody could be told: it is sent again under the same Message-ID', async () => {
    await owedMails(form, 1)
    const { means, sent } = aTransport()
    const deaf = { send: async () => Promise.reject(new Error('queue down')) } as unknown as Queue<OutboxMessage>
    await deliverWith({ ...env, DB: dyingAfter(1), OUTBOX: deaf }, means, { most: 9 })
    await deliverWith(env, means, { most: 9 }, at(leaseMs + 1_000))
    expect(sent).toHaveLength(2)
    expect(sent[1]!.headers['Message-ID']).toBe(sent[0]!.headers['Message-ID'])
  })

  it('never, only D1: the queue keeps what the server took, and it is not sent again', async () => {
    const ids = await owedMails(form, 2)
    const { means, sent } = aTransport()
    const { messages, env: withQueue } = aQueue()
    await deliverWith({ ...withQueue, DB: dyingAfter(1) }, means, { most: 9 })
    expect(messages.flatMap((message) => ('sent' in message ? message.sent.map(({ id }) => id) : [])).sort()).toEqual(
      ids.toSorted(),
    )
    expect((await consume(messages)).explicitAcks).toHaveLength(messages.length)
    await deliverWith(env, means, { most: 9 }, muchLater)
    expect(sent).toHaveLength(2)
  })
})

it('an address that is not one reaches no server', async () => {
  const [id] = await owedMails(form, 1)
  await env.DB.prepare('UPDATE lead SET email = ?2 WHERE id = ?1')
    .bind(id!.split('.')[0], 'a@b.fr>\r\nRCPT TO:<victim@example.fr')
    .run()
  const { means, tried } = aTransport()
  await deliverWith(env, means, { most: 9 })
  expect(tried).toEqual([])
  expect(await rowOf(id!)).toMatchObject({ state: 'dead', last_error: 'nobody to send it to' })
})

describe('a mail refused', () => {
  it('for now is tried on its schedule, says why, and is dead after it', async () => {
    const [id] = await owedMails(form, 1)
    const { means, tried } = aTransport(() => Promise.reject(new Refusal('temporary', 'recipient refused: 450')))
    let clock = Date.now()
    for (let n = 1; retryDelay(n, Math.random) !== undefined; n++) {
      clock = Math.max(clock, Date.parse((await rowOf(id!))!.due_at))
      await deliverWith(env, means, { most: 9 }, () => clock)
      expect(await rowOf(id!)).toMatchObject({ attempts: n, last_error: 'recipient refused: 450', claim: null })
    }
    expect(await rowOf(id!)).toMatchObject({ state: 'dead' })
    await deliverWith(env, means, { most: 9 }, muchLater)
    expect(tried).toHaveLength(10)
  })

  it('for good is dead at once, and holds up no other', async () => {
    const [bad, good] = await owedMails(form, 2)
    const { means } = aTransport(
      ({ owed }) => owed === bad && Promise.reject(new Refusal('permanent', 'recipient refused: 550')),
    )
    await deliverWith(env, means, { most: 9 })
    expect(await rowOf(bad!)).toMatchObject({ state: 'dead', attempts: 1, last_error: 'recipient refused: 550' })
    expect(await rowOf(good!)).toMatchObject({ state: 'sent' })
  })

  it('since nobody can be reached is the only one tried: the rest waits, uncounted', async () => {
    const ids = await owedMails(form, 5)
    const { means, tried } = aTransport(() => Promise.reject(new Refusal('unreachable', 'connection lost')))
    await deliverWith(env, means, { most: 9 })
    expect(tried).toHaveLength(1)
    const attempts = await Promise.all(ids.map(async (id) => (await rowOf(id))!.attempts))
    expect(attempts.sort()).toEqual([0, 0, 0, 0, 1])
    // None of it is spent: nobody got anything.
    expect(await rows('SELECT count FROM mail_budget WHERE count > 0')).toEqual([])
  })

  it('since the settings are wrong waits for as long as that takes', async () => {
    const [id] = await owedMails(form, 1)
    const { means } = aTransport(() => Promise.reject(new Refusal('misconfigured', 'sign-in refused: 535')))
    for (let n = 1; n <= 20; n++) await deliverWith(env, means, { most: 9 }, at(n * 3_600_000))
    expect(await rowOf(id!)).toMatchObject({ state: 'pending', attempts: 0, last_error: 'sign-in refused: 535' })
  })
})

it('while no sender is configured nothing is claimed', async () => {
  const [id] = await owedMails(form, 1)
  await deliverMails({ ...env, MAIL_URL: 'smtps://localhost' }, { most: 9 })
  expect(await rowOf(id!)).toMatchObject({ state: 'pending', attempts: 0, claim: null })
})

describe('the queue', () => {
  it('only makes mail leave sooner: while it is down the clock finds everything', async () => {
    const [id] = await owedMails(form, 1)
    const deaf = { send: async () => Promise.reject(new Error('queue down')) } as unknown as Queue<OutboxMessage>
    await announce({ OUTBOX: deaf }, [id!])
    await sweep(env)
    expect(await rowOf(id!)).toMatchObject({ state: 'sent' })
  })

  it('acknowledges what D1 knows of, and asks again for what it does not', async () => {
    const [one, two] = await owedMails(form, 2)
    expect((await consume([{ owed: [one!] }, { owed: [two!, newId()] }])).explicitAcks).toHaveLength(2)
    const [three] = await owedMails(form, 1)
    const lost = await consume([{ owed: [three!] }], { ...env, DB: dyingAfter(0) })
    expect(lost).toMatchObject({ explicitAcks: [], retryMessages: [expect.objectContaining({ msgId: 'm0' })] })
  })

  it('calls another run while more is due than one may send', async () => {
    await owedMails(form, 70)
    const { messages, env: withQueue } = aQueue()
    await sweep(withQueue)
    for (let runs = 0; messages.length && runs < 9; runs++) await consume([messages.pop()!], withQueue)
    expect(await rows(`SELECT count(*) AS n FROM outbox WHERE state = 'sent'`)).toEqual([{ n: 70 }])
  })

  it('sends all that one run may over one connection, however many claims that takes', async () => {
    await owedMails(form, 1_100)
    const { means, sent } = aTransport()
    let closed = 0
    const transport = { ...means.transport, close: async () => void closed++ }
    const plenty = { ...env, MAIL_HOURLY_ALL: '9999', MAIL_HOURLY_FORM: '9999' }
    expect(await deliverWith(plenty, { ...means, transport }, { most: 2_000 })).toBe(false)
    expect(new Set(sent.map(({ owed }) => owed)).size).toBe(1_100)
    expect(closed).toBe(1)
  })

  it('and the clock stay within the queries of the free plan', async () => {
    await owedMails(form, 60)
    let queries = 0
    const DB = watched(env.DB, (statements) => {
      queries += statements
    })
    await deliverWith({ ...aQueue().env, DB }, aTransport().means, { most: 30 })
    expect(queries).toBeLessThanOrEqual(50)
  })
})
