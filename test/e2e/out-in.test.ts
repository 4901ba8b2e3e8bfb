// An owner's contacts come in from a file, and leave as one: by hand, stopped half-way, and by the clock.
import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant({ leads: 40 }), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

async function opened(path: string, options: BrowserContextOptions = {}) {
  const made = await newPage(browser, { locale: 'fr-FR', ...options })
  await made.page.goto(await aimant.signIn())
  await made.page.getByRole('button', { name: 'Se connecter' }).click()
  await made.page.getByRole('navigation', { name: 'Navigation principale' }).waitFor()
  await made.page.goto(`${aimant.url}/dashboard/leads${path}`)
  await made.page.getByRole('heading', { level: 1 }).waitFor()
  return made
}

async function taken(page: Page, click: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

// As an old Excel writes it: Windows-1252, semicolons, a cell of two lines.
const bytes = (text: string) => Buffer.from(text, 'latin1')
const contacts = bytes(
  [
    'Prénom;Nom;E-mail;Société;Téléphone;Consentement;Pointure;Notes',
    'Zoé;Dûfour;zoe.dufour@import.example;Ébénisterie Sud;06 12 34 56 78;oui;38;"deux\nlignes"',
    'Jean;Lenoir;jean.lenoir@import.example;=1+1;;non;44;',
    'Sans;Adresse;sans adresse;Nord;;oui;40;',
    'Zoé;Dûfour;ZOE.DUFOUR@import.example;;;oui;;',
    '',
  ].join('\r\n'),
)
const file = { name: 'salon.csv', mimeType: 'text/csv', buffer: contacts }

test('contacts of a file are tried, then brought in, once; what is refused comes back to be mended', async () => {
  const { page, said, close } = await opened('/import')
  await page.getByText('Déposez ici un fichier CSV').waitFor()
  expect(await faults(page)).toEqual([])
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('Windows-1252 · points-virgules').waitFor()
  expect(await page.getByLabel('Ce que devient la colonne Prénom').inputValue()).toBe('given_name')
  expect(await page.getByLabel('Ce que devient la colonne Consentement').inputValue()).toBe('agreed')
  await page.getByText('Ébénisterie Sud · =1+1').waitFor()
  await page.getByLabel('Ce que devient la colonne Pointure').selectOption({ label: 'Garder à côté, sous son titre' })

  await page.getByLabel('Une colonne dit qui a donné son accord').check()
  await page.getByRole('button', { name: 'Essayer sans rien changer' }).click()
  await page.getByText('Il manque ce que vous déclarez des consentements.').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('Les mots qu’ils ont acceptés').fill('Je veux recevoir la lettre')
  await page.getByLabel('Où et comment').fill('Bulletins papier du salon de Lyon')
  await page.getByLabel('Recueillis le').fill('2026-05-12')
  await page.getByLabel('Étiquettes', { exact: true }).fill('Salon de Lyon')
  await page.getByRole('button', { name: 'Essayer sans rien changer' }).click()

  const outcome = page.getByRole('region', { name: 'Vérifier, puis importer' })
  await outcome.getByText('2 nouveaux leads').waitFor()
  await outcome.getByText('1 ligne refusée').waitFor()
  await outcome.getByRole('cell', { name: 'Ce n’est pas une adresse e-mail.' }).waitFor()
  expect(await aimant.query(`SELECT 1 FROM lead WHERE email_key LIKE '%@import.example'`)).toEqual([])
  expect(await faults(page)).toEqual([])
  const mend = await taken(page, () => page.getByRole('button', { name: 'Télécharger la ligne à corriger' }).click())
  expect(mend.name).toBe('salon-a-corriger.csv')
  expect(parse(mend.bytes, { bom: true, columns: true, delimiter: ';' })).toMatchObject([
    { 'E-mail': 'sans adresse', raison: expect.stringContaining('bad_email') },
  ])

  await page.getByRole('button', { name: 'Importer 2 personnes' }).click()
  await page.getByRole('heading', { name: 'C’est importé' }).waitFor()
  await page.getByRole('button', { name: 'Voir ces leads' }).click()
  await page.getByRole('cell', { name: 'Zoé Dûfour' }).waitFor()
  await page.getByRole('cell', { name: 'Jean Lenoir' }).waitFor()
  const [zoe] = await aimant.query(
    `SELECT phone, answers, consents FROM lead WHERE email_key = 'zoe.dufour@import.example'`,
  )
  expect(zoe).toMatchObject({ phone: '+33612345678', answers: '{"pointure":"38"}' })
  expect(JSON.parse(String(zoe!.consents))).toMatchObject({ newsletter: { state: 'imported' } })
  expect(
    await aimant.query(
      `SELECT 1 FROM outbox WHERE lead_id IN (SELECT id FROM lead WHERE email_key LIKE '%@import.example')`,
    ),
  ).toEqual([])

  await page.goto(`${aimant.url}/dashboard/leads/import`)
  await page.getByText('2 nouveaux · 1 refusé').waitFor()
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByLabel('Étiquettes', { exact: true }).fill('Salon de Lyon')
  await page.getByLabel('Ce que devient la colonne Pointure').selectOption({ label: 'Garder à côté, sous son titre' })
  await page.getByRole('button', { name: 'Essayer sans rien changer' }).click()
  await outcome.getByText('0 nouveaux leads').or(outcome.getByText('0 nouveau lead')).waitFor()
  await outcome.getByText('3 connus, inchangés').waitFor()
  expect(await page.getByRole('button', { name: /^Importer \d/ }).count()).toBe(0)
  expect(said).toEqual([])
  await close()
})

test('a file that is no list says what to do instead', async () => {
  const { page, close } = await opened('/import')
  const choose = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ ...file, name, buffer })
  await choose('liste.xlsx', Buffer.from('PK\u0003\u0004'))
  await page.getByText('enregistrez-le au format CSV').waitFor()
  await choose('vide.csv', Buffer.alloc(0))
  await page.getByText('Ce fichier est vide.').waitFor()
  await choose('utf16.csv', Buffer.from('\uFEFFemail\tnom\r\nzoe@import.example\tZoé\r\n', 'utf16le'))
  await page.getByText('UTF-16 · tabulations').waitFor()
  await close()
})

test('an import that is stopped keeps what came in, and goes on from there', async () => {
  const { page, close } = await opened('/import')
  const people = Array.from({ length: 1_200 }, (_, n) => `personne${n}@arret.example`)
  await page
    .locator('input[type=file]')
    .setInputFiles({ ...file, buffer: Buffer.from(`email\n${people.join('\n')}\n`) })
  await page.getByRole('button', { name: 'Essayer sans rien changer' }).click()
  const go = page.getByRole('button', { name: /^Importer 1.200 personnes/ })
  await go.waitFor()
  let chunks = 0
  const second = Promise.withResolvers<void>()
  await page.route('**/rows', async (route) => {
    if (++chunks === 2) await second.promise
    await route.continue()
  })
  await go.click()
  await page.getByText('Import en cours : 500 lignes').waitFor()
  await page.getByRole('button', { name: 'Arrêter' }).click()
  second.resolve()
  await page.getByRole('heading', { name: 'L’import est arrêté' }).waitFor()
  const [kept] = await aimant.query<{ n: number }>(
    `SELECT count(*) AS n FROM lead WHERE email_key LIKE '%@arret.example'`,
  )
  expect(kept!.n).toBeGreaterThan(0)
  expect(kept!.n).toBeLessThan(1_200)
  await page.getByRole('button', { name: 'Reprendre' }).click()
  await page.getByRole('heading', { name: 'C’est importé' }).waitFor()
  expect(await aimant.query(`SELECT count(*) AS n FROM lead WHERE email_key LIKE '%@arret.example'`)).toEqual([
    { n: 1_200 },
  ])
  await close()
})

test('an export shows how far it has come, can be stopped, and is a workbook in the end', async () => {
  const { page, close } = await opened('?q=arret.example')
  const choose = async () => {
    await page.getByRole('button', { name: 'Exporter' }).click()
    await page.getByRole('link', { name: 'Excel (XLSX)' }).click()
  }
  const held = Promise.withResolvers<void>()
  await page.route('**/leads/export**', async (route) => {
    await held.promise
    await route.continue().catch(() => {})
  })
  await choose()
  const going = page.getByRole('region', { name: 'Export en cours' })
  await going.getByText('0 octet').waitFor()
  expect(await faults(page)).toEqual([])
  await going.getByRole('button', { name: 'Annuler' }).click()
  await page.getByText('Export annulé. Aucun fichier n’a été gardé.').waitFor()
  held.resolve()
  await page.unroute('**/leads/export**')
  const { name, bytes } = await taken(page, choose)
  expect(name).toMatch(/^leads-all-\d{4}-\d\d-\d\d\.xlsx$/)
  const sheet = strFromU8(unzipSync(new Uint8Array(bytes))['xl/worksheets/sheet1.xml']!)
  expect(sheet.match(/@arret\.example</g)).toHaveLength(1_200)
  await page.getByText(/^Export enregistré/).waitFor()
  await close()
})

test('an export by the clock is settled, written, taken, and goes with its files', async () => {
  const { page, said, close } = await opened('/exports')
  await page.getByText('Aucun export programmé').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'Programmer un export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Programmer un export' })
  await dialog.getByLabel('Nom').fill('Chaque lundi')
  await dialog.getByLabel('Quand').selectOption({ label: 'Chaque lundi' })
  expect(await faults(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  const schedule = page.getByRole('region', { name: 'Chaque lundi' })
  await schedule.getByText('Pas encore de fichier.').waitFor()
  await schedule.getByRole('button', { name: 'Écrire maintenant' }).click()
  const { name, bytes } = await taken(page, () => schedule.getByRole('link', { name: 'Télécharger' }).click())
  expect(name).toMatch(/^Chaque lundi-.*\.csv$/)
  const [all] = await aimant.query<{ n: number }>('SELECT count(*) AS n FROM lead WHERE held = 0')
  expect(parse(bytes, { bom: true, columns: true })).toHaveLength(all!.n)
  expect(await faults(page)).toEqual([])
  await schedule.getByRole('button', { name: 'Supprimer' }).click()
  await page.getByText('Son fichier est supprimé avec lui.').waitFor()
  await page.getByRole('button', { name: 'Supprimer l’export' }).click()
  await page.getByText('Aucun export programmé').waitFor()
  expect(said).toEqual([])
  await close()
})
