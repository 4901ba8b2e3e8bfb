// A form's own address, as a browser without JavaScript meets it.
import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { FormInput, PublishedForm } from '../../contract/form.ts'
import { openPage, refusedPage } from '../../worker/capture/hosted/screens.tsx'
import { profileToken } from '../../worker/capture/profile.ts'
import { issueTicket } from '../../worker/capture/ticket.ts'
import { Problem } from '../../worker/lib/problem.ts'
import { aFormWithMagnet } from '../support/offered.ts'
import { aPublishedForm, origin, rows, send } from '../support/published.ts'
import { aPerson } from '../support/visitor.ts'

const browser = { 'cf-connecting-ip': '203.0.113.20' }

const open = async (form: Pick<PublishedForm, 'slug'>, query = '', headers: Record<string, string> = {}) => {
  const response = await exports.default.fetch(`${origin}/f/${form.slug}${query}`, {
    headers: { ...browser, ...headers },
  })
  return { response, html: await response.text() }
}

/** Name and value of each hidden control, as a browser would send them back. */
const hiddenIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!.replaceAll('&amp;', '&'),
    ]),
  )

const post = async (
  form: Pick<PublishedForm, 'slug'>,
  values: Record<string, string>,
  headers: Record<string, string> = {},
) => {
  const response = await exports.default.fetch(`${origin}/f/${form.slug}/submissions`, {
    method: 'POST',
    headers: { ...browser, origin, ...headers },
    body: new URLSearchParams(values),
  })
  return { response, html: await response.text() }
}

const sourceOf = async (email: string) => {
  const [row] = await rows<{ source: string }>(
    'SELECT submission.source FROM submission JOIN lead ON lead.id = lead_id WHERE email = ?1',
    email,
  )
  return JSON.parse(row!.source)
}

describe('the hosted page', () => {
  it('can be filled and sent with nothing but what stands in it', async () => {
    const form = await aFormWithMagnet()
    const { html } = await open(form, '?utm_source=qr&email=someone@example.fr', {
      referer: 'https://partner.example/a?b=c',
    })
    expect(html).toContain(`<form method="post" action="/f/${form.slug}/submissions"`)
    const email = aPerson()
    const { response, html: done } = await post(form, { ...hiddenIn(html), email, 'consent-newsletter': 'on' })
    expect(response.status).toBe(200)
    expect(done).toMatch(/<a class="main" href="https:\/\/leads\.example\.com\/d\/download\./)
    expect(await sourceOf(email)).toEqual({
      page: `${origin}/f/${form.slug}`,
      referrer: 'https://partner.example/a',
      campaign: { utm_source: 'qr' },
    })
    expect(
      await rows(
        'SELECT consent_event.state FROM consent_event JOIN lead ON lead.id = lead_id WHERE email = ?1 ORDER BY purpose',
        email,
      ),
    ).toEqual([{ state: 'given' }, { state: 'shown_not_given' }])
  })

  it('comes back with what was typed and ticked, each error beside its field and in a list before them', async () => {
    const form = await aPublishedForm()
    const { html } = await open(form)
    const sent = {
      ...hiddenIn(html),
      email: 'pas-une-adresse',
      given: 'Zoé "Z" <b>',
      size: '10-49',
      'consent-phone': 'on',
    }
    const { response, html: again } = await post(form, sent)
    expect(response.status).toBe(422)
    expect(again).toContain('value="pas-une-adresse"')
    expect(again).toContain('value="Zoé &quot;Z&quot; &lt;b')
    expect(again).not.toContain('<b>')
    expect(again).toMatch(/<option selected value="10-49"|<option value="10-49" selected/)
    expect(again).toMatch(/<input[^>]*name="consent-phone"[^>]*checked/)
    expect(again).not.toMatch(/<input[^>]*name="consent-newsletter"[^>]*checked/)
    expect(again).toMatch(/<input[^>]*name="email"[^>]*aria-invalid="true"/)
    expect(again).toMatch(/id="email-error"/)
    expect(again).toContain('<a href="#email">Adresse e-mail</a>')
    const { response: mended } = await post(form, { ...sent, ...hiddenIn(again), email: aPerson() })
    expect(mended.status).toBe(200)
  })

  it('left open too long says so, keeps what was typed, and the next try goes through', async () => {
    const form = await aPublishedForm()
    const { ticket } = await issueTicket(env, form, Date.now() - 3 * 60 * 60 * 1000)
    const email = aPerson()
    const { response, html } = await post(form, { _ticket: ticket, _version: '1', _language: 'fr', email })
    expect(response.status).toBe(410)
    expect(html).toContain('Le formulaire est resté ouvert trop longtemps')
    expect(html).toContain(`value="${email}"`)
    expect((await post(form, { ...hiddenIn(html), email })).response.status).toBe(200)
  })

  it('sent twice makes one lead and gives the same answer', async () => {
    const form = await aFormWithMagnet()
    const email = aPerson()
    const sent = { ...hiddenIn((await open(form)).html), email }
    const gift = async () => /href="([^"]*\/d\/[^"]*)"/.exec((await post(form, sent)).html)?.[1]
    expect(await gift()).toBe(await gift())
    expect(
      await rows('SELECT submission.id FROM submission JOIN lead ON lead.id = lead_id WHERE email = ?1', email),
    ).toHaveLength(1)
  })

  it('takes nothing over from a stranger’s page: no words, no tick', async () => {
    const form = await aPublishedForm({ origins: ['https://atelier-sud.fr'] })
    const sent = { ...hiddenIn((await open(form)).html), email: aPerson(), given: 'Pirate', 'consent-newsletter': 'on' }
    const { response, html } = await post(form, sent, { origin: 'https://evil.example' })
    expect(response.status).toBe(403)
    expect(html).not.toContain('Pirate')
    expect(html).not.toMatch(/checked/)
    expect((await post(form, sent)).response.status).toBe(200)
  })

  it('speaks the language its address names, else the one the browser likes best, else the form’s own', async () => {
    const form = await aPublishedForm()
    const langOf = async (query: string, accepted = '') =>
      /<html lang="([^"]+)"/.exec((await open(form, query, { 'accept-language': accepted })).html)?.[1]
    expect(await langOf('')).toBe('fr')
    expect(await langOf('', 'de, en;q=0.8, fr;q=0.3')).toBe('en')
    expect(await langOf('', 'fr;q=0, en-GB;q=0.1')).toBe('en')
    expect(await langOf('?lang=fr', 'en')).toBe('fr')
    expect(await langOf('?lang=xx', 'en')).toBe('en')
  })

  it('tells search engines and previews what it is, in its language, and where its other languages are', async () => {
    const form = await aPublishedForm({
      texts: { title: { fr: 'Le guide', en: 'The guide' }, intro: { fr: 'Dix minutes.', en: 'Ten minutes.' } },
    })
    const { html, response } = await open(form, '?lang=en&utm_source=x')
    const own = `${origin}/f/${form.slug}`
    for (const told of [
      '<title>The guide · Atelier Sud</title>',
      '<meta name="description" content="Ten minutes."',
      `<link rel="canonical" href="${own}?lang=en"`,
      `<link rel="alternate" hreflang="fr" href="${own}?lang=fr"`,
      `<link rel="alternate" hreflang="x-default" href="${own}"`,
      '<meta property="og:locale" content="en_US"',
      '<meta property="og:locale:alternate" content="fr_FR"',
      `<meta property="og:image" content="${origin}/share.png"`,
      '<meta name="theme-color"',
      `href="/f/${form.slug}?lang=fr&amp;utm_source=x"`,
    ])
      expect(html).toContain(told)
    expect(html + response.headers.get('x-robots-tag')).not.toContain('noindex')
  })

  it('is shared with the owner’s own picture where there is one', async () => {
    const image = 'https://atelier-sud.fr/couverture.png'
    const { html } = await open(await aPublishedForm({ share: { image } }))
    expect(html).toContain(`<meta property="og:image" content="${image}"`)
    expect(html).not.toContain('share.png')
  })

  it('asks what depends on another answer and says so; what does not apply is not kept', async () => {
    const form = await aPublishedForm({
      steps: [
        {
          id: 'you',
          fields: [
            { kind: 'email', key: 'email', label: { fr: 'Adresse e-mail' }, required: true },
            { kind: 'yes_no', key: 'call', label: { fr: 'Être appelé ?' } },
            {
              kind: 'phone',
              key: 'phone',
              label: { fr: 'Téléphone' },
              required: true,
              showIf: [{ field: 'call', is: 'equal', value: true }],
            },
          ],
        },
      ],
      consents: [],
      texts: { title: { fr: 'Le guide' } },
    })
    const { html } = await open(form)
    expect(html).toContain('name="phone"')
    expect(html).toContain('selon votre réponse à « Être appelé ? »')
    const email = aPerson()
    expect((await post(form, { ...hiddenIn(html), email, phone: '0612345678' })).response.status).toBe(200)
    const [kept] = await rows<{ answers: string }>(
      'SELECT submission.answers FROM submission JOIN lead ON lead.id = lead_id WHERE email = ?1',
      email,
    )
    expect(JSON.parse(kept!.answers)).toEqual({ email })
  })

  it('lets run and load nothing but its own, and its style sheet is whole', async () => {
    const { html, response } = await open(
      await aPublishedForm({ theme: { accent: '#2c6e63', radius: 3, font: 'serif' } }),
    )
    const policy = response.headers.get('content-security-policy')!
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe')
    const nonce = /style-src 'nonce-([\w-]+)'/.exec(policy)![1]
    const style = new RegExp(`<style nonce="${nonce}">([^<]*)</style>`).exec(html)![1]!
    for (const chosen of ['--accent:#2c6e63', '--radius:3px', 'font-family:']) expect(style).toContain(chosen)
    // Rendering would have escaped these.
    expect(style).not.toMatch(/&|"/)
    expect(html.replace(style, '')).not.toMatch(/ style=| on\w+=/)
  })

  it('that cannot be taken just now says when, keeps what was typed, and the next try is the same submission', async () => {
    const form = await aPublishedForm()
    const { _ticket: ticket } = hiddenIn((await open(form)).html)
    const sent = {
      ticket,
      version: 1,
      language: 'fr',
      answers: { email: 'zoe@example.fr' },
      consents: { phone: true },
      source: {},
    }
    const request = new Request(`${origin}/f/${form.slug}/submissions`)
    const busy = await refusedPage(env, form, request, new Problem('rate_limited', { retryAfter: 60 }), sent)
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '60'])
    const html = await busy.text()
    expect(html).toMatch(/<p class="complaint" role="alert"[^>]*>Trop d’envois[^<]*60/)
    expect(html).toContain('value="zoe@example.fr"')
    expect(html).toMatch(/<input[^>]*name="consent-phone"[^>]*checked/)
    expect(hiddenIn(html)._ticket).toBe(ticket)
  })

  it('says in the owner’s words that the offer has ended', async () => {
    const closes = {
      at: '2026-01-01T00:00:00Z',
      text: { fr: 'Le guide n’est plus proposé.', en: 'No longer offered.' },
    }
    const { response, html } = await open(await aPublishedForm({ display: { closes } }))
    expect(response.status).toBe(410)
    expect(html).toContain('Le guide n’est plus proposé.')
    expect(html).not.toContain('<form')
  })

  it('says so of an offer whose last place is taken, in the visitor’s language, and to whoever was still filling it in', async () => {
    const closes = { after: 1, text: { fr: 'Le webinaire est complet.', en: 'The webinar is full.' } }
    const form = await aPublishedForm({ display: { closes } })
    const before = hiddenIn((await open(form)).html)
    await send(form)
    const late = await post(form, { ...before, email: aPerson() })
    expect(late.response.status).toBe(410)
    expect(late.html).toContain('Le webinaire est complet.')
    expect(late.html).not.toContain('<form')
    const { response, html } = await open(form, '?lang=en')
    expect(response.status).toBe(410)
    expect(html).toContain('The webinar is full.')
    expect(html).not.toMatch(/<form|<script/)
    expect(await rows('SELECT id FROM submission WHERE form_id = ?1', form.id)).toHaveLength(1)
  })

  it('opened where it is posted to leads to the form', async () => {
    const form = await aPublishedForm()
    const response = await exports.default.fetch(`${origin}/f/${form.slug}/submissions`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([302, `/f/${form.slug}`])
  })

  it('says in words that there is no such form', async () => {
    const { html, response } = await open({ slug: 'nowhere' }, '', { 'accept-language': 'fr' })
    expect(response.status).toBe(404)
    expect(html).toContain('Ce formulaire n’existe pas')
  })
})

describe('where the address is confirmed first', () => {
  it('the page without JavaScript says where to look as the widget does, and gives nothing', async () => {
    const form = await aPublishedForm({ delivery: { confirm: 'magnet' } })
    const { html } = await open(form)
    const address = `camille.${Date.now()}@orange.fr`
    const { response, html: done } = await post(form, { ...hiddenIn(html), email: address })
    expect(response.status).toBe(200)
    for (const words of ['Regardez dans votre boîte de réception', address, 'https://messagerie.orange.fr/'])
      expect(done).toContain(words)
    expect(done).not.toContain('/d/')
  })

  it('whoever comes by the link of their own mailbox gets it at once there too', async () => {
    const form = await aFormWithMagnet({ delivery: { confirm: 'magnet' } })
    const { id } = await send(form)
    await env.DB.prepare('UPDATE lead SET confirmed_at = ?2 WHERE id = ?1').bind(id, new Date().toISOString()).run()
    const [lead] = await rows<{ email: string }>('SELECT email FROM lead WHERE id = ?1', id)
    const { html } = await open(form, `?aimant=${await profileToken(env, id, Date.now() + 3_600_000)}`)
    const { html: done } = await post(form, { ...hiddenIn(html), email: lead!.email })
    expect(done).toContain('/d/')
  })
})

const askOnce = { required: true, askOnce: true } as const
const onlyOnce: Partial<FormInput> = {
  steps: [
    {
      id: 'firm',
      fields: [
        { kind: 'company', key: 'company', label: { fr: 'Société' }, ...askOnce },
        {
          kind: 'choice',
          key: 'need',
          label: { fr: 'Besoin' },
          options: [
            { value: 'audit', label: { fr: 'Audit' } },
            { value: 'other', label: { fr: 'Autre' } },
          ],
          ...askOnce,
        },
        {
          kind: 'text',
          key: 'which',
          label: { fr: 'Lequel ?' },
          required: true,
          showIf: [{ field: 'need', is: 'equal', value: 'other' }],
        },
      ],
    },
    {
      id: 'you',
      fields: [
        { kind: 'email', key: 'email', label: { fr: 'Adresse e-mail' }, required: true },
        { kind: 'text', key: 'topic', label: { fr: 'Sujet' } },
      ],
    },
  ],
  consents: [],
  texts: { title: { fr: 'Le guide' } },
}

/** A form whose first step one visitor has answered, and their own link to it. */
async function answeredBefore(expiresAt = Date.now() + 3_600_000) {
  const form = await aPublishedForm(onlyOnce)
  const email = aPerson()
  await send(form, { answers: { email, company: 'Atelier Secret', need: 'audit' }, consents: {} })
  const [lead] = await rows<{ id: string }>('SELECT id FROM lead WHERE email = ?1', email)
  const token = await profileToken(env, lead!.id, expiresAt)
  return { form, email, token, link: `?aimant=${encodeURIComponent(token)}` }
}

const namesIn = (html: string) => [...html.matchAll(/ name="([a-z]+)"/g)].map(([, name]) => name)

describe('whoever comes back by a link of their own', () => {
  it('is not asked again what they answered, nor what hangs on it, and nothing of their answers is in the page', async () => {
    const { form, email, link } = await answeredBefore()
    const { html } = await open(form, link)
    expect(namesIn(html)).toEqual(expect.arrayContaining(['email', 'topic']))
    for (const gone of ['company', 'need', 'which']) expect(namesIn(html)).not.toContain(gone)
    expect(html).not.toContain('Étape')
    expect(html).not.toContain('Atelier Secret')
    const { response } = await post(form, { ...hiddenIn(html), email, topic: 'Durées' })
    expect(response.status).toBe(200)
  })

  it('and makes a mistake is still not asked again', async () => {
    const { form, email, link } = await answeredBefore()
    const sent = hiddenIn((await open(form, link)).html)
    const { html } = await post(form, { ...sent, email: 'pas-une-adresse' })
    expect(namesIn(html)).not.toContain('company')
    expect((await post(form, { ...sent, ...hiddenIn(html), email })).response.status).toBe(200)
  })

  it('is asked after all once the link has run out meanwhile, and loses nothing', async () => {
    const { form, email, token } = await answeredBefore(Date.now() - 1_000)
    const sent = { ...hiddenIn((await open(form)).html), _known: token, email, topic: 'Durées' }
    const { response, html } = await post(form, sent)
    expect(response.status).toBe(422)
    expect(namesIn(html)).toEqual(expect.arrayContaining(['company', 'need']))
    expect(html).toContain('value="Durées"')
    expect(hiddenIn(html)).not.toHaveProperty('_known')
  })

  it('by one that is forged is asked everything', async () => {
    const { form, email, token } = await answeredBefore()
    const forged = `${token.slice(0, -2)}xx`
    const { html } = await open(form, `?aimant=${forged}`)
    expect(namesIn(html)).toEqual(expect.arrayContaining(['company', 'need', 'which']))
    expect(hiddenIn(html)).not.toHaveProperty('_known')
    const { response } = await post(form, { ...hiddenIn(html), _known: forged, email })
    expect(response.status).toBe(422)
  })

  it('while the database cannot tell is asked everything, and may leave it out', async () => {
    const { form, link } = await answeredBefore()
    const request = new Request(`${origin}/f/${form.slug}${link}`)
    const down = new Proxy(env.DB, {
      get: () => () => {
        throw new Error('D1_ERROR: Network connection lost.')
      },
    })
    const html = await (await openPage({ ...env, DB: down }, form, request)).text()
    expect(namesIn(html)).toEqual(expect.arrayContaining(['company', 'need']))
  })
})

it('the address is there as a QR code', async () => {
  const form = await aPublishedForm()
  const response = await exports.default.fetch(`${origin}/f/${form.slug}/qr.svg`)
  expect(response.headers.get('content-type')).toBe('image/svg+xml')
  expect(await response.text()).toMatch(/^<svg [^>]*viewBox="0 0 (\d+) \1"/)
})
