import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ProblemBody } from '../../contract/errors.ts'
import type { FollowUp, FollowUpPage } from '../../contract/follow-up.ts'
import type { PublishedForm } from '../../contract/form.ts'
import { type LeadDetail, leadDetail } from '../../contract/lead.ts'
import type { Note } from '../../contract/note.ts'
import { type TimelinePage, timelineKinds, timelinePage } from '../../contract/timeline.ts'
import { listFollowUps } from '../../worker/lead/follow-up.ts'
import { changeStages } from '../../worker/lead/stage.ts'
import { changeTags, tagged } from '../../worker/lead/tag.ts'
import { watched, wholeReads } from '../support/many-leads.ts'
import { aPublishedForm, rows, send } from '../support/published.ts'
import { aMember, api, aSession, aToken } from '../support/team.ts'
import { aPerson } from '../support/visitor.ts'

let form: PublishedForm
let writer: string
let reader: string
beforeAll(async () => {
  form = await aPublishedForm()
  writer = await aToken('leads:read', 'leads:write')
  reader = await aToken('leads:read')
})

const aLead = async (over: Record<string, string> = {}) =>
  (await send(form, { answers: { email: aPerson(), given: 'Zoé', family: 'Dûfour', company: 'Atelier Sud', ...over } }))
    .id
const ask = (method: string, path: string, body?: unknown, as = writer) =>
  api(path, as, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
const done = async <T>(method: string, path: string, body?: unknown, as = writer): Promise<T> => {
  const response = await ask(method, path, body, as)
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response.status === 204 ? (undefined as T) : response.json()
}
const refused = async (method: string, path: string, body?: unknown, as = writer) => {
  const response = await ask(method, path, body, as)
  const { code, fields } = await response.json<ProblemBody>()
  return fields ? { code, fields } : { code }
}
const read = (id: string) => done<LeadDetail>('GET', `/leads/${id}`)
const history = async (id: string, query = '') =>
  (await done<TimelinePage>('GET', `/leads/${id}/timeline${query}`)).entries
const inNoUse = '0190a000-0000-7000-8000-00000000dead'
const actor = { kind: 'token' as const, id: 'x', name: 'a program', scopes: [] }

describe('moving a lead', () => {
  it('goes both ways, and its history says from where, who and why', async () => {
    const id = await aLead()
    expect(await done('POST', `/leads/${id}/stage`, { to: 'customer' })).toEqual({ from: 'lead' })
    expect(await done('POST', `/leads/${id}/stage`, { to: 'customer' })).toEqual({ from: null })
    expect(await done('POST', `/leads/${id}/stage`, { to: 'lost', why: ' Trop cher ' })).toEqual({ from: 'customer' })
    expect((await read(id)).stage).toBe('lost')
    expect((await history(id, '?kinds=stage')).map(({ detail }) => detail)).toEqual([
      { from: 'customer', to: 'lost', by: 'a program', why: 'Trop cher', rule: null },
      { from: 'lead', to: 'customer', by: 'a program', why: null, rule: null },
    ])
  })

  it.each(['lost', 'disqualified'] as const)('wants to know why somebody is %s', async (to) => {
    const id = await aLead()
    const wanted = { code: 'invalid', fields: { why: 'required' } }
    expect(await refused('POST', `/leads/${id}/stage`, { to })).toEqual(wanted)
    expect(await refused('POST', `/leads/${id}/stage`, { to, why: '  ' })).toMatchObject({ code: 'invalid' })
    await expect(changeStages(env.DB, [id], { to }, actor, Date.now())).rejects.toThrow('invalid')
    expect((await read(id)).stage).toBe('lead')
  })

  it('moves a hundred at once, each once, and passes over who is not there', async () => {
    const [first, second] = [await aLead(), await aLead()]
    const ids = [first, second, first, inNoUse]
    const moved = await changeStages(env.DB, ids, { to: 'prospect' }, actor, Date.now())
    expect(moved.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
      [first, second].sort().map((id) => ({ id, from: 'lead' })),
    )
    await expect(
      changeStages(env.DB, Array<string>(101).fill(first), { to: 'lead' }, actor, Date.now()),
    ).rejects.toThrow('invalid')
  })
})

describe('tags', () => {
  it('are one line, once each whatever their case, and written as they were the first time', async () => {
    const [id, other] = [await aLead(), await aLead()]
    await done('POST', `/leads/${id}/tags`, { add: ['  Salon   de Lyon ', 'salon DE lyon'] })
    await done('POST', `/leads/${other}/tags`, { add: ['SALON DE LYON'] })
    expect([(await read(id)).tags, (await read(other)).tags]).toEqual([['Salon de Lyon'], ['Salon de Lyon']])
    expect(await done('POST', `/leads/${id}/tags`, { remove: ['SALON de lyon'] })).toEqual({
      from: ['Salon de Lyon'],
      to: [],
    })
    expect((await history(id, '?kinds=tagged')).map(({ detail }) => detail)).toEqual([
      { added: [], removed: ['Salon de Lyon'], by: 'a program' },
      { added: ['Salon de Lyon'], removed: [], by: 'a program' },
    ])
  })

  it('are twenty at most, and never longer than forty letters', async () => {
    const many = Array.from({ length: 25 }, (_, i) => `t${i}`)
    expect(tagged(['a'], { add: many })).toHaveLength(20)
    const id = await aLead()
    expect(await refused('POST', `/leads/${id}/tags`, { add: ['x'.repeat(41)] })).toMatchObject({ code: 'invalid' })
    expect(await refused('POST', `/leads/${id}/tags`, { add: ['a\u0000b'] })).toMatchObject({ code: 'invalid' })
    expect(await refused('POST', `/leads/${id}/tags`, { add: 'vip' })).toMatchObject({ code: 'invalid' })
  })

  it('of two people at once are both kept', async () => {
    const id = await aLead()
    await Promise.all(['un', 'deux', 'trois'].map((tag) => changeTags(env.DB, [id], { add: [tag] }, actor, Date.now())))
    expect((await read(id)).tags.sort()).toEqual(['deux', 'trois', 'un'])
  })
})

describe('whose a lead is', () => {
  it('is a member, by name, until they have gone from the team', async () => {
    const [id, member] = [await aLead(), await aMember('editor')]
    expect(await done('POST', `/leads/${id}/assignment`, { member })).toEqual({ changed: true, from: null })
    expect(await done('POST', `/leads/${id}/assignment`, { member })).toEqual({ changed: false, from: null })
    expect((await read(id)).assignedTo).toEqual({ id: member, name: 'A editor' })
    expect((await history(id, '?kinds=assigned'))[0]?.detail).toEqual({ to: 'A editor', by: 'a program' })
    await env.DB.prepare('DELETE FROM member WHERE id = ?1').bind(member).run()
    expect((await read(id)).assignedTo).toBeNull()
  })

  it('is nobody who is not on the team', async () => {
    const id = await aLead()
    expect(await refused('POST', `/leads/${id}/assignment`, { member: inNoUse })).toEqual({
      code: 'invalid',
      fields: { member: 'not_an_option' },
    })
  })
})

describe('notes', () => {
  const aNote = { channel: 'call', text: 'A rappelé' }

  it('keep what was said, asked and feared, in the history', async () => {
    const id = await aLead()
    const written = { ...aNote, questions: ['Combien ?'], concerns: ['Le délai'], at: '2026-01-02T03:04:05.000Z' }
    const { note, stage } = await done<{ note: Note; stage: string | null }>('POST', `/leads/${id}/notes`, written)
    expect(note).toMatchObject({ ...written, isExchange: false, by: 'a program', editedAt: null })
    expect(stage).toBeNull()
    const [entry] = await history(id, '?kinds=note')
    expect(entry).toMatchObject({ kind: 'note', id: note.id, at: written.at, detail: { questions: ['Combien ?'] } })
    expect((await read(id)).stage).toBe('lead')
  })

  it('of an exchange make a lead a prospect, and say so', async () => {
    const id = await aLead()
    const exchange = { ...aNote, isExchange: true }
    const { stage, note } = await done<{ stage: string; note: Note }>('POST', `/leads/${id}/notes`, exchange)
    const { at } = note
    expect(stage).toBe('prospect')
    expect(await read(id)).toMatchObject({ stage: 'prospect', exchangedAt: at, interestAt: at, notes: 1 })
    expect((await history(id, '?kinds=stage'))[0]?.detail).toMatchObject({ to: 'prospect', rule: 'exchange' })
  })

  it('of an exchange take nobody back who is further', async () => {
    const id = await aLead()
    await done('POST', `/leads/${id}/stage`, { to: 'customer' })
    const { stage } = await done<{ stage: null }>('POST', `/leads/${id}/notes`, { ...aNote, isExchange: true })
    expect([stage, (await read(id)).stage]).toEqual([null, 'customer'])
  })

  it('are corrected by whoever wrote them alone, and deleted with a trace', async () => {
    const id = await aLead()
    const { note } = await done<{ note: Note }>('POST', `/leads/${id}/notes`, { ...aNote, isExchange: true })
    const other = await aToken('leads:read', 'leads:write')
    expect(await refused('PUT', `/leads/${id}/notes/${note.id}`, aNote, other)).toEqual({ code: 'forbidden' })
    const corrected = await done<Note>('PUT', `/leads/${id}/notes/${note.id}`, { ...aNote, text: 'N’a pas rappelé' })
    expect(corrected).toMatchObject({ text: 'N’a pas rappelé', isExchange: false, at: note.at })
    expect(corrected.editedAt).not.toBeNull()
    expect((await read(id)).exchangedAt).toBeNull()
    await done('DELETE', `/leads/${id}/notes/${note.id}`, undefined, other)
    expect((await read(id)).notes).toBe(0)
    expect(await rows(`SELECT action FROM audit WHERE detail ->> 'lead' = ?1`, id)).toEqual([
      { action: 'note.deleted' },
    ])
    expect(await refused('DELETE', `/leads/${id}/notes/${note.id}`)).toEqual({ code: 'not_found' })
  })

  it.each([
    [{ channel: 'fax', text: 'x' }, { channel: 'not_an_option' }],
    [{ channel: 'call', text: ' ' }, { text: 'too_short' }],
    [{ channel: 'call', text: 'x'.repeat(10_001) }, { text: 'too_long' }],
    [{ channel: 'call', text: 'x', at: '2999-01-01T00:00:00.000Z' }, { at: 'too_late' }],
    [{ channel: 'call', text: 'x', by: 'somebody else' }, { by: 'unknown_field' }],
    [{ channel: 'call', text: 'x', questions: Array<string>(21).fill('?') }, { questions: 'too_many' }],
  ])('refuse %j', async (note, fields) => {
    expect(await refused('POST', `/leads/${await aLead()}/notes`, note)).toEqual({ code: 'invalid', fields })
  })
})

describe('follow-ups', () => {
  it('are shown with the lead, done, undone, put off and deleted', async () => {
    const id = await aLead()
    const path = `/leads/${id}/follow-ups`
    const made = await done<FollowUp>('POST', path, { dueOn: '2026-03-01', what: 'Rappeler' })
    expect(made).toMatchObject({ dueOn: '2026-03-01', what: 'Rappeler', member: null, doneAt: null })
    const finished = await done<FollowUp>('PATCH', `${path}/${made.id}`, { done: true })
    expect(finished).toMatchObject({ doneBy: 'a program' })
    expect((await history(id, '?kinds=followed_up'))[0]?.detail).toMatchObject({ what: 'Rappeler' })
    await done('PATCH', `${path}/${made.id}`, { done: false, dueOn: '2026-04-01' })
    expect((await read(id)).followUps).toMatchObject([{ dueOn: '2026-04-01', doneAt: null, doneBy: null }])
    await done('DELETE', `${path}/${made.id}`)
    expect((await read(id)).followUps).toEqual([])
    expect(await refused('PATCH', `${path}/${made.id}`, { done: true })).toEqual({ code: 'not_found' })
  })

  it('are listed by day, for me, for nobody or for all, page by page', async () => {
    await env.DB.exec('DELETE FROM follow_up')
    const session = await aSession('editor')
    const { id: me } = await done<{ id: string }>('GET', '/me', undefined, session)
    const id = await aLead()
    for (const [dueOn, member] of [
      ['2026-05-03', me],
      ['2026-05-01', me],
      ['2026-05-02', null],
    ])
      await done('POST', `/leads/${id}/follow-ups`, { dueOn, what: 'x', member })
    const due = async (query: string) =>
      (await done<FollowUpPage>('GET', `/follow-ups${query}`, undefined, session)).followUps.map(({ dueOn }) => dueOn)
    expect(await due('')).toEqual(['2026-05-01', '2026-05-03'])
    expect(await due('?whose=nobody')).toEqual(['2026-05-02'])
    expect(await due('?whose=all&to=2026-05-02')).toEqual(['2026-05-01', '2026-05-02'])
    const first = await done<FollowUpPage>('GET', '/follow-ups?whose=all&limit=2', undefined, session)
    expect(await due(`?whose=all&limit=2&after=${first.next}`)).toEqual(['2026-05-03'])
    expect(first.followUps[0]?.lead).toMatchObject({ id, fullName: 'Zoé Dûfour' })
    expect(await refused('GET', '/follow-ups?after=yesterday')).toEqual({
      code: 'invalid',
      fields: { after: 'wrong_format' },
    })
  })
})

describe('what is due', () => {
  it('is read in the order of an index, however much there is', async () => {
    for (const whose of ['mine', 'nobody', 'all'] as const) {
      const { db, seen } = watched()
      await listFollowUps(db, { whose, to: '2026-01-01' }, actor, 50, `2026-01-01.${inNoUse}`)
      for (const sql of seen.sql) expect(await wholeReads(sql), sql).toEqual([])
    }
  })
})

describe('setting a lead right', () => {
  it('changes what is known, never what was sent', async () => {
    const id = await aLead()
    const edit = { familyName: 'Dufour', company: 'Atelier Nord', phone: null, jobTitle: 'Gérante' }
    const { changed } = await done<{ changed: string[] }>('PATCH', `/leads/${id}`, edit)
    expect(changed.sort()).toEqual(['company', 'familyName', 'fullName', 'jobTitle'])
    const lead = await read(id)
    expect(lead).toMatchObject({ fullName: 'Zoé Dufour', givenName: 'Zoé', company: 'Atelier Nord' })
    expect(lead.history[0]?.answers).toContainEqual(expect.objectContaining({ key: 'company', value: 'Atelier Sud' }))
    expect((await history(id, '?kinds=edited'))[0]?.detail).toMatchObject({ by: 'a program' })
    expect(await done('PATCH', `/leads/${id}`, edit)).toEqual({ changed: [] })
  })

  it('holds the team to the rules of a form', async () => {
    const id = await aLead()
    expect(await refused('PATCH', `/leads/${id}`, { website: 'javascript:alert(1)', stage: 'customer' })).toEqual({
      code: 'invalid',
      fields: { stage: 'unknown_field' },
    })
    expect(await refused('PATCH', `/leads/${id}`, { website: 'javascript:alert(1)' })).toEqual({
      code: 'invalid',
      fields: { website: 'bad_url' },
    })
    expect(await refused('PATCH', `/leads/${id}`, { email: 'nobody' })).toEqual({
      code: 'invalid',
      fields: { email: 'bad_email' },
    })
  })

  it('gives a lead another address only where it is free and proves nothing yet', async () => {
    const plain = await aPublishedForm({ consents: [] })
    const [mine, theirs, free] = [aPerson(), aPerson(), aPerson()]
    const { id } = await send(plain, { answers: { email: mine }, consents: {} })
    await send(plain, { answers: { email: theirs }, consents: {} })
    expect(await refused('PATCH', `/leads/${id}`, { email: theirs.toUpperCase() })).toEqual({
      code: 'conflict',
      fields: { email: 'taken' },
    })
    expect(await done('PATCH', `/leads/${id}`, { email: free })).toEqual({ changed: ['email'] })
    expect(await refused('PATCH', `/leads/${await aLead()}`, { email: aPerson() })).toEqual({
      code: 'conflict',
      fields: { email: 'has_consents' },
    })
  })
})

describe('the history of a lead', () => {
  it('comes page by page, each entry once, newest first, and narrowed to kinds', async () => {
    const id = await aLead()
    for (const tag of ['a', 'b', 'c', 'd', 'e']) await done('POST', `/leads/${id}/tags`, { add: [tag] })
    const seen: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: TimelinePage = await done(
        'GET',
        `/leads/${id}/timeline?limit=2&after=${encodeURIComponent(next)}`.replace(/&after=$/, ''),
      )
      expect(page).toEqual(timelinePage.parse(page))
      seen.push(...page.entries.map(({ at, id }) => `${at} ${id}`))
      next = page.next
    }
    expect(seen).toEqual([...new Set(seen)].sort().reverse())
    expect((await history(id, '?kinds=tagged,submitted')).map(({ kind }) => kind)).toEqual([
      ...Array<string>(5).fill('tagged'),
      'submitted',
    ])
    expect(await refused('GET', `/leads/${id}/timeline?after=x`)).toMatchObject({ code: 'invalid' })
    expect(await refused('GET', `/leads/${id}/timeline?kinds=gossip`)).toMatchObject({ code: 'invalid' })
    expect(await refused('GET', `/leads/${inNoUse}/timeline`)).toEqual({ code: 'not_found' })
    expect(timelineKinds).toContain('merged')
  })

  it('says what was mailed, and every delivery is listed', async () => {
    const { id } = await send(await aPublishedForm(), { answers: { email: aPerson() } })
    await env.DB.prepare(`
        INSERT INTO outbox (id, kind, lead_id, submission_id, payload, state, due_at, sent_at, created_at)
        VALUES (?1 || '.rights.x', 'mail', ?1, ?1, '{"template":"rights"}', 'sent', ?2, ?2, ?2)`)
      .bind(id, new Date().toISOString())
      .run()
    expect((await history(id, '?kinds=mailed'))[0]?.detail).toEqual({ template: 'rights', delivery: `${id}.rights.x` })
    const { deliveries } = await done<{ deliveries: { id: string; state: string }[] }>('GET', `/leads/${id}/deliveries`)
    expect(deliveries).toContainEqual(expect.objectContaining({ id: `${id}.rights.x`, state: 'sent' }))
  })
})

describe('whoever may only look', () => {
  it.each([
    ['POST', 'stage', { to: 'customer' }],
    ['POST', 'tags', { add: ['x'] }],
    ['POST', 'assignment', { member: null }],
    ['PATCH', '', { company: 'x' }],
    ['POST', 'notes', { channel: 'call', text: 'x' }],
    ['POST', 'follow-ups', { dueOn: '2026-01-01', what: 'x' }],
    ['POST', 'merge', { with: inNoUse }],
  ])('changes nothing: %s %s', async (method, path, body) => {
    const id = await aLead()
    expect(await refused(method, `/leads/${id}/${path}`.replace(/\/$/, ''), body, reader)).toEqual({
      code: 'forbidden',
    })
    expect(await refused(method, `/leads/${inNoUse}/${path}`.replace(/\/$/, ''), body)).toEqual({ code: 'not_found' })
  })

  it('sees a lead as it was agreed to be shown', async () => {
    const lead = await done<LeadDetail>('GET', `/leads/${await aLead()}`, undefined, reader)
    expect(lead).toEqual(leadDetail.parse(lead))
  })
})
