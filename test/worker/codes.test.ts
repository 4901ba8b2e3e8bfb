import { createExecutionContext, createMessageBatch, getQueueResult } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import type { CodesAdded, Magnet } from '../../contract/magnet.ts'
import type { Accepted } from '../../contract/submission.ts'
import { answer } from '../../worker/capture/answer.ts'
import { intake } from '../../worker/capture/intake.ts'
import { toRecord } from '../../worker/capture/to-record.ts'
import { makeMessage } from '../../worker/delivery/mail.ts'
import worker from '../../worker/index.ts'
import { deleteLead } from '../../worker/lead/delete.ts'
import { record } from '../../worker/lead/record.ts'
import type { StorableSubmission } from '../../worker/lead/storable.ts'
import { newId } from '../../worker/lib/id.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aFormWithPool, aMagnet, ask, claimed, fill, quiet, readyAtOnce, someCodes } from '../support/pool.ts'
import { aPublishedForm, origin, post, ready, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('magnets:read', 'magnets:write')
})

// A thousand mails would go on leaving after the last test.
afterEach(() => env.DB.prepare('DELETE FROM outbox').run())

const codeOf = ({ magnet }: Accepted) => (magnet?.kind === 'code' ? magnet.code : undefined)
const magnetNow = async (id: string) => {
  const { magnets } = await (await call('GET', '/magnets')).json<{ magnets: Magnet[] }>()
  return magnets.find((magnet) => magnet.id === id)!
}
const storable = async (form: PublishedForm, email = aPerson(), at = new Date().toISOString()) => {
  const sound = { email, answers: { email }, consents: {}, language: 'fr', source: {} }
  return toRecord(form, sound, { id: newId(), held: null, gpc: false, salt: 's', at, origin })
}
/** Works through a list, so many at any moment. */
const inParallel = async <T, R>(list: T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> => {
  const done: R[] = []
  const waiting = list.values()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) done.push(await work(item))
    }),
  )
  return done
}

describe('a shared code', () => {
  it('is the same for everybody, also for a doubtful submission, and nobody’s claim', async () => {
    const magnet = await aMagnet(call, { kind: 'code', name: 'Dix pour cent', terms: { shared: 'MERCI10' } })
    expect(magnet.stock).toBeNull()
    const form = await aPublishedForm({ magnet: magnet.id })
    expect((await ask(form, aPerson())).magnet).toEqual({ kind: 'code', name: 'Dix pour cent', code: 'MERCI10' })
    expect(codeOf(await ask(form, aPerson(), { website_url: 'x' }))).toBe('MERCI10')
    expect(await rows('SELECT 1 FROM claim WHERE magnet_id = ?1', magnet.id)).toEqual([])
  })

  it('comes by mail as well', async () => {
    const magnet = await aMagnet(call, { kind: 'code', name: 'Dix pour cent', terms: { shared: 'MERCI10' } })
    const { id } = await ask(await aPublishedForm({ magnet: magnet.id }), aPerson())
    const [row] = await claimed([`${id}.deliver`])
    expect((await makeMessage(env, row!, undefined)).text).toContain('MERCI10')
  })
})

describe('a pool', () => {
  it('takes codes one a line, leaves out those it has, and says which', async () => {
    const { id } = await aMagnet(call, { kind: 'code', name: 'Dix pour cent', terms: {} })
    const first = await call('POST', `/magnets/${id}/codes`, ' A1 \r\nB2\n\nA1\n', { 'content-type': 'text/plain' })
    expect(await first.json()).toEqual({
      added: 2,
      duplicates: 1,
      examples: ['A1'],
      served: 0,
      stock: { total: 2, left: 2, waiting: 0 },
    })
    expect(await fill(call, id, ['B2', 'C3'])).toMatchObject({ added: 1, duplicates: 1, examples: ['B2'] })
    expect(await rows('SELECT n, code FROM code WHERE magnet_id = ?1 ORDER BY n', id)).toEqual([
      { n: 1, code: 'A1' },
      { n: 2, code: 'B2' },
      { n: 3, code: 'C3' },
    ])
  })

  it('takes many, and the same upload again adds nothing', async () => {
    const { id } = await aMagnet(call, { kind: 'code', name: 'Dix pour cent', terms: {} })
    const codes = someCodes(5_432)
    expect(await fill(call, id, codes)).toMatchObject({ added: 5_432, stock: { total: 5_432, left: 5_432 } })
    expect(await fill(call, id, codes)).toMatchObject({ added: 0, duplicates: 5_432, stock: { total: 5_432 } })
  })

  it('refuses what cannot be codes, and magnets that have no pool', async () => {
    const { id } = await aMagnet(call, { kind: 'code', name: 'Dix pour cent', terms: {} })
    const shared = await aMagnet(call, { kind: 'code', name: 'Dix pour cent', terms: { shared: 'MERCI10' } })
    const to = (magnetId: string, body: unknown, type?: string) =>
      call('POST', `/magnets/${magnetId}/codes`, body, type ? { 'content-type': type } : {})
    expect((await to(id, { codes: [] })).status).toBe(422)
    expect((await to(id, '\n \n', 'text/plain')).status).toBe(422)
    expect(await (await to(id, `ok\n${'x'.repeat(201)}`, 'text/plain')).json()).toMatchObject({
      fields: { 'codes.1': 'too_long' },
    })
    expect((await to(id, { codes: ['two\nlines'] })).status).toBe(422)
    expect((await to(id, { codes: Array.from({ length: 20_001 }, String) })).status).toBe(422)
    expect((await to(id, 'A1', 'text/csv')).status).toBe(415)
    expect((await to(id, '{', 'application/json')).status).toBe(400)
    expect((await to(shared.id, { codes: ['A1'] })).status).toBe(404)
    expect((await to(crypto.randomUUID(), { codes: ['A1'] })).status).toBe(404)
    const reader = await callerWith('magnets:read')
    expect((await reader('POST', `/magnets/${id}/codes`, { codes: ['A1'] })).status).toBe(403)
  })

  it('without a code cannot be published', async () => {
    const { id } = await aMagnet(call, { kind: 'code', name: 'Dix pour cent', terms: {} })
    await expect(aPublishedForm({ magnet: id })).rejects.toMatchObject({ code: 'not_publishable' })
  })
})

describe('a one-time code', () => {
  it('goes to one person, who gets the same one when they ask again, also by mail', async () => {
    const form = await aFormWithPool(call, someCodes(3))
    const email = aPerson()
    const first = await ask(form, email)
    const code = codeOf(first)
    expect(code).toMatch(/-0001$/)
    expect(codeOf(await ask(form, aPerson()))).toMatch(/-0002$/)
    const again = await ask(form, email)
    expect(codeOf(again)).toBe(code)
    for (const { id } of [first, again]) {
      const [row] = await claimed([`${id}.deliver`])
      const { text, html } = await makeMessage(env, row!, undefined)
      expect(text).toContain(code)
      expect(html).toContain(code)
    }
    expect((await magnetNow(form.magnet!)).stock).toEqual({ total: 3, left: 1, waiting: 0 })
  })

  it('stays the same when a ticket is replayed', async () => {
    const form = await aFormWithPool(call, someCodes(3))
    const body = await ready(form)
    const answers = await Promise.all([post(form, body), post(form, body), post(form, body)])
    const [first, ...others] = await Promise.all(answers.map((response) => response.json<Accepted>()))
    expect(codeOf(first!)).toMatch(/-0001$/)
    expect(others).toEqual([first, first])
    expect((await magnetNow(form.magnet!)).stock).toMatchObject({ left: 2 })
  })

  it('is promised by mail when none is left, and leaves as soon as there are more, in the order people came', async () => {
    const form = await aFormWithPool(call, someCodes(1))
    await ask(form, aPerson())
    const late = [aPerson(), aPerson()]
    const answers = [await ask(form, late[0]!), await ask(form, late[1]!)]
    expect(answers.map(({ magnet }) => magnet)).toEqual(Array(2).fill({ kind: 'code', name: 'Dix pour cent' }))
    const ids = answers.map(({ id }) => `${id}.deliver`)
    expect(await rows('SELECT id FROM outbox WHERE id IN (?1, ?2)', ...ids)).toEqual([])
    expect((await magnetNow(form.magnet!)).stock).toEqual({ total: 1, left: 0, waiting: 2 })

    const more = someCodes(3)
    expect(await fill(call, form.magnet!, more)).toMatchObject({ served: 2, stock: { left: 1, waiting: 0 } })
    const mails = await rows<{ id: string }>('SELECT id FROM outbox WHERE id IN (?1, ?2)', ...ids)
    expect(mails).toHaveLength(2)
    expect(codeOf(await ask(form, late[0]!))).toBe(more[0])
    expect(codeOf(await ask(form, late[1]!))).toBe(more[1])
    expect(await fill(call, form.magnet!, more)).toMatchObject({ served: 0 })
  })

  it('is not drained by doubtful submissions, which are told what a late one is told', async () => {
    const form = await aFormWithPool(call, someCodes(1))
    const doubtful = await ask(form, aPerson(), { website_url: 'https://spam.example' })
    expect(doubtful.magnet).toEqual({ kind: 'code', name: 'Dix pour cent' })
    expect((await magnetNow(form.magnet!)).stock).toEqual({ total: 1, left: 1, waiting: 0 })
    const email = aPerson()
    const code = codeOf(await ask(form, email))
    expect(code).toBeDefined()
    // Nor do they read what somebody else was given.
    expect(codeOf(await ask(form, email, { website_url: 'x' }))).toBeUndefined()
  })

  it('is never given again once its person is erased', async () => {
    const form = await aFormWithPool(call, someCodes(2))
    const { id } = await ask(form, aPerson())
    await deleteLead(env.DB, id, new Date().toISOString())
    expect(codeOf(await ask(form, aPerson()))).toMatch(/-0002$/)
    expect(await rows('SELECT lead_id FROM claim WHERE submission_id = ?1', id)).toEqual([{ lead_id: null }])
  })

  it('is promised while D1 is away, claimed from the queue, and mailed', async () => {
    const form = await aFormWithPool(call, someCodes(1))
    const sent = await storable(form)
    const waiting: StorableSubmission[] = []
    const broken = {
      ...quiet,
      DB: {
        batch: () => Promise.reject(new Error('D1_ERROR: D1 DB is overloaded.')),
        prepare: env.DB.prepare.bind(env.DB),
      },
      INTAKE: { send: async (body: StorableSubmission) => void waiting.push(body) },
    } as unknown as typeof env
    const { given } = await intake(broken, sent)
    expect((await answer(env, origin, form, sent.id, given)).magnet).toEqual({ kind: 'code', name: 'Dix pour cent' })
    const batch = createMessageBatch<StorableSubmission>('aimant-intake', [
      { id: 'm', timestamp: new Date(), attempts: 1, body: structuredClone(waiting[0]!) },
    ])
    await worker.queue(batch, quiet)
    expect((await getQueueResult(batch, createExecutionContext())).explicitAcks).toEqual(['m'])
    const [row] = await claimed([`${sent.id}.deliver`])
    expect((await makeMessage(env, row!, undefined)).text).toMatch(/P\d+-0001/)
  })
})

describe('1,000 people and 900 codes, 50 at any moment', () => {
  it('make 900 distinct codes and 100 honest answers, and the team is told twice', async () => {
    const form = await aFormWithPool(call, someCodes(900), 25)
    const visitors = Array.from({ length: 1_000 }, (_, n) => n)
    const answers = await inParallel(visitors, 50, async () => {
      const response = await post(form, await readyAtOnce(form))
      if (response.status !== 200) throw new Error(await response.text())
      return response.json<Accepted>()
    })
    const given = answers.map(codeOf).filter((code) => code !== undefined)
    expect(new Set(given).size).toBe(900)
    expect(given).toHaveLength(900)
    const others = answers.filter((accepted) => codeOf(accepted) === undefined)
    expect(others.map(({ magnet }) => magnet)).toEqual(Array(100).fill({ kind: 'code', name: 'Dix pour cent' }))
    expect((await magnetNow(form.magnet!)).stock).toEqual({ total: 900, left: 0, waiting: 100 })
    const notices = await rows<{ left: number }>(
      `
      SELECT payload ->> 'left' AS left
      FROM outbox
      WHERE payload ->> 'template' = 'notice-stock'
        AND submission_id IN (SELECT submission_id FROM claim WHERE magnet_id = ?1)
      ORDER BY left`,
      form.magnet,
    )
    expect(notices).toEqual([{ left: -1 }, { left: 25 }])
  }, 240_000)

  it('all at the same instant still get one code each', async () => {
    const form = await aFormWithPool(call, someCodes(180))
    const all = await Promise.all(Array.from({ length: 200 }, () => storable(form)))
    const given = (await Promise.all(all.map((sent) => record(env.DB, sent)))).map((recorded) => recorded.given)
    const codes = given.flatMap((one) => one?.code ?? [])
    expect(new Set(codes).size).toBe(180)
    expect(codes).toHaveLength(180)
    expect(given.every((one) => one && (one.code !== null) === (one.givenAt !== null))).toBe(true)
  })
})

describe('the cost of a claim', () => {
  it('is no round trip more, and four rows', async () => {
    const form = await aFormWithPool(call, someCodes(10))
    let trips = 0
    let written = 0
    const db = new Proxy(env.DB, {
      get(target, name) {
        if (name === 'prepare') return target.prepare.bind(target)
        if (name !== 'batch') throw new Error(`a submission asks D1 for ${String(name)}`)
        return async (statements: D1PreparedStatement[]) => {
          trips++
          const results = await target.batch(statements)
          written = results.reduce((sum, { meta }) => sum + meta.rows_written, 0)
          return results
        }
      },
    })
    const { claim: _, ...plain } = await storable(form)
    await record(db, plain)
    const without = written
    const { given } = await record(db, await storable(form))
    expect(given?.code).toBeDefined()
    expect(trips).toBe(2)
    expect(written - without).toBeLessThanOrEqual(4)
  })
})

describe('the stock', () => {
  it('is told of by mail to the team, naming the magnet and nobody', async () => {
    const form = await aFormWithPool(call, someCodes(2), 1)
    const { id } = await ask(form, aPerson())
    const [row] = await claimed([`${id}.notice-stock`])
    const { subject, text, to } = await makeMessage(env, row!, undefined)
    expect(to).toBe('donnees@atelier-sud.fr')
    expect(subject).toBe('Il reste peu de codes pour « Dix pour cent »')
    expect(text).toContain('Codes restants pour « Dix pour cent » : 1')
  })

  it('answers an upload and the list alike', async () => {
    const { id } = await aMagnet(call, { kind: 'code', name: 'Dix pour cent', terms: {} })
    const added: CodesAdded = await fill(call, id, someCodes(4))
    expect((await magnetNow(id)).stock).toEqual(added.stock)
  })
})
