// The form on somebody else's page, in a real browser, against the real Worker.
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accented } from '../../widget/theme.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, openOn, otherOrigin, startBrowser } from '../support/browser.ts'
import { aPerson } from '../support/visitor.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await aimant.stop()
})

type Setting = {
  lang?: string
  slug?: string
  more?: string
  style?: string
  headers?: Record<string, string>
  options?: BrowserContextOptions
}

/** A page on another origin with the tag pasted into an article. */
async function visit(
  { lang = 'fr', slug = 'guide-rgpd', more = '', style = '', headers, options }: Setting,
  use: (page: Page, said: string[]) => Promise<void>,
) {
  const { page, said, close } = await newPage(browser, { locale: 'fr-FR', ...options })
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    for (const name of ['view', 'start', 'submit', 'success', 'error', 'download'])
      document.addEventListener(`aimant:${name}`, () => seen.push(name))
    document.addEventListener('securitypolicyviolation', (event) => seen.push(`violation: ${event.violatedDirective}`))
  })
  const html = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Article</title>
    <style>${style}</style><p>Avant</p><script async src="${aimant.url}/e/${slug}.js" ${more}></script><p>Après</p></html>`
  const origin = await openOn(page, html, headers)
  try {
    await use(page, said)
  } finally {
    await close()
    await origin.close()
  }
}

const seen = (page: Page) => page.evaluate(() => (window as unknown as { seen: string[] }).seen)
const control = (page: Page, name: string) => page.locator(`aimant-form [name="${name}"]`)
const button = (page: Page) => page.locator('aimant-form button[type=submit]')
const status = (page: Page) => page.locator('aimant-form [role=status]')
const gift = (page: Page) => page.locator('aimant-form a.main')

/** Fills what is required, and waits until the ticket is there. */
async function fill(page: Page, email = aPerson()) {
  const ticket = page.waitForResponse((response) => response.url().includes('/ticket?') && response.status() === 200)
  await control(page, 'email').fill(email)
  await control(page, 'given_name').fill('Camille')
  await ticket
  return email
}

test('a visitor of another site fills the form and gets the white paper at once, the marketing boxes unticked', () =>
  visit({}, async (page) => {
    const email = await fill(page)
    await button(page).click()
    const href = await gift(page).getAttribute('href')
    const file = await fetch(href!)
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(await page.locator('aimant-form h2').evaluate((title) => title.matches(':focus'))).toBe(true)
    expect(await seen(page)).toEqual(['view', 'start', 'submit', 'success'])
    const consents = await aimant.query<{ purpose: string; state: string }>(
      'SELECT purpose, state FROM consent_event JOIN lead ON lead.id = lead_id WHERE email = ?1',
      email,
    )
    expect(new Set(consents.map(({ state }) => state))).toEqual(new Set(['shown_not_given']))
  }))

test('what is wrong is said beside the field, announced, and has the focus', () =>
  visit({}, async (page) => {
    await control(page, 'email').fill('camille@')
    await button(page).click()
    const email = control(page, 'email')
    await expect.poll(() => email.evaluate((input) => input.matches(':focus'))).toBe(true)
    expect(await email.getAttribute('aria-invalid')).not.toBeNull()
    const described = (await email.getAttribute('aria-describedby'))!.split(' ').at(-1)
    expect(await page.locator(`aimant-form #${described}`).textContent()).toContain('adresse')
    expect(await status(page).textContent()).toContain('1')
    await email.fill(aPerson())
    expect(await email.getAttribute('aria-invalid')).toBeNull()
  }))

test('under the strictest policy a page can have, nothing is violated', () => {
  const policy = `default-src 'none'; script-src ${aimant.url}; connect-src ${aimant.url}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`
  return visit({ headers: { 'content-security-policy': policy } }, async (page, said) => {
    await fill(page)
    await button(page).click()
    await gift(page).waitFor()
    // The page's own style element, which the policy refuses, is the only thing refused.
    expect((await seen(page)).filter((each) => each.startsWith('violation') && !each.includes('style-src'))).toEqual([])
    expect(said.filter((line) => !line.includes('style-src'))).toEqual([])
    expect(await button(page).count()).toBe(0)
  })
})

test('once on screen nothing moves by itself', () =>
  visit({}, async (page) => {
    await control(page, 'email').waitFor()
    await page.evaluate(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
          if (!entry.hadRecentInput) shifts.push(entry.value)
      }).observe({ type: 'layout-shift' })
    })
    // Typed as people type: what answers a key or a click may move things, what comes by itself may not.
    await control(page, 'email').click()
    await page.keyboard.type('camille@gmial.com')
    await page.keyboard.press('Tab')
    await page.locator('aimant-form .hint').click()
    await control(page, 'email').fill(aPerson())
    await page.route('**/submissions', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      await route.continue()
    })
    await button(page).click()
    await gift(page).waitFor()
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([])
  }))

test('a hint that appears on leaving the address does not move the button from under the finger', () =>
  visit({ slug: 'essai-gratuit' }, async (page) => {
    await control(page, 'full_name').fill('Camille')
    await control(page, 'email').fill(`camille.${Date.now()}@gmial.com`)
    await button(page).click({ delay: 50 })
    await expect.poll(() => seen(page)).toContain('submit')
  }))

test('an unknown form draws nothing and warns once', () =>
  visit({ slug: 'nobody-published-this' }, async (page, said) => {
    await page.waitForLoadState('networkidle')
    expect(await page.locator('aimant-form').count()).toBe(0)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^warning: \[aimant\].*nobody-published-this/)
  }))

test('a page in English shows the form in English, whatever the browser speaks', () =>
  visit({ lang: 'en-GB' }, async (page) => {
    expect(await page.locator('aimant-form label[for=email]').textContent()).toContain('E-mail address')
    expect(await page.locator('aimant-form section').getAttribute('lang')).toBe('en')
  }))

test('one request puts a usable form on screen', () =>
  visit({}, async (page) => {
    await control(page, 'email').waitFor()
    const ours = await page.evaluate(
      // That it was seen is told once it is there.
      (origin) =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(
          ({ name, initiatorType }) => name.startsWith(origin) && initiatorType !== 'beacon',
        ).length,
      aimant.url,
    )
    expect(ours).toBe(1)
  }))

test('hostile styles of the page do not reach the form', () => {
  const style =
    '* { all: unset !important; display: none !important; font-size: 40px !important; color: red !important }'
  return visit({ style: `${style} html, body { display: block !important }` }, async (page) => {
    const box = (await button(page).boundingBox())!
    expect(box.height).toBeLessThan(60)
    expect(await control(page, 'email').evaluate((input) => getComputedStyle(input).fontSize)).toBe('16px')
  })
})

test.each([
  ['light', 360],
  ['dark', 1_440],
])('axe finds nothing to say about the form, its errors and its success: %s, %i px', (mode, width) =>
  visit(
    {
      style: mode === 'dark' ? 'body { background: #101418; color: #eee }' : '',
      options: { viewport: { width, height: 900 } },
    },
    async (page) => {
      const complaints = () => faults(page, 'aimant-form')
      await control(page, 'email').waitFor()
      expect(await complaints()).toEqual([])
      await button(page).click()
      expect(await complaints()).toEqual([])
      await control(page, 'email').fill(aPerson())
      await button(page).click()
      await gift(page).waitFor()
      expect(await complaints()).toEqual([])
    },
  ),
)

const accents = [
  '#000000',
  '#1d4ed8',
  '#2c6e63',
  '#c0392b',
  '#e11d48',
  '#7a7a7a',
  '#8a63d2',
  '#f1c40f',
  '#00e5ff',
  '#ffffff',
]

test.each(['light', 'dark'])('words stay readable on any accent of a page, and marks are seen, on a %s card', (theme) =>
  visit({ more: `data-theme="${theme}"` }, async (page) => {
    await control(page, 'email').waitFor()
    const faint = await page.locator('aimant-form').evaluate((host, accents) => {
      const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!
      /** WCAG 2 relative luminance of any colour CSS can say. */
      const luminance = (colour: string) => {
        context.fillStyle = colour
        context.fillRect(0, 0, 1, 1)
        const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
          const value = part / 255
          return value > 0.04 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92
        }) as [number, number, number]
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const contrast = (a: string, b: string) => {
        const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
        return (high + 0.05) / (low + 0.05)
      }
      const root = host.shadowRoot!
      const card = root.querySelector<HTMLElement>('.card')!
      const look = (selector: string) => getComputedStyle(root.querySelector(selector)!)
      const [button, tick] = [look('.main'), look('[type=checkbox]')]
      return accents.filter((accent) => {
        card.style.cssText = accent
        return (
          contrast(button.color, button.backgroundColor) < 4.5 ||
          contrast(tick.accentColor, getComputedStyle(card).backgroundColor) < 3
        )
      })
    }, accents.map(accented))
    expect(faint).toEqual([])
  }),
)

describe('a form that looks as the page behind it is', () => {
  const isDarkCard = (page: Page) => page.locator('aimant-form .card.dark').count()
  const themed =
    ':root { color-scheme: light dark; background: light-dark(#fff, #101418) } .night { background: #101418 }'

  test('waits for a style sheet that is slower than its tag', async () => {
    const { page, close } = await newPage(browser, { colorScheme: 'dark' })
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    await page.route('**/slow.css', async (route) => {
      await held
      await route.fulfill({ contentType: 'text/css', body: themed })
    })
    const html = `<!doctype html><html lang="fr"><link rel="icon" href="data:,"><link rel="stylesheet" href="/slow.css"><title>Article</title>
      <script async src="${aimant.url}/e/guide-rgpd.js"></script></html>`
    const origin = await otherOrigin({ '/': html })
    await page.goto(origin.url, { waitUntil: 'commit' })
    // Nothing is painted meanwhile, so no frame would tell.
    const isThere = () => document.querySelector('aimant-form')?.shadowRoot?.querySelector('form')
    await page.waitForFunction(isThere, undefined, { polling: 50 })
    release()
    await expect.poll(() => isDarkCard(page)).toBe(1)
    await close()
    await origin.close()
  })

  test('follows the system, and by the next answer a page that changes its mind', () =>
    visit({ style: themed }, async (page) => {
      await control(page, 'email').fill('camille@')
      expect(await isDarkCard(page)).toBe(0)
      await page.emulateMedia({ colorScheme: 'dark' })
      await expect.poll(() => isDarkCard(page)).toBe(1)
      await page.emulateMedia({ colorScheme: 'light' })
      await expect.poll(() => isDarkCard(page)).toBe(0)
      expect(await control(page, 'email').inputValue()).toBe('camille@')
      await page.evaluate(() => document.documentElement.classList.add('night'))
      await control(page, 'given_name').fill('Camille')
      await expect.poll(() => isDarkCard(page)).toBe(1)
    }))
})
