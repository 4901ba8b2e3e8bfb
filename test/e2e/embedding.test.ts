// Each way of putting a form on a page: the demo's pages of /demo/ways/, opened from another origin than Aimant's.
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveElsewhere } from '../../scripts/other-origin.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'
import { aPerson } from '../support/visitor.ts'

let aimant: Aimant
let browser: Browser
let site: Awaited<ReturnType<typeof serveElsewhere>>
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
  site = await serveElsewhere(0, aimant.url)
})
afterAll(async () => {
  await browser.close()
  site.closeAllConnections()
  site.close()
  await aimant.stop()
})

/** Opens a page of /demo/ways/; whatever it says or its policy refuses fails the test. */
async function visit(way: string, use: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) {
  const { page, said, close } = await newPage(browser, { locale: 'fr-FR', ...options })
  await page.addInitScript(() => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      violations.push(`${violatedDirective} ${blockedURI}`),
    )
  })
  try {
    await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/demo/ways/${way}`)
    await use(page)
    expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([])
    expect(said).toEqual([])
  } finally {
    await close()
  }
}

const forms = (page: Page) => page.locator('aimant-form:has(h2)')
const control = (form: Locator, name: string) => form.locator(`[name="${name}"]`)
const title = (form: Locator) => form.locator('h2').textContent()

/** Fills and sends the form with what each of the demo's forms asks, and waits for what is given in exchange. */
async function getsItsGift(form: Locator) {
  const email = aPerson()
  await control(form, 'email').fill(email)
  const names = form.locator('[name=full_name], [name=given_name]')
  await names.first().fill('Camille Martin')
  await form.locator('button[type=submit]').click()
  await form.locator('a.main').waitFor()
  expect(await aimant.query('SELECT id FROM lead WHERE email = ?1', email)).toHaveLength(1)
}

test('several forms on a page', () =>
  visit('several', async (page) => {
    await expect.poll(() => forms(page).count()).toBe(2)
    const [guide, trial] = [forms(page).nth(0), forms(page).nth(1)]
    expect([await title(guide), await title(trial)]).toEqual(['Recevoir le guide', 'Essayer Registre trente jours'])
    await getsItsGift(trial)
    expect(await title(guide)).toBe('Recevoir le guide')
    await getsItsGift(guide)
  }))

test('the same tag twice', () =>
  visit('twice', async (page) => {
    await page.waitForLoadState('networkidle')
    expect(await forms(page).count()).toBe(1)
    await getsItsGift(forms(page))
  }))

test('in the head', () =>
  visit('head', async (page) => {
    await getsItsGift(page.locator('#offre > aimant-form'))
    expect(await page.locator('head > :not(meta, title, link, script)').count()).toBe(0)
    expect(await page.locator('head > script').count()).toBe(1)
  }))

test('injected late by a tag manager that drops attributes', () =>
  visit('late', async (page) => {
    const form = page.locator('#offre > aimant-form')
    expect(await control(form, 'company').inputValue()).toBe('Atelier Sud')
    const button = form.locator('button[type=submit]')
    expect(await button.evaluate((each) => getComputedStyle(each).backgroundColor)).toBe('rgb(122, 59, 143)')
    await getsItsGift(form)
  }))

test('an optimiser that loses currentScript', () =>
  visit('optimiser', async (page) => {
    const form = page.locator('.way-form > script + aimant-form')
    const button = form.locator('button[type=submit]')
    expect(await button.evaluate((each) => getComputedStyle(each).backgroundColor)).toBe('rgb(122, 59, 143)')
    await getsItsGift(form)
  }))

test('a custom element that is moved, changed, taken away and brought back', () =>
  visit('element', async (page) => {
    const form = page.locator('aimant-form')
    const press = (id: string) => page.locator(`#${id}`).click()
    await control(form, 'company').fill('Atelier Sud')
    expect(await page.locator('aimant-form').count()).toBe(1)

    await press('move')
    const moved = page.locator('#second > aimant-form')
    expect(await control(moved, 'company').inputValue()).toBe('Atelier Sud')

    await press('change')
    await expect.poll(() => title(moved)).toBe('Essayer Registre trente jours')

    await press('remove')
    expect(await form.count()).toBe(0)
    await press('restore')
    await getsItsGift(page.locator('#first > aimant-form'))
  }))

test('opened by a link and by a button of the page', () =>
  visit('popup', async (page) => {
    await page.waitForFunction(() => 'Aimant' in window)
    expect(await page.locator('aimant-form').count()).toBe(0)
    await page.locator('#button').click()
    const dialog = page.locator('aimant-form dialog')
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.isVisible()).toBe(false)
    await page.locator('#link').click()
    await dialog.waitFor()
    await getsItsGift(page.locator('aimant-form'))
  }))

test('in a corner, once half of the page was read', () =>
  visit('slide-in', async (page) => {
    await page.waitForFunction(() => 'Aimant' in window)
    const frame = page.locator('aimant-form aside.slide_in')
    expect(await frame.count()).toBe(0)
    await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }))
    await frame.waitFor()
    await getsItsGift(page.locator('aimant-form'))
  }))

test('as a bar, which does not come back by itself', () =>
  visit('bar', async (page) => {
    const frame = page.locator('aimant-form aside.bar')
    await frame.getByRole('button', { name: 'Fermer' }).click()
    expect(await frame.count()).toBe(0)
    await page.getByRole('link', { name: 'Recevoir le guide' }).click()
    await getsItsGift(page.locator('aimant-form'))
  }))

test.each(['react', 'vue'])('%s mounts, changes and unmounts the form', (framework) =>
  visit(framework, async (page) => {
    const form = page.locator('aimant-form')
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    await expect.poll(() => title(form)).toBe('Recevoir le guide')
    await press('L’essai')
    await expect.poll(() => title(form)).toBe('Essayer Registre trente jours')
    await press('Rien')
    expect(await form.count()).toBe(0)
    await press('Le guide')
    await getsItsGift(form)
    await press('L’essai')
    await getsItsGift(form)
    expect(await page.locator('body > aimant-form').count()).toBe(0)
  }),
)

test('single-page navigation', () =>
  visit('navigation?page=guide', async (page) => {
    const form = page.locator('#view > aimant-form')
    await expect.poll(() => title(form)).toBe('Recevoir le guide')
    await page.getByRole('link', { name: 'Accueil' }).click()
    expect(await page.locator('aimant-form').count()).toBe(0)
    await page.getByRole('link', { name: 'L’essai' }).click()
    await expect.poll(() => title(form)).toBe('Essayer Registre trente jours')
    await page.goBack()
    await page.goBack()
    await expect.poll(() => title(form)).toBe('Recevoir le guide')
    await getsItsGift(form)
  }))

test('storage that throws', () =>
  visit('storage', async (page) => {
    expect(
      await page.evaluate(() => {
        try {
          return typeof localStorage
        } catch {
          return 'refused'
        }
      }),
    ).toBe('refused')
    await getsItsGift(forms(page))
  }))

test('the strictest policy, Trusted Types included', () =>
  visit('strict', async (page) => {
    const button = forms(page).locator('button[type=submit]')
    expect(await button.evaluate((each) => getComputedStyle(each).borderRadius)).toBe('8px')
    await getsItsGift(forms(page))
  }))

/** What a style sheet can do to a form without its seeing it: the size, place and paint of each part. */
const looks = (form: Locator) =>
  form.evaluate((host) =>
    [...host.shadowRoot!.querySelectorAll<HTMLElement>('.card *')].map((part) => {
      const style = getComputedStyle(part)
      const told = ['display', 'fontSize', 'fontWeight', 'textTransform', 'color', 'backgroundColor', 'borderTopWidth']
      const edges = ['marginTop', 'paddingTop', 'borderRadius', 'letterSpacing', 'opacity', 'float', 'lineHeight']
      return `${part.localName} ${[...told, ...edges].map((name) => style[name as 'display']).join(' ')}`
    }),
  )

test.each(['hostile', 'bootstrap', 'tailwind', 'wordpress'])(
  'the style sheet of %s changes nothing of the form',
  (sheet) =>
    visit('twice', async (plain) => {
      await forms(plain).waitFor()
      const wanted = await looks(forms(plain))
      await visit(sheet, async (page) => {
        const form = forms(page)
        await form.waitFor()
        expect(await looks(form)).toEqual(wanted)
        if (sheet === 'hostile') {
          expect(await form.evaluate((host) => getComputedStyle(host).direction)).toBe('rtl')
          const [label, input] = [form.locator('label[for=email]'), control(form, 'email')]
          const right = async (each: Locator) => (await each.evaluate((part) => part.getBoundingClientRect())).right
          expect(await right(label)).toBeCloseTo(await right(input), 0)
        }
        await getsItsGift(form)
      })
    }),
)

test.each(['bootstrap', 'tailwind', 'wordpress'])('nothing of the form reaches the page with %s', (sheet) =>
  visit(sheet, async (page) => {
    const styles = () =>
      page.evaluate(() =>
        ['body', 'h1', 'p', 'input', 'button', 'a'].map((name) => {
          const { font, color, backgroundColor, margin, padding, borderTopWidth } = getComputedStyle(
            document.body.querySelector(name) ?? document.body,
          )
          return [name, font, color, backgroundColor, margin, padding, borderTopWidth].join()
        }),
      )
    await forms(page).waitFor()
    const withForm = await styles()
    await page.evaluate(() => document.querySelector('aimant-form')!.remove())
    expect(await styles()).toEqual(withForm)
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0)
  }),
)

test('in print a dark form is dark on white', () =>
  visit('print', async (page) => {
    await forms(page).waitFor()
    await page.emulateMedia({ media: 'print' })
    const inks = await forms(page).evaluate((host) =>
      [...host.shadowRoot!.querySelectorAll('h2, label, input, .notice, .main')].map((part) => {
        const [red = 255] = getComputedStyle(part)
          .color.match(/[\d.]+/g)!
          .map(Number)
        return `${part.localName} ${getComputedStyle(part).color.startsWith('color(') ? red * 255 < 128 : red < 128}`
      }),
    )
    expect(inks.filter((ink) => !ink.endsWith('true'))).toEqual([])
  }))

test.each(['light', 'dark'] as const)(
  'axe finds nothing to say about the pages themselves: %s',
  async (colorScheme) => {
    for (const way of ['', 'several', 'element', 'wordpress', 'bootstrap', 'tailwind']) {
      const { page, close } = await newPage(browser, { locale: 'fr-FR', colorScheme })
      await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/demo/ways/${way}`)
      if (way) await forms(page).first().waitFor()
      expect(await faults(page, 'aimant-form, .ways'), way).toEqual([])
      await close()
    }
  },
)
