import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ProblemBody } from '../../contract/errors.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { type LeadDetail, type LeadPage, leadDetail } from '../../contract/lead.ts'
import type { MergePlan, SimilarLead } from '../../contract/lead-work.ts'
import type { TimelinePage } from '../../contract/timeline.ts'
import type { consentRecord } from '../../worker/consent/certificate/record.ts'
import { notMe } from '../../worker/consent/confirm/not-me.ts'
import { readConfirmation } from '../../worker/consent/confirm/read.ts'
import { checkpointConsents } from '../../worker/consent/log/checkpoints.ts'
import { type ProvedRecords, verifyCertificate } from '../../worker/consent/log/verify.ts'
import { holderOf } from '../../worker/consent/rights/holder.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aPersonOf, call as open } from '../support/person.ts'
import { aPublishedForm, post, ready, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let form: PublishedForm
let call: Call
beforeAll(async () => {
  form = await aPublishedForm()
  call = await callerWith('leads:read', 'leads:write')
})

const now = () => new Date().toISOString()
const aLead = async (answers: Record<string, string> = {}, consents = { newsletter: true, phone: false }) => {
  const email = aPerson()
  const { id } = await send(form, { answers: { email, ...answers }, consents })
  return { id, email }
}
const merge = (id: string, other: string) => call('POST', `/leads/${id}/merge`, { with: other })
const read = async (id: string) => (await call('GET', `/leads/${id}`)).json<LeadDetail>()
const listed = async (q: string, query = '') =>
  (await (await call('GET', `/leads?q=${encodeURIComponent(q)}${query}`)).json<LeadPage>()).leads.map(({ id }) => id)
const refusal = async (response: Response) => (await response.json<ProblemBody>()).fields
const two = async () => {
  const stays = await aLead({ given: 'Inès', family: 'Morel' })
  const goes = await aLead({ given: 'Inès', family: 'Morel', company: 'Atelier Sud' })
  return { stays, goes }
}

describe('two leads that are one person', () => {
  it('are planned before they are merged: what is filled, what is refused, what is shown with it', async () => {
    const stays = await aLead()
    const goes = await aLead({ company: 'Atelier Sud' })
    await call('POST', `/leads/${goes.id}/tags`, { add: ['salon'] })
    await call('POST', `/leads/${goes.id}/notes`, { channel: 'call', text: 'x' })
    const plan = await (await call('GET', `/leads/${stays.id}/merge?with=${goes.id}`)).json<MergePlan>()
    expect(plan).toEqual({
      refused: null,
      filled: ['company'],
      tags: ['salon'],
      refusals: [],
      submissions: 1,
      notes: 1,
      followUps: 0,
      consentEvents: 2,
    })
    expect((await read(stays.id)).company).toBeNull()
  })

  it('are shown as one, by whichever id, and listed once', async () => {
    const { stays, goes } = await two()
    await call('POST', `/leads/${goes.id}/notes`, { channel: 'call', text: 'Une note' })
    await call('POST', `/leads/${goes.id}/follow-ups`, { dueOn: '2026-01-01', what: 'Rappeler' })
    expect((await merge(stays.id, goes.id)).status).toBe(204)
    const lead = await read(stays.id)
    expect(lead).toEqual(leadDetail.parse(lead))
    expect(await read(goes.id)).toEqual(lead)
    expect(lead).toMatchObject({
      id: stays.id,
      email: stays.email,
      company: 'Atelier Sud',
      submissions: 2,
      notes: 1,
      merged: [{ id: goes.id, email: goes.email }],
      followUps: [{ what: 'Rappeler' }],
    })
    expect(lead.history.map(({ via }) => via)).toEqual([goes.email, null])
    expect(new Set(lead.consentEvents.map(({ via }) => via))).toEqual(new Set([goes.email, null]))
    expect(lead.timeline.map(({ kind }) => kind)).toContain('merged')
    expect([await listed(goes.email), await listed(stays.email)]).toEqual([[], [stays.id]])
    const all = await (await call('GET', '/leads?held=all')).json<LeadPage>()
    expect(all.leads.map(({ id }) => id)).not.toContain(goes.id)
    expect(await rows(`SELECT action FROM audit WHERE detail ->> 'with' = ?1`, goes.id)).toEqual([
      { action: 'leads.merged' },
    ])
  })

  it('have what comes later by the other address counted and shown with them', async () => {
    const { stays, goes } = await two()
    await merge(stays.id, goes.id)
    const before = await read(stays.id)
    const other = await aPublishedForm()
    const { id: later } = await send(other, { answers: { email: goes.email } })
    const lead = await read(stays.id)
    expect(lead.submissions).toBe(before.submissions + 1)
    expect(lead.lastContactAt > before.lastContactAt).toBe(true)
    expect(lead.history[0]).toMatchObject({ id: later, via: goes.email })
    expect(await listed(stays.email, `&form=${other.slug}`)).toEqual([stays.id])
    expect(await listed(goes.email)).toEqual([])
  })

  it('say a no for both, and a yes only for the address it was said with', async () => {
    const stays = await aLead({}, { newsletter: false, phone: true })
    const { email, id, mailed } = await aPersonOf(form, { consents: { newsletter: true, phone: false } })
    await merge(stays.id, id)
    const standing = async (purpose: string) =>
      (await read(stays.id)).consents.find((one) => one.purpose === purpose)?.state
    expect(await standing('newsletter')).toBe('shown_not_given')
    await open(`${mailed}/object`, {})
    expect([await standing('phone'), await standing('newsletter')]).toEqual(['objected', 'objected'])
    expect(email).not.toBe(stays.email)
  })

  it('refused before the merge, are refused after it', async () => {
    const stays = await aLead({}, { newsletter: true, phone: true })
    const { id, mailed } = await aPersonOf(form, { consents: { newsletter: true, phone: true } })
    await open(`${mailed}/withdraw`, { purpose: 'phone' })
    expect((await (await call('GET', `/leads/${stays.id}/merge?with=${id}`)).json<MergePlan>()).refusals).toEqual([
      'phone',
    ])
    await merge(stays.id, id)
    const { consents, consentEvents } = await read(stays.id)
    expect(consents.map(({ purpose, state }) => [purpose, state]).sort()).toEqual([
      ['newsletter', 'given'],
      ['phone', 'withdrawn'],
    ])
    expect(consentEvents).toContainEqual(expect.objectContaining({ purpose: 'phone', method: 'merged', via: null }))
  })

  it('each keep a certificate that proves what was said with their address', async () => {
    const { stays, goes } = await two()
    await merge(stays.id, goes.id)
    await checkpointConsents(env, Date.now())
    for (const { id } of [stays, goes]) {
      const response = await call('GET', `/leads/${id}/certificate?format=json`)
      const { proof } = await response.json<ReturnType<typeof consentRecord>>()
      const verified = await verifyCertificate(proof as ProvedRecords)
      expect(verified.events).toBe(2)
    }
  })

  it('are erased together, by whoever erases either: nothing of them is left', async () => {
    for (const by of ['team', 'person'] as const) {
      const stays = await aLead({ given: 'Inès' })
      const goes = await aPersonOf(form)
      for (const { id } of [stays, goes]) {
        await call('POST', `/leads/${id}/notes`, { channel: 'call', text: 'x' })
        await call('POST', `/leads/${id}/follow-ups`, { dueOn: '2026-01-01', what: 'x' })
      }
      await merge(stays.id, goes.id)
      if (by === 'team') expect((await call('DELETE', `/leads/${stays.id}`)).status).toBe(204)
      else await open(`${goes.mailed}/erase`, { sure: 'yes' })
      for (const { id, email } of [stays, goes]) {
        expect((await call('GET', `/leads/${id}`)).status, by).toBe(404)
        for (const table of ['timeline', 'note', 'follow_up', 'claim', 'retention_ask', 'outbox'])
          expect(await rows(`SELECT * FROM ${table} WHERE lead_id = ?1`, id), `${by} ${table}`).toEqual([])
        expect(await rows('SELECT * FROM lead WHERE id = ?1 OR email = ?2', id, email), by).toEqual([])
        expect(await rows('SELECT lead_id, answers, salt FROM submission WHERE id = ?1', id), by).toEqual([
          { lead_id: null, answers: null, salt: null },
        ])
        expect(await listed(email, '&held=all')).toEqual([])
      }
    }
  })

  it('are not both erased by somebody who says that theirs was typed by another', async () => {
    const stays = await aLead({ given: 'Inès' })
    const goes = await aPersonOf(form)
    await merge(stays.id, goes.id)
    const found = await holderOf(env.DB, { submissionId: goes.id, reach: 'person' }, Date.now())
    if (found.is !== 'here') throw new Error(found.is)
    const { holder } = found
    const confirmation = (await readConfirmation(env.DB, holder, []))!
    await notMe(env.DB, holder, confirmation, ['a name'], { method: 'confirm_page', gpc: false, at: now() })
    expect(await rows('SELECT id FROM lead WHERE id = ?1', goes.id)).toEqual([])
    expect(await read(stays.id)).toMatchObject({ submissions: 1, merged: [] })
  })

  it('are seen whole by the person, notes included, and by nobody who holds less than their mailbox', async () => {
    const stays = await aLead({ given: 'Inès' })
    const goes = await aPersonOf(form)
    await merge(stays.id, goes.id)
    await call('POST', `/leads/${stays.id}/notes`, { channel: 'call', text: 'Hésite encore', concerns: ['Le prix'] })
    const mine = JSON.parse((await open(`${goes.mailed}/data.json`)).text)
    expect(mine).toMatchObject({
      email: goes.email,
      notes: [{ text: 'Hésite encore', concerns: ['Le prix'] }],
      merged: [{ email: goes.email }],
    })
    expect(mine.history).toHaveLength(2)
    expect(JSON.stringify(mine)).not.toContain('assignedTo')
    expect((await open(goes.mailed)).text).toContain('Hésite encore')
    const screen = (await open(`${goes.screen}/data.json`)).text
    expect(screen).not.toContain(stays.email)
    expect(screen).not.toContain('Hésite')
  })

  it('are separate again when it was a mistake, with what the other had filled in', async () => {
    const { stays, goes } = await two()
    await call('POST', `/leads/${goes.id}/tags`, { add: ['salon'] })
    const before = await read(stays.id)
    await merge(stays.id, goes.id)
    expect((await read(stays.id)).tags).toEqual(['salon'])
    expect((await call('DELETE', `/leads/${stays.id}/merge/${goes.id}`)).status).toBe(204)
    const after = await read(stays.id)
    expect(after).toMatchObject({ company: null, tags: [], submissions: 1, merged: [] })
    expect(after.history).toEqual(before.history)
    expect(await listed(goes.email)).toEqual([goes.id])
    expect((await call('DELETE', `/leads/${stays.id}/merge/${goes.id}`)).status).toBe(404)
    expect((await (await call('GET', `/leads/${stays.id}/timeline`)).json<TimelinePage>()).entries[0]?.kind).toBe(
      'separated',
    )
  })

  it('of whom one was merged with a third before are all three one', async () => {
    const [first, second, third] = [await aLead(), await aLead(), await aLead()]
    await merge(second.id, third.id)
    await merge(first.id, second.id)
    expect((await read(third.id)).merged.map(({ id }) => id).sort()).toEqual([second.id, third.id].sort())
    expect((await read(first.id)).submissions).toBe(3)
    await call('DELETE', `/leads/${first.id}`)
    expect(await rows('SELECT id FROM lead WHERE id IN (?1, ?2, ?3)', first.id, second.id, third.id)).toEqual([])
  })

  it('are one however often and by however many it is asked', async () => {
    const { stays, goes } = await two()
    const answers = await Promise.all([merge(stays.id, goes.id), merge(goes.id, stays.id), merge(stays.id, goes.id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409])
    const shown = await read(stays.id)
    expect([shown.merged.length, shown.submissions]).toEqual([1, 2])
  })

  it('cannot be the same lead, a doubtful one, or one that is merged already', async () => {
    const { stays, goes } = await two()
    const doubtful = aPerson()
    await post(form, await ready(form, { answers: { email: doubtful }, website_url: 'http://spam.example' }))
    const [held] = await rows<{ id: string }>('SELECT id FROM lead WHERE email = ?1', doubtful)
    expect(await refusal(await merge(stays.id, stays.id))).toEqual({ with: 'same' })
    expect(await refusal(await merge(stays.id, held!.id))).toEqual({ with: 'held' })
    await merge(stays.id, goes.id)
    expect(await refusal(await merge((await aLead()).id, goes.id))).toEqual({ with: 'merged' })
    expect((await merge(stays.id, '0190a000-0000-7000-8000-00000000dead')).status).toBe(404)
    expect((await merge(stays.id, 'x')).status).toBe(422)
  })

  it('are offered to each other by telephone or name, never by a single name', async () => {
    const family = `Quéméneur${Date.now()}`
    const one = await aLead({ given: 'Loïc', family })
    const other = await aLead({ given: 'Loïc', family })
    await aLead({ given: 'Loïc' })
    const { leads } = await (await call('GET', `/leads/${one.id}/similar`)).json<{ leads: SimilarLead[] }>()
    expect(leads.map(({ id, because }) => [id, because])).toEqual([[other.id, 'name']])
    const alone = await aLead({ given: 'Loïc' })
    expect(await (await call('GET', `/leads/${alone.id}/similar`)).json()).toEqual({ leads: [] })
  })
})
