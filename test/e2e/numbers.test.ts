// Where visitors stop, from their page to the owner's, in Chromium.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldsNumbers } from '../../contract/insight-fields.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, otherOrigin, startBrowser } from '../support/browser.ts'

const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

let aimant: Aimant
let browser: Browser
/** Of a browser that is signed in. */
let state: Awaited<ReturnType<BrowserContext['storageState']>>
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
  const [form] = await aimant.query<{ id: string }>(`SELECT id FROM form WHERE slug = 'guide-rgpd'`)
  const day = dayAgo(1)
  const put = (table: string, of: string, cells: Record<string, number>) =>
    aimant.query(`INSERT INTO ${table} VALUES (${of}?1, ?2, ?3)`, form!.id, day, JSON.stringify(cells))
  await put('counter (grain, form_id, span, cells)', `'day', `, {
    'view google FR desktop -': 900,
    'view lettre BE phone -': 300,
    'view petit.example FR tablet -': 3,
    'start google FR desktop -': 150,
    'start lettre BE phone -': 50,
    'submit google FR desktop -': 45,
    'submit lettre BE phone -': 45,
    'submit petit.example FR tablet -': 1,
  })
  await put('field_counter (form_id, day, cells)', '', {
    'left company - google desktop -': 62,
    'left email - google desktop -': 12,
    'left email - lettre phone -': 4,
    'wrong email bad_email google desktop -': 24,
    'wrong email required google desktop -': 6,
  })
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

async function open(path: string, options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', storageState: state, ...options })
  await opened.page.goto(`${aimant.url}/dashboard${path}`)
  return opened
}

const cells = (page: Page, name: string) =>
  page
    .getByRole('row', { name: new RegExp(name) })
    .getByRole('cell')
    .allTextContents()

test('an owner is told at which question visitors stop, and what to do about it, down from Home', async () => {
  const { page, said, close } = await open('')
  await page.getByRole('link', { name: 'En détail : où les visiteurs s’arrêtent'.replace(' :', '\u00a0:') }).click()
  await page.getByText('Chaque formulaire pose ses propres questions.').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('combobox', { name: 'Formulaire' }).selectOption('guide-rgpd')
  await page.getByText('31 % de ceux qui ont commencé se sont arrêtés à «'.replace(' %', '\u00a0%')).waitFor()
  await page.getByText('Elle est facultative').waitFor()
  await page.getByText('Ajoutez un exemple dans l’aide de la question.').waitFor()
  expect((await cells(page, '^Entreprise')).map((text) => text.trim())).toEqual(['153', '62', '31\u00a0%'])
  await page.getByText('31 personnes sont parties sans que leur navigateur dise où.').waitFor()
  // Three people have no rate.
  expect(await cells(page, '^petit.example')).toEqual(['3', '1', '1,1\u00a0%', 'trop peu', '0'])

  await page.getByRole('button', { name: 'Taux' }).first().click()
  const first = page.getByRole('table', { name: 'Par provenance' }).getByRole('row').nth(1)
  await first.getByText('lettre').waitFor()
  await first.getByRole('link').click()
  await page.waitForURL(/source=lettre/)
  await expect.poll(() => cells(page, '^Ont commencé')).toEqual(['50', '', ''])
  await page.getByRole('combobox', { name: 'Provenance' }).selectOption('')
  await page.getByRole('combobox', { name: 'Appareil' }).selectOption('tablet')
  await page.getByText('1 personne a commencé').waitFor()
  expect(await faults(page)).toEqual([])
  await page.reload()
  await page.getByText('1 personne a commencé').waitFor()
  await page.getByRole('combobox', { name: 'Formulaire' }).selectOption('essai-gratuit')
  await page.getByText('Rien n’a été compté sur cette période').first().waitFor()
  expect(said).toEqual([])
  await close()
})

test('the numbers are taken away as CSV', async () => {
  const { page, close } = await open('/numbers?form=guide-rgpd')
  await page.getByRole('button', { name: 'Télécharger en CSV' }).click()
  for (const [name, file] of [
    ['Tous les chiffres', /^numbers-guide-rgpd-.*\.csv$/],
    ['Question par question', /^questions-guide-rgpd-.*\.csv$/],
  ] as const) {
    const loading = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    expect((await loading).suggestedFilename()).toMatch(file)
    await page.getByRole('button', { name: 'Télécharger en CSV' }).click()
  }
  await close()
})

describe('the page', () => {
  test.each([
    { width: 1440, colorScheme: 'light', locale: 'en-GB' },
    { width: 768, colorScheme: 'dark', locale: 'fr-FR' },
    { width: 360, colorScheme: 'light', locale: 'fr-FR' },
  ] as const)(
    'is without fault for axe and fits a screen of $width px, $colorScheme, $locale',
    async ({ width, ...more }) => {
      const { page, said, close } = await open('/numbers?form=guide-rgpd', {
        viewport: { width, height: 800 },
        hasTouch: width < 500,
        ...more,
      })
      await page.locator('.numbers-says').waitFor()
      await expect.poll(() => page.locator('.numbers-table').count()).toBe(3)
      expect(await faults(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      expect(said).toEqual([])
      await close()
    },
  )
})

test('a visitor who begins and closes their page is counted at the question they stopped at, and who sends is not', async () => {
  const token = await aimant.token('leads:read')
  const day = dayAgo(0)
  const told = async () => {
    const query = `from=${day}&to=${day}&form=guide-rgpd&source=stop`
    const response = await fetch(`${aimant.url}/api/v1/insight/fields?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { began, sent, steps } = (await response.json()) as FieldsNumbers
    const fields = steps.flatMap((step) => step.fields)
    return { began, sent, left: Object.fromEntries(fields.flatMap(({ key, left }) => (left ? [[key, left]] : []))) }
  }
  // What calls itself headless is taken for the program it is.
  const userAgent =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  const elsewhere = await otherOrigin({
    '/': `<!doctype html><title>Article</title><script async src="${aimant.url}/e/guide-rgpd.js"></script>`,
  })
  const visit = async () => {
    const visitor = await newPage(browser, { locale: 'fr-FR', userAgent })
    await visitor.page.goto(`${elsewhere.url}/?utm_source=stop`)
    await Promise.all([
      visitor.page.waitForResponse((response) => response.url().includes('/ticket?')),
      visitor.page.locator('aimant-form [name=email]').fill('zoe@exemple.fr'),
    ])
    return visitor
  }
  const leaving = await visit()
  await leaving.page.locator('aimant-form [name=company]').focus()
  // Closed as a person closes a tab, which lets the page say goodbye.
  await leaving.page.close({ runBeforeUnload: true })
  const staying = await visit()
  await staying.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await staying.page.locator('aimant-form [type=submit]').click()
  await staying.page.locator('aimant-form').getByText('Le guide est à vous').waitFor()
  await expect.poll(told, { timeout: 20_000 }).toEqual({ began: 2, sent: 1, left: { company: 1 } })
  await staying.close()
  await leaving.close()
  await elsewhere.close()
})
