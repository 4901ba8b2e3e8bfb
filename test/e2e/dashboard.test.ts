// The owner's browser against the deployed bundle: signing in, finding, exporting, reading and deleting leads.
import { readFile } from 'node:fs/promises'
import { brotliCompressSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Accepted, SubmissionInput, Ticket } from '../../contract/submission.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'
import { aPerson, prove } from '../support/visitor.ts'

let aimant: Aimant
let browser: Browser

beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant({ leads: 130 }), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

const csv = (delimiter: string, column: string) => (text: string) =>
  (parse(text, { delimiter, bom: true, columns: true }) as Record<string, string>[]).map((record) => record[column])

async function exported(page: Page, name: string) {
  await page.getByRole('button', { name: 'Exporter' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  return { file: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

/** A page in French, signed in as the owner, on the list of leads. */
async function signedIn(options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', ...options })
  await opened.page.goto(await aimant.signIn())
  await opened.page.getByRole('button', { name: 'Se connecter' }).click()
  await opened.page.getByRole('heading', { name: 'Accueil' }).waitFor()
  await opened.page.goto(`${aimant.url}/dashboard/leads`)
  await rows(opened.page).first().waitFor()
  return opened
}

const rows = (page: Page) => page.locator('table.leads:not(.in-waiting) tbody tr')
const shown = (page: Page) => rows(page).getByRole('link').allTextContents()

/** Leads come and go with the address, so a list is there once its address and its rows are. */
async function listed(page: Page, query: string, change: () => Promise<unknown>) {
  const answered = page.waitForResponse((response) => new URL(response.url()).search.includes(query) && response.ok())
  await change()
  await answered
  await page.locator('.list[aria-busy="false"]').waitFor()
}

/** Fills the demo's guide form as a program does: at once, so it is held. */
async function submit(over: Partial<SubmissionInput> = {}): Promise<{ id: string; email: string }> {
  const email = aPerson()
  const asked = await fetch(`${aimant.url}/f/guide-rgpd/ticket`)
  const ticket: Ticket = await asked.json()
  const { answers, ...rest } = over
  const sent = await fetch(`${aimant.url}/f/guide-rgpd/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ticket: ticket.ticket,
      proof: prove(ticket),
      version: 1,
      language: 'fr',
      answers: { email, ...answers },
      ...rest,
    } satisfies SubmissionInput),
  })
  expect(sent.ok, await sent.clone().text()).toBe(true)
  const { id }: Accepted = await sent.json()
  return { id, email }
}

describe('signing in', () => {
  test('a link does nothing by itself, leaves the address bar, signs in at a click, and only once', async () => {
    const link = await aimant.signIn()
    const { page, said, close } = await newPage(browser, { locale: 'fr-FR' })
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
    await page.goto(link)
    const button = page.getByRole('button', { name: 'Se connecter' })
    await button.waitFor()
    expect(page.url()).toBe(`${aimant.url}/dashboard/sign-in`)
    // What ways in there are may be asked; nothing is told.
    expect(asked.filter((request) => request.includes('/api/'))).toEqual(['GET /api/v1/sign-in/ways'])
    await button.click()
    await page.getByRole('heading', { name: 'Accueil' }).waitFor()
    expect(page.url()).toBe(`${aimant.url}/dashboard`)
    expect(said).toEqual([])
    await close()

    const second = await newPage(browser, { locale: 'fr-FR' })
    await second.page.goto(link)
    await second.page.getByRole('button', { name: 'Se connecter' }).click()
    await second.page.getByText('Ce lien ne fonctionne plus.').waitFor()
    await second.page.getByText('npm run sign-in').waitFor()
    await second.close()
  })

  test('a page asked for without a session says how to get in, in the browser’s language', async () => {
    const { page, close } = await newPage(browser, { locale: 'en-GB' })
    await page.goto(`${aimant.url}/dashboard/leads`)
    await page.getByText('You sign in here with a link, without a password.').waitFor()
    await close()
  })

  test('signing out ends the session', async () => {
    const { page, close } = await signedIn()
    await page.getByRole('button', { name: 'Owner' }).click()
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByRole('heading', { name: 'Connexion' }).waitFor()
    expect(await page.evaluate(() => fetch('/api/v1/leads').then(({ status }) => status))).toBe(401)
    await close()
  })
})

describe('the list', () => {
  test('search and filters narrow it together, and its address shows the same list again', async () => {
    const { page, close } = await signedIn()
    const [known] = await shown(page)
    await page.keyboard.press('/')
    await listed(page, 'q=', () => page.keyboard.type(known!))
    expect(await shown(page)).toEqual([known])
    await page.getByRole('button', { name: 'Filtres' }).click()
    await listed(page, 'held=only', () => page.getByLabel('Quarantaine').selectOption({ label: 'Quarantaine seule' }))
    await page.getByText('Aucun lead ne correspond').waitFor()
    await listed(page, 'held=all', () => page.getByLabel('Quarantaine').selectOption({ label: 'Tout' }))
    expect(await shown(page)).toEqual([known])
    await page.reload()
    await rows(page).first().waitFor()
    expect(await shown(page)).toEqual([known])
    expect(await page.getByLabel('Rechercher').inputValue()).toBe(known)
    await page.getByRole('button', { name: 'Effacer les filtres' }).click()
    await expect.poll(() => rows(page).count()).toBe(50)
    expect(page.url()).toBe(`${aimant.url}/dashboard/leads`)
    await close()
  })

  test('goes on below without a gap or a repeat, and is found as it was left after looking at a lead', async () => {
    const { page, close } = await signedIn()
    const kept = await aimant.query<{ email: string }>('SELECT email FROM lead WHERE held = 0 ORDER BY seq DESC')
    const more = page.getByRole('button', { name: 'Afficher la suite' })
    while (await more.isVisible()) await listed(page, 'after=', () => more.click())
    expect(await shown(page)).toEqual(kept.map(({ email }) => email))
    await rows(page).nth(100).getByRole('cell').last().click()
    await page.getByRole('heading', { name: 'Coordonnées' }).waitFor()
    await page.goBack()
    await rows(page).nth(100).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(kept[100]?.email)
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(1_000)
    await close()
  })

  test.each([
    ['CSV pour Excel en français', '.csv', csv(';', 'email')],
    ['CSV Virgule', '.csv', csv(',', 'email')],
    ['HubSpot', '.csv', csv(',', 'Email')],
    ['Salesforce', '.csv', csv(',', 'Email')],
    ['vCard', '.vcf', (text: string) => [...text.matchAll(/^EMAIL:(.*)\r$/gm)].map(([, email]) => email)],
    [
      'NDJSON',
      '.ndjson',
      (text: string) =>
        text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).email),
    ],
  ])('%s holds what the filters leave', async (name, ending, emails) => {
    const { page, close } = await signedIn()
    await listed(page, 'held=only', () => page.goto(`${aimant.url}/dashboard/leads?held=only`))
    const held = await aimant.query<{ email: string }>('SELECT email FROM lead WHERE held = 1')
    const { file, text } = await exported(page, name)
    expect(file).toMatch(new RegExp(`^leads-.*\\${ending}$`))
    expect(emails(text).toSorted()).toEqual(held.map(({ email }) => email).toSorted())
    await close()
  })

  test.each([
    ['Brevo', csv(',', 'EMAIL')],
    ['Mailchimp', csv(',', 'Email Address')],
  ])('%s, which mails whoever is in its file, is given only who agreed', async (name, emails) => {
    const { page, close } = await signedIn()
    const agreed = await aimant.query<{ email: string }>(
      `SELECT email FROM lead WHERE held = 0 AND EXISTS (
         SELECT 1 FROM json_each(consents) WHERE key = 'newsletter' AND value ->> 'state' IN ('given', 'confirmed'))`,
    )
    expect(agreed.length).toBeGreaterThan(0)
    const { text } = await exported(page, name)
    expect(emails(text).toSorted()).toEqual(agreed.map(({ email }) => email).toSorted())
    await close()
  })
})

describe('a lead', () => {
  test('shows why it is held, and the exact words the visitor agreed to', async () => {
    const { id, email } = await submit({ consents: { newsletter: true } })
    const { page, close } = await signedIn()
    await page.goto(`${aimant.url}/dashboard/leads/${id}`)
    await page.getByRole('heading', { name: email }).waitFor()
    await page.getByText('Envoyé plus vite que personne ne lit.').waitFor()
    const [notice] = await aimant.query<{ snapshot: string }>(
      'SELECT snapshot FROM notice WHERE id = (SELECT notice_id FROM consent_event WHERE lead_id = ?1 LIMIT 1)',
      id,
    )
    for (const { purpose, label } of JSON.parse(notice!.snapshot).consents as { purpose: string; label: string }[]) {
      const proof = page.getByRole('article').filter({ has: page.getByRole('heading', { name: purpose }) })
      expect(await proof.getByRole('blockquote').textContent()).toContain(label)
      await proof.getByText(purpose === 'newsletter' ? 'Donné' : 'Proposé, non donné', { exact: true }).waitFor()
    }
    await close()
  })

  test('that is held can be released, and then counts', async () => {
    const { id, email } = await submit()
    const { page, said, close } = await signedIn()
    await page.goto(`${aimant.url}/dashboard/leads/${id}`)
    await page.getByRole('button', { name: 'Libérer' }).click()
    await page.getByText('L’envoi est libéré.').waitFor()
    await page.getByText('Sorti de quarantaine par Owner').waitFor()
    expect(await page.getByText('En quarantaine').count()).toBe(0)
    await page.getByRole('navigation').getByRole('link', { name: 'Leads' }).click()
    await rows(page).getByRole('link', { name: email }).waitFor()
    expect(await aimant.query('SELECT held FROM submission WHERE id = ?1', id)).toEqual([{ held: null }])
    expect(said).toEqual([])
    await close()
  })

  test('loses one held submission and stays, or goes with its only one, each said before', async () => {
    const { id, email } = await submit()
    const again = await submit({ answers: { email } })
    const { page, close } = await signedIn()
    await page.goto(`${aimant.url}/dashboard/leads/${id}`)
    await page.getByRole('button', { name: 'Supprimer cet envoi' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`le lead ${email} reste`).waitFor()
    await dialog.getByRole('button', { name: 'Supprimer définitivement' }).click()
    await page.getByText('L’envoi est supprimé.').waitFor()
    await expect.poll(() => page.getByRole('button', { name: 'Supprimer cet envoi' }).count()).toBe(1)
    expect(await aimant.query('SELECT answers FROM submission WHERE id = ?1', again.id)).toEqual([{ answers: null }])

    await page.getByRole('button', { name: 'Supprimer cet envoi' }).click()
    await dialog.getByText('C’est le seul envoi de ce lead').waitFor()
    await dialog.getByRole('button', { name: 'Supprimer définitivement' }).click()
    await expect.poll(() => page.url()).toMatch(/\/dashboard\/leads$/)
    expect(await aimant.query('SELECT id FROM lead WHERE id = ?1', id)).toEqual([])
    await close()
  })

  test('deleted goes for good after a warning that can be declined; the proof stays and names nobody', async () => {
    const { id, email } = await submit({ consents: { newsletter: true } })
    const { page, close } = await signedIn()
    await page.goto(`${aimant.url}/dashboard/leads?held=only`)
    await page.getByRole('link', { name: email }).click()
    await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`l’adresse ${email} et toutes les coordonnées`).waitFor()
    await dialog.getByText('la preuve de 2 choix de consentement').waitFor()
    await dialog.getByRole('button', { name: 'Annuler' }).click()
    expect(await aimant.query('SELECT id FROM lead WHERE id = ?1', id)).toHaveLength(1)

    await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
    await dialog.getByRole('button', { name: 'Supprimer définitivement' }).click()
    await page.getByText(`${email} a été supprimé.`).waitFor()
    expect(await shown(page)).not.toContain(email)
    expect(await aimant.query('SELECT id FROM lead WHERE id = ?1', id)).toEqual([])
    expect(await aimant.query('SELECT seq FROM consent_event WHERE submission_id = ?1', id)).toHaveLength(2)
    await page.goto(`${aimant.url}/dashboard/leads/${id}`)
    await page.getByText('Ce lead n’existe pas').waitFor()
    await close()
  })

  test('offers no deletion to who may only look', async () => {
    const { page, close } = await signedIn()
    // Somebody has to stay the owner.
    await aimant.query(`INSERT INTO member (id, name, role, created_at) VALUES ('other', 'Other', 'owner', '')`)
    await aimant.query(`UPDATE member SET role = 'viewer' WHERE id <> 'other'`)
    await page.reload()
    await rows(page).first().getByRole('link').click()
    await page.getByRole('heading', { name: 'Coordonnées' }).waitFor()
    await page.getByRole('button', { name: 'Owner' }).waitFor()
    expect(await page.getByRole('button', { name: 'Supprimer' }).count()).toBe(0)
    await aimant.query(`UPDATE member SET role = 'owner'`)
    await aimant.query(`DELETE FROM member WHERE id = 'other'`)
    await close()
  })
})

test('nothing a stranger writes runs, not even what should never have been stored', async () => {
  const script = `"'><img src=x onerror=window.pwned=1>`
  const { id } = await submit({
    answers: { given_name: script, family_name: script, company: script },
    source: { title: script, campaign: { utm_source: script, utm_campaign: 'javascript:window.pwned=1' } },
  })
  const address = 'javascript:window.pwned=1'
  const source = JSON.stringify({ page: address, referrer: address, title: script, campaign: { [script]: script } })
  await aimant.query('UPDATE submission SET source = ?2, held = ?3, language = ?3 WHERE id = ?1', id, source, script)
  await aimant.query(
    `UPDATE lead
     SET email = ?2, full_name = ?2, company = ?2, job_title = ?2, website = ?3, phone = ?3, country = ?2, language = ?2
     WHERE id = ?1`,
    id,
    script,
    address,
  )
  const { page, said, close } = await signedIn()
  for (const path of ['/dashboard/leads?held=only', `/dashboard/leads/${id}`]) {
    await page.goto(aimant.url + path)
    await page.getByText(script).first().waitFor({ state: 'attached' })
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0)
    expect(await page.locator('main img, main script').count()).toBe(0)
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  }
  expect(said).toEqual([])
  await aimant.query('DELETE FROM lead WHERE id = ?1', id)
  await close()
})

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('every page can be used by everybody, on a phone and on a wide screen', async () => {
    const { id } = await submit({ answers: { company: 'Atelier Sud' }, consents: { newsletter: true } })
    const { page, said, close } = await signedIn({ colorScheme })
    const check = async (what: string) => {
      expect(await faults(page), what).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), what).toBeLessThanOrEqual(0)
    }
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      for (const path of [
        'leads',
        'leads?held=all',
        'leads?q=nobodyatall',
        `leads/${id}`,
        'forms',
        'settings',
        'sign-in',
        'nowhere',
      ]) {
        await page.goto(`${aimant.url}/dashboard/${path}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.getByText('Chargement…').waitFor({ state: 'detached' })
        await check(`${path} at ${width}`)
      }
    }
    await page.goto(`${aimant.url}/dashboard/leads/${id}`)
    await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
    await check('the dialog')
    expect(said).toEqual([])
    await close()
  })
})

test('a page that breaks says so, and the next one stands again', async () => {
  const { page, close } = await signedIn()
  await page.goto(`${aimant.url}/dashboard/leads/%E0%A4`)
  await page.getByRole('heading', { name: 'Cette page a rencontré un problème.' }).waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Leads' }).click()
  await rows(page).first().waitFor()
  await close()
})

test('opens in English for who chose it, and stays so', async () => {
  const { page, close } = await signedIn()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('columnheader', { name: 'Received' }).waitFor()
  await page.reload()
  await page.getByRole('columnheader', { name: 'Received' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await close()
})

test('all its scripts and styles weigh at most 30 KB', async () => {
  const { page, close } = await newPage(browser)
  await page.goto(`${aimant.url}/dashboard/sign-in`)
  const files = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  const parts = files.filter((name) => /\.(js|css)$/.test(name))
  expect(parts.length).toBeGreaterThan(1)
  const weights = await Promise.all(
    parts.map(async (file) => brotliCompressSync(await (await fetch(file)).arrayBuffer()).length),
  )
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(30 * 1024)
  await close()
})

test('answers every address under it with the shell, and with headers that let nothing foreign in', async () => {
  for (const path of ['', '/', '/leads/x', '/nowhere/at/all']) {
    const response = await fetch(`${aimant.url}/dashboard${path}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*require-trusted-types-for 'script'/,
    )
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  }
  expect((await fetch(`${aimant.url}/dashboard/assets/gone.js`)).status).toBe(404)
})
