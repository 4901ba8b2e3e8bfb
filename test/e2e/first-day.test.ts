// An owner's first day: an Aimant nobody has set up, a browser, and no documentation read.
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { newPage, openOn, startBrowser } from '../support/browser.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant({ seedDemo: false }), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

/** Somebody on the owner's own site, who wants the guide. */
async function visits(email: string): Promise<void> {
  const { page, close } = await newPage(browser, { locale: 'fr-FR' })
  const tag = `<script async src="${aimant.url}/e/le-guide-de-la-serre.js"></script>`
  const site = await openOn(page, `<!doctype html><html lang="fr"><title>La serre</title><body>${tag}`)
  await page.getByLabel('Adresse e-mail').fill(email)
  await page.getByRole('button', { name: 'Télécharger le livre blanc' }).click()
  await page.getByRole('link', { name: 'Télécharger' }).waitFor()
  await site.close()
  await close()
}

const section = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name })
const said = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).first().waitFor()

test('from the sign-in link to leads captured, qualified, noted, moved, exported and erased', async () => {
  const {
    page,
    said: logged,
    close,
  } = await newPage(browser, { locale: 'fr-FR', viewport: { width: 1440, height: 900 } })
  await page.goto(await aimant.signIn())
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.getByRole('heading', { name: 'Pour commencer' }).waitFor()

  await section(page, 'Réglages').click()
  await page.getByLabel('Nom du site').fill('La serre')
  await page.getByLabel('Responsable de traitement').fill('La serre SARL')
  await page.getByLabel('Contact pour les données').fill('donnees@la-serre.example')
  await page.getByLabel('Politique de confidentialité').fill('https://la-serre.example/vie-privee')
  await page.getByRole('button', { name: 'Enregistrer l’identité' }).click()
  await said(page, 'Enregistré')

  await section(page, 'Aimants').click()
  await page.getByRole('link', { name: 'Nouvel aimant' }).click()
  await page.getByLabel('Nom').fill('Guide de la serre')
  await page.getByRole('button', { name: 'Créer l’aimant' }).click()
  const pdf = { name: 'guide.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 the guide') }
  await page.locator('input[type=file]').setInputFiles(pdf)
  await page.getByText('Les visiteurs reçoivent maintenant guide.pdf').waitFor()

  await section(page, 'Formulaires').click()
  await page.getByRole('button', { name: 'Nouveau formulaire' }).first().click()
  await page.getByLabel('Nom', { exact: true }).fill('Le guide de la serre')
  await page.getByRole('button', { name: 'Commencer' }).click()
  await page.getByRole('link', { name: 'Contenu et mails' }).click()
  await page.getByLabel('Contenu offert').selectOption({ label: 'Guide de la serre · fichier' })
  await page.getByText(/^Enregistré à/).waitFor()
  await page.getByRole('link', { name: 'Publication' }).click()
  await page.getByRole('button', { name: 'Publier', exact: true }).click()
  await page.getByRole('heading', { name: 'Installation' }).waitFor()

  const people = ['ines@example.fr', 'paul@example.fr', 'rose@example.fr']
  for (const email of people) await visits(email)

  await section(page, 'Leads').click()
  for (const email of people) await page.getByRole('link', { name: email }).waitFor()
  await page.getByRole('link', { name: 'ines@example.fr' }).click()
  await page.getByRole('button', { name: 'Juger : Dans la cible' }).click()
  await page.getByRole('radio', { name: 'Oui' }).check()
  await page.getByLabel('Pourquoi').fill('Trois serres')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByText('« Trois serres »').waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('Rappelée, veut un devis')
  await page.getByLabel('Échange dans les deux sens').check()
  await page.getByRole('button', { name: 'Enregistrer la note' }).click()
  await said(page, 'le lead est maintenant prospect')
  await page.getByRole('button', { name: /^Prospect/ }).click()
  await page.getByRole('button', { name: 'Client' }).click()
  await said(page, 'Étape : Client.')

  await section(page, 'Leads').click()
  await page.getByRole('button', { name: 'Exporter' }).click()
  const leaving = page.waitForEvent('download')
  await page.getByRole('link', { name: /^CSV Virgule/ }).click()
  const rows: Record<string, string>[] = parse(await readFile(await (await leaving).path()), {
    columns: true,
    bom: true,
  })
  expect(rows.map(({ email }) => email).toSorted()).toEqual(people)
  expect(rows.find(({ email }) => email === 'ines@example.fr')?.status).toBe('customer')

  await page.getByRole('link', { name: 'paul@example.fr' }).click()
  await page.getByRole('button', { name: 'Supprimer', exact: true }).click()
  await page.getByRole('button', { name: 'Supprimer définitivement' }).click()
  await said(page, 'paul@example.fr a été supprimé.')
  expect(await aimant.query(`SELECT email FROM lead ORDER BY email`)).toEqual([
    { email: people[0]! },
    { email: people[2]! },
  ])
  expect(logged.filter((line) => /^(error|uncaught)/.test(line))).toEqual([])
  await close()
})
