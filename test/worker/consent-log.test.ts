import { createScheduledController } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type {
  CheckpointPage,
  CheckpointShown,
  Consistency,
  Inclusion,
  LoggedEvent,
} from '../../contract/consent-log.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { fromNote, signerOf } from '../../worker/consent/log/checkpoint.ts'
import { checkpointConsents } from '../../worker/consent/log/checkpoints.ts'
import { hashOfEvent } from '../../worker/consent/log/leaf.ts'
import { hashFromBase64, isConsistent, rootByInclusion, toBase64 } from '../../worker/consent/log/merkle.ts'
import { NotProved, verifyExport } from '../../worker/consent/log/verify.ts'
import worker from '../../worker/index.ts'
import { deleteLead } from '../../worker/lead/delete.ts'
import { sha256 } from '../../worker/lib/crypto.ts'
import { newId } from '../../worker/lib/id.ts'
import type { PublicJwk } from '../../worker/lib/signing-key.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aPublishedForm, origin, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let form: PublishedForm
let call: Call
beforeAll(async () => {
  form = await aPublishedForm()
  call = await callerWith('leads:read')
})

const get = async <T>(path: string) => (await call('GET', `/consents${path}`)).json<T>()
const sign = (secrets: { SECRET: string } = env) =>
  checkpointConsents({ DB: env.DB, SECRET: secrets.SECRET }, Date.now())
const newest = async () => (await get<CheckpointPage>('/checkpoints')).checkpoints[0]!
const hashes = (proof: string[]) => proof.map((hash) => hashFromBase64(hash)!)
const publicKeys = async (): Promise<PublicJwk[]> =>
  (await (await exports.default.fetch(`${origin}/.well-known/jwks.json`)).json<{ keys: PublicJwk[] }>()).keys

/** So many events at once, as many submissions would leave them. */
async function manyEvents(count: number): Promise<void> {
  const [event] = await rows<LoggedEvent>('SELECT * FROM consent_event LIMIT 1')
  await rows(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
     INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
     SELECT ?2, ?2, 'newsletter', 'consent', iif(i % 2, 'given', 'withdrawn'), 'form', ?3, hex(randomblob(32)), 0, ?4 FROM n`,
    count,
    newId(),
    event!.notice_id,
    event!.at,
  )
}

async function exported(query = '') {
  const response = await call('GET', `/consents/export${query}`)
  return (await response.text()).trimEnd().split('\n')
}
async function* each(lines: string[]) {
  yield* lines
}

describe('a checkpoint', () => {
  it('is made by the clock, signs every event once, and only when there are new ones', async () => {
    await send(form)
    await send(form)
    const tick = () =>
      worker.scheduled(createScheduledController({ scheduledTime: new Date(), cron: '* * * * *' }), env)
    await tick()
    expect(await newest()).toMatchObject({ size: 4 })
    await tick()
    expect((await get<CheckpointPage>('/checkpoints')).checkpoints).toHaveLength(1)
  })

  it('is a signed note that the published key verifies, and no other text does', async () => {
    await send(form)
    await sign()
    const { note, ...shown } = await newest()
    const read = fromNote(note)!
    expect(read).toMatchObject({ size: shown.size, root: shown.root, at: shown.at })
    const keys = await publicKeys()
    expect(await signerOf(read, keys)).toMatchObject({ kid: shown.keyId })
    expect(await signerOf({ ...read, size: read.size + 1 }, keys)).toBeUndefined()
    expect(await signerOf({ ...read, at: '2020-01-01T00:00:00.000Z' }, keys)).toBeUndefined()
    expect(
      await signerOf(read, [{ ...keys[0]!, x: keys[0]!.x.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) }]),
    ).toBeUndefined()
  })

  it('takes a backlog in pieces, each signed, and catches up', async () => {
    await sign()
    const { size } = await newest()
    await manyEvents(2_345)
    await sign()
    expect(await newest()).toMatchObject({ size: size + 1_000 })
    await sign()
    await sign()
    expect(await newest()).toMatchObject({ size: size + 2_345 })
  })

  it('reads and writes in proportion to the new events, however long the log', async () => {
    await sign()
    const nodes = async () => (await rows<{ n: number }>('SELECT count(*) AS n FROM consent_node'))[0]!.n
    const before = await nodes()
    await manyEvents(320)
    const asked: string[] = []
    const counting = {
      prepare(sql: string) {
        asked.push(sql)
        return env.DB.prepare(sql)
      },
      batch: (list: D1PreparedStatement[]) => env.DB.batch(list),
    }
    await checkpointConsents({ DB: counting as unknown as D1Database, SECRET: env.SECRET }, Date.now())
    expect(asked).toHaveLength(5)
    expect((await nodes()) - before).toBeLessThanOrEqual(320 / 16 + 12)
  })

  it('made by two runs at once is the same', async () => {
    await manyEvents(100)
    await Promise.all([sign(), sign(), sign()])
    await manyEvents(1)
    await sign()
    await expect(verifyExport(each(await exported()))).resolves.toMatchObject({ events: (await newest()).size })
  })

  it('is signed again by a key that takes over, so that the published keys always cover the latest', async () => {
    await sign()
    const { size, keyId } = await newest()
    await sign({ SECRET: 'the-next-secret-0123456789abcdefghijklmnopqrstuvwxyz' })
    const page = await get<CheckpointPage>('/checkpoints')
    const same = page.checkpoints.filter((checkpoint) => checkpoint.size === size)
    expect(new Set(same.map((checkpoint) => checkpoint.keyId)).size).toBe(2)
    await send(form)
    await sign()
    expect(await newest()).toMatchObject({ size: size + 2, keyId })
  })

  it('list is paged, none told twice or left out', async () => {
    const { checkpoints } = await get<CheckpointPage>('/checkpoints?limit=100')
    const paged: CheckpointShown[] = []
    for (let after = ''; ; ) {
      const page = await get<CheckpointPage>(`/checkpoints?limit=2${after && `&after=${after}`}`)
      paged.push(...page.checkpoints)
      if (page.next === null) break
      after = page.next
    }
    expect(paged).toEqual(checkpoints)
    expect((await call('GET', '/consents/checkpoints?after=nonsense')).status).toBe(422)
  })
})

describe('a proof', () => {
  it('shows that an event is in the signed log, in at most 21 hashes for a million', async () => {
    await sign()
    const { size } = await newest()
    for (const seq of [1, 2, 31, 32, 33, 64, 1_000, size - 1, size]) {
      const { inclusion, checkpoint } = await get<{ inclusion: Inclusion; checkpoint: CheckpointShown }>(
        `/proof?seq=${seq}`,
      )
      expect(inclusion).toMatchObject({ index: seq - 1, size, holds: true })
      expect(inclusion.proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
      const root = rootByInclusion(hashOfEvent(inclusion.event), seq - 1, checkpoint.size, hashes(inclusion.proof))
      expect(toBase64(root!)).toBe(checkpoint.root)
    }
  })

  it('shows that a later log begins with an earlier one', async () => {
    const { checkpoints } = await get<CheckpointPage>('/checkpoints')
    const [late] = checkpoints
    for (const early of checkpoints) {
      const { proof, ...said } = await get<Consistency>(`/consistency?from=${early.size}`)
      expect(said).toEqual({ from: early.size, fromRoot: early.root, to: late!.size, toRoot: late!.root })
      expect(
        isConsistent(early.size, late!.size, hashFromBase64(early.root)!, hashFromBase64(late!.root)!, hashes(proof)),
      ).toBe(true)
    }
  })

  it('of what is not signed yet, or never was, does not exist', async () => {
    const { size } = await newest()
    await send(form)
    expect((await call('GET', `/consents/proof?seq=${size + 1}`)).status).toBe(404)
    expect((await call('GET', `/consents/consistency?from=1&to=${size + 1}`)).status).toBe(404)
    expect((await call('GET', `/consents/consistency?from=3&to=2`)).status).toBe(422)
    expect((await call('GET', '/consents/proof?seq=0')).status).toBe(422)
  })

  it('is for whoever may read leads only', async () => {
    const stranger = await callerWith('forms:read')
    for (const path of ['/checkpoints', '/proof?seq=1', '/consistency?from=1', '/export'])
      expect((await stranger('GET', `/consents${path}`)).status).toBe(403)
  })
})

describe('a person', () => {
  it('can be shown to be whom an event is about, until they are erased; the log stays valid after', async () => {
    const email = `Élodie.${aPerson()}`
    const { id } = await send(form, { answers: { email, given: 'Élodie' } })
    await sign()
    const [event] = await rows<LoggedEvent>('SELECT * FROM consent_event WHERE submission_id = ?1', id)
    const [{ salt } = { salt: '' }] = await rows<{ salt: string }>('SELECT salt FROM submission WHERE id = ?1', id)
    expect(await sha256(`${salt}:${email.toLowerCase()}`)).toBe(event!.subject)
    const before = await exported('?openings=yes')
    expect(before.some((line) => line.includes(salt))).toBe(true)
    await expect(verifyExport(each(before), { address: email.toLowerCase() })).resolves.toMatchObject({
      about: [event!.seq, event!.seq + 1],
    })

    await deleteLead(env.DB, id, new Date().toISOString())
    await sign()
    const after = await exported('?openings=yes')
    expect(after.join('\n')).not.toContain(salt)
    await expect(verifyExport(each(after), { address: email.toLowerCase() })).resolves.toMatchObject({ about: [] })
    const { inclusion } = await get<{ inclusion: Inclusion }>(`/proof?seq=${event!.seq}`)
    expect(inclusion).toMatchObject({ holds: true, event: { subject: event!.subject } })
  })

  it('cannot be looked for in an export unless its owner asked for that', async () => {
    const lines = await exported()
    expect(lines.some((line) => line.includes('"salt"'))).toBe(false)
    await expect(verifyExport(each(lines))).resolves.toMatchObject({ about: [] })
  })
})

describe('somebody with the database in their hands', () => {
  it.each([
    ['UPDATE consent_node SET hash = hash', 'consent_node'],
    ['DELETE FROM consent_node', 'consent_node'],
    ['UPDATE consent_checkpoint SET at = at', 'consent_checkpoint'],
    ['DELETE FROM consent_checkpoint', 'consent_checkpoint'],
    [
      "INSERT OR REPLACE INTO consent_event SELECT seq, lead_id, submission_id, purpose, basis, 'given', method, notice_id, subject, gpc, at FROM consent_event",
      'consent_event',
    ],
  ])('is refused by the database itself: %s', async (sql, table) => {
    await expect(rows(sql)).rejects.toThrow(`${table} is append-only`)
  })

  it.each([
    ['notice', "INSERT OR REPLACE INTO notice SELECT id, form_id, version, language, '{}', created_at FROM notice"],
    ['consent_node', "INSERT OR REPLACE INTO consent_node SELECT level, position, 'x' FROM consent_node"],
    [
      'consent_checkpoint',
      "INSERT OR REPLACE INTO consent_checkpoint SELECT size, key_id, 'x', at, signature FROM consent_checkpoint",
    ],
  ])('changes nothing in %s by replacing', async (table, sql) => {
    const before = await rows(`SELECT * FROM ${table}`)
    await rows(sql)
    expect(await rows(`SELECT * FROM ${table}`)).toEqual(before)
  })

  it('who gets around that is found out: the proof does not hold, and such a log is never signed again', async () => {
    await send(form)
    await sign()
    const { size } = await newest()
    const trigger = (
      await rows<{ sql: string }>("SELECT sql FROM sqlite_schema WHERE name = 'consent_event_no_update'")
    )[0]!.sql
    await rows('DROP TRIGGER consent_event_no_update')
    await rows("UPDATE consent_event SET state = 'confirmed' WHERE seq = ?1", size)
    await rows(trigger)
    const { inclusion } = await get<{ inclusion: Inclusion }>(`/proof?seq=${size}`)
    expect(inclusion.holds).toBe(false)
    await send(form)
    await expect(sign()).rejects.toThrow(`records up to ${size} changed`)
    expect((await newest()).size).toBe(size)
    await expect(verifyExport(each(await exported()))).rejects.toThrow(NotProved)
  })
})
