import { beforeAll, describe, expect, it } from 'vitest'
import { type Call, callerWith } from '../support/caller.ts'

let call: Call
beforeAll(async () => {
  call = await callerWith('site:read', 'site:write')
})

const controller = {
  name: 'Atelier Sud',
  contact: 'donnees@atelier-sud.fr',
  address: '1 rue des Lilas, 31000 Toulouse',
  privacyPolicy: 'https://atelier-sud.fr/vie-privee',
}
const undeclared = { storage: [], recipients: [] }
const settings = { name: 'Atelier Sud', controller, origins: ['https://atelier-sud.fr', 'http://localhost:3000'] }

describe('a site', () => {
  it('is made by its first save, and read back as kept', async () => {
    expect((await call('GET', '/sites/first')).status).toBe(404)
    expect((await call('PUT', '/sites/first', settings)).status).toBe(200)
    expect(await (await call('GET', '/sites/first')).json()).toEqual({
      id: 'first',
      ...settings,
      retentionDays: 1095,
      handling: undeclared,
      mail: {},
      look: { mode: 'auto' },
      notices: { how: 'each' },
    })
  })

  it('is listed with the others', async () => {
    await call('PUT', '/sites/listed', settings)
    const { sites } = await (await call('GET', '/sites')).json<{ sites: { id: string }[] }>()
    expect(sites).toContainEqual(expect.objectContaining({ id: 'listed', ...settings, retentionDays: 1095 }))
    expect(sites.map(({ id }) => id)).toEqual(sites.map(({ id }) => id).toSorted())
  })

  it('is replaced whole: what is left out is gone', async () => {
    await call('PUT', '/sites/main', settings)
    await call('PUT', '/sites/main', { name: 'Autre', controller: null })
    expect(await (await call('GET', '/sites/main')).json()).toEqual({
      id: 'main',
      name: 'Autre',
      controller: null,
      origins: [],
      retentionDays: 1095,
      handling: undeclared,
      mail: {},
      look: { mode: 'auto' },
      notices: { how: 'each' },
    })
  })

  it('says where data lies, who gets it and under which law, until it says otherwise', async () => {
    const handling = {
      jurisdiction: 'FR',
      storage: ['Union européenne'],
      recipients: [{ name: 'Cloudflare, Inc.', role: 'processor', country: 'US' }],
    }
    await call('PUT', '/sites/declared', { ...settings, retentionDays: 400, handling })
    await call('PUT', '/sites/declared', settings)
    expect(await (await call('GET', '/sites/declared')).json()).toMatchObject({ retentionDays: 400, handling })
    await call('PUT', '/sites/declared', { ...settings, handling: {} })
    expect(await (await call('GET', '/sites/declared')).json()).toMatchObject({ handling: undeclared })
  })

  it.each([
    [
      'a page where an origin belongs',
      { ...settings, origins: ['https://atelier-sud.fr/page'] },
      { 'origins.0': 'not_an_origin' },
    ],
    ['plain http', { ...settings, origins: ['http://atelier-sud.fr'] }, { 'origins.0': 'not_an_origin' }],
    ['a star', { ...settings, origins: ['*'] }, { 'origins.0': 'not_an_origin' }],
    [
      'a policy that is not https',
      { ...settings, controller: { ...controller, privacyPolicy: 'javascript:1' } },
      { 'controller.privacyPolicy': 'not_an_https_address' },
    ],
    [
      'a controller without a name',
      { ...settings, controller: { ...controller, name: ' ' } },
      { 'controller.name': 'too_short' },
    ],
    [
      'a country that is none',
      { ...settings, handling: { jurisdiction: 'France' } },
      { 'handling.jurisdiction': 'wrong_format' },
    ],
    [
      'a recipient in a role we do not know',
      { ...settings, handling: { recipients: [{ name: 'Acme', role: 'friend' }] } },
      { 'handling.recipients.0.role': 'not_an_option' },
    ],
    ['a colour that is none', { ...settings, look: { accent: 'red' } }, { 'look.accent': 'wrong_format' }],
    ['CSS in a look', { ...settings, look: { font: 'x;}' } }, { 'look.font': 'not_an_option' }],
    ['an unknown setting', { ...settings, plan: 'pro' }, { plan: 'unknown_field' }],
  ])('refuses %s and keeps nothing of it', async (_, body, fields) => {
    const response = await call('PUT', '/sites/refused', body)
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code: 'invalid', fields })
    expect((await call('GET', '/sites/refused')).status).toBe(404)
  })

  it('is not changed by someone who may only read', async () => {
    const reader = await callerWith('site:read')
    expect((await reader('PUT', '/sites/read-only', settings)).status).toBe(403)
    expect((await call('GET', '/sites/read-only')).status).toBe(404)
  })
})
