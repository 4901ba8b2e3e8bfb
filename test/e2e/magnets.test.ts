// The owner's browser: magnets made, filled, replaced and taken away; the consent log checked; mails worded; sites settled.
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant({ leads: 30 }), startBrowser()])
  await aimant.tick()
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

async function at(path: string, options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', ...options })
  await opened.page.goto(await aimant.signIn())
  await opened.page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await opened.page.waitForURL((url) => !url.pathname.includes('sign-in'))
  await opened.page.goto(aimant.url + path)
  return opened
}

const troubles = (said: string[]) => said.filter((line) => /error|uncaught/.test(line))
/** Nothing sticks out sideways. */
const isWithin = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

test('a file is uploaded with its progress seen, stopped without a trace, replaced, and put back', async () => {
  const { page, said, close } = await at('/dashboard/magnets')
  await page.getByRole('link', { name: 'Nouvel aimant' }).click()
  await page.getByLabel('Nom').fill('Le baromètre')
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Créer l’aimant' }).click()
  await page.getByText('Pas encore de fichier').waitFor()
  const input = page.locator('input[type=file]')

  const large = join(aimant.dir, 'large.pdf')
  await writeFile(large, randomBytes(8_000_000))
  const network = await page.context().newCDPSession(page)
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 1_000_000 }
  await network.send('Network.emulateNetworkConditions', slow)
  await input.setInputFiles(large)
  const progress = page.getByRole('progressbar')
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0)
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Annuler l’envoi' }).click()
  await page.getByText('Envoi annulé').waitFor()
  await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })
  expect(await page.getByText('Pas encore de fichier').count()).toBe(1)

  const pdf = (name: string, text: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(text) })
  await input.setInputFiles({ name: 'vide.pdf', mimeType: 'application/pdf', buffer: Buffer.from('') })
  await page.getByText('Ce fichier est vide.').waitFor()
  await input.setInputFiles(pdf('un.pdf', 'first edition'))
  await page.getByText('Envoyé. Les visiteurs reçoivent maintenant un.pdf.').waitFor()
  await page.getByText(/un\.pdf.*PDF/).waitFor()
  await input.setInputFiles({ name: 'deux.zip', mimeType: 'application/zip', buffer: Buffer.from('second') })
  await page.getByText('Ce n’est pas le même genre de fichier').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'L’envoyer quand même' }).click()
  await page.getByText(/deux\.zip.*ZIP/).waitFor()
  await page.getByRole('button', { name: 'Remettre · un.pdf' }).click()
  await page.getByText('Remis : les visiteurs reçoivent un.pdf.').waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Télécharger comme un visiteur' }).click()
  expect((await download).suggestedFilename()).toBe('un.pdf')

  await page.getByRole('button', { name: 'Supprimer' }).click()
  await page.getByText('Son fichier et 3 éditions sont effacés.').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
  await page.getByText('« Le baromètre » est supprimé.').waitFor()
  expect(await aimant.query(`SELECT 1 FROM magnet WHERE name = 'Le baromètre'`)).toEqual([])
  expect(troubles(said)).toEqual([])
  await close()
})

test('codes come in from a pasted list and from a column of a file, each once', async () => {
  const { page, said, close } = await at('/dashboard/magnets/new')
  await page.getByText('Une réduction ou un accès').click()
  await page.getByLabel('Nom').fill('Dix pour cent')
  await page.getByRole('button', { name: 'Créer l’aimant' }).click()
  await page.getByLabel('Codes, un par ligne').fill('ETE-1\nETE-2\n\nETE-1')
  await page.getByText('2 codes prêts à ajouter').waitFor()
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await page.getByText('2 codes ajoutés.').waitFor()
  await page.getByText('Restent 2 sur 2').waitFor()
  const csv = 'Partenaire;Code;Fin\nSud;ETE-2;2027\nSud;ETE-3;2027\nNord;ETE-4;2027\n'
  await page
    .getByLabel('Ou un fichier CSV')
    .setInputFiles({ name: 'c.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByText('3 codes prêts à ajouter').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await page.getByText('1 y était déjà et a été laissé de côté :').waitFor()
  await page.getByText('Restent 4 sur 4').waitFor()
  const codes = await aimant.query(`SELECT code FROM code WHERE code LIKE 'ETE-%' ORDER BY n`)
  expect(codes.map(({ code }) => code)).toEqual(['ETE-1', 'ETE-2', 'ETE-3', 'ETE-4'])
  expect(troubles(said)).toEqual([])
  await close()
})

test('the consent log says that it is intact, every record is checked, and one person’s are found by their name', async () => {
  const [person] = await aimant.query<{ id: string; email: string }>(
    `SELECT lead.id, lead.email FROM lead JOIN consent_event ON lead_id = lead.id LIMIT 1`,
  )
  const { page, said, close } = await at('/dashboard/consents')
  await page.getByText(/^Oui\. Les \d+ premiers événements/).waitFor()
  await page.getByRole('button', { name: 'Vérifier chaque événement' }).click()
  await page.getByText('tous sont tels qu’ils ont été signés').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('Personne').fill(person!.email)
  await page.getByRole('button', { name: person!.email }).click()
  await expect.poll(() => page.url()).toContain(`lead=${person!.id}`)
  const row = page.getByRole('listitem').filter({ hasText: person!.email }).first()
  await row.getByText('Ce qui était montré').click()
  const certificate = await row.getByRole('link', { name: 'Certificat' }).getAttribute('href')
  expect((await page.request.get(aimant.url + certificate)).status()).toBe(200)
  expect(page.url()).not.toContain('%40')
  expect(troubles(said)).toEqual([])
  await close()
})

test('a mail is worded beside itself, tried, kept in the draft and published', async () => {
  const { page, said, close } = await at('/dashboard/mail/wording')
  await page.getByLabel('Formulaire').selectOption('guide-rgpd')
  await page.getByLabel('Premières lignes').fill('Bonne lecture de ')
  await page.getByRole('button', { name: 'Insérer {magnet}' }).last().click()
  const shown = page.frameLocator('iframe').last()
  await shown.getByText('Bonne lecture de Guide RGPD des petites entreprises').waitFor()
  await page.getByRole('button', { name: 'M’envoyer un essai' }).click()
  await page.getByText('Gardé dans la boîte de développement').waitFor()
  await page.getByLabel('Objet').fill('{name}')
  await page.getByText('seuls {magnet} et {site} se remplissent').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('Objet').fill('')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  await page.getByText('Gardé dans le brouillon').waitFor()
  await page.getByRole('button', { name: 'Publier ces mots' }).click()
  await page.getByText('Publié : les prochains mails le disent.').waitFor()
  const [form] = await aimant.query<{ words: string }>(
    `SELECT definition ->> '$.mails.deliver.intro.fr' AS words
     FROM form_version JOIN form ON form.id = form_id AND form.version = form_version.version
     WHERE slug = 'guide-rgpd'`,
  )
  expect(form?.words).toBe('Bonne lecture de {magnet}')
  expect(troubles(said)).toEqual([])
  await close()
})

test('a site says who answers, where and how; published forms follow with one click; another site begins alike', async () => {
  const { page, said, close } = await at('/dashboard/settings')
  await page.getByLabel('Contact pour les données').fill('dpo@lisiere.example')
  await page.getByLabel('Politique de confidentialité').fill('http://lisiere.example')
  await page.getByRole('button', { name: 'Enregistrer l’identité' }).click()
  await page.getByText('Une adresse complète, qui commence par https://.').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('Politique de confidentialité').fill('https://lisiere.example/donnees')
  await page.getByRole('button', { name: 'Enregistrer l’identité' }).click()
  await page.getByText(/formulaires publiés montrent encore/).waitFor()
  await page.getByLabel('Sites autorisés').fill('lisiere.example/blog')
  await page.getByText('lisiere.example/blog devient https://lisiere.example').waitFor()
  await page.getByRole('button', { name: 'Enregistrer les sites autorisés' }).click()
  await page.getByLabel('Espacement').selectOption('airy')
  await page.getByRole('button', { name: 'Enregistrer l’apparence' }).click()
  await expect.poll(async () => page.getByText('l’apparence', { exact: false }).count()).toBeGreaterThan(1)
  await page.getByRole('button', { name: 'Republier' }).click()
  await page.getByText(/formulaires sont à jour/).waitFor()
  const [form] = await aimant.query<{ contact: string; density: string; origins: string }>(
    `SELECT definition ->> '$.controller.contact' AS contact, definition ->> '$.theme.density' AS density,
       definition ->> '$.origins' AS origins
     FROM form_version JOIN form ON form.id = form_id AND form.version = form_version.version
     WHERE slug = 'guide-rgpd'`,
  )
  expect(form).toEqual({ contact: 'dpo@lisiere.example', density: 'airy', origins: '["https://lisiere.example"]' })

  await page.getByRole('button', { name: 'Ajouter un site' }).click()
  await page.getByRole('dialog').getByLabel('Nom du site').fill('Lisière Études')
  expect(await page.getByLabel('Son nom court').inputValue()).toBe('lisiere-etudes')
  expect(await faults(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Ajouter' }).click()
  await page.getByText('« Lisière Études » est ajouté.').waitFor()
  await expect.poll(() => page.url()).toContain('site=lisiere-etudes')
  await expect.poll(() => page.getByLabel('Nom du site').inputValue()).toBe('Lisière Études')
  await page.getByRole('button', { name: 'Supprimer ce site' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer ce site' }).click()
  await page.getByText('« Lisière Études » est supprimé.').waitFor()
  expect(troubles(said).filter((line) => !line.includes('422'))).toEqual([])
  await close()
})

test('on a phone in the dark, in English, nothing sticks out and axe finds nothing', async () => {
  const phone = { viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true } as const
  const { page, close } = await at('/dashboard/magnets', phone)
  await page.evaluate(() => localStorage.setItem('aimant.locale', 'en'))
  const [{ id } = { id: '' }] = await aimant.query<{ id: string }>('SELECT id FROM magnet ORDER BY id LIMIT 1')
  for (const [path, heading] of [
    ['/dashboard/magnets', 'Magnets'],
    [`/dashboard/magnets/${id}`, 'What became of it'],
    ['/dashboard/consents', 'Is the log intact?'],
    ['/dashboard/mail/wording', 'Preview'],
    ['/dashboard/mail/sender', 'Mail'],
    ['/dashboard/settings', 'Default look'],
  ] as const) {
    await page.goto(aimant.url + path)
    await page.getByRole('heading', { name: heading }).first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await faults(page), path).toEqual([])
    expect(await isWithin(page), path).toBe(true)
  }
  await close()
})
