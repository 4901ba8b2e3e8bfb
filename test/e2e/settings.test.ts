// The owner says how long people are kept, and sees what that means before and after.
import type { Browser, BrowserContextOptions } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { newPage, startBrowser } from '../support/browser.ts'

const dayMs = 24 * 60 * 60 * 1000
const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString()

let aimant: Aimant
let browser: Browser
let [due, asked]: string[] = []
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant({ leads: 30 }), startBrowser()])
  const people = await aimant.query<{ id: string; email: string }>('SELECT id, email FROM lead ORDER BY seq LIMIT 3')
  for (const [n, { id }] of people.entries())
    await aimant.query(
      `UPDATE lead SET stage = 'lead', last_contact_at = ?2, seq = ?3 WHERE id = ?1`,
      id,
      ago([1_200, 1_150, 800][n]!),
      (Date.now() - 1_300 * dayMs) * 1024 + n,
    )
  await aimant.query('INSERT INTO retention_ask (lead_id, asked_at) VALUES (?1, ?2)', people[0]!.id, ago(10))
  ;[asked, due] = people.map(({ email }) => email)
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

async function settings(options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', ...options })
  await opened.page.goto(await aimant.signIn())
  await opened.page.getByRole('button', { name: 'Se connecter' }).click()
  await opened.page.getByRole('link', { name: 'Réglages' }).click()
  await opened.page.getByRole('heading', { name: 'À venir' }).waitFor()
  return opened
}

const kept = async () =>
  (await aimant.query<{ days: number }>(`SELECT retention_days AS days FROM site WHERE id = 'main'`))[0]!.days

test('an owner sees who is due and what was done, without anything being done by looking', async () => {
  const before = await aimant.query('SELECT * FROM retention_ask')
  await aimant.query(`INSERT INTO retention_log (id, what, count, at) VALUES ('0', 'erased', 4, ?1)`, ago(3))
  const { page, said, close } = await settings()
  const next = page.getByRole('region', { name: 'À venir' })
  await next.getByText('1 personne à interroger').waitFor()
  await next.getByText('Voir qui, et leur dernier contact').click()
  await next.getByRole('link', { name: due! }).waitFor()
  await next.getByText('1 personne interrogée, effacée sans réponse').waitFor()
  await next.getByText('Voir qui, et quand').click()
  expect(await next.getByRole('listitem').filter({ hasText: asked! }).getByRole('time').getAttribute('datetime')).toBe(
    new Date(Date.parse(String(before[0]!.asked_at)) + 30 * dayMs).toISOString(),
  )
  await page
    .getByRole('region', { name: 'Ce qui a été fait' })
    .getByText('4 personnes effacées, sans réponse')
    .waitFor()
  expect(await aimant.query('SELECT * FROM retention_ask')).toEqual(before)
  expect(said).toEqual([])
  await close()
})

test('another time is explained before it is saved, and holds afterwards', async () => {
  const settled = (await aimant.query(`SELECT name, controller, origins, handling FROM site WHERE id = 'main'`))[0]
  const { page, close } = await settings()
  const months = page.getByLabel('Mois après le dernier contact')
  expect(await months.inputValue()).toBe('36')
  const save = page.getByRole('button', { name: 'Enregistrer', exact: true })
  expect(await save.isDisabled()).toBe(true)
  await months.fill('0')
  await page.getByText('Un nombre entier de mois, de 1 à 120.').waitFor()
  expect(await save.isDisabled()).toBe(true)
  await months.fill('24')
  await page.getByText('Soit 2 ans.').waitFor()
  await page.getByText('Avec ce délai, 2 personnes seraient à interroger.').waitFor()
  expect(await kept()).toBe(1095)
  await save.click()
  await page.getByText('Enregistré : 2 ans après le dernier contact.').waitFor()
  expect(await kept()).toBe(730)
  await page.getByRole('region', { name: 'À venir' }).getByText('2 personnes à interroger').waitFor()
  // Whatever else the site has settled is as it was.
  expect((await aimant.query(`SELECT name, controller, origins, handling FROM site WHERE id = 'main'`))[0]).toEqual(
    settled,
  )
  await page.reload()
  expect(await months.inputValue()).toBe('24')
  await close()
})

test('a time set in days by the API is not rounded by somebody who only looks', async () => {
  await aimant.query(`UPDATE site SET retention_days = 100 WHERE id = 'main'`)
  const { page, close } = await settings({ locale: 'fr-FR' })
  await page.getByText('Soit 100 jours.').waitFor()
  expect(await page.getByRole('button', { name: 'Enregistrer', exact: true }).isDisabled()).toBe(true)
  await aimant.query(`UPDATE site SET retention_days = 1095 WHERE id = 'main'`)
  await close()
})

test('a member who may not change it reads it', async () => {
  const { page, close } = await settings()
  // The last owner stays one.
  await aimant.query(`INSERT INTO member (id, name, role, created_at) VALUES ('other', 'Autre', 'owner', ?1)`, ago(0))
  await aimant.query(`UPDATE member SET role = 'viewer' WHERE id <> 'other'`)
  try {
    await page.reload()
    await page.getByText('Seul un propriétaire peut changer ce réglage.').waitFor()
    expect(await page.getByLabel('Mois après le dernier contact').getAttribute('readonly')).not.toBeNull()
    expect(await page.getByRole('button', { name: 'Enregistrer' }).count()).toBe(0)
  } finally {
    await aimant.query(`UPDATE member SET role = 'owner'`)
    await aimant.query(`DELETE FROM member WHERE id = 'other'`)
  }
  await close()
})

test('what is declared of the data is kept beside everything else, and read back', async () => {
  const { page, said, close } = await settings()
  const part = page.getByRole('region', { name: 'Ce que deviennent les données' })
  await part.getByText('France').waitFor()
  await part.getByLabel('Pays dont la loi s’applique').fill('b')
  await part.getByText('Un pays s’écrit en deux lettres').waitFor()
  expect(await part.getByRole('button', { name: 'Déclarer' }).isDisabled()).toBe(true)
  await part.getByLabel('Pays dont la loi s’applique').fill('be')
  await part.getByText('Belgique').waitFor()
  await part.getByLabel('Où les données se trouvent').fill('Bruxelles\n\nGand')
  await part.getByRole('button', { name: 'Ajouter un destinataire' }).click()
  await part.getByLabel('Nom').last().fill('Comptoir des affiches')
  await part.getByLabel('Rôle').last().selectOption({ label: 'Agit pour lui-même' })
  await part.getByRole('button', { name: 'Retirer Cloudflare, Inc.' }).click()
  await part.getByRole('button', { name: 'Déclarer' }).click()
  await page.getByText('Les formulaires publiés à partir de maintenant le disent.').waitFor()
  const [site] = await aimant.query<{ handling: string; days: number }>(
    `SELECT handling, retention_days AS days FROM site WHERE id = 'main'`,
  )
  expect(site?.days).toBe(await kept())
  expect(JSON.parse(site!.handling)).toEqual({
    jurisdiction: 'BE',
    storage: ['Bruxelles', 'Gand'],
    recipients: [{ name: 'Comptoir des affiches', role: 'third_party' }],
  })
  await page.reload()
  expect(await part.getByLabel('Nom').inputValue()).toBe('Comptoir des affiches')
  expect(said).toEqual([])
  await close()
})
