import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditPage } from '../../contract/team.ts'
import { newId } from '../../worker/lib/id.ts'
import { auditEntry } from '../../worker/team/audit.ts'
import { aPublishedForm, post, ready, rows, send } from '../support/published.ts'
import { api, aSession, aToken } from '../support/team.ts'

const trail = async (query = '') => (await api(`/audit${query}`, await aToken('audit:read'))).json<AuditPage>()

const idOf = ({ ticket }: { ticket: string }) => ticket.split('.')[3]!

describe('the audit trail', () => {
  it('says who took leads out and which, and not the words they searched by', async () => {
    const session = await aSession('editor')
    const taken = await api('/leads/export?format=csv&preset=excel-fr&stage=lead&q=camille', session)
    expect(taken.status).toBe(200)
    await taken.text()
    const [entry] = (await trail()).entries
    expect(entry).toMatchObject({
      by: { kind: 'member', name: 'A editor' },
      action: 'leads.exported',
      detail: { format: 'csv', preset: 'excel-fr', filter: 'held=no&stage=lead&q=' },
    })
    expect(JSON.stringify(entry)).not.toContain('camille')
  })

  it('counts what was deleted, and names nobody; nothing is written down of what was not there', async () => {
    const form = await aPublishedForm()
    const sent = await ready(form)
    expect((await post(form, sent)).status).toBe(200)
    const [row] = await rows<{ lead_id: string }>('SELECT lead_id FROM submission WHERE id = ?1', idOf(sent))
    const editor = await aSession('editor')
    const remove = () =>
      api(`/leads/${row!.lead_id}`, editor, { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } })
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404])
    const { entries } = await trail()
    expect(entries.filter(({ action }) => action === 'leads.deleted')).toMatchObject([
      { by: { name: 'A editor' }, detail: { count: 1 } },
    ])
    expect(JSON.stringify(entries)).not.toContain(String(sent.answers.email))
  })

  it('says that a held submission was deleted', async () => {
    const held = await send(await aPublishedForm(), { website_url: 'https://spam.example' })
    const editor = await aSession('editor')
    await api(`/submissions/${held.id}`, editor, { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } })
    expect((await trail()).entries[0]).toMatchObject({ action: 'submissions.deleted', detail: { count: 1 } })
  })

  it('is read page by page, the newest first', async () => {
    const actor = { kind: 'token' as const, id: newId(), name: 'a program', scopes: [] }
    await env.DB.batch(
      [1, 2, 3, 4, 5].map((n) => auditEntry(env.DB, actor, 'leads.deleted', { n }, Date.now() + n * 1000)),
    )
    const first = await trail('?limit=2')
    const second = await trail(`?limit=2&after=${first.next}`)
    expect([...first.entries, ...second.entries].map(({ detail }) => detail.n)).toEqual([5, 4, 3, 2])
    expect(first.next).toBe(first.entries[1]!.id)
    const all = await trail('?limit=200')
    expect(all.next).toBeNull()
  })

  it.each(['?after=x', '?after=%00', '?limit=0', '?limit=201', '?limit=x'])('refuses %s', async (query) => {
    expect((await api(`/audit${query}`, await aSession())).status).toBe(422)
  })

  it('cannot be altered, whoever asks', async () => {
    await auditEntry(env.DB, { kind: 'token', id: 'x', name: 'x', scopes: [] }, 'leads.deleted', {}, Date.now()).run()
    await expect(env.DB.prepare("UPDATE audit SET actor = 'nobody'").run()).rejects.toThrow('append-only')
    await expect(env.DB.prepare('DELETE FROM audit').run()).rejects.toThrow('append-only')
  })
})
