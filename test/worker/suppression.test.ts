import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { erasePerson } from '../../worker/consent/rights/erase.ts'
import { holderOf } from '../../worker/consent/rights/holder.ts'
import { object, type Said, withdraw } from '../../worker/consent/rights/withdraw.ts'
import { forbiddenOf, lift, suppress, suppressedAmong, suppressionSubjects } from '../../worker/consent/suppression.ts'
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

  it('cannot be read from it', async () => {
    const email = aPerson()
    const { id } = await submit(email, { newsletter: true })
    await withdraw(env.DB, await holder(id), await subjectOf(email), ['newsletter'], said())
    expect(JSON.stringify(await rows('SELECT * FROM suppression'))).not.toContain(email.split('@')[0])
  })

  it('is found after the signing secret was replaced, however often', async () => {
    const deployed = {
      SECRET: 'first-0123456789abcdefghijklmnopqrstuvwxyz',
      SECRET_LASTING: 'lasting-0123456789abcdefghijklmn',
    }
    const [listed] = await suppressionSubjects(deployed, 'main', 'a@example.fr')
    for (const SECRET of ['second-0123456789abcdefghijklmnop', 'third-0123456789abcdefghijklmnopq'])
      expect((await suppressionSubjects({ ...deployed, SECRET }, 'main', 'a@example.fr'))[0]).toBe(listed)
  })

  it('is found where there was one secret only, and that became the lasting one before it was replaced', async () => {
    const [listed] = await suppressionSubjects({ SECRET: env.SECRET }, 'main', 'a@example.fr')
    const renewed = { SECRET: 'another-secret-0123456789abcdefghijklmnop' }
    const lasting = await suppressionSubjects({ ...renewed, SECRET_LASTING: env.SECRET }, 'main', 'a@example.fr')
    expect(lasting[0]).toBe(listed)
    // And where that was forgotten, for as long as the one before is known.
    const forgotten = await suppressionSubjects({ ...renewed, SECRET_PREVIOUS: env.SECRET }, 'main', 'a@example.fr')
    expect(forgotten).toContain(listed)
    expect(forgotten[0]).not.toBe(listed)
  })

  it('is another one on another site', async () => {
    expect(await suppressionSubjects(env, 'main', 'a@example.fr')).not.toEqual(
      await suppressionSubjects(env, 'other', 'a@example.fr'),
    )
  })
})

describe('what brings people in from elsewhere', () => {
  it('is told in one question who is on the list, and for what', async () => {
    const [withdrawn, erased, unknown] = [aPerson(), aPerson(), aPerson()]
    const { id } = await submit(withdrawn, { newsletter: true })
    await withdraw(env.DB, await holder(id), await subjectOf(withdrawn), ['newsletter'], said())
    const gone = await submit(erased, {})
    await erasePerson(env.DB, await holder(gone.id), await subjectOf(erased), said())
    const many = Array.from({ length: 997 }, aPerson)
    const found = await suppressedAmong(env.DB, env, 'main', [withdrawn, erased, unknown, ...many])
    expect(Object.fromEntries(found)).toEqual({
      [withdrawn]: [{ purpose: 'newsletter', state: 'withdrawn' }],
      [erased]: [{ purpose: '*', state: 'withdrawn' }],
    })
    expect(await suppressedAmong(env.DB, env, 'other', [withdrawn])).toEqual(new Map())
  })

  it('finds those listed before the secret was replaced', async () => {
    const email = aPerson()
    const list = [{ purpose: 'phone', state: 'objected' as const }]
    const [old] = await suppressionSubjects({ SECRET: 'old-0123456789abcdefghijklmnopqrstuvw' }, 'main', email)
    await suppress(env.DB, old!, list, new Date().toISOString()).run()
    const secrets = { ...env, SECRET_PREVIOUS: 'old-0123456789abcdefghijklmnopqrstuvw' }
    expect(await suppressedAmong(env.DB, secrets, 'main', [email])).toEqual(new Map([[email, list]]))
  })

  it('may keep what nothing on the list forbids', () => {
    const all = { purpose: '*', state: 'objected' as const }
    const one = { purpose: 'newsletter', state: 'withdrawn' as const }
    expect(forbiddenOf(['newsletter', 'phone'], [])).toEqual([])
    expect(forbiddenOf(['newsletter', 'phone'], [one])).toEqual([one])
    expect(forbiddenOf(['newsletter', 'phone'], [all, one])).toEqual([one, { purpose: 'phone', state: 'objected' }])
  })
})
