// What a visitor downloads, weighed as it is served.
import { brotliCompressSync, constants } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'

let aimant: Aimant
beforeAll(async () => {
  aimant = await startAimant()
})
afterAll(() => aimant.stop())

const brotli = (body: string) =>
  brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(body) },
  }).byteLength

/** As an installation answers it: the free port it has here would weigh now more, now less. */
const weightOf = async (slug: string) => {
  const response = await fetch(`${aimant.url}/e/${slug}.js`)
  expect(response.status).toBe(200)
  return brotli((await response.text()).replaceAll(aimant.url, 'https://leads.example.com'))
}

test('everything an inline form of five fields and two consents needs fits in 10,240 bytes', async () => {
  expect(await weightOf('guide-rgpd')).toBeLessThanOrEqual(10_240)
})

/** The white paper's form made to need all that a tag can carry: steps, a rule, countries, profiling, confirmation, analytics, an end. */
async function publishEverything(): Promise<void> {
  const headers = {
    authorization: `Bearer ${await aimant.token('forms:read', 'forms:write')}`,
    'content-type': 'application/json',
  }
  const forms = `${aimant.url}/api/v1/forms`
  type Kept = { draft: { steps: [{ fields: object[] }]; delivery: object; display: object } }
  const { draft } = (await (await fetch(`${forms}/guide-rgpd/draft`, { headers })).json()) as Kept
  const [{ fields }] = draft.steps
  const said = (fr: string) => ({ fr, en: fr })
  const asked = (kind: string, more = {}) => ({ kind, key: `a_${kind}`, label: said(kind), ...more })
  const options = [{ value: 'a', label: said('Un') }]
  const steps = [
    { id: 'vous', title: said('Vous'), fields: [...fields, asked('country', { askOnce: true })] },
    {
      id: 'besoin',
      title: said('Besoin'),
      fields: [
        asked('choice', { options, look: 'radio', showIf: [{ field: 'team_size', is: 'answered' }] }),
        { kind: 'hidden', key: 'ref', label: said('ref'), fromQuery: 'ref' },
      ],
    },
  ]
  const body = JSON.stringify({
    ...draft,
    steps,
    delivery: { ...draft.delivery, confirm: 'magnet' },
    analytics: { dataLayer: true },
    display: { ...draft.display, closes: { at: '2040-01-01T00:00:00Z', text: said('C’est fini.') } },
  })
  const kept = await fetch(`${forms}/tout/draft`, { method: 'PUT', headers, body })
  expect(kept.status, await kept.text()).toBe(200)
  expect((await fetch(`${forms}/tout/publish`, { method: 'POST', headers })).status).toBe(200)
}

test('a form that needs all that a tag can carry fits in 12,288 bytes', async () => {
  await publishEverything()
  expect(await weightOf('tout')).toBeLessThanOrEqual(12_288)
})

test.each(['exit', 'idle-20', 'scroll-50', 'delay-30', 'pages-3', 'click'])(
  'a popup that waits (%s) costs at most 3,072 bytes until its moment is near',
  async (trigger) => {
    const response = await fetch(`${aimant.url}/e/guide-rgpd.js?display=popup&trigger=${trigger}`)
    const script = await response.text()
    expect(script).not.toContain('Recevoir le guide')
    expect(brotli(script)).toBeLessThanOrEqual(3_072)
  },
)
