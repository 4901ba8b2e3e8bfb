// A form's own page in a real browser, without JavaScript and with it.

import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FormInput } from '../../contract/form.ts'
import { profileToken } from '../../worker/capture/profile.ts'
import { type Aimant, secret, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'
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

async function visit(options: BrowserContextOptions, use: (page: Page, said: string[]) => Promise<void>) {
  const { page, said, close } = await newPage(browser, { locale: 'fr-FR', ...options })
  try {
    await use(page, said)
  } finally {
    await close()
  }
}

const address = (query = '') => `${aimant.url}/f/guide-rgpd${query}`
const takenOver = (page: Page) =>
  page.waitForFunction(() => document.querySelector('aimant-form')?.shadowRoot?.querySelector('form'))
const heldOf = (email: string) =>
  aimant.query('SELECT submission.held FROM submission JOIN lead ON lead.id = lead_id WHERE email = ?1', email)

test('without JavaScript a visitor is told what is wrong, loses nothing, and opens the white paper', () =>
  visit({ javaScriptEnabled: false, acceptDownloads: true }, async (page) => {
    await page.goto(address())
    const send = page.getByRole('button', { name: 'Recevoir le guide' })
    const email = page.getByRole('textbox', { name: 'Adresse e-mail' })
    await email.fill('camille@')
    await page.getByLabel('Prénom').fill('Camille')
    await page.getByLabel('Effectif').selectOption('10-49')
    const box = page.getByRole('checkbox').first()
    await box.check()
    await send.click()

    const alert = page.getByRole('alert')
    expect(await alert.evaluate((element) => element.matches(':focus'))).toBe(true)
    await alert.getByRole('link', { name: 'Adresse e-mail' }).click()
    expect(page.url()).toMatch(/#email$/)
    expect(await email.getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('#email-error').textContent()).toContain('adresse')
    expect(await email.inputValue()).toBe('camille@')
    expect(await page.getByLabel('Prénom').inputValue()).toBe('Camille')
    expect(await page.getByLabel('Effectif').inputValue()).toBe('10-49')
    expect(await box.isChecked()).toBe(true)

    const person = aPerson()
    await email.fill(person)
    await send.click()
    const gift = page.getByRole('link', { name: 'Télécharger' })
    const file = await fetch((await gift.getAttribute('href'))!)
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(new TextDecoder().decode((await file.arrayBuffer()).slice(0, 5))).toBe('%PDF-')
    const [kept] = await heldOf(person)
    expect(kept?.held).toBeTypeOf('string')
  }))

test('with JavaScript the widget takes over under a strict policy, and the lead needs no second look', () =>
  visit({}, async (page, said) => {
    await page.goto(address())
    await takenOver(page)
    const control = page.locator('aimant-form [name=email]:visible')
    const ticket = page.waitForResponse((response) => response.url().includes('/ticket?'))
    const person = aPerson()
    await control.fill(person)
    await ticket
    await page.locator('button[type=submit]:visible').click()
    await page.locator('a.main:visible').waitFor()
    expect(await heldOf(person)).toEqual([{ held: null }])
    expect(said).toEqual([])
  }))

/** Two steps, the first with a question that only some are asked. */
async function publishSteps(): Promise<string> {
  const said = (text: string) => ({ fr: text, en: text })
  const definition: FormInput = {
    name: 'Étapes',
    defaultLanguage: 'fr',
    steps: [
      {
        id: 'besoin',
        title: said('Votre besoin'),
        fields: [
          { kind: 'name', key: 'given_name', part: 'given', label: said('Prénom') },
          { kind: 'yes_no', key: 'call', label: said('Être appelé'), askOnce: true },
          {
            kind: 'phone',
            key: 'phone',
            label: said('Téléphone'),
            showIf: [{ field: 'call', is: 'equal', value: true }],
          },
        ],
      },
      {
        id: 'vous',
        title: said('Vous'),
        fields: [{ kind: 'email', key: 'email', label: said('Adresse e-mail'), required: true }],
      },
    ],
    consents: [{ purpose: 'newsletter', basis: 'consent', label: said('Recevoir la lettre') }],
    texts: { title: said('Recevoir le guide'), submit: said('Envoyer') },
    // Wherever else it waits to be opened, on its own page it is simply there.
    display: { place: { kind: 'popup' }, trigger: { on: 'delay', seconds: 600 } },
    theme: { radius: 2, density: 'airy', font: 'serif' },
  }
  const headers = { authorization: `Bearer ${await aimant.token('forms:write')}`, 'content-type': 'application/json' }
  const form = `${aimant.url}/api/v1/forms/etapes`
  const kept = await fetch(`${form}/draft`, { method: 'PUT', headers, body: JSON.stringify(definition) })
  const published = await fetch(`${form}/publish`, { method: 'POST', headers })
  expect([kept.status, published.status]).toEqual([200, 200])
  return `${aimant.url}/f/etapes`
}

/** Opens a page, types into it while the widget is still on its way, and lets the widget come. */
async function takeover(page: Page, open: string) {
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  await page.route('**/e/*.js*', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(open, { waitUntil: 'commit' })
  await page.getByLabel('Prénom').fill('Camille')
  const before = await measured(page)
  release()
  await takenOver(page)
  const after = await measured(page)
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  return { before, after, shifts }
}

// The same measures before and after: the two drawings stand in the same place, in the same colours.
for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [360, 1440])
    test(`the takeover is not seen: ${colorScheme}, ${width} px`, () =>
      visit({ colorScheme, viewport: { width, height: 900 } }, async (page) => {
        const { before, after, shifts } = await takeover(page, address())
        expect(after).toEqual(before)
        expect(shifts).toEqual([])
        await page.keyboard.press('End')
        await page.keyboard.type(' Zoé')
        expect(await page.locator('[name=given_name]:visible').inputValue()).toBe('Camille Zoé')
      }))

test('of a form in steps only the first is seen while the widget is on its way, and nothing moves when it comes', () =>
  visit({}, async (page) => {
    const { before, after, shifts } = await takeover(page, await publishSteps())
    expect(after).toEqual(before)
    expect(shifts).toEqual([])
  }))

test('while a returning visitor is looked up the form stays before their eyes, and what they type meanwhile is kept', () =>
  visit({}, async (page) => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const asked = page.waitForRequest('**/known?*')
    await page.route('**/known?*', async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${await publishSteps()}?aimant=forged`)
    await asked
    await page.getByLabel('Prénom').pressSequentially('Camille')
    release()
    await takenOver(page)
    await page.keyboard.type(' Zoé')
    expect(await page.locator('[name=given_name]:visible').inputValue()).toBe('Camille Zoé')
  }))

test('a returning visitor is never shown what they answered before, and nothing moves when the widget comes', () =>
  visit({}, async (page) => {
    const open = await publishSteps()
    const email = aPerson()
    const hidden = [...(await (await fetch(open)).text()).matchAll(/name="(_\w+)" value="([^"]*)"/g)]
    const body = new URLSearchParams([
      ...hidden.map(([, name, value]) => [name!, value!]),
      ['email', email],
      ['call', 'on'],
    ])
    expect((await fetch(`${open}/submissions`, { method: 'POST', body })).status).toBe(200)
    const [lead] = await aimant.query<{ id: string }>('SELECT id FROM lead WHERE email = ?1', email)
    const token = await profileToken({ SECRET: secret }, lead!.id, Date.now() + 3_600_000)
    const { before, after, shifts } = await takeover(page, `${open}?aimant=${encodeURIComponent(token)}`)
    expect(await page.getByLabel('Être appelé').count()).toBe(0)
    expect(after).toEqual(before)
    expect(shifts).toEqual([])
  }))

test('a widget that never comes leaves every step in sight', () =>
  visit({}, async (page) => {
    await page.route('**/e/*.js*', (route) => route.abort())
    await page.goto(await publishSteps())
    await page.getByLabel('Adresse e-mail').waitFor()
    await page.getByLabel('Téléphone').waitFor()
    await page.getByLabel('Adresse e-mail').fill(aPerson())
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await page.getByRole('heading', { name: 'C’est prêt' }).waitFor()
  }))

/** Where each part of the card stands, and in which colours. */
const measured = (page: Page) =>
  page.evaluate(() => {
    const host = document.querySelector('aimant-form')!
    const root = host.shadowRoot ?? host
    return [...root.querySelectorAll('.card, h2, h3, label, input, select, .notice, .error, button')]
      .filter((element) => element.checkVisibility() && element.getAttribute('type') !== 'hidden')
      .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        const { color, backgroundColor, fontSize } = getComputedStyle(element)
        return { is: element.localName, x, y, width, height, color, backgroundColor, fontSize }
      })
  })

test('its owner finds its tag, its address and its QR code in the dashboard', () =>
  visit({}, async (page, said) => {
    await page.goto(await aimant.signIn())
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByRole('link', { name: 'Formulaires' }).click()
    const form = page.getByRole('article', { name: 'Guide RGPD' })
    await form.getByRole('button', { name: 'Installer' }).click()
    await form.getByText(`<script async src="${aimant.url}/e/guide-rgpd.js"></script>`).waitFor()
    await form.getByText(address(), { exact: true }).waitFor()
    await form.getByText('S’affiche à l’endroit de sa balise.').waitFor()
    const code = form.getByRole('img', { name: 'QR code' })
    await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    expect(await form.getByRole('link', { name: 'Ouvrir la page' }).getAttribute('href')).toBe(address())
    await page.getByRole('button', { name: 'English' }).click()
    await form.getByText('Stands where its tag stands.').waitFor()
    expect(said).toEqual([])
  }))

for (const colorScheme of ['light', 'dark'] as const)
  test(`nothing on it stands in anybody’s way: ${colorScheme}`, () =>
    visit({ colorScheme }, async (page) => {
      await page.route('**/e/*.js*', (route) => route.abort())
      await page.goto(address())
      await page.locator('button[type=submit]').click()
      await page.getByRole('alert').waitFor()
      expect(await faults(page)).toEqual([])
    }))
