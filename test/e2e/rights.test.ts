// The person's page in a real browser, without JavaScript: what is a right must not need any.
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rightsLink } from '../../worker/consent/rights/link.ts'
import { type Aimant, secret, startAimant } from '../support/aimant.ts'
import { newPage, startBrowser } from '../support/browser.ts'
import { deliver, prepare } from '../support/sender.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await aimant.stop()
})

async function submitted() {
  const [visitor] = await prepare(aimant.url, 1)
  const accepted = await deliver(aimant.url, visitor!)
  const mailed = await rightsLink({ SECRET: secret }, aimant.url, visitor!.id, new Date().toISOString())
  return { ...visitor!, mailed, screen: accepted!.rights! }
}

test('somebody corrects, takes along, objects and erases, each with a click', async () => {
  const { mailed, email } = await submitted()
  const { page, close } = await newPage(browser, { javaScriptEnabled: false, locale: 'fr-FR' })
  await page.goto(mailed)
  expect(await page.getByText(email).count()).toBeGreaterThan(0)

  await page.getByLabel('Société').fill('Maison Neuve')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  expect(await page.getByRole('status').textContent()).toBe('Enregistré.')
  expect(await aimant.query('SELECT company FROM lead WHERE email = ?1', email)).toEqual([{ company: 'Maison Neuve' }])

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Télécharger mes données' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('data.json')

  await page.getByRole('button', { name: 'M’opposer à tout' }).click()
  expect(await page.getByRole('status').textContent()).toContain('C’est fait')

  await page.getByRole('button', { name: 'Effacer' }).click()
  await page.getByRole('button', { name: 'Oui, effacer pour de bon' }).click()
  expect(await page.getByRole('heading').first().textContent()).toMatch(/Rien n’est conservé/)
  expect(await aimant.query('SELECT 1 FROM lead WHERE email = ?1', email)).toEqual([])
  await close()
})

test('the success screen’s link opens what was just sent, and no more', async () => {
  const { screen, email } = await submitted()
  const { page, close } = await newPage(browser, { javaScriptEnabled: false })
  await page.goto(screen)
  await page.getByText(/Sent on|Envoyé le/).click()
  expect(await page.getByText(email).count()).toBeGreaterThan(0)
  expect(await page.getByRole('button', { name: /^(Save|Enregistrer)$/ }).count()).toBe(0)
  await close()
})
