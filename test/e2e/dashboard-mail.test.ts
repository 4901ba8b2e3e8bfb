// The owner's browser on the mail pages: what is owed, the development mailbox, previews, and what is wrong with the settings.
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'
import { deliver, prepare } from '../support/sender.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
  for (const visitor of await prepare(aimant.url, 2)) await deliver(aimant.url, visitor)
  await aimant.tick()
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

async function signedIn(to: Aimant, path: string) {
  const opened = await newPage(browser, { locale: 'fr-FR' })
  await opened.page.goto(await to.signIn())
  await opened.page.getByRole('button', { name: 'Se connecter' }).click()
  await opened.page.getByRole('heading', { name: 'Accueil' }).waitFor()
  await opened.page.goto(to.url + path)
  return opened
}

test('a mail that was given up says why, and leaves again by hand', async () => {
  const [row] = await aimant.query(
    `UPDATE outbox SET state = 'dead', last_error = 'recipient refused: 550 5.1.1'
     WHERE id = (SELECT min(id) FROM outbox) RETURNING id`,
  )
  const { page, said, close } = await signedIn(aimant, '/dashboard/mail')
  await page.getByRole('link', { name: 'Abandonnés' }).click()
  await page.getByText('recipient refused: 550 5.1.1').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: /^Renvoyer/ }).click()
  await page.getByText('Aucun mail dans cet état.').waitFor()
  await aimant.tick()
  expect(await aimant.query('SELECT state FROM outbox WHERE id = ?1', row!.id!)).toEqual([{ state: 'sent' }])
  expect(said.filter((line) => /error|uncaught/.test(line))).toEqual([])
  await close()
})

test('the development mailbox shows a mail, nothing in it runs, and its link opens the file', async () => {
  const { page, said, close } = await signedIn(aimant, '/dashboard/mail/mailbox')
  await page
    .getByRole('link', { name: /Guide RGPD/ })
    .first()
    .click()
  const link = page.frameLocator('iframe').getByRole('link', { name: /Télécharger/ })
  const href = await link.getAttribute('href')
  expect((await fetch(href!)).headers.get('content-type')).toBe('application/pdf')
  expect(await link.evaluate((one: HTMLAnchorElement) => one.ownerDocument.querySelector('base')?.target)).toBe(
    '_blank',
  )
  const address = await page.locator('iframe').getAttribute('src')
  const shown = await page.request.get(aimant.url + address)
  expect(shown.headers()['content-security-policy']).toMatch(/default-src 'none'.*sandbox allow-popups/)
  expect(await faults(page)).toEqual([])
  expect(said.filter((line) => /error|uncaught/.test(line))).toEqual([])
  await close()
})

test('any mail of any form can be looked at in each language before anybody gets it', async () => {
  const { page, close } = await signedIn(aimant, '/dashboard/mail/preview')
  const choose = (label: string, option: string) => page.getByLabel(label, { exact: true }).selectOption(option)
  await choose('Formulaire', 'guide-rgpd')
  await choose('Mail', 'renew')
  await choose('Langue', 'en')
  await page.frameLocator('iframe').getByText('The link you had has expired.').waitFor()
  await choose('Largeur', 'phone')
  expect((await page.locator('iframe').boundingBox())?.width).toBeLessThanOrEqual(377)
  await choose('Couleurs', 'dark')
  const background = page.frameLocator('iframe').locator('body')
  await expect.poll(() => background.evaluate((body) => getComputedStyle(body).backgroundColor)).toBe('rgb(20, 24, 29)')
  expect(await faults(page)).toEqual([])
  await close()
})

test('settings by which no mail can leave are said on top, and what to do', async () => {
  const broken = await startAimant({ vars: { MAIL_URL: 'smtps://u:p@localhost' } })
  try {
    const { page, close } = await signedIn(broken, '/dashboard/mail')
    const alert = page.getByRole('alert')
    await alert.getByText('Aucun mail ne peut partir').waitFor()
    expect(await alert.textContent()).toContain('MAIL_FROM')
    expect(await faults(page)).toEqual([])
    await close()
  } finally {
    await broken.stop()
  }
})
