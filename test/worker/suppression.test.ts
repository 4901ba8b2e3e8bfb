import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { erasePerson } from '../../worker/consent/rights/erase.ts'
import { holderOf } from '../../worker/consent/rights/holder.ts'
import { object, type Said, withdraw } from '../../worker/consent/rights/withdraw.ts'
import { lift, suppressionSubjects } from '../../worker/consent/suppression.ts'
import { aPublishedForm, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let form: PublishedForm
beforeAll(async () => {
  form = await aPublishedForm()
})

const submit = (email: string, consents: Record<string, boolean>) => send(form, { answers: { email }, consents })
const said = (): Said => ({ method: 'rights_page', gpc: false, at: new Date().toISOString() })
const subjectOf = async (email: string) => (await suppressionSubjects(env, 'main', email))[0]!

async function holder(submissionId: string) {
  const found = await holderOf(env.DB, { submissionId, reach: 'person' }, Date.now())
  if (found.is !== 'here') throw new Error(found.is)
  return found.holder
}

async function states(email: string) {
  const [row] = await rows<{ consents: string }>('SELECT consents FROM lead WHERE email_key = ?1', email)
  const consents: Record<string, { state: string }> = JSON.parse(row!.consents)
  return Object.fromEntries(Object.entries(consents).map(([purpose, { state }]) => [purpose, state]))
}

describe('an address on the list', () => {
  it('is not put off it by whoever types it again: what was ticked is recorded, the withdrawal stands', async () => {
    const email = aPerson()
    const { id } = await submit(email, { newsletter: true, phone: false })
    await withdraw(env.DB, await holder(id), await subjectOf(email), ['newsletter'], said())
    await submit(email, { newsletter: true, phone: true })
    expect(await states(email)).toEqual({ newsletter: 'withdrawn', phone: 'given' })
    const events = await rows(
      'SELECT state FROM consent_event WHERE lead_id = ?1 AND purpose = ?2 ORDER BY seq',
      id,
      'newsletter',
    )
    expect(events).toEqual([{ state: 'given' }, { state: 'withdrawn' }, { state: 'given' }])
  })

  it('stays on it when the person is erased, and everything is refused for them', async () => {
    const email = aPerson()
    const { id } = await submit(email, { newsletter: true })
    await erasePerson(env.DB, await holder(id), await subjectOf(email), said())
    await submit(email, { newsletter: true, phone: true })
    expect(await states(email)).toEqual({ newsletter: 'withdrawn', phone: 'withdrawn' })
  })

  it('covers what is asked later, once the person has objected to everything', async () => {
    const email = aPerson()
    const { id } = await submit(email, {})
    await object(env.DB, await holder(id), await subjectOf(email), said())
    await submit(email, { newsletter: true, phone: true })
    expect(await states(email)).toEqual({ newsletter: 'objected', phone: 'objected' })
  })

  it('comes off it when the person confirms', async () => {
    const email = aPerson()
    const { id } = await submit(email, { newsletter: true })
    await withdraw(env.DB, await holder(id), await subjectOf(email), ['newsletter'], said())
    await lift(env.DB, await suppressionSubjects(env, 'main', email), ['newsletter']).run()
    await submit(email, { newsletter: true })
    expect(await states(email)).toMatchObject({ newsletter: 'given' })
  })

  it('cannot be read from it, and is found after the secret has been renewed', async () => {
    const email = aPerson()
    const { id } = await submit(email, { newsletter: true })
    await withdraw(env.DB, await holder(id), await subjectOf(email), ['newsletter'], said())
    expect(JSON.stringify(await rows('SELECT * FROM suppression'))).not.toContain(email.split('@')[0])
    const renewed = { SECRET: 'another-secret-0123456789abcdefghijklmnop', SECRET_PREVIOUS: env.SECRET }
    const subjects = await suppressionSubjects(renewed, 'main', email)
    expect(subjects).toContain(await subjectOf(email))
    expect(subjects[0]).not.toBe(await subjectOf(email))
  })

  it('is another one on another site', async () => {
    expect(await suppressionSubjects(env, 'main', 'a@example.fr')).not.toEqual(
      await suppressionSubjects(env, 'other', 'a@example.fr'),
    )
  })
})
