// The form over somebody else's page: what it costs before its moment, how it comes, and what is left when it goes.
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WaitingSettings } from '../../contract/shown.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { newPage, openOn, startBrowser } from '../support/browser.ts'
import { aPerson } from '../support/visitor.ts'

declare global {
  interface Window {
    Aimant: import('../../widget/aimant.ts').Aimant
  }
}

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
  tag?: string
  query?: string
  style?: string
  headers?: Record<string, string>
  options?: BrowserContextOptions
}

/** A long article on another origin, with the tag in it. */
async function visit(
  { tag = '', query = '', style = '', headers, options }: Setting,
  use: (page: Page, asked: string[]) => Promise<void>,
) {
  const { page, said, close } = await newPage(browser, { locale: 'fr-FR', ...options })
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(aimant.url)) asked.push(new URL(request.url()).pathname)
  })
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    for (const name of ['view', 'success', 'close']) document.addEventListener(`aimant:${name}`, () => seen.push(name))
    document.addEventListener('securitypolicyviolation', (event) => seen.push(`violation: ${event.violatedDirective}`))
  })
  const html = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Article</title>
    <style>p { height: 600px } ${style}</style></head><body><button id="first">Lire</button>
    <p>Un</p><p>Deux</p><a href="#aimant-guide-rgpd">Le guide</a><p>Trois</p><p>Quatre</p><p>Cinq</p><p>Six</p>
    <script async src="${aimant.url}/e/guide-rgpd.js${query}" ${tag}></script></body></html>`
  const origin = await openOn(page, html, headers)
  try {
    await page.waitForFunction(() => 'Aimant' in window)
    // What a tag asks for may come with a second script; until that is there, nobody notices a page that scrolls.
    await page.waitForLoadState('networkidle')
    await use(page, asked)
    expect(said.filter((line) => !line.includes('style-src'))).toEqual([])
  } finally {
    await close()
    await origin.close()
  }
}

const popup = 'data-display="popup" data-trigger="scroll-50"'
const onClick = 'data-display="button"'
const dialog = (page: Page) => page.locator('aimant-form dialog')
const closing = (page: Page) => page.locator('aimant-form .top button')
const opener = (page: Page) => page.locator('a[href="#aimant-guide-rgpd"]')
const scrollTo = (page: Page, top: number) => page.evaluate((y) => window.scrollTo(0, y), top)
const seen = (page: Page) => page.evaluate(() => (window as unknown as { seen: string[] }).seen)
const isInside = (page: Page) => page.evaluate(() => document.activeElement?.localName === 'aimant-form')

/** All that a visitor or a script of the page could find changed. */
const pageAsItIs = (page: Page) =>
  page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    scroll: [scrollX, scrollY],
    overflow: [document.documentElement, document.body].map((each) => getComputedStyle(each).overflow),
    width: document.documentElement.clientWidth,
    sheets: document.adoptedStyleSheets.length,
  }))

test('a form that waits costs one request until its moment is near, and comes when it is here', () =>
  visit({ query: '?display=popup&amp;trigger=scroll-80' }, async (page, asked) => {
    await scrollTo(page, 500)
    await page.waitForLoadState('networkidle')
    expect(asked).toEqual(['/e/guide-rgpd.js'])
    const form = page.waitForResponse(`${aimant.url}/e/guide-rgpd.fr.json`)
    const widget = page.waitForResponse((response) => response.url().includes('/w/'))
    await scrollTo(page, 1_700)
    await form
    expect((await widget).headers()['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(await dialog(page).count()).toBe(0)
    await scrollTo(page, 9_000)
    await dialog(page).waitFor()
  }))

test('a popup has the focus, keeps Tab, closes on Escape, and leaves the page exactly as it was', () =>
  visit({ tag: popup }, async (page) => {
    await page.locator('#first').focus()
    await scrollTo(page, 1_000)
    const before = await pageAsItIs(page)
    await page.evaluate(() => window.Aimant.open('guide-rgpd'))
    await dialog(page).waitFor()
    expect(await isInside(page)).toBe(true)
    expect(await dialog(page).getAttribute('aria-label')).toBe('Recevoir le guide')
    await page.mouse.wheel(0, 800)
    for (let presses = 0; presses < 25; presses++) {
      await page.keyboard.press('Tab')
      // Past the last control a browser goes to its own, never to the page behind.
      expect(await page.evaluate(() => ['aimant-form', 'body'].includes(document.activeElement!.localName))).toBe(true)
    }
    expect((await pageAsItIs(page)).scroll).toEqual(before.scroll)
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    expect(await pageAsItIs(page)).toEqual(before)
    expect(await page.locator('#first').evaluate((button) => button.matches(':focus'))).toBe(true)
    expect(await seen(page)).toEqual(['view', 'close'])
  }))

test('a popup on a page whose body scrolls leaves that as it was, too', () =>
  visit({ tag: popup, style: 'body { overflow-x: hidden; scroll-behavior: smooth }' }, async (page) => {
    await scrollTo(page, 700)
    const before = await pageAsItIs(page)
    await page.evaluate(() => window.Aimant.open('guide-rgpd'))
    await dialog(page).waitFor()
    await page.mouse.wheel(0, 800)
    await closing(page).click()
    expect(await pageAsItIs(page)).toEqual(before)
  }))

test('a press beside the popup closes it, one that only ends there does not, and what was typed is kept', () =>
  visit({ tag: onClick }, async (page) => {
    await opener(page).click()
    const email = page.locator('aimant-form [name=email]')
    await email.fill('camille@')
    const box = (await email.boundingBox())!
    await page.mouse.move(box.x + 5, box.y + 5)
    await page.mouse.down()
    await page.mouse.move(3, 3)
    await page.mouse.up()
    expect(await dialog(page).count()).toBe(1)
    await page.mouse.click(3, 3)
    await dialog(page).waitFor({ state: 'detached' })
    await opener(page).click()
    expect(await email.inputValue()).toBe('camille@')
  }))

test('any link or button that names the form opens it, those that come later included', () =>
  visit({ tag: onClick }, async (page) => {
    await opener(page).focus()
    await page.keyboard.press('Enter')
    await dialog(page).waitFor()
    expect(new URL(page.url()).hash).toBe('')
    await closing(page).click()
    expect(await opener(page).evaluate((link) => link.matches(':focus'))).toBe(true)
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('afterbegin', '<button data-aimant="guide-rgpd"><b>Plus tard</b></button>')
    })
    await page.getByText('Plus tard').click()
    await dialog(page).waitFor()
  }))

test('from a popup the visitor gets what was promised', () =>
  visit({ tag: onClick }, async (page) => {
    await opener(page).click()
    await page.locator('aimant-form [name=email]').fill(aPerson())
    await page.locator('aimant-form button[type=submit]').click()
    await page.locator('aimant-form a.main').waitFor()
    expect(await seen(page)).toContain('success')
    expect(await isInside(page)).toBe(true)
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
  }))

test.each(['slide-in', 'slide-in-start', 'bar', 'bar-top'])(
  'a %s moves nothing, takes no focus and goes without a trace',
  (display) =>
    visit({ tag: `data-display="${display}" data-trigger="scroll-10"` }, async (page) => {
      await page.locator('#first').focus()
      const places = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('p')].map((each) => each.getBoundingClientRect().top + scrollY),
        )
      const [before, html] = [await places(), (await pageAsItIs(page)).html]
      await scrollTo(page, 600)
      const region = page.getByRole('complementary', { name: 'Recevoir le guide' })
      await region.waitFor()
      expect(await page.locator('#first').evaluate((button) => button.matches(':focus'))).toBe(true)
      expect(await places()).toEqual(before)
      const { width, height } = (await closing(page).boundingBox())!
      // Boxes are measured in single precision: 44 px may come out as 43.9999995.
      expect(Math.round(Math.min(width, height) * 1_000) / 1_000).toBeGreaterThanOrEqual(44)
      expect(await closing(page).innerText()).toContain('Fermer')
      // Their page still works under it.
      await page.mouse.wheel(0, 300)
      await expect.poll(() => page.evaluate(() => scrollY)).toBe(900)
      await page.locator('aimant-form [name=email]').focus()
      await page.keyboard.press('Escape')
      await region.waitFor({ state: 'detached' })
      expect(await page.locator('#first').evaluate((button) => button.matches(':focus'))).toBe(true)
      expect((await pageAsItIs(page)).html).toBe(html)
    }),
)

test('what was sent away does not come again by itself', () =>
  visit({ tag: 'data-display="popup" data-trigger="scroll-10"' }, async (page) => {
    await scrollTo(page, 600)
    await dialog(page).waitFor()
    await page.keyboard.press('Escape')
    await page.evaluate(() => history.pushState({}, '', '/autre'))
    await scrollTo(page, 0)
    await scrollTo(page, 1_200)
    await page.waitForLoadState('networkidle')
    expect(await dialog(page).count()).toBe(0)
    await page.evaluate(() => window.Aimant.open())
    await dialog(page).waitFor()
  }))

const stored = (page: Page) =>
  page.evaluate(() => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookie: document.cookie,
  }))

test('nothing is written on the device before the page says so, and all of it goes when it takes that back', () =>
  visit({ tag: 'data-display="popup" data-trigger="scroll-10"' }, async (page) => {
    await scrollTo(page, 600)
    await dialog(page).waitFor()
    await page.keyboard.press('Escape')
    expect(await stored(page)).toEqual({ local: [], session: [], cookie: '' })
    await page.evaluate(() => window.Aimant.consent({ preferences: true }))
    expect(await stored(page)).toEqual({ local: ['aimant'], session: ['aimant'], cookie: '' })
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem('aimant')!))
    expect(kept).toEqual({ 'guide-rgpd': { opened: Math.floor(Date.now() / 86_400_000), ended: true } })
    await page.reload()
    await page.waitForFunction(() => 'Aimant' in window)
    await page.evaluate(() => window.Aimant.consent({ preferences: false }))
    await expect.poll(() => stored(page)).toEqual({ local: [], session: [], cookie: '' })
  }))

test('under the strictest policy a page can have, a popup violates nothing', () => {
  const policy = `default-src 'none'; script-src ${aimant.url}; connect-src ${aimant.url}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`
  return visit({ tag: onClick, headers: { 'content-security-policy': policy } }, async (page) => {
    await opener(page).click()
    await dialog(page).waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'detached' })
    expect((await seen(page)).filter((each) => each.startsWith('violation') && !each.includes('style-src'))).toEqual([])
  })
})

test('on paper there is no popup, and without motion none that moves', () =>
  visit({ tag: onClick, options: { reducedMotion: 'reduce' } }, async (page) => {
    await opener(page).click()
    expect(await dialog(page).evaluate((each) => getComputedStyle(each).animationName)).toBe('none')
    await page.emulateMedia({ media: 'print' })
    expect(await dialog(page).isVisible()).toBe(false)
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe('visible')
  }))

test('once destroyed nothing is left and nothing opens it', () =>
  visit({ tag: onClick }, async (page) => {
    const { html } = await pageAsItIs(page)
    await opener(page).click()
    await dialog(page).waitFor()
    await page.evaluate(() => window.Aimant.destroy('guide-rgpd'))
    expect((await pageAsItIs(page)).html).toBe(html)
    await opener(page).click()
    expect(new URL(page.url()).hash).toBe('#aimant-guide-rgpd')
    expect(await dialog(page).count()).toBe(0)
  }))

test('a form inline with a trigger stands where its tag stands, once its moment has come', () =>
  visit({ tag: 'data-trigger="scroll-30"' }, async (page) => {
    expect(await page.locator('aimant-form').count()).toBe(0)
    await scrollTo(page, 2_500)
    await page.locator('script + aimant-form form').waitFor()
  }))

test('a page may name the shared widget itself, and the hash of what it lets run', async () => {
  const settings = await fetch(`${aimant.url}/e/guide-rgpd.json`)
  const { widget } = (await settings.json()) as WaitingSettings
  const bytes = await (await fetch(aimant.url + widget)).arrayBuffer()
  const digest = Buffer.from(await crypto.subtle.digest('SHA-384', bytes)).toString('base64')
  const { page, close } = await newPage(browser)
  const html = `<!doctype html><html lang="fr"><main></main><script type="module" src="${aimant.url}${widget}"
    integrity="sha384-${digest}" crossorigin data-form="guide-rgpd" data-target="main"></script></html>`
  const origin = await openOn(page, html)
  await page.locator('main > aimant-form form').waitFor()
  await close()
  await origin.close()
})
