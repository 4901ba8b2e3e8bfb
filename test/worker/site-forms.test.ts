// Several sites, and what becomes of their published forms when a site changes.
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { type FormInput, formDefinition } from '../../contract/form.ts'
import type { SiteForm, SiteSettings } from '../../contract/site.ts'
import { publishedForm } from '../../worker/form/published.ts'
import { publishForm, saveDraft } from '../../worker/form/store.ts'
import { newId } from '../../worker/lib/id.ts'
import { type Call, callerWith } from '../support/caller.ts'
import { aController, rows } from '../support/published.ts'
import { aForm } from '../support/visitor.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('site:read', 'site:write', 'forms:read', 'forms:write', 'magnets:write')
})

let sites = 0
const aSite = async (over: Partial<SiteSettings> = {}) => {
  const id = `site-${++sites}`
  await change(id, over)
  return id
}
const change = async (id: string, over: Partial<SiteSettings> = {}) => {
  const settings = { name: 'Atelier Sud', controller: aController, origins: ['https://atelier-sud.fr'], ...over }
  const response = await call('PUT', `/sites/${id}`, settings)
  expect(response.status).toBe(200)
}
async function published(site: string, over: Partial<FormInput> = {}): Promise<string> {
  const slug = `on-${site}-${newId().slice(-12)}`
  const now = new Date().toISOString()
  await saveDraft(env.DB, site, slug, formDefinition.parse(aForm(over)), now)
  await publishForm(env.DB, slug, now)
  return slug
}
const shown = async (slug: string): Promise<PublishedForm> => (await publishedForm(env.DB, slug))!
const formsOf = async (site: string) =>
  (await (await call('GET', `/sites/${site}/forms`)).json<{ forms: SiteForm[] }>()).forms
const behind = async (site: string) => (await formsOf(site)).map((form) => form.behind)
const republish = (site: string, ...forms: string[]) => call('POST', `/sites/${site}/republish`, { forms })

describe('another site', () => {
  it('begins like the one that is named, with pages of its own', async () => {
    const like = await aSite({
      retentionDays: 400,
      mail: { name: 'Le Sud' },
      look: { mode: 'dark', accent: '#123456' },
    })
    const response = await call('POST', '/sites', { id: `${like}-bis`, name: 'Atelier Nord', like })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      id: `${like}-bis`,
      name: 'Atelier Nord',
      controller: aController,
      origins: [],
      retentionDays: 400,
      mail: { name: 'Le Sud' },
      look: { mode: 'dark', accent: '#123456' },
    })
  })

  it('is never made over one that is there', async () => {
    const id = await aSite()
    const response = await call('POST', '/sites', { id, name: 'Autre' })
    expect(await response.json()).toMatchObject({ code: 'conflict', fields: { id: 'taken' } })
    expect(await (await call('GET', `/sites/${id}`)).json()).toMatchObject({ name: 'Atelier Sud' })
  })

  it.each([
    ['no name', { id: 'x' }, { name: 'required' }],
    ['a name that cannot stand in an address', { id: 'Été', name: 'Été' }, { id: 'wrong_format' }],
    ['a model that is not there', { id: 'like-none', name: 'X', like: 'nowhere' }, { like: 'not_an_option' }],
  ])('is not made with %s', async (_, body, fields) => {
    const response = await call('POST', '/sites', body)
    expect([response.status, await response.json()]).toMatchObject([422, { fields }])
  })

  it('is deleted while nothing belongs to it, and never otherwise', async () => {
    const id = await aSite()
    const slug = await published(id)
    const refused = { code: 'conflict', fields: { site: 'used' } }
    expect(await (await call('DELETE', `/sites/${id}`)).json()).toMatchObject(refused)
    expect((await shown(slug)).site).toBe(id)
    const empty = await aSite()
    expect((await call('DELETE', `/sites/${empty}`)).status).toBe(204)
    expect((await call('GET', `/sites/${empty}`)).status).toBe(404)
    await change('main')
    expect(await (await call('DELETE', '/sites/main')).json()).toMatchObject(refused)
  })

  it('is neither made nor deleted by somebody who may only read', async () => {
    const reader = await callerWith('site:read', 'forms:read')
    const id = await aSite()
    expect((await reader('POST', '/sites', { id: 'by-reader', name: 'X' })).status).toBe(403)
    expect((await reader('DELETE', `/sites/${id}`)).status).toBe(403)
    expect((await reader('POST', `/sites/${id}/republish`, { forms: ['x'] })).status).toBe(403)
  })
})

describe('a form looks as its site says where it does not say otherwise', () => {
  it('with its own colour, and the site’s corners and night', async () => {
    const site = await aSite({ look: { mode: 'dark', accent: '#123456', radius: 2 } })
    const own = await shown(await published(site, { theme: { accent: '#abcdef' } }))
    expect(own.theme).toEqual({ accent: '#abcdef', radius: 2, mode: 'dark' })
    expect(own.own?.theme).toEqual({ accent: '#abcdef', mode: 'auto' })
    expect((await shown(await published(site))).theme).toEqual({ accent: '#123456', radius: 2, mode: 'dark' })
  })
})

describe('published forms whose site has changed', () => {
  it('stay as they were shown, and are told of by what is behind', async () => {
    const site = await aSite()
    const slug = await published(site)
    expect(await formsOf(site)).toEqual([{ slug, name: 'Guide', version: 1, behind: [] }])
    await change(site, {
      name: 'Atelier Ouest',
      controller: { ...aController, name: 'Ouest' },
      origins: [],
      retentionDays: 90,
      look: { mode: 'auto', radius: 0 },
    })
    expect(await behind(site)).toEqual([['name', 'controller', 'origins', 'declared', 'look']])
    expect(await shown(slug)).toMatchObject({ siteName: 'Atelier Sud', controller: aController })
  })

  it('say what is so by now once they are republished, in the same words as before', async () => {
    const site = await aSite()
    const slug = await published(site)
    const before = await shown(slug)
    await change(site, { name: 'Atelier Ouest', origins: ['https://ouest.fr'] })
    const response = await republish(site, slug)
    expect(await response.json()).toEqual({ forms: [{ slug, version: 2 }] })
    expect(await shown(slug)).toMatchObject({
      version: 2,
      siteName: 'Atelier Ouest',
      origins: ['https://ouest.fr'],
      steps: before.steps,
      texts: before.texts,
    })
    expect(await behind(site)).toEqual([[]])
    expect(
      await rows(`SELECT 1 FROM audit WHERE action = 'form.published' AND detail ->> 'form' = ?1`, slug),
    ).toHaveLength(1)
  })

  it('take nothing of an unfinished draft along', async () => {
    const site = await aSite()
    const slug = await published(site)
    const draft = formDefinition.parse(aForm({ texts: { title: { fr: 'Pas encore prêt' } } }))
    await saveDraft(env.DB, site, slug, draft, new Date().toISOString())
    await change(site, { name: 'Atelier Ouest' })
    await republish(site, slug)
    expect(await shown(slug)).toMatchObject({ siteName: 'Atelier Ouest', texts: { title: { fr: 'Le guide' } } })
    const [kept] = await rows<{ title: string }>(
      `SELECT draft ->> '$.texts.title.fr' AS title FROM form WHERE slug = ?1`,
      slug,
    )
    expect(kept?.title).toBe('Pas encore prêt')
  })

  it('keep the pages they name themselves', async () => {
    const site = await aSite()
    const slug = await published(site, { origins: ['https://mine.fr'] })
    await change(site, { name: 'Autre', origins: ['https://other.fr'] })
    expect(await behind(site)).toEqual([['name']])
    await republish(site, slug)
    expect((await shown(slug)).origins).toEqual(['https://mine.fr'])
  })

  it('make no new version where nothing changed', async () => {
    const site = await aSite()
    const slug = await published(site)
    expect(await (await republish(site, slug)).json()).toEqual({ forms: [{ slug, version: 1 }] })
  })

  it('are not republished through another site, nor by the dozen, nor while nobody answers for the data', async () => {
    const [site, other] = [await aSite(), await aSite()]
    const slug = await published(site)
    expect(await (await republish(other, slug)).json()).toMatchObject({ code: 'form_unknown' })
    expect((await republish(site, ...Array<string>(6).fill(slug))).status).toBe(422)
    await change(site, { controller: null })
    expect(await (await republish(site, slug)).json()).toMatchObject({ code: 'not_publishable' })
    expect((await shown(slug)).version).toBe(1)
  })
})

it('a change of settings stands in the audit trail by what was changed, one that changes nothing does not', async () => {
  const site = await aSite()
  await change(site, { name: 'Autre', origins: [] })
  await change(site, { name: 'Autre', origins: [] })
  const entries = await rows<{ changed: string }>(
    `SELECT detail ->> 'changed' AS changed FROM audit WHERE detail ->> 'site' = ?1 ORDER BY id`,
    site,
  )
  expect(entries.map(({ changed }) => changed)).toEqual(['controller, name, origins', 'name, origins'])
})

describe('a form is begun for a site', () => {
  const siteOf = async (slug: string) =>
    (await (await call('GET', `/forms/${slug}/draft`)).json<{ site: string }>()).site

  it('that is named, or that of the form it is taken from', async () => {
    const site = await aSite()
    const [first, second, third] = ['one', 'two', 'three'].map((name) => `${site}-${name}`) as [string, string, string]
    await call('POST', '/forms', { slug: first, site, from: { template: 'lettre' } })
    await call('POST', '/forms', { slug: second, from: { form: first } })
    await call('PUT', `/forms/${third}/draft?site=${site}`, aForm())
    for (const slug of [first, second, third]) expect(await siteOf(slug)).toBe(site)
  })

  it('and stays with it, whatever is said later', async () => {
    const site = await aSite()
    const slug = `${site}-stays`
    await call('PUT', `/forms/${slug}/draft?site=${site}`, aForm())
    await call('PUT', `/forms/${slug}/draft`, aForm({ name: 'Autre' }))
    expect(await siteOf(slug)).toBe(site)
  })

  it('never for one there is not', async () => {
    const response = await call('POST', '/forms', { slug: 'lost', site: 'nowhere', from: { template: 'lettre' } })
    expect(await response.json()).toMatchObject({ code: 'conflict', fields: { site: 'unknown' } })
  })
})

describe('some settings are changed', () => {
  const patch = (id: string, body: unknown) => call('PATCH', `/sites/${id}`, body)
  const read = async (id: string) => (await call('GET', `/sites/${id}`)).json<SiteSettings>()

  it('and the others stay as they are, even where two change at the same moment', async () => {
    const id = await aSite({ retentionDays: 400 })
    const before = await read(id)
    const look = { mode: 'dark', radius: 3 }
    const answers = await Promise.all([patch(id, { look }), patch(id, { origins: [] }), patch(id, { name: 'Autre' })])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await read(id)).toEqual({ ...before, look, origins: [], name: 'Autre' })
    await patch(id, { controller: null })
    expect(await read(id)).toMatchObject({ controller: null, name: 'Autre', look })
    await patch(id, {})
    expect(await read(id)).toMatchObject({ name: 'Autre', origins: [], retentionDays: 400 })
  })

  it('of a site there is, by whoever may, and never to what makes no sense', async () => {
    const id = await aSite()
    expect((await patch('nowhere', { name: 'X' })).status).toBe(404)
    expect((await patch(id, { name: '' })).status).toBe(422)
    expect((await patch(id, { plan: 'pro' })).status).toBe(422)
    const reader = await callerWith('site:read')
    expect((await reader('PATCH', `/sites/${id}`, { name: 'X' })).status).toBe(403)
    expect((await read(id)).name).toBe('Atelier Sud')
  })
})
