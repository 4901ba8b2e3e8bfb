import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { intake } from '../../worker/capture/intake.ts'
import { toRecord } from '../../worker/capture/to-record.ts'
import type { Env } from '../../worker/env.ts'
import worker from '../../worker/index.ts'
import type { StorableSubmission } from '../../worker/lead/storable.ts'
import { newId } from '../../worker/lib/id.ts'
import { aPublishedForm, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

const storable = async (): Promise<StorableSubmission> => {
  const email = aPerson()
  const sound = { email, answers: { email }, consents: { newsletter: true }, language: 'fr', source: {} }
  return toRecord(await aPublishedForm(), sound, {
    id: newId(),
    held: null,
    gpc: false,
    salt: 's',
    at: new Date().toISOString(),
    origin: 'https://leads.example.com',
  })
}

const failing = (what: object) =>
  new Proxy(what, {
    get: () => () => {
      throw new Error('D1_ERROR: D1 DB is overloaded.')
    },
  })
const silent = new Proxy(env.DB, {
  get: (db, name) => (name === 'batch' ? () => new Promise(() => undefined) : db.prepare.bind(db)),
})
/** A queue that keeps what it is given, to be delivered when the test says so. */
const aQueue = () => {
  const sent: StorableSubmission[] = []
  return {
    sent,
    queue: { send: async (body: StorableSubmission) => void sent.push(body) } as unknown as Queue<StorableSubmission>,
  }
}
const deliver = async (bodies: StorableSubmission[], withEnv: Env = env) => {
  const messages = bodies.map((body, n) => ({ id: `m${n}`, timestamp: new Date(), attempts: 1, body }))
  const batch = createMessageBatch<StorableSubmission>('aimant-intake', messages)
  await worker.queue(batch, withEnv)
  return getQueueResult(batch, createExecutionContext())
}
const counted = async (id: string) =>
  (
    await rows(
      'SELECT (SELECT count(*) FROM lead WHERE id = ?1) AS leads, (SELECT count(*) FROM submission WHERE id = ?1) AS submissions',
      id,
    )
  )[0]

// No acknowledged submission is lost.
describe('while D1 cannot take it', () => {
  it('a submission waits in the queue and is stored once when D1 is back, however often it is delivered', async () => {
    const sent = await storable()
    const { queue, sent: waiting } = aQueue()
    await intake({ ...env, DB: failing(env.DB) as D1Database, INTAKE: queue }, sent)
    expect(waiting).toEqual([sent])
    expect(await counted(sent.id)).toEqual({ leads: 0, submissions: 0 })
    await deliver([...waiting, ...waiting])
    await deliver(waiting)
    expect(await counted(sent.id)).toEqual({ leads: 1, submissions: 1 })
  })

  it('a database that never answers keeps nobody waiting', async () => {
    const sent = await storable()
    const { queue, sent: waiting } = aQueue()
    await intake({ ...env, DB: silent, INTAKE: queue }, sent)
    expect(waiting).toEqual([sent])
  }, 10_000)

  it('nobody hears yes when the queue refuses too', async () => {
    const broken = { ...env, DB: failing(env.DB) as D1Database, INTAKE: failing({}) as Queue<StorableSubmission> }
    await expect(intake(broken, await storable())).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('a message that cannot be stored yet is kept for later, and the others are not held up by it', async () => {
    const [sound, broken] = [await storable(), await storable()]
    const result = await deliver([{ ...broken, noticeId: 'of-nothing' }, sound])
    expect(result.explicitAcks).toEqual(['m1'])
    expect(result.retryMessages.map(({ msgId }) => msgId)).toEqual(['m0'])
    expect(await counted(sound.id)).toEqual({ leads: 1, submissions: 1 })
  })
})
