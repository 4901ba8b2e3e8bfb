// What the page may ask of its forms and hears from them, and pages without TLS, in a real browser against the real Worker.
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FormInput } from '../../contract/form.ts'
import { guideForm } from '../../demo/forms.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { newPage, otherOrigin, startBrowser } from '../support/browser.ts'
import { aPerson } from '../support/visitor.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  // Names that no browser takes for this machine, and so trusts no more than any other.
  const names = '--host-resolver-rules=MAP *.example 127.0.0.1'
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser(names)])
  await publish({ ...guideForm, analytics: { dataLayer: true } })
})
afterAll(async () => {
  await browser.close()
  await aimant.stop()
})

/** Publishes a new version of the guide's form, as its owner would. */
async function publish(form: FormInput) {
  const headers = {
    authorization: `Bearer ${await aimant.token('forms:write')}`,
    'content-type': 'application/json',
  }
  const address = `${aimant.url}/api/v1/forms/guide-rgpd`
  await fetch(`${address}/draft`, { method: 'PUT', headers, body: JSON.stringify(form) })
  const published = await fetch(`${address}/publish`, { method: 'POST', headers })
  expect(published.status).toBe(200)
}

const stub =
  "window.Aimant=window.Aimant||{q:[]};for(const m of['open','close','prefill','consent','on','off','destroy'])Aimant[m]??=(...a)=>Aimant.q.push([m,...a])"

/** A page without TLS whose own script runs before the tag. */
async function visit(before: string, use: (page: Page) => Promise<void>, slug = 'guide-rgpd') {
  const { page, close } = await newPage(browser, { locale: 'fr-FR' })
  const leads = `http://leads.example:${new URL(aimant.url).port}`
  const html = `<!doctype html><html lang="fr"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Article</title>
    <script>${before}</script><p>Avant</p><script async src="${leads}/e/${slug}.js"></script><p>Après</p></html>`
  const origin = await otherOrigin({ '/': html })
  await page.goto(`http://shop.example:${new URL(origin.url).port}/`)
  try {
    await control(page, 'email').waitFor()
    await use(page)
  } finally {
    await close()
    await origin.close()
  }
}

const control = (page: Page, name: string) => page.locator(`aimant-form [name="${name}"]`)
const button = (page: Page) => page.locator('aimant-form button[type=submit]')
const gift = (page: Page) => page.locator('aimant-form a.main')

test('a visitor of a page without TLS gets through, and is no more doubted than others', () =>
  visit('', async (page) => {
    expect(await page.evaluate(() => [isSecureContext, crypto.subtle])).toEqual([false, undefined])
    const email = aPerson()
    await control(page, 'email').fill(email)
    await button(page).click()
    await gift(page).waitFor()
    expect(await aimant.query('SELECT held FROM lead WHERE email = ?1', email)).toEqual([{ held: 0 }])
  }))

test('calls made before the tag came are kept: what the page fills in is there', () =>
  visit(`${stub};Aimant.prefill('guide-rgpd', { company: 'Atelier Sud' })`, async (page) => {
    expect(await control(page, 'company').inputValue()).toBe('Atelier Sud')
    await page.evaluate(() =>
      (window as unknown as { Aimant: { destroy: (form: string) => void } }).Aimant.destroy('guide-rgpd'),
    )
    await expect.poll(() => page.locator('aimant-form').count()).toBe(0)
  }))

test('nothing that was typed is in any event, or in what analytics is told', () => {
  const listen = `
    window.told = []
    for (const name of ['view', 'start', 'step', 'submit', 'success', 'error', 'close', 'download'])
      document.addEventListener('aimant:' + name, (event) => told.push([name, event.detail]))`
  return visit(listen, async (page) => {
    const email = aPerson()
    await control(page, 'given_name').fill('Zéphyrine')
    await control(page, 'email').fill('zephyrine@')
    await button(page).click()
    await control(page, 'email').fill(email)
    await control(page, 'company').fill('Atelier Secret')
    await button(page).click()
    await gift(page).waitFor()
    await gift(page).evaluate((link: HTMLAnchorElement) => link.removeAttribute('href'))
    await gift(page).click()
    const { told, layer } = await page.evaluate(() => {
      const page = window as unknown as { told: [string, unknown][]; dataLayer: unknown[] }
      return { told: page.told, layer: page.dataLayer }
    })
    expect(told.map(([name]) => name)).toEqual(['view', 'start', 'error', 'submit', 'success', 'download'])
    for (const [, detail] of told) expect(detail).toEqual({ form: 'guide-rgpd', version: 2 })
    expect(layer).toEqual([
      {
        event: 'generate_lead',
        form_id: 'guide-rgpd',
        form_name: 'Recevoir le guide',
        lead_magnet: 'Guide RGPD des petites entreprises',
      },
    ])
    const written = JSON.stringify([told, layer])
    for (const typed of ['Zéphyrine', 'zephyrine@', email, 'Atelier Secret']) expect(written).not.toContain(typed)
  })
})
