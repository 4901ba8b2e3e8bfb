// The owner's browser in the builder: from a template to a published form that is seen on a page, nothing lost on the way.
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, openOn, startBrowser } from '../support/browser.ts'

let aimant: Aimant
let browser: Browser
let context: BrowserContext
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
  context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(await aimant.signIn())
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
  await page.close()
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

async function signedIn(path: string) {
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => said.push(`uncaught: ${error.message}`))
  await page.goto(aimant.url + path)
  return { page, said, close: () => page.close() }
}

const draftOf = async (slug: string) => {
  const [row] = await aimant.query('SELECT draft FROM form WHERE slug = ?1', slug)
  return JSON.parse(String(row!.draft))
}
const isSaved = (page: Page) => page.getByText(/^Enregistré à/).waitFor()
const preview = (page: Page) => page.frameLocator('iframe')

test('a new form goes from a template to a page where it is seen, without a line of code written', async () => {
  const { page, said, close } = await signedIn('/dashboard/forms')
  await page.getByRole('button', { name: 'Nouveau formulaire' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Essai gratuit').check()
  await dialog.getByLabel('Nom', { exact: true }).fill('Été 2027')
  await expect.poll(() => dialog.getByLabel('Adresse', { exact: true }).inputValue()).toBe('ete-2027')
  expect(await faults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Commencer' }).click()

  // The real widget draws what is written, and whoever writes keeps the focus.
  await page.getByRole('link', { name: 'Textes' }).click()
  const title = page.getByLabel('Titre', { exact: true })
  // Over the old words, not after an empty title: that one the server would rightly refuse.
  await title.selectText()
  await title.pressSequentially('Trente jours pour voir')
  await preview(page).getByRole('heading', { name: 'Trente jours pour voir' }).waitFor()
  expect(await title.evaluate((input) => input === document.activeElement)).toBe(true)
  await isSaved(page)
  expect((await draftOf('ete-2027')).texts.title.fr).toBe('Trente jours pour voir')

  await page
    .getByRole('link', { name: 'Publier…' })
    .or(page.getByRole('button', { name: 'Publier…' }))
    .click()
  await page.getByRole('button', { name: 'Publier', exact: true }).click()
  await page.getByRole('heading', { name: 'Installation' }).waitFor()
  await page.getByText('En attente : ouvrez une page').waitFor()
  const visitor = await newPage(browser)
  const elsewhere = await openOn(
    visitor.page,
    `<!doctype html><html lang="fr"><body><script async src="${aimant.url}/e/ete-2027.js"></script>`,
  )
  await visitor.page.getByRole('heading', { name: 'Trente jours pour voir' }).waitFor()
  await page
    .getByRole('listitem')
    .filter({ hasText: `Vu sur ${elsewhere.url}` })
    .getByText(/il y a \d+ seconde/)
    .waitFor()
  expect(await faults(page)).toEqual([])
  expect(said.filter((line) => /error|uncaught/.test(line))).toEqual([])
  await Promise.all([elsewhere.close(), visitor.close(), close()])
})

test('each screen of the form is shown by the real widget, and nothing of it is kept anywhere', async () => {
  const submissions = () => aimant.query('SELECT count(*) AS n FROM submission')
  const before = await submissions()
  const { page, said, close } = await signedIn('/dashboard/forms/guide-rgpd/texts')
  // It could not send anything if it tried.
  const policy = (await fetch(`${aimant.url}/dashboard/stage`)).headers.get('content-security-policy')!
  expect(policy).toMatch(/default-src 'none'.*form-action 'none'.*sandbox allow-scripts allow-forms$/)
  expect(policy).not.toContain('connect-src')
  const sent: string[] = []
  page.on('request', (request) => {
    if (/\/(ticket\?.*|submissions|b)$/.test(request.url())) sent.push(request.url())
  })
  const screen = (name: string) => page.getByLabel('Écran').selectOption(name)
  await screen('success')
  await preview(page).getByRole('link', { name: 'Télécharger' }).waitFor()
  await screen('error')
  await preview(page).getByText('Cette réponse est nécessaire.').waitFor()
  await screen('sending')
  await preview(page).getByRole('button', { name: 'Envoi en cours…' }).waitFor()
  await page.getByLabel('Langue écrite').selectOption('de')
  await screen('idle')
  await preview(page).locator('section[lang=de]').waitFor()
  await page.getByRole('link', { name: 'Affichage' }).click()
  await page.getByLabel('Où il se montre').selectOption('popup')
  await preview(page).getByRole('dialog').waitFor()
  await page.getByText('S’ouvre d’emblée, au plus une fois par session.').waitFor()
  await page.getByLabel('Page', { exact: true }).selectOption('dark')
  await preview(page).locator('dialog.dark').waitFor()
  await page.getByLabel('Appareil').selectOption('desk')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByText('S’affiche à l’endroit de sa balise.').waitFor()
  await isSaved(page)
  expect(sent).toEqual([])
  expect(await submissions()).toEqual(before)
  expect(said.filter((line) => /error|uncaught/.test(line))).toEqual([])
  await close()
})

test('questions are put in order by keyboard and by dragging, and every step can be taken back', async () => {
  const { page, close } = await signedIn('/dashboard/forms/modele-livre-blanc')
  const names = () => page.locator('.b-label').allInnerTexts()
  await page.locator('.b-label').first().waitFor()
  const first = await names()
  const question = (at: number) => page.locator('.b-field-name').nth(at)
  await question(0).press('Alt+ArrowDown')
  await expect.poll(names).toEqual([first[1], first[0], ...first.slice(2)])
  expect(await question(1).evaluate((button) => button === document.activeElement)).toBe(true)
  const grips = page.locator('.b-grip')
  await grips.nth(4).hover()
  await page.mouse.down()
  const to = (await grips.nth(0).boundingBox())!
  let away = 30
  const isFirst = async () => {
    away = away === 4 ? 6 : 4
    await page.mouse.move(to.x + 8, to.y + away)
    return page
      .locator('.b-fields > li')
      .first()
      .evaluate((li) => li.classList.contains('b-ghost'))
  }
  await expect.poll(isFirst).toBe(true)
  await page.mouse.up()
  await expect.poll(async () => (await names())[0]).toBe(first[4])
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(names).toEqual(first)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(async () => (await names())[0]).toBe(first[1])

  await page.getByRole('button', { name: 'Ajouter une question' }).click()
  await page.getByRole('button', { name: 'Un choix' }).click()
  await page.getByLabel('Question', { exact: true }).fill('Votre budget')
  await page.getByRole('button', { name: 'Ajouter une réponse' }).click()
  await page.getByRole('button', { name: 'Ajouter une condition' }).click()
  await page.getByLabel('Comparaison').selectOption('answered')
  await preview(page).getByText('Prénom').first().waitFor()
  expect(await faults(page)).toEqual([])
  await isSaved(page)
  const fields = (await draftOf('modele-livre-blanc')).steps[0].fields
  expect(fields.at(-1)).toMatchObject({ kind: 'choice', label: { fr: 'Votre budget' }, showIf: [{ is: 'answered' }] })
  expect(fields.at(-1).options).toHaveLength(3)
  await close()
})

test('what makes a consent worthless is said at its place, and what the server refuses stops nothing else', async () => {
  const { page, close } = await signedIn('/dashboard/forms/modele-echange/consents')
  const label = page.getByLabel('Texte à côté de la case').first()
  await label.fill('J’accepte les offres de vos partenaires.')
  await page.getByText('Un partenaire doit être nommé').waitFor()
  await label.fill('')
  await page.getByText('Gardé dans ce navigateur : 1 à corriger').waitFor()
  await page.getByText('L’aperçu attend que ce qui est à corriger le soit.').waitFor()
  await page.getByRole('link', { name: 'Publication' }).click()
  expect(await page.getByRole('button', { name: /^Publier/ }).isDisabled()).toBe(true)
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Consentement 1 : texte' }).click()
  await expect.poll(() => label.evaluate((input) => input === document.activeElement)).toBe(true)
  await label.fill('Je souhaite recevoir la lettre, une fois par mois.')
  await isSaved(page)
  await close()
})

test('nothing is lost: offline, closed and opened again, or edited by somebody else meanwhile', async () => {
  const { page, close } = await signedIn('/dashboard/forms/modele-lettre/texts')
  const title = page.getByLabel('Titre', { exact: true })
  await title.waitFor()
  await page.context().setOffline(true)
  await title.fill('Écrit dans un tunnel')
  await page.getByText('Hors ligne : gardé dans ce navigateur').waitFor()
  await page.context().setOffline(false)
  await isSaved(page)
  expect((await draftOf('modele-lettre')).texts.title.fr).toBe('Écrit dans un tunnel')

  // Closed before anything could be sent.
  await page.route('**/api/v1/forms/modele-lettre/draft', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  await title.fill('Écrit juste avant la panne')
  await page.reload()
  await page.getByText('ont été retrouvées dans ce navigateur').waitFor()
  expect(await title.inputValue()).toBe('Écrit juste avant la panne')

  const draft = await draftOf('modele-lettre')
  const token = await aimant.token('forms:write')
  await fetch(`${aimant.url}/api/v1/forms/modele-lettre/draft`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...draft,
      texts: { ...draft.texts, title: { ...draft.texts.title, fr: 'Écrit ailleurs' } },
    }),
  })
  await page.unroute('**/api/v1/forms/modele-lettre/draft')
  const conflict = page.getByRole('alert').filter({ hasText: 'Ce brouillon a été modifié ailleurs' })
  await conflict.waitFor()
  await conflict.getByText('Ce que vous avez changé').click()
  await conflict.getByText('« Écrit ailleurs » devient « Écrit juste avant la panne »').waitFor()
  expect(await faults(page)).toEqual([])
  await conflict.getByRole('button', { name: 'Prendre l’autre version' }).click()
  await expect.poll(() => title.inputValue()).toBe('Écrit ailleurs')
  await page.getByRole('button', { name: 'Annuler' }).click()
  await expect.poll(() => title.inputValue()).toBe('Écrit juste avant la panne')
  await isSaved(page)
  expect((await draftOf('modele-lettre')).texts.title.fr).toBe('Écrit juste avant la panne')
  await close()
})

test('a version comes back, and an archived form stays away until it is brought back', async () => {
  const { page, close } = await signedIn('/dashboard/forms/modele-webinaire/texts')
  const title = page.getByLabel('Titre', { exact: true })
  const first = await title.inputValue()
  await title.fill('Autre titre')
  await isSaved(page)
  await page.getByRole('button', { name: 'Publier…' }).click()
  await page.getByText(`« ${first} » devient « Autre titre »`).waitFor()
  await page.getByRole('button', { name: 'Publier les changements' }).click()
  await page.getByRole('heading', { name: 'Installation' }).waitFor()
  await page.getByRole('link', { name: 'Publication' }).click()
  await page.getByRole('button', { name: 'Reprendre Version 1' }).click()
  await page.getByText(`« Autre titre » devient « ${first} »`).first().waitFor()
  await page.getByRole('link', { name: 'Textes' }).click()
  expect(await title.inputValue()).toBe(first)

  await page.getByRole('main').getByRole('link', { name: 'Formulaires' }).click()
  const form = page.getByRole('article', { name: 'Webinaire', exact: true })
  await form.getByRole('button', { name: 'Plus' }).click()
  await form.getByRole('button', { name: 'Archiver' }).click()
  await page.getByRole('dialog').getByText('Ses leads').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Archiver' }).click()
  await page.getByText('Archivés (1)').click()
  expect((await fetch(`${aimant.url}/f/modele-webinaire`)).status).toBe(410)
  expect(await faults(page)).toEqual([])
  await form.getByRole('button', { name: 'Plus' }).click()
  await form.getByRole('button', { name: 'Remettre en ligne' }).click()
  await expect.poll(async () => (await fetch(`${aimant.url}/f/modele-webinaire`)).status).toBe(200)
  await close()
})

test('its words are all there though its own arrive before those of the rest, and in the other language once chosen', async () => {
  const page = await context.newPage()
  const { promise: isThere, resolve } = Promise.withResolvers<void>()
  page.on('requestfinished', (request) => /assets\/builder-/.test(request.url()) && resolve())
  await page.route('**/assets/fr-*.js', async (route) => {
    await isThere
    await route.continue()
  })
  await page.goto(`${aimant.url}/dashboard/forms/guide-rgpd/look`)
  await page.getByLabel('Couleur d’accent').waitFor()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByLabel('Accent colour').waitFor()
  await page.getByRole('button', { name: 'Français' }).click()
  await page.getByLabel('Couleur d’accent').waitFor()
  await page.close()
})

test('it is used on a phone, its preview a tap away', async () => {
  const { page, close } = await signedIn('/dashboard/forms/guide-rgpd')
  await page.setViewportSize({ width: 360, height: 800 })
  await page.getByRole('button', { name: 'Voir l’aperçu' }).click()
  await preview(page).getByRole('heading', { name: 'Recevoir le guide' }).waitFor()
  await page.getByRole('button', { name: 'Fermer l’aperçu' }).click()
  await page.locator('.b-field-name').first().click()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect(await faults(page)).toEqual([])
  await close()
})
