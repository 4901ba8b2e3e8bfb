// Where an owner arrives: what waits, how the forms do, and the frame around every page, by pointer, by keyboard and on a phone.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Funnel } from '../../contract/insight.ts'
import { root } from '../../scripts/run.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, otherOrigin, startBrowser } from '../support/browser.ts'

const dayMs = 24 * 60 * 60 * 1000
const dayAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10)

let aimant: Aimant
let browser: Browser
/** Of a browser that is signed in. */
let state: Awaited<ReturnType<BrowserContext['storageState']>>
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant({ leads: 30 }), startBrowser()])
  const [form] = await aimant.query<{ id: string }>(`SELECT id FROM form WHERE slug = 'guide-rgpd'`)
  const put = (days: number, cells: Record<string, number>) =>
    aimant.query(
      `INSERT INTO counter (grain, form_id, span, cells) VALUES ('day', ?1, ?2, ?3)`,
      form!.id,
      dayAgo(days),
      JSON.stringify(cells),
    )
  await put(2, {
    'view google FR desktop -': 1_000,
    'view lettre FR phone -': 200,
    'start google FR desktop -': 300,
    'submit google FR desktop -': 60,
    'submit lettre FR phone -': 40,
    'refused copie.example FR desktop -': 4,
  })
  await put(40, { 'view google FR desktop -': 600, 'submit google FR desktop -': 200 })
  const { page, close } = await newPage(browser, { locale: 'fr-FR' })
  await page.goto(await aimant.signIn())
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('navigation').waitFor()
  state = await page.context().storageState()
  await close()
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

/** A page in French, signed in as the owner, at home. */
async function atHome(options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', storageState: state, ...options })
  await opened.page.goto(`${aimant.url}/dashboard`)
  await opened.page.locator('.funnel').waitFor()
  return opened
}

const number = (page: Page, step: string) =>
  page.locator('.funnel li').filter({ hasText: step }).locator('.funnel-number').textContent()

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

describe('home', () => {
  test('tells each number with a sentence, the days before and a table beside the drawing', async () => {
    const { page, said, close } = await atHome()
    expect(await number(page, 'Affichages')).toBe('1\u202f200')
    expect(await number(page, 'Envoyés')).toBe('100')
    await page.getByText('1 visiteur sur 12 laisse son adresse.').waitFor()
    await page.getByText('1 visiteur sur 4 commence à remplir.').waitFor()
    await page.getByText('50 % de moins que les 30 jours d’avant').waitFor()
    await page.locator('.chart canvas').waitFor()
    await page.getByText('Les mêmes nombres en tableau').click()
    const days = page.getByRole('region', { name: 'Les mêmes nombres en tableau' }).getByRole('row')
    expect(await days.count()).toBe(31)
    expect(said).toEqual([])
    await close()
  })

  test('is narrowed by days, form and source, and the address keeps it', async () => {
    const { page, said, close } = await atHome()
    await page.getByRole('link', { name: '90 jours' }).click()
    await expect.poll(() => number(page, 'Affichages')).toBe('1\u202f800')
    await page
      .getByRole('row', { name: /lettre/ })
      .getByRole('link')
      .click()
    await expect.poll(() => number(page, 'Affichages')).toBe('200')
    await page.getByRole('combobox', { name: 'Formulaire' }).selectOption('essai-gratuit')
    await page.getByText('Rien n’a été compté').waitFor()
    await page.goBack()
    await expect.poll(() => number(page, 'Affichages')).toBe('200')
    await page.reload()
    await expect.poll(() => number(page, 'Affichages')).toBe('200')
    await page.getByRole('button', { name: 'Autre' }).click()
    await page.getByLabel('Du', { exact: true }).fill(dayAgo(41))
    await page.getByLabel('Au', { exact: true }).fill(dayAgo(39))
    await page.getByRole('button', { name: 'Afficher' }).click()
    await page.getByRole('combobox', { name: 'Provenance' }).selectOption('')
    await expect.poll(() => number(page, 'Affichages')).toBe('600')
    expect(said).toEqual([])
    await close()
  })

  test('says what waits for somebody, each leading to where it is mended', async () => {
    const { page, close } = await atHome()
    const list = page.getByRole('region', { name: 'À regarder' })
    await list.getByRole('link', { name: 'copie.example affiche un formulaire sans y être autorisé' }).waitFor()
    await list.getByRole('link', { name: /en quarantaine/ }).click()
    await page.waitForURL(/\/dashboard\/leads\/held$/)
    await close()
  })

  test.each([
    { width: 1440, colorScheme: 'light' },
    { width: 768, colorScheme: 'dark' },
    { width: 360, colorScheme: 'light' },
  ] as const)(
    'is without fault for axe and fits a screen of $width px, $colorScheme',
    async ({ width, colorScheme }) => {
      const { page, said, close } = await atHome({
        viewport: { width, height: 800 },
        colorScheme,
        hasTouch: width < 500,
      })
      await page.locator('.chart canvas').waitFor()
      await page.getByText('Les mêmes nombres en tableau').click()
      expect(await faults(page)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(said).toEqual([])
      await close()
    },
  )
})

test('a view is counted once, on a form’s own page as on somebody else’s, and told within seconds', async () => {
  const token = await aimant.token('leads:read')
  const day = dayAgo(0)
  const sources = async () => {
    const response = await fetch(`${aimant.url}/api/v1/insight/funnel?from=${day}&to=${day}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { sources } = (await response.json()) as Funnel
    return Object.fromEntries(sources.map(({ name, views, starts }) => [name, { views, starts }]))
  }
  // What calls itself headless is taken for the program it is.
  const userAgent =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  const { page, close } = await newPage(browser, { locale: 'fr-FR', userAgent })
  await page.goto(`${aimant.url}/f/guide-rgpd?utm_source=qr`)
  await page.waitForFunction(() => document.querySelector('aimant-form')?.shadowRoot?.querySelector('form'))
  await Promise.all([
    page.waitForResponse((response) => response.url().includes('/ticket?')),
    page.locator('aimant-form [name=email]:visible').fill('a'),
  ])
  const elsewhere = await otherOrigin({
    '/': `<!doctype html><title>Article</title><script async src="${aimant.url}/e/guide-rgpd.js"></script>`,
  })
  const told = page.waitForRequest((request) => request.url() === `${aimant.url}/b`)
  await page.goto(`${elsewhere.url}/?utm_source=lettre`)
  await told
  await expect
    .poll(sources, { timeout: 20_000 })
    .toMatchObject({ qr: { views: 1, starts: 1 }, lettre: { views: 1, starts: 0 } })
  await close()
  await elsewhere.close()
})

test('no page carries a validator, which is heavy and tries what the policy refuses', async () => {
  const assets = join(root, 'dist/public/dashboard/assets')
  const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(20)
  const carrying = await Promise.all(
    scripts.map(async (name) => (await readFile(join(assets, name), 'utf8')).includes('_zod')),
  )
  expect(scripts.filter((_, i) => carrying[i])).toEqual([])
})

test.each(['/dashboard', '/dashboard/leads'])('all that %s asks for weighs at most 80 KB', async (path) => {
  const { page, close } = await newPage(browser, { locale: 'fr-FR', storageState: state })
  await page.goto(aimant.url + path)
  await page.locator('.chart canvas, table.leads:not(.in-waiting)').waitFor()
  const files = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  const weights = await Promise.all(
    files
      .filter((name) => /\.(js|css)$/.test(name))
      .map(async (file) => brotliCompressSync(await (await fetch(file)).arrayBuffer()).length),
  )
  expect(weights.length).toBeGreaterThan(3)
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(80 * 1024)
  await close()
})

describe('the frame', () => {
  test('goes everywhere by keyboard, says how, hears nothing while somebody types, and can be switched off', async () => {
    const { page, said, close } = await atHome()
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Raccourcis clavier' })
    await keys.getByText('Aller à la page Leads').waitFor()
    expect(await faults(page)).toEqual([])
    // A question in front of the page keeps its keys.
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await page.keyboard.press('Escape')
    expect(new URL(page.url()).pathname).toBe('/dashboard')
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await page.waitForURL(/\/dashboard\/leads$/)
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('g?h')
    expect(await page.getByRole('searchbox').inputValue()).toBe('g?h')
    expect(await page.getByRole('dialog').count()).toBe(0)

    await page.goto(`${aimant.url}/dashboard`)
    await page.locator('.newest li').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await page.evaluate(() => document.activeElement?.closest('li')?.previousElementSibling !== null)).toBe(true)
    await page.getByRole('button', { name: 'Owner' }).click()
    await page.getByRole('button', { name: 'Raccourcis clavier' }).click()
    await keys.getByRole('checkbox').uncheck()
    await keys.getByRole('button', { name: 'Fermer' }).click()
    await page.reload()
    await page.locator('.funnel').waitFor()
    await page.keyboard.press('?')
    await page.keyboard.press('g')
    await page.keyboard.press('f')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(new URL(page.url()).pathname).toBe('/dashboard')
    expect(said).toEqual([])
    await close()
  })

  test('is a button on a phone, which opens, says where one is and closes again', async () => {
    const { page, said, close } = await atHome({ viewport: { width: 360, height: 740 }, hasTouch: true })
    const nav = page.getByRole('navigation')
    await nav.getByRole('button', { name: 'Accueil' }).tap()
    await nav.getByRole('link', { name: 'Accueil' }).waitFor()
    expect(await nav.locator('[aria-current=page]').textContent()).toBe('Accueil')
    expect(await faults(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await nav.getByRole('link').count()).toBe(0)
    await nav.getByRole('button', { name: 'Accueil' }).tap()
    await nav.getByRole('link', { name: 'Formulaires' }).tap()
    await page.waitForURL(/\/dashboard\/forms/)
    await nav.getByRole('button', { name: 'Formulaires' }).waitFor()
    expect(await nav.getByRole('link').count()).toBe(0)
    expect(said).toEqual([])
    await close()
  })

  test('never reaches beyond the screen, however narrow or wide', async () => {
    const { page, close } = await atHome()
    for (const width of [320, 599, 879, 880, 1099, 1100, 1279, 1280, 1440]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await overflow(page), `${width} px`).toBeLessThanOrEqual(0)
    }
    await close()
  })

  test('shows a viewer no place that is closed to them, and says so where they go there all the same', async () => {
    const { page, close } = await atHome()
    await page.route('**/api/v1/me', async (route) => {
      const answer = await route.fetch()
      const me = await answer.json()
      await route.fulfill({ response: answer, json: { ...me, scopes: ['leads:read'] } })
    })
    await page.reload()
    await page.locator('.funnel').waitFor()
    const nav = page.getByRole('navigation')
    await expect.poll(() => nav.getByRole('link', { name: 'Formulaires' }).count()).toBe(0)
    expect(await nav.getByRole('link', { name: 'Leads' }).count()).toBe(1)
    await page.goto(`${aimant.url}/dashboard/forms`)
    await page.getByRole('heading', { name: 'Page réservée' }).waitFor()
    await close()
  })
})

test('a new owner is shown the first steps, one at a time', async () => {
  for (const table of ['lead', 'counter']) await aimant.query(`DELETE FROM ${table}`)
  await aimant.query('UPDATE form SET version = NULL')
  const { page, said, close } = await newPage(browser, { locale: 'fr-FR', storageState: state })
  await page.goto(`${aimant.url}/dashboard`)
  const steps = page.getByRole('region', { name: 'Pour commencer' })
  await steps.getByRole('link', { name: 'Aller aux formulaires' }).waitFor()
  expect(await steps.getByRole('link').count()).toBe(1)
  expect(await page.locator('.funnel').count()).toBe(0)
  expect(await faults(page)).toEqual([])
  expect(said).toEqual([])
  await close()
})
