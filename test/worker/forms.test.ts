import { env, exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { formDefinition } from '../../contract/form.ts'
import { saveSite } from '../../worker/site/settings.ts'
import { newApiToken } from '../../worker/team/api-token.ts'
import { aController, aPublishedForm, origin, rows, send } from '../support/published.ts'
import { aForm } from '../support/visitor.ts'

let bearer: string
beforeAll(async () => {
  const { token, statement } = await newApiToken('forms', ['forms:read', 'forms:write'], Date.now())
  await env.DB.prepare(statement.sql)
    .bind(...statement.params)
    .run()
  bearer = `Bearer ${token}`
})

const api = (method: string, path: string, body?: unknown) =>
  exports.default.fetch(`${origin}/api/v1/forms${path}`, {
    method,
    headers: { authorization: bearer, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  })

describe('a form', () => {
  it('is refused while the site it belongs to is unknown', async () => {
    const response = await api('PUT', '/tot/draft', aForm())
    expect(await response.json()).toMatchObject({ code: 'conflict', status: 409, fields: { site: 'unknown' } })
  })

  it('is drafted, published, seen by visitors, and changed only by publishing again', async () => {
    await aPublishedForm()
    expect((await api('PUT', '/essai/draft', aForm())).status).toBe(200)
    expect(await (await exports.default.fetch(`${origin}/e/essai.js`)).text()).toMatch(/console\.warn/)
    expect(await (await api('POST', '/essai/publish')).json()).toMatchObject({ version: 1 })
    const shown = await (await exports.default.fetch(`${origin}/e/essai.fr.json`)).json<{
      form: { texts: { title: string } }
    }>()
    expect(shown.form.texts.title).toBe('Le guide')

    await api('PUT', '/essai/draft', aForm({ texts: { title: { fr: 'Le nouveau guide', en: 'The new guide' } } }))
    const still = await (await exports.default.fetch(`${origin}/e/essai.fr.json`)).json<typeof shown>()
    expect(still.form.texts.title).toBe('Le guide')
    expect(await (await api('POST', '/essai/publish')).json()).toMatchObject({ version: 2 })
    const now = await (await exports.default.fetch(`${origin}/e/essai.fr.json`)).json<typeof shown>()
    expect(now.form.texts.title).toBe('Le nouveau guide')
    expect(await (await api('GET', '')).json()).toMatchObject({
      forms: expect.arrayContaining([expect.objectContaining({ slug: 'essai', version: 2 })]),
    })
  })

  it('is listed with how visitors meet it, whatever its draft says meanwhile, and with the places that are taken', async () => {
    const closes = { after: 50, text: { fr: 'Complet.', en: 'Full.' } }
    const form = await aPublishedForm({ display: { place: { kind: 'popup' }, closes } })
    await send(form)
    await api('PUT', `/${form.slug}/draft`, aForm({ display: { place: { kind: 'bar' } } }))
    await api('PUT', '/jamais-publie/draft', aForm({ display: { place: { kind: 'bar' } } }))
    const { forms } = await (await api('GET', '')).json<{
      forms: { slug: string; display: { place: object }; taken: number | null }[]
    }>()
    const listed = (slug: string) => forms.find((each) => each.slug === slug)
    expect(listed(form.slug)).toMatchObject({ display: { place: { kind: 'popup' }, closes: { after: 50 } }, taken: 1 })
    expect(listed('jamais-publie')).toMatchObject({ display: { place: { kind: 'bar' } }, taken: null })
  })

  it('published again unchanged stays the same version', async () => {
    const form = await aPublishedForm()
    expect(await (await api('POST', `/${form.slug}/publish`)).json()).toEqual({
      version: 1,
      publishedAt: form.publishedAt,
    })
  })

  it('is not published while nobody answers for the data', async () => {
    await saveSite(env.DB, { id: 'main', name: 'Sans identité', origins: [] }, new Date().toISOString())
    await api('PUT', '/orphelin/draft', aForm())
    const response = await api('POST', '/orphelin/publish')
    expect(await response.json()).toMatchObject({
      code: 'not_publishable',
      status: 422,
      fields: { controller: 'required' },
    })
    await saveSite(
      env.DB,
      { id: 'main', name: 'Atelier Sud', controller: aController, origins: [] },
      new Date().toISOString(),
    )
    expect((await api('POST', '/orphelin/publish')).status).toBe(200)
  })

  it('names each thing that is wrong with a draft, and keeps none of it', async () => {
    const two = aForm()
    two.steps[0]!.fields.push({ kind: 'email', key: 'email', label: { fr: 'Encore' } })
    const response = await api('PUT', '/faux/draft', { ...two, colour: 'red' })
    expect(await response.json()).toMatchObject({ code: 'invalid', fields: { colour: 'unknown_field' } })
    expect(await (await api('PUT', '/faux/draft', two)).json()).toMatchObject({
      fields: { 'steps.0.fields.5.key': 'duplicate_key', steps: 'needs_one_required_email' },
    })
    expect((await api('GET', '/faux/draft')).status).toBe(404)
  })

  it('is written by those who may only', async () => {
    const response = await exports.default.fetch(`${origin}/api/v1/forms/x/draft`, { method: 'PUT' })
    expect(response.status).toBe(401)
  })
})

describe('a marketing consent', () => {
  const asked = { purpose: 'newsletter', basis: 'consent', label: { fr: 'La lettre' } }
  it.each(['required', 'default', 'checked', 'defaultChecked', 'preticked'])('cannot be written with %s', (key) => {
    const written = formDefinition.safeParse({ ...aForm(), consents: [{ ...asked, [key]: true }] })
    expect(written.success).toBe(false)
    expect(formDefinition.safeParse({ ...aForm(), consents: [asked] }).success).toBe(true)
  })
})

// Consent events and notices are append-only, by database triggers, not by good behaviour.
describe('what proves a consent', () => {
  it.each([
    ['UPDATE consent_event SET state = ?1', 'withdrawn'],
    ['DELETE FROM consent_event WHERE state <> ?1', 'x'],
    ['UPDATE notice SET snapshot = ?1', '{}'],
    ['DELETE FROM notice WHERE id <> ?1', 'x'],
    ['UPDATE form_version SET definition = ?1', '{}'],
    ['DELETE FROM form_version WHERE form_id <> ?1', 'x'],
  ])('is refused by the database: %s', async (sql, value) => {
    const form = await aPublishedForm()
    await env.DB.prepare(
      `INSERT INTO consent_event (lead_id, submission_id, purpose, basis, state, method, notice_id, subject, gpc, at)
       VALUES ('l', 's', 'newsletter', 'consent', 'given', 'form', ?1, 'x', 0, '2026-01-01T00:00:00.000Z')`,
    )
      .bind(form.notices.fr)
      .run()
    await expect(env.DB.prepare(sql).bind(value).run()).rejects.toThrow(/append-only/)
  })

  it('is named by its own content: every word on screen, and its hash', async () => {
    const form = await aPublishedForm()
    const [notice] = await rows<{ snapshot: string }>('SELECT snapshot FROM notice WHERE id = ?1', form.notices.en)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(notice!.snapshot))
    expect(Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('')).toBe(form.notices.en)
    expect(JSON.parse(notice!.snapshot)).toMatchObject({
      language: 'en',
      title: 'The guide',
      consents: [
        { purpose: 'newsletter', label: 'Get the newsletter' },
        { purpose: 'phone', label: 'Be called' },
      ],
      controller: aController,
    })
  })
})
