import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { erasePerson } from '../../worker/consent/rights/erase.ts'
import { holderOf } from '../../worker/consent/rights/holder.ts'
import { eraseSubmission, takeBack } from '../../worker/consent/rights/take-back.ts'
import { withdraw } from '../../worker/consent/rights/withdraw.ts'
import { suppressionSubjects } from '../../worker/consent/suppression.ts'
import { deleteLead } from '../../worker/lead/delete.ts'
import { mergeLeads } from '../../worker/lead/merge.ts'
import { flushLedger } from '../../worker/ops/ledger.ts'
import { replayLedger } from '../../worker/ops/replay.ts'
import { watched } from '../support/owed.ts'
import { aPublishedForm, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let form: PublishedForm
beforeAll(async () => {
  form = await aPublishedForm()
})

const tables = ['lead', 'submission', 'timeline', 'suppression', 'ledger'] as const

/** The database as it was: what can be changed put back, events that came later taken out of the copy as a restore would. */
async function copyOf(): Promise<() => Promise<void>> {
  const kept = await Promise.all(tables.map((table) => rows(`SELECT * FROM ${table}`)))
  const [{ last }] = (await rows<{ last: number }>('SELECT coalesce(max(seq), 0) AS last FROM consent_event')) as [
    { last: number },
  ]
  return async () => {
    await env.DB.prepare('DROP TRIGGER consent_event_no_delete').run()
    await env.DB.prepare('DELETE FROM consent_event WHERE seq > ?1').bind(last).run()
    for (const [i, table] of tables.entries()) {
      await env.DB.prepare(`DELETE FROM ${table}`).run()
      for (const row of kept[i]!) {
        const columns = Object.keys(row)
        const marks = columns.map((_, n) => `?${n + 1}`).join(', ')
        await env.DB.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`)
          .bind(...Object.values(row))
          .run()
      }
    }
    await env.DB.prepare(`
      CREATE TRIGGER consent_event_no_delete BEFORE DELETE ON consent_event
      BEGIN SELECT RAISE(ABORT, 'consent_event is append-only'); END`).run()
  }
}

async function submitted(email = aPerson()) {
  const { id } = await send(form, { answers: { email }, consents: { newsletter: true, phone: true } })
  const found = await holderOf(env.DB, { submissionId: id, reach: 'person' }, Date.now())
  if (found.is !== 'here') throw new Error(found.is)
  const names = await suppressionSubjects(env, 'main', email)
  return { id, email, holder: found.holder, names, subject: names[0]! }
}

const said = () => ({ method: 'rights_page' as const, gpc: false, at: new Date().toISOString() })
const standing = async (id: string) =>
  JSON.parse((await rows<{ consents: string }>('SELECT consents FROM lead WHERE id = ?1', id))[0]?.consents ?? 'null')

it('after an older copy was restored, who was erased is gone again and who withdrew has withdrawn', async () => {
  const [erased, deleted, withdrawn, untouched] = [
    await submitted(),
    await submitted(),
    await submitted(),
    await submitted(),
  ]
  const restore = await copyOf()
  await erasePerson(env.DB, erased.holder, erased.subject, said())
  await deleteLead(env.DB, deleted.id, new Date().toISOString())
  await withdraw(env.DB, withdrawn.holder, withdrawn.subject, ['newsletter'], said())
  await flushLedger(env, Date.now())
  const after = await standing(withdrawn.id)
  const list = await rows('SELECT * FROM suppression ORDER BY subject, purpose')

  await restore()
  expect(await rows('SELECT 1 FROM lead WHERE id = ?1', erased.id)).toHaveLength(1)
  for (let n = 0; n < 2; n++) await replayLedger(env)

  expect(await rows('SELECT id FROM lead WHERE id IN (?1, ?2)', erased.id, deleted.id)).toEqual([])
  expect(await rows('SELECT answers, salt FROM submission WHERE id = ?1', erased.id)).toEqual([
    { answers: null, salt: null },
  ])
  expect(await standing(withdrawn.id)).toEqual(after)
  expect(await rows('SELECT * FROM suppression ORDER BY subject, purpose')).toEqual(list)
  const events = await rows(
    `SELECT purpose FROM consent_event WHERE lead_id = ?1 AND state = 'withdrawn'`,
    withdrawn.id,
  )
  expect(events).toEqual([{ purpose: 'newsletter' }])
  expect(await standing(untouched.id)).toMatchObject({ newsletter: { state: 'given' } })
})

it('a withdrawal holds again though the submission whose link it came by is lost', async () => {
  const before = await submitted()
  const restore = await copyOf()
  const later = await submitted(before.email)
  await withdraw(env.DB, later.holder, later.subject, ['newsletter'], { ...said(), gpc: true })
  await flushLedger(env, Date.now())
  await restore()
  await replayLedger(env)
  expect(await standing(before.id)).toMatchObject({ newsletter: { state: 'withdrawn' }, phone: { state: 'given' } })
  expect(
    await rows(
      `SELECT submission_id, method, gpc FROM consent_event WHERE lead_id = ?1 AND state = 'withdrawn'`,
      before.id,
    ),
  ).toEqual([{ submission_id: before.id, method: 'rights_page', gpc: 1 }])
})

it('what was taken back from a success screen is taken back again, and no more', async () => {
  const [tookBack, erasedOne] = [await submitted(), await submitted()]
  const second = await submitted(erasedOne.email)
  const restore = await copyOf()
  await takeBack(env.DB, { ...tookBack.holder, reach: 'submission' }, 'newsletter', tookBack.names, said())
  await eraseSubmission(env.DB, { ...second.holder, reach: 'submission' }, second.names, said())
  await flushLedger(env, Date.now())
  const after = [await standing(tookBack.id), await standing(erasedOne.id)]
  expect(after[0]).toMatchObject({ newsletter: { state: 'withdrawn' }, phone: { state: 'given' } })
  await restore()
  for (let n = 0; n < 2; n++) await replayLedger(env)
  expect([await standing(tookBack.id), await standing(erasedOne.id)]).toEqual(after)
  expect(await rows('SELECT answers, salt FROM submission WHERE id = ?1', second.id)).toEqual([
    { answers: null, salt: null },
  ])
  expect(await rows('SELECT submissions FROM lead WHERE id = ?1', erasedOne.id)).toEqual([{ submissions: 1 }])
})

it('an objection ticked in a form stands again, unless something was said since', async () => {
  const optOut = [{ purpose: 'calls', basis: 'legitimate_interest' as const, label: { fr: 'Ne pas m’appeler' } }]
  const asking = await aPublishedForm({ consents: optOut })
  const fill = (email: string, calls: boolean) => send(asking, { answers: { email }, consents: { calls } })
  const [email, changed] = [aPerson(), aPerson()]
  const [{ id }, { id: other }] = [await fill(email, false), await fill(changed, true)]
  await fill(changed, false)
  await env.DB.prepare(
    `UPDATE lead SET consents = json_set(consents, '$.calls.state', 'shown_not_given') WHERE id = ?1`,
  )
    .bind(other)
    .run()
  const restore = await copyOf()
  await fill(email, true)
  await flushLedger(env, Date.now())
  await restore()
  expect(await standing(id)).toMatchObject({ calls: { state: 'shown_not_given' } })
  for (let n = 0; n < 2; n++) await replayLedger(env)
  expect(await standing(id)).toMatchObject({ calls: { state: 'objected' } })
  expect(await standing(other)).toMatchObject({ calls: { state: 'shown_not_given' } })
})

it('somebody who typed the address before the replay undoes no withdrawal', async () => {
  const person = await submitted()
  const restore = await copyOf()
  await withdraw(env.DB, person.holder, person.subject, ['newsletter'], said())
  await flushLedger(env, Date.now())
  await restore()
  await submitted(person.email)
  expect(await standing(person.id)).toMatchObject({ newsletter: { state: 'given' } })
  await replayLedger(env)
  expect(await standing(person.id)).toMatchObject({ newsletter: { state: 'withdrawn' } })
})

it('the links of who came and was erased after the copy was made are dead in it too', async () => {
  const restore = await copyOf()
  const { id, holder, subject, email } = await submitted()
  const { id: second } = await submitted(email)
  await erasePerson(env.DB, holder, subject, said())
  await flushLedger(env, Date.now())
  await restore()
  expect(await rows('SELECT 1 FROM submission WHERE id = ?1', id)).toEqual([])
  for (let n = 0; n < 2; n++) await replayLedger(env)
  expect(
    await rows(
      'SELECT id, lead_id, answers, erased_at IS NOT NULL AS gone FROM submission WHERE id IN (?1, ?2)',
      id,
      second,
    ),
  ).toEqual([id, second].sort().map((one) => ({ id: one, lead_id: null, answers: null, gone: 1 })))
})

it('stopped between any two steps and run again, it comes to the same end', async () => {
  const [erased, withdrawn, tookBack, erasedOne] = [
    await submitted(),
    await submitted(),
    await submitted(),
    await submitted(),
  ]
  const second = await submitted(erasedOne.email)
  const restore = await copyOf()
  await erasePerson(env.DB, erased.holder, erased.subject, said())
  await withdraw(env.DB, withdrawn.holder, withdrawn.subject, ['newsletter'], said())
  await takeBack(env.DB, tookBack.holder, 'newsletter', tookBack.names, said())
  await eraseSubmission(env.DB, second.holder, second.names, said())
  await flushLedger(env, Date.now())
  const end = async () => ({
    leads: await rows('SELECT id, consents, submissions FROM lead ORDER BY id'),
    submissions: await rows('SELECT id, lead_id, answers, salt, erased_at IS NULL AS kept FROM submission ORDER BY id'),
    events: await rows(
      'SELECT lead_id, submission_id, purpose, state, method, subject FROM consent_event ORDER BY seq',
    ),
    suppressed: await rows('SELECT * FROM suppression ORDER BY subject, purpose'),
  })
  await restore()
  let steps = 0
  await replayLedger({ ...env, DB: watched(env.DB, () => void steps++) })
  const right = await end()
  expect(right.leads.map(({ id }) => id)).not.toContain(erased.id)
  for (let survived = 0; survived < steps; survived++) {
    await restore()
    let done = 0
    const killed = watched(env.DB, () => {
      if (done++ >= survived) throw new Error('killed')
    })
    await expect(replayLedger({ ...env, DB: killed })).rejects.toThrow('killed')
    await replayLedger(env)
    expect({ survived, ...(await end()) }).toEqual({ survived, ...right })
  }
})

it('what R2 keeps names nobody', async () => {
  const { email, holder, subject } = await submitted()
  await erasePerson(env.DB, holder, subject, said())
  await flushLedger(env, Date.now())
  expect(await rows('SELECT 1 FROM ledger')).toEqual([])
  const { objects } = await env.FILES.list({ prefix: 'ledger/' })
  expect(objects[0]!.key).toMatch(/^ledger\/\d{4}-\d{2}\/[0-9a-f-]{36}\.json$/)
  for (const { key } of objects) expect(await (await env.FILES.get(key))!.text()).not.toContain(email.split('@')[0])
})

it('after a copy from before two leads were merged, both are gone again with the one that was erased', async () => {
  const [stays, goes] = [await submitted(), await submitted()]
  const restore = await copyOf()
  const team = { kind: 'member' as const, id: 'x', name: 'Somebody', scopes: [] }
  await mergeLeads(env.DB, stays.id, goes.id, team, Date.now())
  await deleteLead(env.DB, stays.id, new Date().toISOString())
  await flushLedger(env, Date.now())
  await restore()
  expect(await rows('SELECT id FROM lead WHERE id IN (?1, ?2)', stays.id, goes.id)).toHaveLength(2)
  for (let n = 0; n < 2; n++) await replayLedger(env)
  expect(await rows('SELECT id FROM lead WHERE id IN (?1, ?2)', stays.id, goes.id)).toEqual([])
  expect(await rows('SELECT id FROM timeline WHERE lead_id IN (?1, ?2)', stays.id, goes.id)).toEqual([])
})
