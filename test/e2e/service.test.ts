// The owner looks how the service is doing: when all is well, and when it is not.
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant({ leads: 20 }), startBrowser()])
  await aimant.query('UPDATE lead SET held = 0')
  await aimant.query(`UPDATE outbox SET state = 'sent'`)
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

async function onThePage(options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', ...options })
  await opened.page.goto(await aimant.signIn())
  await opened.page.getByRole('button', { name: 'Se connecter' }).click()
  await opened.page.getByRole('heading', { name: 'Accueil', level: 1 }).waitFor()
  await opened.page.goto(`${aimant.url}/dashboard/settings`)
  await opened.page.getByRole('link', { name: 'État du service' }).click()
  await opened.page.getByRole('heading', { name: 'État du service', level: 1 }).waitFor()
  return opened
}

const stateOf = (page: Page, part: string) => page.getByRole('row', { name: new RegExp(`^${part}`) }).innerText()

test('all well is one sentence; what is not is named, with what to do about it', async () => {
  await aimant.tick()
  const { page, said, close } = await onThePage()
  await page.getByText('Tout va bien.').waitFor()
  expect(await stateOf(page, 'Base de données')).toContain('Va bien')
  await page.getByText('Aucun envoi n’attend votre regard.').waitFor()
  expect(await faults(page)).toEqual([])

  const longAgo = new Date(Date.now() - 3_600_000).toISOString()
  await aimant.query(
    `UPDATE clock SET due_at = ?1, jobs = json_patch(jobs, '{"retention":{"failedAt":"9999-01-01T00:00:00.000Z"}}')`,
    longAgo,
  )
  await aimant.query(
    `INSERT INTO outbox (id, kind, payload, due_at, created_at) VALUES ('late', 'mail', '{"template":"deliver"}', ?1, ?1)`,
    longAgo,
  )
  await page.getByRole('button', { name: 'Regarder à nouveau' }).click()
  await page.getByText('quelque chose est à regarder aujourd’hui').waitFor()
  expect(await stateOf(page, 'Horloge')).toMatch(/En retard\s+Vérifiez dans Cloudflare/)
  expect(await stateOf(page, 'Boîte d’envoi')).toMatch(/En retard\s+La page Mails dit/)
  expect(await stateOf(page, 'Interroger')).toContain('A échoué')
  await page.getByText('dont 1 aurait déjà dû partir').waitFor()
  expect(await faults(page)).toEqual([])
  expect(said).toEqual([])
  await close()
})

test('reads on a phone, in the dark, without moving sideways', async () => {
  const { page, close } = await onThePage({
    viewport: { width: 360, height: 740 },
    colorScheme: 'dark',
    hasTouch: true,
  })
  await page.getByText('Boîte d’envoi').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  expect(await faults(page)).toEqual([])
  await close()
})
