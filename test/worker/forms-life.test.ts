// The life of a form in its owner's hands: begun, edited by two at once, compared, taken back, archived; and where its tag is seen.
import { env, exports } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FormInput, formDefinition } from '../../contract/form.ts'
import type { ShownForm } from '../../contract/shown.ts'
import { forgetSeen } from '../../worker/form/seen.ts'
import { saveSite } from '../../worker/site/settings.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aController, aPublishedForm, origin, post, ready, rows, send } from '../support/published.ts'
import { aForm } from '../support/visitor.ts'

let api: Call
let reader: Call
beforeAll(async () => {
  api = await callerWith('forms:read', 'forms:write')
  reader = await callerWith('forms:read')
  await saveSite(
    env.DB,
    { id: 'main', name: 'Atelier Sud', controller: aController, origins: [] },
    new Date().toISOString(),
  )
})
beforeEach(forgetSeen)

const bodyOf = async <T = Record<string, unknown>>(answer: Response | Promise<Response>): Promise<T> =>
  (await answer).json<T>()
const entitled = (title: string): FormInput => aForm({ texts: { title: { fr: title, en: title } } })
const matching = (draftAt: unknown) => ({ 'if-match': `"${draftAt}"` })
const visit = (path: string, headers: Record<string, string> = {}) => exports.default.fetch(origin + path, { headers })

describe('a form begins', () => {
  it.each(['livre-blanc', 'essai', 'lettre', 'echange', 'webinaire'])('from the template %s', async (template) => {
    const answer = await api('POST', '/forms', { slug: `de-${template}`, from: { template }, name: 'À moi' })
    expect(answer.status).toBe(201)
    const { draft } = await bodyOf(api('GET', `/forms/de-${template}/draft`))
    expect(draft).toMatchObject({ name: 'À moi', defaultLanguage: 'fr' })
    expect((await api('POST', `/forms/de-${template}/publish`)).status).toBe(200)
  })

  it('in the language asked for, where the template speaks it', async () => {
    await api('POST', '/forms', { slug: 'in-english', from: { template: 'essai' }, language: 'en' })
    await api('POST', '/forms', { slug: 'auf-deutsch', from: { template: 'essai' }, language: 'de' })
    const languageOf = async (slug: string) =>
      (await bodyOf<{ draft: { defaultLanguage: string } }>(api('GET', `/forms/${slug}/draft`))).draft.defaultLanguage
    expect([await languageOf('in-english'), await languageOf('auf-deutsch')]).toEqual(['en', 'fr'])
  })

  it('from another form, which is left as it is', async () => {
    const original = await aPublishedForm()
    expect((await api('POST', '/forms', { slug: 'copie', from: { form: original.slug }, name: 'Copie' })).status).toBe(
      201,
    )
    const [copy, first] = await Promise.all([
      bodyOf<{ draft: object; version: null }>(api('GET', '/forms/copie/draft')),
      bodyOf<{ draft: object }>(api('GET', `/forms/${original.slug}/draft`)),
    ])
    expect(copy).toMatchObject({ version: null, draft: { ...first.draft, name: 'Copie' } })
  })

  it('under a name that is free, of what there is', async () => {
    await api('POST', '/forms', { slug: 'pris', from: { template: 'essai' } })
    const again = await api('POST', '/forms', { slug: 'pris', from: { template: 'lettre' } })
    expect(await bodyOf(again)).toMatchObject({ code: 'conflict', fields: { slug: 'taken' } })
    for (const from of [{ template: 'rien' }, { form: 'Pas un nom' }, {}, { template: 'essai', form: 'pris' }, 3, null])
      expect((await api('POST', '/forms', { slug: 'autre', from })).status).toBe(422)
    expect((await api('POST', '/forms', { slug: 'autre', from: { form: 'inconnu' } })).status).toBe(404)
    expect((await api('POST', '/forms', { slug: 'A B', from: { template: 'essai' } })).status).toBe(422)
    expect((await reader('POST', '/forms', { slug: 'autre', from: { template: 'essai' } })).status).toBe(403)
    expect((await api('GET', '/forms/autre/draft')).status).toBe(404)
  })

  it('and ends without a trace while it was never published; afterwards it cannot be deleted', async () => {
    await api('POST', '/forms', { slug: 'en-trop', from: { template: 'essai' } })
    expect((await reader('DELETE', '/forms/en-trop')).status).toBe(403)
    expect((await api('DELETE', '/forms/en-trop')).status).toBe(204)
    expect((await api('GET', '/forms/en-trop/draft')).status).toBe(404)
    const form = await aPublishedForm()
    expect((await api('DELETE', `/forms/${form.slug}`)).status).toBe(409)
    expect((await api('DELETE', '/forms/inconnu')).status).toBe(404)
  })
})

describe('two who edit the same draft', () => {
  it('do not overwrite each other', async () => {
    const form = await aPublishedForm()
    const path = `/forms/${form.slug}/draft`
    const { draftAt } = await bodyOf(api('GET', path))
    const first = await api('PUT', path, entitled('Le premier'), matching(draftAt))
    expect(first.status).toBe(200)
    const second = await api('PUT', path, entitled('Le second'), matching(draftAt))
    expect(await bodyOf(second)).toMatchObject({ status: 409, code: 'conflict', fields: { draft: 'changed' } })
    expect(await bodyOf(api('GET', path))).toMatchObject({ draft: { texts: { title: { fr: 'Le premier' } } } })
    const { draftAt: now } = await bodyOf(first)
    expect((await api('PUT', path, entitled('Le second'), matching(now))).status).toBe(200)
  })

  it('publish what they looked at, or nothing', async () => {
    const form = await aPublishedForm()
    const { draftAt } = await bodyOf(api('GET', `/forms/${form.slug}/draft`))
    const kept = await bodyOf(api('PUT', `/forms/${form.slug}/draft`, entitled('Autre chose')))
    expect((await api('POST', `/forms/${form.slug}/publish`, undefined, matching(draftAt))).status).toBe(409)
    const published = await api('POST', `/forms/${form.slug}/publish`, undefined, matching(kept.draftAt))
    expect(await bodyOf(published)).toMatchObject({ version: 2 })
  })

  it('are told when what they edit is gone, or their guard cannot be read', async () => {
    const answer = await api('PUT', '/forms/jamais/draft', aForm(), matching(new Date().toISOString()))
    expect(answer.status).toBe(404)
    expect((await api('PUT', '/forms/jamais/draft', aForm(), { 'if-match': 'W/x' })).status).toBe(422)
  })
})

describe('versions', () => {
  it('are listed from the newest, a page at a time, and read as they were drafted', async () => {
    const form = await aPublishedForm()
    for (const title of ['Deux', 'Trois']) {
      await api('PUT', `/forms/${form.slug}/draft`, entitled(title))
      await api('POST', `/forms/${form.slug}/publish`)
    }
    type Page = { versions: { version: number; isShown: boolean }[]; next: number | null }
    const first = await bodyOf<Page>(api('GET', `/forms/${form.slug}/versions?limit=2`))
    expect(first.versions.map(({ version, isShown }) => [version, isShown])).toEqual([
      [3, true],
      [2, false],
    ])
    const rest = await bodyOf<Page>(api('GET', `/forms/${form.slug}/versions?limit=2&before=${first.next}`))
    expect(rest).toMatchObject({ versions: [{ version: 1 }], next: null })
    const two = await bodyOf<{ draft: unknown }>(api('GET', `/forms/${form.slug}/versions/2`))
    expect(formDefinition.parse(two.draft)).toEqual(formDefinition.parse(entitled('Deux')))
    for (const path of ['/versions/9', '/versions/0', '/versions/x', '/versions/1e9/changes'])
      expect((await api('GET', `/forms/${form.slug}${path}`)).status, path).toBe(404)
    expect((await api('GET', `/forms/${form.slug}/versions?limit=1000`)).status).toBe(422)
    expect((await api('GET', '/forms/inconnu/versions')).status).toBe(404)
  })

  it('tell what differs from one to another and to the draft', async () => {
    const form = await aPublishedForm()
    await api('PUT', `/forms/${form.slug}/draft`, entitled('Deux'))
    const path = `/forms/${form.slug}/versions/1/changes`
    const changes = (await bodyOf<{ changes: unknown[] }>(api('GET', path))).changes
    expect(changes).toContainEqual({
      what: 'changed',
      path: ['texts', 'title', 'fr'],
      before: 'Le guide',
      after: 'Deux',
    })
    expect(await bodyOf(api('GET', `${path}?to=1`))).toEqual({ changes: [] })
    expect((await api('GET', `${path}?to=5`)).status).toBe(404)
  })

  it('are brought back as the draft, and visitors see nothing of it until it is published', async () => {
    const form = await aPublishedForm()
    const kept = await bodyOf(api('PUT', `/forms/${form.slug}/draft`, entitled('Deux')))
    await api('POST', `/forms/${form.slug}/publish`)
    const restore = `/forms/${form.slug}/versions/1/restore`
    expect((await reader('POST', restore)).status).toBe(403)
    expect((await api('POST', restore, undefined, matching('2020-01-01T00:00:00.000Z'))).status).toBe(409)
    expect((await api('POST', restore, undefined, matching(kept.draftAt))).status).toBe(200)
    const titleShown = async () =>
      (await bodyOf<{ form: ShownForm }>(visit(`/e/${form.slug}.fr.json`))).form.texts.title
    expect(await titleShown()).toBe('Deux')
    expect(await bodyOf(api('POST', `/forms/${form.slug}/publish`))).toMatchObject({ version: 3 })
    expect(await titleShown()).toBe('Le guide')
  })
})

describe('a preview', () => {
  it('is what the tag would carry, and keeps nothing', async () => {
    const before = await rows('SELECT count(*) AS n FROM form')
    const { settings, widget, accepted, missing } = await bodyOf<{
      settings: { form: ShownForm }
      widget: string
      accepted: object
      missing?: object
    }>(reader('POST', '/forms/preview', { draft: entitled('À l’essai'), language: 'en' }))
    expect(settings.form).toMatchObject({ language: 'en', texts: { title: 'À l’essai' }, controller: aController })
    expect((await visit(widget)).headers.get('access-control-allow-origin')).toBe('*')
    expect(accepted).toMatchObject({ rights: 'about:blank' })
    expect(missing).toBeUndefined()
    expect(await rows('SELECT count(*) AS n FROM form')).toEqual(before)
  })

  it('says what is wrong with a draft, and what is missing around it', async () => {
    const magnet = '0190a0a0-0000-7000-8000-000000000000'
    expect(await bodyOf(api('POST', '/forms/preview', { draft: aForm({ magnet }) }))).toMatchObject({
      missing: { magnet: 'unknown_or_empty' },
    })
    const wrong = await api('POST', '/forms/preview', { draft: { ...aForm(), steps: [] } })
    expect(await bodyOf(wrong)).toMatchObject({ code: 'invalid', fields: { 'draft.steps': 'required' } })
    expect((await api('POST', '/forms/preview', { draft: null })).status).toBe(422)
    expect((await exports.default.fetch(`${origin}/api/v1/forms/preview`, { method: 'POST' })).status).toBe(401)
  })
})

describe('an archived form', () => {
  it('says on every way to it that it is over, takes nothing more, and keeps its leads', async () => {
    const form = await aPublishedForm()
    await send(form)
    const late = await ready(form)
    expect((await reader('POST', `/forms/${form.slug}/archive`)).status).toBe(403)
    expect((await api('POST', `/forms/${form.slug}/archive`)).status).toBe(204)
    const before = await visit(`/e/${form.slug}.js`)
    expect(await before.text()).toContain('closes:')
    const shown = await bodyOf<{ form: ShownForm }>(visit(`/e/${form.slug}.fr.json`))
    expect(shown.form.closes?.text).toContain(aController.contact)
    expect((await visit(`/f/${form.slug}/ticket`)).status).toBe(410)
    expect((await visit(`/f/${form.slug}`)).status).toBe(410)
    // Whoever was filling it in still gets through, for a few minutes.
    expect((await post(form, late)).status).toBe(200)
    expect(await rows('SELECT 1 AS one FROM submission WHERE form_id = ?1', form.id)).toHaveLength(2)

    expect((await api('POST', `/forms/${form.slug}/reopen`)).status).toBe(204)
    const after = await visit(`/e/${form.slug}.js`)
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
    expect((await visit(`/f/${form.slug}/ticket`)).status).toBe(200)
    expect(await rows(`SELECT action FROM audit WHERE detail ->> '$.form' = ?1 ORDER BY id`, form.slug)).toEqual([
      { action: 'form.archived' },
      { action: 'form.reopened' },
    ])
  })

  it('says so in the owner’s own words where there are any', async () => {
    const form = await aPublishedForm({ display: { closes: { after: 9, text: { fr: 'Complet.', en: 'Full.' } } } })
    await api('POST', `/forms/${form.slug}/archive`)
    const shown = await bodyOf<{ form: ShownForm }>(visit(`/e/${form.slug}.fr.json`))
    expect(shown.form.closes?.text).toBe('Complet.')
  })

  it('is brought back by publishing it', async () => {
    const form = await aPublishedForm()
    await api('POST', `/forms/${form.slug}/archive`)
    await api('POST', `/forms/${form.slug}/archive`)
    const { forms } = await bodyOf<{ forms: { slug: string; archivedAt: string | null }[] }>(api('GET', '/forms'))
    expect(forms.find(({ slug }) => slug === form.slug)?.archivedAt).toEqual(expect.any(String))
    expect(await bodyOf(api('POST', `/forms/${form.slug}/publish`))).toMatchObject({ version: 1 })
    expect((await visit(`/f/${form.slug}/ticket`)).status).toBe(200)
    expect((await api('POST', '/forms/inconnu/archive')).status).toBe(404)
  })
})

describe('where a tag was seen', () => {
  const seenOf = async (slug: string) => (await bodyOf<{ seen: object[] }>(reader('GET', `/forms/${slug}/seen`))).seen

  it('is told by its site alone, whichever request says so', async () => {
    const form = await aPublishedForm()
    expect(await seenOf(form.slug)).toEqual([])
    await visit(`/e/${form.slug}.js`, { referer: 'https://blog.example.fr/secret?who=camille@example.fr' })
    await visit(`/f/${form.slug}/ticket`, { origin: 'https://boutique.example.fr' })
    await expect
      .poll(async () => (await seenOf(form.slug)).map((row) => (row as { origin: string }).origin).toSorted())
      .toEqual(['https://blog.example.fr', 'https://boutique.example.fr'])
  })

  it('is written once an hour', async () => {
    const form = await aPublishedForm()
    for (let i = 0; i < 5; i++) {
      forgetSeen()
      await visit(`/f/${form.slug}/ticket`, { origin: 'https://example.fr' })
    }
    await expect.poll(async () => (await seenOf(form.slug)).length).toBe(1)
    const [first] = await rows('SELECT at FROM form_seen WHERE form_id = ?1', form.id)
    const longAgo = new Date(Date.now() - 2 * 3_600_000).toISOString()
    await env.DB.prepare('UPDATE form_seen SET at = ?2 WHERE form_id = ?1').bind(form.id, longAgo).run()
    await visit(`/f/${form.slug}/ticket`, { origin: 'https://example.fr' })
    expect(await rows('SELECT at FROM form_seen WHERE form_id = ?1', form.id)).toEqual([{ at: longAgo }])
    forgetSeen()
    await visit(`/f/${form.slug}/ticket`, { origin: 'https://example.fr' })
    await expect
      .poll(async () => (await rows<{ at: string }>('SELECT at FROM form_seen WHERE form_id = ?1', form.id))[0]!.at)
      .not.toBe(longAgo)
    expect(first).toBeDefined()
  })

  it('is not our own pages, nor anything that is no web origin', async () => {
    const form = await aPublishedForm()
    for (const referer of [`${origin}/f/x`, 'android-app://com.example/', 'http://example.fr/', 'nonsense', 'null'])
      await visit(`/e/${form.slug}.js`, { referer })
    await visit(`/e/${form.slug}.js`, { referer: 'https://example.fr/' })
    await expect.poll(() => seenOf(form.slug)).toMatchObject([{ origin: 'https://example.fr', isAllowed: true }])
  })

  it('says which sites may not send it', async () => {
    const form = await aPublishedForm({ origins: ['https://example.fr'] })
    for (const site of ['https://example.fr', 'https://ailleurs.example'])
      await visit(`/e/${form.slug}.js`, { referer: `${site}/` })
    await expect
      .poll(async () => Object.fromEntries((await seenOf(form.slug)).map((one) => Object.values(one).toSpliced(1, 1))))
      .toEqual({ 'https://example.fr': true, 'https://ailleurs.example': false })
  })

  it('stays a short list, however many sites a stranger invents', async () => {
    const form = await aPublishedForm()
    for (let i = 0; i < 40; i++) await visit(`/e/${form.slug}.js`, { referer: `https://s${i}.example/` })
    await expect.poll(async () => (await seenOf(form.slug)).length).toBe(30)
  })
})
