import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { previewRetention, retain } from '../../worker/consent/retention.ts'
import { keep } from '../../worker/consent/rights/keep.ts'
import { seqAt } from '../../worker/lead/keys.ts'
import { newId } from '../../worker/lib/id.ts'
import { countDownload } from '../../worker/magnet/download.ts'
import { callerWith } from '../support/caller.ts'
import { aFormByMail } from '../support/owed.ts'
import { origin, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

const day = 24 * 60 * 60 * 1000
let form: PublishedForm
let n = 0
beforeAll(async () => {
  form = await aFormByMail()
})

/** Somebody whose last contact lies so many days back. */
async function somebody(daysAgo: number, over: { held?: number; stage?: string; site?: string } = {}): Promise<string> {
  const ms = Date.now() - daysAgo * day
  const id = newId(ms)
  const at = new Date(ms).toISOString()
  await env.DB.batch([
    env.DB.prepare(`
      INSERT INTO lead (seq, id, site_id, email, email_key, language, form_id, forms, answers, consents, source, held, stage, created_at, last_contact_at)
      VALUES (?1, ?2, ?8, ?3, ?3, 'fr', ?4, 'f', '{}', '{}', '{}', ?5, ?6, ?7, ?7)`).bind(
      seqAt(ms) + n++,
      id,
      aPerson(),
      form.id,
      over.held ?? 0,
      over.stage ?? 'lead',
      at,
      over.site ?? 'main',
    ),
    env.DB.prepare(`
      INSERT INTO submission (id, lead_id, form_id, version, language, answers, salt, at)
      VALUES (?1, ?1, ?2, ?3, 'fr', '{}', 's', ?4)`).bind(id, form.id, form.version, at),
    env.DB.prepare(`
      INSERT INTO timeline (lead_id, id, kind, ref, at) VALUES (?1, ?1, 'submitted', ?1, ?2)`).bind(id, at),
    env.DB.prepare(`
      INSERT INTO outbox (id, kind, lead_id, submission_id, payload, state, due_at, created_at)
      VALUES (?1 || '.deliver', 'mail', ?1, ?1, json_object('template', 'deliver', 'language', 'fr', 'origin', ?2), 'sent', ?3, ?3)`).bind(
      id,
      origin,
      at,
    ),
  ])
  return id
}

const isKept = async (id: string) => (await rows('SELECT 1 FROM lead WHERE id = ?1', id)).length === 1
const questions = (id: string) => rows(`SELECT id FROM outbox WHERE lead_id = ?1 AND id LIKE '%.retention-ask.%'`, id)

describe('who has not been heard of for the site’s time', () => {
  it('is asked once by mail, and erased thirty days later', async () => {
    const old = await somebody(1_100)
    const recent = await somebody(1_000)
    await retain(env, Date.now())
    await retain(env, Date.now() + day)
    expect([await questions(old), await questions(recent)]).toEqual([[expect.anything()], []])
    await retain(env, Date.now() + 29 * day)
    expect(await isKept(old)).toBe(true)
    await retain(env, Date.now() + 31 * day)
    expect([await isKept(old), await isKept(recent)]).toEqual([false, true])
  })

  it('stays when they say so, or give any other sign of life', async () => {
    const said = await somebody(1_100)
    const downloaded = await somebody(1_100)
    await retain(env, Date.now() - day)
    await keep(env.DB, { leadId: said }, new Date().toISOString())
    const grant = { submissionId: downloaded, magnetId: form.magnet!, expiresAt: Date.now() + day }
    await countDownload(env.DB, grant, new Date().toISOString())
    await retain(env, Date.now() + 31 * day)
    expect([await isKept(said), await isKept(downloaded)]).toEqual([true, true])
  })

  it('is not written to where only doubtful submissions came, and erased all the same', async () => {
    const held = await somebody(1_100, { held: 1 })
    await retain(env, Date.now())
    await retain(env, Date.now() + 31 * day)
    expect([await isKept(held), await questions(held)]).toEqual([false, []])
  })

  it('is left alone where they are a customer', async () => {
    const customer = await somebody(2_000, { stage: 'customer' })
    await retain(env, Date.now())
    await retain(env, Date.now() + 31 * day)
    expect(await isKept(customer)).toBe(true)
  })

  it('is counted by the site’s own time', async () => {
    const call = await callerWith('site:write', 'site:read')
    const settings = { name: 'Brève', controller: null, origins: [] }
    await call('PUT', '/sites/brief', { ...settings, retentionDays: 90 })
    // Whoever saves without saying it changes nothing about it.
    expect(await (await call('PUT', '/sites/brief', settings)).json()).toMatchObject({ retentionDays: 90 })
    const id = await somebody(100, { site: 'brief' })
    const young = await somebody(80, { site: 'brief' })
    await retain(env, Date.now())
    expect([(await questions(id)).length, (await questions(young)).length]).toEqual([1, 0])
  })
})

it('a dry run says who, and does nothing; the log says how many, and nobody’s name', async () => {
  const id = await somebody(1_200)
  const call = await callerWith('leads:read')
  const preview = await (await call('GET', '/retention/preview')).json<Awaited<ReturnType<typeof previewRetention>>>()
  expect(preview.due).toBeGreaterThan(0)
  expect(preview.first).toContainEqual({ id, email: expect.any(String), lastContactAt: expect.any(String) })
  expect(await questions(id)).toEqual([])
  await retain(env, Date.now())
  const after = await previewRetention(env.DB, Date.now())
  expect(after.due).toBe(0)
  expect(after.asked).toBeGreaterThan(0)
  expect(after.ending.map((row) => row.endsAt)).toEqual(after.ending.map((row) => row.endsAt).toSorted())
  const log = await (await call('GET', '/retention/log')).json<{ entries: { what: string }[] }>()
  expect(log.entries).toContainEqual({ what: 'asked', count: expect.any(Number), at: expect.any(String) })
  expect(JSON.stringify(await rows('SELECT * FROM retention_log'))).not.toContain(id)
})

it('a dry run of another time says whom it would concern, and changes nothing', async () => {
  const id = await somebody(60)
  const call = await callerWith('leads:read')
  const due = async (query: string) =>
    (await (await call('GET', `/retention/preview${query}`)).json<{ first: { id: string }[] }>()).first.map(
      (row) => row.id,
    )
  expect(await due('?site=main&days=45')).toContain(id)
  expect(await due('?site=main&days=90')).not.toContain(id)
  expect(await due('?site=brief&days=45')).not.toContain(id)
  expect(await due('')).not.toContain(id)
  expect((await call('GET', '/retention/preview?site=main&days=3')).status).toBe(422)
})

it('a run is one bounded piece, read by keys, and the next goes on where it stopped', async () => {
  const ids: string[] = []
  for (let i = 0; i < 60; i++) ids.push(await somebody(1_500))
  const asked = async () =>
    (
      await rows<{ n: number }>(
        'SELECT count(*) AS n FROM retention_ask WHERE lead_id IN (SELECT value FROM json_each(?1))',
        JSON.stringify(ids),
      )
    )[0]!.n
  await retain(env, Date.now())
  expect(await asked()).toBe(50)
  await retain(env, Date.now())
  expect(await asked()).toBe(60)
  const plan = await rows<{ detail: string }>(
    `
    EXPLAIN QUERY PLAN
    SELECT seq FROM lead WHERE seq > ?1 AND seq < ?2 ORDER BY seq LIMIT 2000`,
    0,
    1,
  )
  expect(plan.map(({ detail }) => detail).join()).toContain('USING INTEGER PRIMARY KEY')
  const ending = await rows<{ detail: string }>(
    'EXPLAIN QUERY PLAN SELECT lead_id FROM retention_ask WHERE asked_at < ?1 ORDER BY asked_at LIMIT 20',
    '',
  )
  expect(ending.map(({ detail }) => detail).join()).toContain('retention_ask_by_time')
})
