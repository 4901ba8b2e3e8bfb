// A form in several steps, gone through by keyboard, in a real browser, against the real Worker.
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { newPage, openOn, startBrowser } from '../support/browser.ts'
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

async function visit(use: (page: Page) => Promise<void>) {
  const { page, close } = await newPage(browser, { locale: 'fr-FR', viewport: { width: 360, height: 740 } })
  const html = `<!doctype html><html lang="fr"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Article</title>
    <p>Avant</p><script async src="${aimant.url}/e/modele-echange.js"></script><p>Après</p></html>`
  const origin = await openOn(page, html)
  try {
    await control(page, 'subject').first().waitFor()
    await use(page)
  } finally {
    await close()
    await origin.close()
  }
}

const control = (page: Page, name: string) => page.locator(`aimant-form [name="${name}"]`)
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent?.trim() ?? '')

test('three steps are gone through with the keyboard alone, each announced by its heading', () =>
  visit(async (page) => {
    const email = aPerson()
    const ticket = page.waitForResponse((response) => response.url().includes('/ticket?') && response.status() === 200)
    await control(page, 'subject').first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('Étape 2 sur 3 Votre calendrier')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('Étape 3 sur 3 Vous joindre')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Camille Martin')
    await page.keyboard.press('Tab')
    await page.keyboard.type(email)
    await ticket
    await page.keyboard.press('Enter')
    await page.locator('aimant-form h2:focus').waitFor()
    const [sent] = await aimant.query<{ answers: string }>(
      'SELECT submission.answers FROM submission JOIN lead ON lead.id = lead_id WHERE email = ?1',
      email,
    )
    expect(JSON.parse(sent!.answers)).toEqual({ subject: 'new', timing: 'quarter', full_name: 'Camille Martin', email })
  }))

test('Enter in a step with a mistake stays there, on the mistake', () =>
  visit(async (page) => {
    await page.locator('aimant-form button[type=submit]').click()
    expect(await page.locator('aimant-form h3').textContent()).toContain('Étape 1 sur 3')
    expect(
      await control(page, 'subject')
        .first()
        .evaluate((input) => input.matches(':focus')),
    ).toBe(true)
    expect(await page.locator('aimant-form .error').count()).toBe(1)
  }))

test('the way back keeps what was given', () =>
  visit(async (page) => {
    await control(page, 'subject').nth(2).check()
    await control(page, 'need').fill('Un avis sur notre formulaire')
    await page.locator('aimant-form button[type=submit]').click()
    await page.locator('aimant-form .back').click()
    expect(await control(page, 'subject').nth(2).isChecked()).toBe(true)
    expect(await control(page, 'need').inputValue()).toBe('Un avis sur notre formulaire')
  }))
