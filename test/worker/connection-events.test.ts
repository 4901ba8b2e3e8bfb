// Whatever happens to a lead is owed to whoever is to be told, in the transaction of its cause.
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LeadEvent, leadEvents } from '../../contract/connection-names.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { toRecord } from '../../worker/capture/to-record.ts'
import { retain } from '../../worker/consent/retention.ts'
import { deleteLead } from '../../worker/lead/delete.ts'
import { record } from '../../worker/lead/record.ts'
import { changeStages } from '../../worker/lead/stage.ts'
import { newId } from '../../worker/lib/id.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aConfirmingForm, asked, press } from '../support/confirming.ts'
import { aConnection, eventsOf, owe, owedHooks } from '../support/connected.ts'
import { aPersonOf, call as open } from '../support/person.ts'
import { aPublishedForm, post, ready, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'
import { watchedDatabase } from '../support/watched-database.ts'

let call: Call
let form: PublishedForm
let told: string
beforeAll(async () => {
  call = await callerWith('leads:read', 'leads:write')
  form = await aPublishedForm()
})
afterEach(() => env.DB.batch(['connection', 'outbox'].map((table) => env.DB.prepare(`DELETE FROM ${table}`))))

/** A connection that is told of these from here on. */
async function from(...events: LeadEvent[]) {
  const { connection } = await aConnection({ events: events.length ? events : [...leadEvents] })
  told = connection.id
}

const stage = (id: string, to: 'prospect' | 'customer') => call('POST', `/leads/${id}/stage`, { to })

describe('lead.created', () => {
  it('is owed once for a first submission, and not for those after it', async () => {
    await from()
    const email = aPerson()
    const body = await ready(form, { answers: { email } })
    await post(form, body)
    await post(form, body)
    await send(form, { answers: { email, company: 'Autre' } })
    const [owed, ...others] = await owedHooks(told)
    const [lead] = await rows<{ id: string; created_at: string }>(
      'SELECT id, created_at FROM lead WHERE email = ?1',
      email,
    )
    expect(others).toEqual([])
    expect(owed).toMatchObject({ event: 'lead.created', lead_id: lead!.id, state: 'pending', payload: {} })
    expect(owed?.created_at).toBe(lead!.created_at)
    expect(owed?.id).toMatch(
      new RegExp(`^w\\.${told}\\.[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`),
    )
  })

  it('is not owed for a doubtful submission until it is released', async () => {
    await from()
    const { id } = await send(form, { website_url: 'https://spam.example' })
    expect(await eventsOf(told)).toEqual([])
    await call('POST', `/submissions/${id}/release`)
    await call('POST', `/submissions/${id}/release`)
    expect(await eventsOf(told)).toEqual(['lead.created'])
  })

  it('is owed when a sound submission makes a doubtful lead count', async () => {
    await from()
    const email = aPerson()
    await send(form, { answers: { email }, website_url: 'x' })
    await send(form, { answers: { email } })
    await send(form, { answers: { email }, website_url: 'x' })
    expect(await eventsOf(told)).toEqual(['lead.created'])
  })

  it('is not owed for imported leads, and what happens to them afterwards is', async () => {
    await from()
    const { id } = await (await call('POST', '/imports', { site: 'main', file: 'contacts.csv' })).json<{ id: string }>()
    const email = aPerson()
    await call('POST', `/imports/${id}/rows`, { chunk: 1, rows: [{ n: 2, values: { email } }] })
    const [lead] = await rows<{ id: string }>('SELECT id FROM lead WHERE email = ?1', email)
    expect(await eventsOf(told)).toEqual([])
    await stage(lead!.id, 'prospect')
    expect(await eventsOf(told)).toEqual(['lead.stage_changed'])
  })

  it('has one name over all who are told, and is told to those who chose it and to none of another site', async () => {
    const both = await Promise.all([aConnection(), aConnection()])
    await aConnection({ events: ['lead.erased'] })
    await env.DB.prepare(
      `INSERT OR IGNORE INTO site (id, name, created_at, updated_at) VALUES ('other', 'x', '', '')`,
    ).run()
    await aConnection({ site: 'other' })
    await send(form)
    await owe()
    const owed = await rows<{ id: string }>(`SELECT id FROM outbox WHERE kind = 'webhook'`)
    expect(owed).toHaveLength(2)
    expect(new Set(owed.map(({ id }) => id.split('.')[2])).size).toBe(1)
    expect(owed.map(({ id }) => id.split('.')[1]).sort()).toEqual(both.map(({ connection }) => connection.id).sort())
  })

  it('is owed to whoever is paused, and not to whoever is disabled', async () => {
    const paused = (await aConnection()).connection.id
    const disabled = (await aConnection()).connection.id
    await env.DB.prepare(`UPDATE connection SET state = 'paused' WHERE id = ?1`).bind(paused).run()
    await env.DB.prepare(`UPDATE connection SET state = 'disabled' WHERE id = ?1`).bind(disabled).run()
    await send(form)
    expect(await eventsOf(paused)).toEqual(['lead.created'])
    expect(await eventsOf(disabled)).toEqual([])
  })
})

describe('a submission', () => {
  const costOfOne = async () => {
    const answers = { email: aPerson(), given: 'Camille', family: 'Martin', company: 'Atelier Sud', size: '1-9' }
    const sound = { email: answers.email, answers, consents: { newsletter: true }, language: 'fr', source: {} }
    const facts = {
      id: newId(),
      held: null,
      gpc: false,
      salt: 's',
      at: new Date().toISOString(),
      origin: 'https://x.fr',
    }
    const sent = await toRecord(form, sound, facts)
    const { db, cost } = watchedDatabase()
    await record(db, sent)
    return cost
  }
  // The search index writes a row more now and then, as it puts its parts together.
  const cheapest = async () => {
    const costs = await Promise.all(Array.from({ length: 12 }, costOfOne))
    return costs.sort((a, b) => a.written - b.written)[0]!
  }

  it('costs no statement more where somebody is connected, and one row where somebody is told', async () => {
    const alone = await cheapest()
    await from('lead.erased')
    expect(await cheapest()).toEqual(alone)
    await from('lead.created')
    expect(await cheapest()).toEqual({ statements: alone.statements, written: alone.written + 1 })
  })
})

describe('lead.confirmed', () => {
  it('is owed once a person has confirmed, with what they agreed to', async () => {
    const confirming = await aConfirmingForm()
    await from('lead.confirmed')
    const { id, link } = await asked(confirming)
    expect(await eventsOf(told)).toEqual([])
    await press(link)
    await press(link)
    expect(await owedHooks(told)).toMatchObject([
      { event: 'lead.confirmed', lead_id: id, payload: { submission: id, purposes: ['newsletter'] } },
    ])
  })
})

describe('lead.qualified', () => {
  const set = (id: string, column: 'qualified' | 'held', value: 0 | 1) =>
    env.DB.prepare(`UPDATE lead SET ${column} = ?2 WHERE id = ?1`).bind(id, value).run()

  it('is owed each time a lead becomes qualified, and not while it merely stays so', async () => {
    await from('lead.qualified')
    const { id } = await send(form)
    for (const value of [1, 1, 0, 1] as const) await set(id, 'qualified', value)
    expect(await eventsOf(told)).toEqual(['lead.qualified', 'lead.qualified'])
  })

  it('is owed for a doubtful one when it counts', async () => {
    await from('lead.qualified')
    const { id } = await send(form, { website_url: 'x' })
    await set(id, 'qualified', 1)
    expect(await eventsOf(told)).toEqual([])
    await set(id, 'held', 0)
    expect(await eventsOf(told)).toEqual(['lead.qualified'])
  })
})

describe('lead.stage_changed', () => {
  it('is owed for each move by hand, in bulk, by an exchange and by a rule, with where from and to', async () => {
    await from('lead.stage_changed')
    const [a, b] = [await send(form), await send(form)]
    await stage(a.id, 'prospect')
    await stage(a.id, 'prospect')
    await call('POST', '/leads/bulk', { ids: [a.id, b.id], action: 'stage', change: { to: 'customer' } })
    const c = await send(form)
    await call('POST', `/leads/${c.id}/notes`, { channel: 'call', text: 'Bonjour', isExchange: true })
    const owed = await owedHooks(told)
    const moves = (id: string) => owed.filter((row) => row.lead_id === id).map(({ payload }) => payload)
    expect(moves(a.id)).toEqual([
      { from: 'lead', to: 'prospect', rule: null },
      { from: 'prospect', to: 'customer', rule: null },
    ])
    expect(moves(b.id)).toEqual([{ from: 'lead', to: 'customer', rule: null }])
    expect(moves(c.id)).toEqual([{ from: 'lead', to: 'prospect', rule: 'exchange' }])
  })

  it('keeps why the team did it to the team', async () => {
    await from('lead.stage_changed')
    const { id } = await send(form)
    await call('POST', `/leads/${id}/stage`, { to: 'lost', why: 'Camille a changé d’avis' })
    expect(JSON.stringify(await owedHooks(told))).not.toContain('Camille')
  })
})

describe('lead.consent_withdrawn', () => {
  it('is owed once when a person withdraws, naming the purpose', async () => {
    await from('lead.consent_withdrawn')
    const { id, mailed } = await aPersonOf(form, { consents: { newsletter: true, phone: true } })
    await open(`${mailed}/withdraw`, { purpose: 'newsletter' })
    await open(`${mailed}/withdraw`, { purpose: 'newsletter' })
    expect(await owedHooks(told)).toMatchObject([
      { event: 'lead.consent_withdrawn', lead_id: id, payload: { purposes: ['newsletter'] } },
    ])
  })

  it('is owed when they object to everything, for all that stood', async () => {
    await from('lead.consent_withdrawn')
    const { mailed } = await aPersonOf(form, { consents: { newsletter: true, phone: true } })
    await open(`${mailed}/object`, {})
    const [owed, ...others] = await owedHooks(told)
    expect(others).toEqual([])
    expect((owed!.payload.purposes as string[]).toSorted()).toEqual(['newsletter', 'phone'])
  })

  it('is owed for an objection in a form to somebody known, and for none in a doubtful one', async () => {
    const consents = [{ purpose: 'offers', basis: 'legitimate_interest' as const, label: { fr: 'Ne pas m’écrire' } }]
    const opting = await aPublishedForm({ consents })
    await from('lead.consent_withdrawn')
    const answers = { email: aPerson() }
    await send(opting, { answers, consents: {} })
    await send(opting, { answers, consents: { offers: true }, website_url: 'x' })
    expect(await eventsOf(told)).toEqual([])
    await send(opting, { answers, consents: { offers: true } })
    expect(await owedHooks(told)).toMatchObject([{ payload: { purposes: ['offers'] } }])
  })
})

describe('lead.erased', () => {
  it('is owed with a bare id, and whatever else was owed or sent about the person is gone', async () => {
    await from()
    const { id, email } = await aPersonOf(form)
    await stage(id, 'prospect')
    await call('DELETE', `/leads/${id}`)
    expect(await owedHooks(told)).toMatchObject([{ event: 'lead.erased', lead_id: id, payload: {} }])
    expect(JSON.stringify(await rows('SELECT * FROM outbox'))).not.toContain(email)
  })

  it('is owed whether the person, the owner in bulk or the clock erases', async () => {
    await from('lead.erased')
    const person = await aPersonOf(form)
    await open(`${person.mailed}/erase`, { sure: 'yes' })
    const many = [await send(form), await send(form)].map(({ id }) => id)
    await call('POST', '/leads/bulk', { ids: many, action: 'delete' })
    const confirming = await aConfirmingForm()
    const late = await asked(confirming)
    await retain(env, Date.now() + 40 * 86_400_000)
    const erased = (await owedHooks(told)).map(({ lead_id }) => lead_id)
    expect(erased).toEqual(expect.arrayContaining([person.id, ...many, late.id]))
    expect(new Set(erased).size).toBe(erased.length)
  })

  it('is not owed for a doubtful one, of whom nobody was ever told', async () => {
    await from()
    const { id } = await send(form, { website_url: 'x' })
    await call('DELETE', `/submissions/${id}`)
    expect(await eventsOf(told)).toEqual([])
  })
})

describe('somebody whose browser says not to share (Sec-GPC)', () => {
  const withGpc = async (over = {}) => {
    const body = await ready(form, over)
    return (await post(form, body, { 'sec-gpc': '1' })).json<{ id: string }>()
  }

  it('is told to no partner, from the first submission to the last event', async () => {
    const partner = (await aConnection({ isPartner: true })).connection.id
    const own = (await aConnection()).connection.id
    const { id } = await withGpc()
    await changeStages(
      env.DB,
      [id],
      { to: 'prospect' },
      { kind: 'token', id: 'x', name: 'x', scopes: [], usedOn: null },
      Date.now(),
    )
    await deleteLead(env.DB, id, new Date().toISOString())
    await send(form)
    expect(await eventsOf(partner)).toEqual(['lead.created'])
    expect(await eventsOf(own)).toEqual(['lead.erased', 'lead.created'])
  })

  it('is so whichever submission said it', async () => {
    const answers = { email: aPerson() }
    const { id } = await send(form, { answers })
    await withGpc({ answers })
    const partner = (await aConnection({ isPartner: true })).connection.id
    await stage(id, 'prospect')
    expect(await eventsOf(partner)).toEqual([])
  })
})

it('whoever is not connected costs nothing: no message is owed to nobody', async () => {
  const { id } = await send(form)
  await stage(id, 'prospect')
  await call('DELETE', `/leads/${id}`)
  expect(await rows(`SELECT 1 FROM outbox WHERE kind = 'webhook'`)).toEqual([])
})
