// The consent log as people read it, and what the dashboard may say about whether it was tampered with.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { EventPage, LoggedEvent, RecordsChecked, Verification } from '../../contract/consent-log.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { checkpointConsents } from '../../worker/consent/log/checkpoints.ts'
import { eventsAsked } from '../../worker/consent/log/list.ts'
import { deleteLead } from '../../worker/lead/delete.ts'
import { newId } from '../../worker/lib/id.ts'
import { dayMs } from '../../worker/lib/time.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aPublishedForm, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let form: PublishedForm
let call: Call
beforeAll(async () => {
  form = await aPublishedForm()
  call = await callerWith('leads:read')
})

const get = async <T>(path: string) => (await call('GET', `/consents${path}`)).json<T>()
const list = (query = '') => get<EventPage>(query)
const sign = (now = Date.now()) => checkpointConsents(env, now)
const someone = async (ticked: Record<string, boolean> = {}) => {
  const email = aPerson()
  await send(form, { answers: { email }, consents: ticked })
  const [lead] = await rows<{ id: string }>('SELECT id FROM lead WHERE email = ?1', email)
  return { email, id: lead!.id }
}

/** So many events at once, as many submissions would leave them. */
async function manyEvents(count: number, state = 'given', at = new Date().toISOString()): Promise<void> {
  const [event] = await rows<LoggedEvent>('SELECT * FROM consent_event LIMIT 1')
  await rows(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
     INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
     SELECT ?2, ?2, 'newsletter', 'consent', ?5, 'form', ?3, hex(randomblob(32)), 0, ?4 FROM n`,
    count,
    newId(),
    event!.notice_id,
    at,
    state,
  )
}

describe('the list of consents', () => {
  it('says who, what about, in which words, and whether it is signed by now', async () => {
    const { id, email } = await someone({ newsletter: true })
    const { events } = await list(`?lead=${id}`)
    expect(events).toMatchObject([
      { purpose: 'phone', state: 'shown_not_given', lead: { id, email }, isSigned: false },
      {
        purpose: 'newsletter',
        state: 'given',
        basis: 'consent',
        form: form.slug,
        language: 'fr',
        wording: 'Recevoir la lettre\nUne par mois.',
        gpc: false,
      },
    ])
    await sign()
    expect((await list(`?lead=${id}`)).events.every(({ isSigned }) => isSigned)).toBe(true)
  })

  it('keeps what was said, and nobody’s name, once they are erased', async () => {
    const { id } = await someone({ newsletter: true })
    await deleteLead(env.DB, id, new Date().toISOString())
    const { events } = await list(`?lead=${id}`)
    expect(events).toHaveLength(2)
    expect(events.every(({ lead }) => lead === null)).toBe(true)
  })

  it('comes in pages that leave nothing out and say nothing twice', async () => {
    const all = (await list('?limit=100')).events.map(({ seq }) => seq)
    const seen: number[] = []
    for (let after: number | null = null; ; ) {
      const page: EventPage = await list(`?limit=3${after ? `&after=${after}` : ''}`)
      seen.push(...page.events.map(({ seq }) => seq))
      after = page.next
      if (after === null) break
    }
    expect(seen).toEqual(all)
    expect(seen).toEqual(seen.toSorted((a, b) => b - a))
  })

  it('is narrowed by purpose, by what was said, and by day', async () => {
    await someone({ phone: true })
    const given = (await list('?purpose=phone&state=given')).events
    expect(given.length).toBeGreaterThan(0)
    expect(given.every(({ purpose, state }) => purpose === 'phone' && state === 'given')).toBe(true)
    const today = new Date().toISOString().slice(0, 10)
    const yesterday = new Date(Date.now() - dayMs).toISOString().slice(0, 10)
    expect((await list(`?from=${today}&to=${today}`)).events.length).toBe((await list()).events.length)
    expect((await list(`?to=${yesterday}`)).events).toEqual([])
    await sign(Date.now() + 2 * dayMs)
    const later = new Date(Date.now() + 3 * dayMs).toISOString().slice(0, 10)
    expect(await list(`?from=${later}`)).toMatchObject({ events: [], next: null })
  })

  it('looks through so many at once where no index helps, and says where to go on', async () => {
    await manyEvents(30_000)
    const first = await list('?purpose=phone&state=given')
    expect(first.events).toEqual([])
    expect(first.next).toBeLessThan(first.size)
    const second = await list(`?purpose=phone&state=given&after=${first.next}`)
    expect(second.events.length).toBeGreaterThan(0)
    expect(second.next).toBeNull()
  })

  it('walks along an index for a person and for what is rarely said', async () => {
    const planOf = async (filter: Parameters<typeof eventsAsked>[0]) => {
      const { sql, binds } = eventsAsked(filter, { bottom: 0, top: 9, most: 9 })
      return (await rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...binds)).map(({ detail }) => detail).join()
    }
    const lead = newId()
    for (const purpose of [undefined, 'phone'])
      for (const from of [undefined, '2026-01-01']) {
        expect(await planOf({ purpose, from, lead })).toContain('consent_event_by_lead')
        expect(await planOf({ purpose, from, lead, state: 'withdrawn' })).toContain('consent_event_by_lead')
        for (const state of ['confirmed', 'withdrawn', 'objected', 'expired', 'imported'] as const)
          expect(await planOf({ purpose, from, state })).toContain('consent_event_later')
        for (const state of [undefined, 'given', 'shown_not_given'] as const) {
          const plan = await planOf({ purpose, from, state })
          expect(plan).toContain('INTEGER PRIMARY KEY (rowid>? AND rowid<?)')
          expect(plan).not.toContain('TEMP B-TREE')
        }
      }
  })

  it.each([
    ['a state there is not', 'state=maybe', { state: 'not_an_option' }],
    ['a day there is not', 'from=2026-02-30', { from: 'bad_date' }],
    ['somebody who is no id', 'lead=camille@example.fr', { lead: expect.any(String) }],
    ['a purpose that is SQL', `purpose=${encodeURIComponent("x' OR 1=1 --")}`, { purpose: expect.any(String) }],
    ['a place before the first', 'after=0', { after: 'too_small' }],
    ['everything at once', 'limit=5000', { limit: 'too_large' }],
  ])('refuses %s', async (_, query, fields) => {
    const response = await call('GET', `/consents?${query}`)
    expect([response.status, await response.json()]).toMatchObject([422, { fields }])
  })

  it('names every purpose people were asked about', async () => {
    expect(await get('/purposes')).toEqual({ purposes: ['newsletter', 'phone'] })
  })

  it('is for whoever may see leads, and nobody else', async () => {
    const other = await callerWith('forms:read', 'site:read')
    for (const path of ['', '/purposes', '/verification', '/verification/records'])
      expect((await other('GET', `/consents${path}`)).status).toBe(403)
  })
})

describe('the state of the log', () => {
  const verified = () => get<Verification>('/verification')
  const checkAll = async () => {
    const checked: RecordsChecked[] = []
    for (let next: number | null = 0; next !== null; next = checked.at(-1)!.next)
      checked.push(await get<RecordsChecked>(`/verification/records?after=${next}`))
    return checked
  }
  /** What only somebody past the triggers can do. */
  async function tampering(trigger: string, change: string, ...values: unknown[]) {
    const [kept] = await rows<{ sql: string }>('SELECT sql FROM sqlite_schema WHERE name = ?1', trigger)
    await env.DB.batch([
      env.DB.prepare(`DROP TRIGGER ${trigger}`),
      env.DB.prepare(change).bind(...values),
      env.DB.prepare(kept!.sql),
    ])
  }
  const signAll = async () => {
    const [{ n } = { n: 0 }] = await rows<{ n: number }>('SELECT max(seq) AS n FROM consent_event')
    for (let at = 0; at <= n / 1_000; at++) await sign()
  }

  it('holds in all its parts while nobody touched it', async () => {
    await signAll()
    await someone()
    const state = await verified()
    expect(state).toMatchObject({ rootHolds: true, newestHolds: true, grewFrom: { holds: true } })
    expect(state.signedBy).toBe(state.checkpoint!.keyId)
    expect(state.events).toBe(state.checkpoint!.size + 2)
    const checked = await checkAll()
    expect(checked.every(({ wrong }) => wrong === null)).toBe(true)
    expect(checked.at(-1)).toMatchObject({ to: state.checkpoint!.size, size: state.checkpoint!.size })
  })

  it('says between which records one was changed, among tens of thousands', async () => {
    const state = 'UPDATE consent_event SET state = ?2 WHERE seq = ?1'
    await tampering('consent_event_no_update', state, 5_005, 'confirmed')
    const checked = await checkAll()
    expect(checked.at(-1)).toMatchObject({ wrong: { from: 4_993, to: 5_024 }, next: null })
    await tampering('consent_event_no_update', state, 5_005, 'given')
    expect((await checkAll()).at(-1)?.wrong).toBeNull()
  })

  it('says so when somebody else signed, or the tree was changed', async () => {
    const state = 'UPDATE consent_checkpoint SET signature = ?1 WHERE size = (SELECT max(size) FROM consent_checkpoint)'
    const [{ signature } = { signature: '' }] = await rows<{ signature: string }>(
      'SELECT signature FROM consent_checkpoint ORDER BY size DESC, at DESC LIMIT 1',
    )
    const forged = `${signature.slice(0, 20)}${signature[20] === 'A' ? 'B' : 'A'}${signature.slice(21)}`
    await tampering('consent_checkpoint_no_update', state, forged)
    expect(await verified()).toMatchObject({ signedBy: null, rootHolds: true })
    await tampering('consent_checkpoint_no_update', state, signature)
    const node = 'UPDATE consent_node SET hash = ?1 WHERE level = 11 AND position = 0'
    const [{ hash } = { hash: '' }] = await rows<{ hash: string }>(
      'SELECT hash FROM consent_node WHERE level = 11 AND position = 0',
    )
    await tampering('consent_node_no_update', node, `${'A'.repeat(43)}=`)
    expect((await checkAll()).at(-1)).toMatchObject({ wrong: { from: 1_025, to: 2_048 } })
    await tampering('consent_node_no_update', node, hash)
    expect((await checkAll()).at(-1)?.wrong).toBeNull()
  })

  it('is asked in whole stretches only', async () => {
    expect((await call('GET', '/consents/verification/records?after=5')).status).toBe(422)
    expect(await get(`/verification/records?after=${1_024 * 1_024}`)).toMatchObject({ wrong: null, next: null })
  })
})
