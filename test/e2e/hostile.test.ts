// Everything anybody can write, poisoned where it lies, whatever should have kept it out; then every page is opened.
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { newPage, startBrowser } from '../support/browser.ts'

const script = `"'><img src=x onerror=window.pwned=1><svg onload=window.pwned=1>`
const address = 'javascript:window.pwned=1'

let aimant: Aimant
let browser: Browser
let lead: { id: string }
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant({ leads: 20 }), startBrowser()])
  ;[lead] = (await aimant.query<{ id: string }>('SELECT id FROM lead WHERE held = 0 ORDER BY seq DESC LIMIT 1')) as [
    { id: string },
  ]
  await workOn(lead.id)
  await aimant.tick()
  await poison()
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

/** What the team writes about a lead, each in the way it is written. */
async function workOn(id: string): Promise<void> {
  const authorization = `Bearer ${await aimant.token('leads:read', 'leads:write', 'site:write')}`
  const write = async (path: string, body: object, method = 'POST') => {
    const answer = await fetch(`${aimant.url}/api/v1${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.ok, `${path} ${await answer.clone().text()}`).toBe(true)
  }
  // Paused, so that what it is told of stays to be looked at.
  await write('/connections', { name: script, url: 'https://crm.lisiere.fr/x', events: ['lead.stage_changed'] })
  const [connection] = await aimant.query('SELECT id FROM connection')
  await write(`/connections/${connection!.id}`, { state: 'paused' }, 'PATCH')
  await write(`/leads/${id}/notes`, {
    channel: 'call',
    isExchange: true,
    text: script,
    questions: [script],
    concerns: [script],
  })
  await write(`/leads/${id}/follow-ups`, { what: script, dueOn: '2026-01-01' })
  await write(`/leads/${id}/stage`, { to: 'lost', why: script })
  await write('/segments', { name: script.slice(0, 60), filter: {}, sort: 'newest' })
}

/** Every text of the columns people fill, and every text in a language of forms and what was frozen of them. */
async function poison(): Promise<void> {
  const columns = {
    lead: ['full_name', 'given_name', 'family_name', 'company', 'job_title', 'country', 'language', 'persona'],
    site: ['name'],
    magnet: ['name', 'file_name', 'type'],
    member: ['name'],
    audit: [],
    tag: ['text'],
    outbox: ['last_error', 'accepted'],
    connection: ['last_problem'],
    mailbox: ['subject', 'recipient'],
    form_seen: ['origin'],
  }
  for (const [table, names] of Object.entries(columns))
    for (const name of names) await aimant.query(`UPDATE ${table} SET ${name} = ?1`, script)
  await aimant.query('UPDATE lead SET phone = ?1, website = ?1', address)
  await aimant.query('UPDATE lead SET tags = ?1', JSON.stringify([script]))
  const source = JSON.stringify({ page: address, referrer: address, title: script, campaign: { [script]: script } })
  await aimant.query('UPDATE submission SET source = ?1, language = ?2 WHERE source IS NOT NULL', source, script)
  await aimant.query('UPDATE lead SET source = ?1', source)
  for (const { id, controller } of await aimant.query('SELECT id, controller FROM site'))
    await aimant.query('UPDATE site SET controller = ?2 WHERE id = ?1', id!, poisoned(controller))
  for (const { id, draft } of await aimant.query('SELECT id, draft FROM form'))
    await aimant.query('UPDATE form SET draft = ?2 WHERE id = ?1', id!, poisoned(draft))
  // What was published cannot be changed, except by whoever may change the database itself.
  await aimant.query('DROP TRIGGER form_version_no_update')
  for (const { form_id, version, definition } of await aimant.query(
    'SELECT form_id, version, definition FROM form_version',
  ))
    await aimant.query(
      'UPDATE form_version SET definition = ?3 WHERE form_id = ?1 AND version = ?2',
      form_id!,
      version!,
      poisoned(definition),
    )
}

const spoken = new Set(['fr', 'en', 'de', 'ar', 'name', 'siteName', 'contact', 'address'])
const poisoned = (json: unknown): string =>
  JSON.stringify(
    JSON.parse(String(json), (key, value) => (typeof value === 'string' && spoken.has(key) ? script : value)),
  )

/** What a page made of it, its frames and shadow roots included. */
async function found(page: Page) {
  const look = () => {
    const roots: (Document | ShadowRoot)[] = [document]
    for (const root of roots)
      for (const element of root.querySelectorAll('*')) if (element.shadowRoot) roots.push(element.shadowRoot)
    const all = (selector: string) => roots.flatMap((root) => [...root.querySelectorAll(selector)])
    return {
      ran: 'pwned' in window,
      made: all('img[src="x"], svg[onload], a[href^="javascript:" i], [action^="javascript:" i]').map(
        (one) => one.outerHTML,
      ),
      isSaid: roots.some((root) => (root instanceof Document ? root.body : root).textContent?.includes('<img src=x')),
    }
  }
  const each = await Promise.all(page.frames().map((frame) => frame.evaluate(look)))
  return {
    ran: each.some(({ ran }) => ran),
    made: each.flatMap(({ made }) => made),
    isSaid: each.some(({ isSaid }) => isSaid),
  }
}

test('nothing anybody wrote runs or becomes markup, on any page of the dashboard', async () => {
  const { page, close } = await newPage(browser, { locale: 'fr-FR', viewport: { width: 1440, height: 900 } })
  await page.goto(await aimant.signIn())
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.getByRole('navigation', { name: 'Navigation principale' }).waitFor()
  const [magnet] = await aimant.query('SELECT id FROM magnet LIMIT 1')
  const [connection] = await aimant.query('SELECT id FROM connection')
  const said: string[] = []
  const paths = [
    '',
    ...['', '?view=board', '?held=all', '/import', '/exports', `/${lead.id}`].map((path) => `/leads${path}`),
    '/follow-ups?whose=all',
    ...[
      '',
      '/guide-rgpd',
      ...['texts', 'consents', 'delivery', 'look', 'display', 'languages', 'publish', 'share'].map(
        (part) => `/guide-rgpd/${part}`,
      ),
    ].map((path) => `/forms${path}`),
    ...['', '/new', `/${magnet!.id}`].map((path) => `/magnets${path}`),
    ...['', '/mailbox', '/preview', '/wording', '/sender', '/notices'].map((path) => `/mail${path}`),
    '/consents',
    ...['', `/${connection!.id}`].map((path) => `/connections${path}`),
    ...['', '/audit', '/tokens', '/access'].map((path) => `/team${path}`),
    ...['', '/criteria'].map((path) => `/settings${path}`),
  ]
  for (const path of paths) {
    await page.goto(`${aimant.url}/dashboard${path}`, { waitUntil: 'networkidle' })
    const { ran, made, isSaid } = await found(page)
    expect({ path, ran, made }).toEqual({ path, ran: false, made: [] })
    if (isSaid) said.push(path)
  }
  // Most of them do show some of it: as the words it is.
  expect(said).toEqual(
    expect.arrayContaining([
      '/leads',
      `/leads/${lead.id}`,
      '/follow-ups?whose=all',
      '/forms',
      '/magnets',
      '/connections',
      '/settings',
    ]),
  )
  await close()
})

test('nor on what visitors and people see: the form, its own page, a certificate, a mail', async () => {
  const { page, close } = await newPage(browser, { locale: 'fr-FR' })
  await page.goto(await aimant.signIn())
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.getByRole('navigation', { name: 'Navigation principale' }).waitFor()
  const [mail] = await aimant.query('SELECT outbox_id FROM mailbox LIMIT 1')
  for (const path of [
    '/f/guide-rgpd',
    '/f/guide-rgpd?done',
    `/api/v1/leads/${lead.id}/certificate`,
    '/api/v1/forms/guide-rgpd/mails/deliver/preview/page',
    ...(mail ? [`/api/v1/mailbox/${mail.outbox_id}/page`] : []),
  ]) {
    await page.goto(aimant.url + path, { waitUntil: 'networkidle' })
    const { ran, made } = await found(page)
    expect({ path, ran, made }).toEqual({ path, ran: false, made: [] })
  }
  await close()
})
