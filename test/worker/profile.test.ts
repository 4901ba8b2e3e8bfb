import { env, exports } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { FormInput, PublishedForm } from '../../contract/form.ts'
import { profileToken } from '../../worker/capture/profile.ts'
import { newId } from '../../worker/lib/id.ts'
import { signToken } from '../../worker/lib/signed-token.ts'
import { aPublishedForm, origin, post, ready, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

const steps = [
  {
    id: 'you',
    fields: [
      { kind: 'email', key: 'email', label: { fr: 'E-mail', en: 'Email' }, required: true, askOnce: true },
      { kind: 'company', key: 'company', label: { fr: 'Société', en: 'Company' }, required: true, askOnce: true },
      { kind: 'text', key: 'need', label: { fr: 'Besoin', en: 'Need' }, required: true, askOnce: true },
      { kind: 'text', key: 'topic', label: { fr: 'Sujet', en: 'Topic' }, askOnce: true },
      { kind: 'job_title', key: 'job', label: { fr: 'Fonction', en: 'Job' } },
    ],
  },
] satisfies FormInput['steps']

const inAnHour = () => Date.now() + 3_600_000
const known = async (form: PublishedForm, token: string) => {
  const response = await exports.default.fetch(`${origin}/f/${form.slug}/known?token=${encodeURIComponent(token)}`)
  expect(response.headers.get('cache-control')).toBe('no-store')
  return response.text()
}

async function aKnownLead() {
  const form = await aPublishedForm({ steps, consents: [] })
  const email = aPerson()
  const answers = { email, company: 'Atelier Secret', need: 'Confidentiel', job: 'Dirigeante' }
  await send(form, { answers, consents: {} })
  const [lead] = await rows<{ id: string }>('SELECT id FROM lead WHERE email = ?1', email)
  return { form, email, token: await profileToken(env, lead!.id, inAnHour()) }
}

it('tells which questions need not be asked again, by their keys alone and never the address', async () => {
  const { form, token } = await aKnownLead()
  expect(await known(form, token)).toBe('{"known":["company","need"]}')
})

it('answers the same about tokens that are forged, run out, of another purpose, or of nobody', async () => {
  const { form, token } = await aKnownLead()
  const none = '{"known":[]}'
  expect(await known(form, '')).toBe(none)
  expect(await known(form, `${token.slice(0, -2)}xx`)).toBe(none)
  expect(await known(form, await profileToken(env, newId(), inAnHour()))).toBe(none)
  expect(await known(form, await profileToken(env, newId(), Date.now() - 1_000))).toBe(none)
  expect(await known(form, await signToken(env, 'download', [newId()], inAnHour()))).toBe(none)
})

it('a known visitor may leave out what they answered before, and nothing that was known is lost', async () => {
  const { form, email, token } = await aKnownLead()
  await send(form, { answers: { email, topic: 'Durées' }, consents: {}, known: token })
  const [lead] = await rows<{ company: string; answers: string }>(
    'SELECT company, answers FROM lead WHERE email = ?1',
    email,
  )
  expect(lead!.company).toBe('Atelier Secret')
  expect(JSON.parse(lead!.answers)).toMatchObject({ need: 'Confidentiel', topic: 'Durées' })
})

it('a forged token opens nothing: what is required is required', async () => {
  const { form, email, token } = await aKnownLead()
  for (const forged of [undefined, 'profile.x.y.z', `${token.slice(0, -2)}xx`]) {
    const sent = await ready(form, { answers: { email }, consents: {}, ...(forged && { known: forged }) })
    const response = await post(form, sent)
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ fields: { company: 'required', need: 'required' } })
  }
})

it('even a known visitor gives an address', async () => {
  const { form, token } = await aKnownLead()
  const response = await post(form, await ready(form, { answers: {}, consents: {}, known: token }))
  expect(await response.json()).toMatchObject({ fields: { email: 'required' } })
})
