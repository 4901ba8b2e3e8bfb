// The person's page in a real browser, without JavaScript: what is a right must not need any.
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rightsLink } from '../../worker/consent/rights/link.ts'
import { unsubscribeLink } from '../../worker/consent/rights/unsubscribe-link.ts'
import { type Aimant, secret, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
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
  const out = await unsubscribeLink({ SECRET: secret }, aimant.url, visitor!.id, new Date().toISOString())
  return { ...visitor!, mailed, out, screen: accepted!.rights! }
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

test('what is wrong is said on top and beside the field, and what was typed is still there', async () => {
  const { mailed } = await submitted()
  const { page, close } = await newPage(browser, { javaScriptEnabled: false, locale: 'fr-FR' })
  await page.goto(mailed)
  await page.getByLabel('Société').fill('Maison Neuve')
  await page.getByLabel('Téléphone').fill('12')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('alert').getByRole('link', { name: 'Téléphone' }).click()
  expect(new URL(page.url()).hash).toBe('#lead.phone')
  const phone = page.getByLabel('Téléphone')
  expect(await phone.getAttribute('aria-invalid')).toBe('true')
  expect(await page.locator(`[id="${await phone.getAttribute('aria-describedby')}"]`).textContent()).toBe(
    'Cela semble inexact.',
  )
  expect([await phone.inputValue(), await page.getByLabel('Société').inputValue()]).toEqual(['12', 'Maison Neuve'])
  await close()
})

test('what strangers typed is not run, whatever it looks like', async () => {
  const { mailed, screen, id } = await submitted()
  const hostile = '"><img src=x onerror="window.pwned=1"><script>window.pwned=1</script><svg onload="window.pwned=1">'
  const answers = JSON.stringify({ team_size: hostile, extra: hostile })
  await aimant.query(
    'UPDATE lead SET given_name = ?2, full_name = ?2, company = ?2, phone = ?2, website = ?2, answers = ?3 WHERE id = ?1',
    id,
    hostile,
    answers,
  )
  const source = JSON.stringify({ page: hostile, title: hostile, referrer: hostile, campaign: { utm_source: hostile } })
  const sent = JSON.stringify({ given_name: hostile, company: hostile, team_size: hostile })
  await aimant.query('UPDATE submission SET answers = ?2, source = ?3 WHERE id = ?1', id, sent, source)
  const { page, said, close } = await newPage(browser)
  for (const url of [mailed, screen, `${mailed}?done=${encodeURIComponent(hostile)}`]) {
    await page.goto(url)
    await page.getByText('onerror=').first().waitFor({ state: 'attached' })
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
    expect(await page.locator('img, svg, script').count()).toBe(0)
  }
  expect(said).toEqual([])
  await close()
})

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('every page of theirs can be used by everybody, on a phone and on a wide screen', async () => {
    const { mailed, screen, out } = await submitted()
    const { page, close } = await newPage(browser, { colorScheme, locale: 'fr-FR' })
    const click = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
    const pages: [what: string, go: () => Promise<unknown>][] = [
      ['the whole', () => page.goto(mailed)],
      ['what was corrected wrongly', () => page.goto(mailed).then(() => mistype(page))],
      ['what was sent', () => page.goto(screen)],
      ['asking for the link', () => page.goto(`${aimant.url}/r`)],
      ['a link that is no good', () => page.goto(`${aimant.url}/r/forged`)],
      ['whether to erase', () => page.goto(mailed).then(() => click('Effacer'))],
      ['whether to stay', () => page.goto(`${mailed}/keep`)],
      ['whether to unsubscribe', () => page.goto(out)],
      ['unsubscribed', () => click('Me désabonner')],
    ]
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      for (const [what, go] of pages) {
        await go()
        for (const details of await page.locator('summary').all()) await details.click()
        const found = await faults(page)
        expect({ what, width, found }).toEqual({ what, width, found: [] })
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), what).toBeLessThanOrEqual(
          0,
        )
      }
    }
    await close()
  })
})

async function mistype(page: Page) {
  await page.getByLabel('Téléphone').fill('12')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
}

test('the success screen’s link opens what was just sent, and no more', async () => {
  const { screen, email } = await submitted()
  const { page, close } = await newPage(browser, { javaScriptEnabled: false })
  await page.goto(screen)
  await page.getByText(/Sent on|Envoyé le/).click()
  expect(await page.getByText(email).count()).toBeGreaterThan(0)
  expect(await page.getByRole('button', { name: /^(Save|Enregistrer)$/ }).count()).toBe(0)
  await close()
})
