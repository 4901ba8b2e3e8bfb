import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PublishedForm } from '../../contract/form.ts'
import { readRightsLink, rightsLink, screenLink } from '../../worker/consent/rights/link.ts'
import { unsubscribeLink } from '../../worker/consent/rights/unsubscribe-link.ts'
import { signToken } from '../../worker/lib/signed-token.ts'
import { downloadLink } from '../../worker/magnet/link.ts'
import { saveSite } from '../../worker/site/settings.ts'
import { aFormByMail } from '../support/owed.ts'
import { aPersonOf, call } from '../support/person.ts'
import { aController, origin, rows } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

let form: PublishedForm
beforeAll(async () => {
  form = await aFormByMail()
})

const now = () => new Date().toISOString()
const tokenOf = (link: string) => link.split('/').at(-1)!
const soon = Date.now() + 60_000

describe('a link that is not the person’s', () => {
  const made: [name: string, link: (id: string) => Promise<string>][] = [
    [
      'made by somebody with a secret of their own',
      (id) => rightsLink({ SECRET: 'mine-0123456789abcdefghijklmnopq' }, origin, id, now()),
    ],
    ['to a download', (id) => downloadLink(env, origin, { submissionId: id, magnetId: form.magnet!, expiresAt: soon })],
    ['out of a mail', (id) => unsubscribeLink(env, origin, id, now())],
    [
      'with a wider reach written into it',
      async (id) => (await screenLink(env, origin, id)).replace('.submission.', '.person.'),
    ],
    ['with no reach', async (id) => `${origin}/r/${await signToken(env, 'rights', [id], soon)}`],
    [
      'with a longer life written into it',
      async (id) => (await rightsLink(env, origin, id, now())).replace(/(rights\.\w+\.)\w+/, '$1zzzzzz'),
    ],
    ['cut short', async (id) => (await rightsLink(env, origin, id, now())).slice(0, -10)],
    ['of nonsense', async () => `${origin}/r/%00..%2f..%2fetc`],
    ['without end', async () => `${origin}/r/rights.${'a.'.repeat(4_000)}`],
  ]

  it.each(made)('%s opens nothing, does nothing, and says how to get one', async (_, link) => {
    const { id, email } = await aPersonOf(form)
    const url = `${origin}/r/${tokenOf(await link(id))}`
    const before = await rows('SELECT * FROM lead WHERE id = ?1', id)
    for (const [path, body] of [
      ['', undefined],
      ['/data.json', undefined],
      ['/withdraw', { purpose: 'newsletter' }],
      ['/object', {}],
      ['/correct', { 'lead.company': 'X' }],
      ['/erase', { sure: 'yes' }],
    ] as const) {
      const { status, text } = await call(url + path, body, { 'accept-language': 'fr' })
      expect({ path, status }).toEqual({ path, status: 404 })
      expect(text).toContain('action="/r"')
      expect(text).not.toContain(email)
    }
    expect(await rows('SELECT * FROM lead WHERE id = ?1', id)).toEqual(before)
  })

  it('of another person opens that person’s page, and only that', async () => {
    const [one, other] = [await aPersonOf(form), await aPersonOf(form)]
    expect((await call(other.mailed)).text).not.toContain(one.email)
    expect(await readRightsLink(env, tokenOf(other.mailed))).toMatchObject({ submissionId: other.id })
  })

  it('that has expired says so, with the way to a fresh one', async () => {
    const { id } = await aPersonOf(form)
    const old = await rightsLink(env, origin, id, '2020-01-01T00:00:00.000Z')
    const { status, text } = await call(old, undefined, { 'accept-language': 'fr-CA' })
    expect({ status, text }).toEqual({ status: 410, text: expect.stringContaining('Ce lien ne mène plus à rien') })
    expect((await call(`${old}/erase`, { sure: 'yes' })).status).toBe(410)
    expect(await rows('SELECT 1 FROM lead WHERE id = ?1', id)).toHaveLength(1)
  })
})

const payloads = [
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '</textarea><svg onload=alert(1)>',
  '&lt;b&gt;<!--',
]
const payload = payloads.join(' ')

describe('what strangers typed', () => {
  it('is text wherever the page shows it, never markup', async () => {
    const site = {
      id: 'main',
      name: `Atelier ${payloads[0]}`,
      controller: { ...aController, name: payload },
      origins: [],
    }
    await saveSite(env.DB, site, now())
    const { mailed, screen, id } = await aPersonOf(form, {
      answers: { given: payload, family: payload, company: payload },
      source: {
        page: 'https://example.fr/<script>alert(1)</script>',
        title: payload,
        referrer: 'https://example.fr/"><img src=x onerror=alert(1)>',
        campaign: { utm_source: payload, utm_medium: payload },
      },
    })
    // Older data, and what other ways in may bring one day.
    await env.DB.prepare(
      `UPDATE lead SET phone = ?2, job_title = ?2, website = 'javascript:alert(1)', country = ?2 WHERE id = ?1`,
    )
      .bind(id, payload)
      .run()
    const typed = { 'lead.phone': payload, 'lead.website': 'javascript:alert(1)', [`x${payload}`]: payload }
    const pages = [
      await call(mailed),
      await call(screen),
      await call(`${mailed}?done=${encodeURIComponent(payload)}`),
      await call(`${mailed}/correct`, typed),
      await call(`${mailed}/erase`, {}),
      await call(`${mailed}/keep`),
    ]
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 422, 200, 200])
    for (const { text, headers } of pages) {
      expect(text).not.toMatch(/<script|<img|<svg|href="javascript/i)
      expect(text.match(/<textarea/g)?.length ?? 0).toBe(text.match(/<\/textarea>/g)?.length ?? 0)
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/)
    }
    expect(pages[0]!.text).toContain('&lt;script>alert(1)')
    const json = await call(`${mailed}/data.json`)
    expect(json.headers.get('content-type')).toContain('application/json')
    expect(json.headers.get('x-content-type-options')).toBe('nosniff')
    await saveSite(env.DB, { ...site, name: 'Atelier Sud', controller: aController }, now())
  })
})

describe('asking for a link to an address', () => {
  const ask = async (email: string) => {
    const from = Date.now()
    const { status } = await call(`${origin}/r`, { email }, { 'cf-connecting-ip': `10.1.${from % 250}.1` })
    return { status, tookMs: Date.now() - from }
  }

  it('takes a known one no longer than an unknown one', async () => {
    const { email } = await aPersonOf(form)
    const [known, unknown] = [await ask(email), await ask(aPerson())]
    for (const { status, tookMs } of [known, unknown]) {
      expect(status).toBe(200)
      // The same set time for both, far above what the work takes.
      expect(tookMs).toBeGreaterThanOrEqual(395)
    }
  })
})

describe('when something is wrong on our side', () => {
  it('the page says that nothing is lost, and when to try again', async () => {
    const { mailed, id } = await aPersonOf(form)
    const DB = {
      prepare: () => {
        throw new Error('D1_ERROR: down')
      },
    } as unknown as D1Database
    for (const [url, body] of [
      [mailed, undefined],
      [`${mailed}/erase`, { sure: 'yes' }],
      [`${origin}/r`, { email: aPerson() }],
    ] as const) {
      const { status, headers, text } = await call(url, body, { 'accept-language': 'fr' }, { ...env, DB })
      expect({ status, after: headers.get('retry-after'), type: headers.get('content-type') }).toEqual({
        status: 503,
        after: '60',
        type: 'text/html; charset=utf-8',
      })
      expect(text).toContain('Cela ne marche pas pour le moment')
    }
    expect(await rows('SELECT 1 FROM lead WHERE id = ?1', id)).toHaveLength(1)
  })

  it('a flood of clicks is asked to wait, on a page', async () => {
    const { mailed } = await aPersonOf(form)
    const BLOCK_LIMIT = { limit: async () => ({ success: false }) }
    const click = () =>
      call(
        `${mailed}/withdraw`,
        { purpose: 'x' },
        { 'cf-connecting-ip': '203.0.113.7', 'accept-language': 'fr' },
        { ...env, BLOCK_LIMIT },
      )
    const answers = []
    for (let n = 0; n < 8; n++) answers.push(await click())
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303, 303, 429, 429])
    expect(answers.at(-1)!.text).toContain('Trop de demandes à la fois')
  })
})
