// The owner's browser among many leads: narrowed, ordered, kept as a segment, chosen, changed together and taken back, and on the board.
import { readFile } from 'node:fs/promises'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'

let aimant: Aimant
let browser: Browser
let session: BrowserContextOptions['storageState']

beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant({ leads: 260 }), startBrowser()])
  // Links are the oldest owner's, who is there from the first one on.
  await aimant.signIn()
  await aimant.query(
    `INSERT INTO member (id, name, role, created_at) VALUES ('0190a000-0000-7000-8000-0000000000aa', 'Zoé', 'owner', '2100-01-01')`,
  )
  await aimant.query(`
    UPDATE lead
    SET
      stage = iif(seq / 1024 % 4, 'lead', 'prospect'),
      quality = seq / 1024 % 101,
      tags = iif(seq / 1024 % 3, '[]', '["Salon"]'),
      qualified = 0, assigned_to = NULL, interest_at = NULL`)
  const { page, close } = await newPage(browser, { locale: 'fr-FR' })
  await page.goto(await aimant.signIn())
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
  session = await page.context().storageState()
  await close()
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

const rows = (page: Page) => page.locator('table.leads:not(.in-waiting) tbody tr')
const shown = (page: Page) => rows(page).getByRole('link').allTextContents()
const bar = (page: Page) => page.getByRole('region', { name: 'Leads choisis' })
const kept = (where: string) =>
  aimant.query<{ email: string; stage: string }>(
    `SELECT email, stage FROM lead WHERE held = 0 AND ${where} ORDER BY seq DESC`,
  )

/** A page in French, signed in as the owner, at an address. */
async function at(path: string, options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', storageState: session, ...options })
  await opened.page.goto(`${aimant.url}/dashboard/leads${path}`)
  await opened.page.locator('table.leads:not(.in-waiting), .board[aria-label]').first().waitFor()
  return opened
}

/** A list is there once its address has been answered. */
async function listed(page: Page, query: string, change: () => Promise<unknown>) {
  const answered = page.waitForResponse((response) => new URL(response.url()).search.includes(query) && response.ok())
  await change()
  await answered
  await page.locator('.list[aria-busy="false"]').waitFor()
}

test('filters combine, stay in sight, count what they leave, and their address shows the same list', async () => {
  const { page, said, close } = await at('')
  await page.getByRole('button', { name: 'Filtres' }).click()
  await listed(page, 'stage=prospect', () => page.getByRole('checkbox', { name: 'Prospect' }).check())
  await listed(page, 'tag=Salon', () => page.getByLabel('Étiquette').selectOption('Salon'))
  const expected = await kept(`stage = 'prospect' AND tags <> '[]'`)
  await page.getByText(`${expected.length} leads`).waitFor()
  expect(await shown(page)).toEqual(expected.slice(0, 50).map(({ email }) => email))
  await listed(page, 'sort=oldest', () => page.getByLabel('Trier').selectOption('oldest'))
  await page.reload()
  await rows(page).first().waitFor()
  expect(await shown(page)).toEqual(
    expected
      .toReversed()
      .slice(0, 50)
      .map(({ email }) => email),
  )
  await listed(page, 'tag=Salon', () => page.getByRole('button', { name: 'Étape : Prospect' }).click())
  expect(new URL(page.url()).search).toBe('?tag=Salon&sort=oldest')
  expect(said).toEqual([])
  await close()
})

test('what is narrowed becomes a segment for the whole team, is changed, renamed and forgotten, and comes back', async () => {
  const { page, close } = await at('?quality=70&sort=quality')
  await page.getByRole('button', { name: 'Enregistrer comme segment' }).click()
  await page.getByLabel('Nom', { exact: true }).fill('Les meilleurs')
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const tab = page.getByRole('navigation', { name: 'Segments' }).getByRole('link', { name: 'Les meilleurs' })
  await expect.poll(() => tab.getAttribute('aria-current')).toBe('page')

  const other = await at('')
  await other.page.getByRole('navigation', { name: 'Segments' }).getByRole('link', { name: 'Les meilleurs' }).click()
  await expect.poll(() => new URL(other.page.url()).searchParams.get('quality')).toBe('70')
  expect(await other.page.getByLabel('Trier').inputValue()).toBe('quality')
  await other.close()

  await page.getByRole('button', { name: /^Qualité de 70 ou plus/ }).click()
  await page.getByRole('button', { name: 'Mettre le segment à jour' }).click()
  await page.getByText('est à jour').waitFor()
  await page.getByRole('button', { name: 'Ce segment' }).click()
  await page.getByRole('button', { name: /^Supprimer le segment/ }).click()
  await expect.poll(() => tab.count()).toBe(0)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await tab.waitFor()
  await close()
})

test('a range is chosen with shift, moved with a reason, and put back as it was', async () => {
  const { page, said, close } = await at('')
  const before = await kept('true')
  const box = (i: number) => rows(page).nth(i).getByRole('checkbox')
  await box(1).click()
  await box(6).click({ modifiers: ['Shift'] })
  await bar(page).getByText('6 choisis').waitFor()
  await bar(page).getByRole('button', { name: 'Étape' }).click()
  await bar(page).getByRole('button', { name: 'Perdu' }).click()
  const move = page.getByRole('dialog').getByRole('button', { name: 'Déplacer' })
  expect(await move.isDisabled()).toBe(true)
  await page.getByLabel('Pourquoi').fill('Salon annulé')
  await move.click()
  await page.getByText('6 leads déplacés : Perdu.').waitFor()
  expect((await kept('true')).slice(1, 7).map(({ stage }) => stage)).toEqual(Array.from({ length: 6 }, () => 'lost'))
  expect(await rows(page).getByText('Perdu').count()).toBe(6)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByText('6 leads remis comme avant.').waitFor()
  expect(await kept('true')).toEqual(before)
  expect(said).toEqual([])
  await close()
})

test('all that match are tagged and assigned, beyond those shown, with the keyboard too', async () => {
  const { page, close } = await at('?stage=lead')
  const all = (await kept(`stage = 'lead'`)).length
  expect(all).toBeGreaterThan(100)
  await rows(page).first().getByRole('link').focus()
  await page.keyboard.press('x')
  await bar(page).getByText('1 choisi').waitFor()
  await page.getByRole('checkbox', { name: 'Choisir tous les leads affichés' }).check()
  await page.getByRole('button', { name: `Choisir les ${all} qui correspondent` }).click()
  await bar(page).getByRole('button', { name: 'Étiquettes' }).click()
  await bar(page).getByLabel('Étiquette', { exact: true }).fill('Relance')
  await page.keyboard.press('Enter')
  await page.getByText(`Étiquettes de ${all} leads modifiées.`).waitFor()
  expect(await kept(`tags LIKE '%"Relance"%'`)).toHaveLength(all)
  await bar(page).getByRole('button', { name: 'Attribuer' }).click()
  await bar(page).getByRole('button', { name: 'Zoé' }).click()
  await page.getByText(`${all} leads attribués.`).waitFor()
  await page.getByRole('button', { name: 'Annuler' }).click()
  await page.getByText(`${all} leads remis comme avant.`).waitFor()
  expect(await kept('assigned_to IS NOT NULL')).toEqual([])
  await close()
})

test('the chosen are exported, and deleted only after saying what goes', async () => {
  const { page, close } = await at('?sort=oldest')
  const [first, second] = await shown(page)
  for (const i of [0, 1]) await rows(page).nth(i).getByRole('checkbox').check()
  await bar(page).getByRole('button', { name: 'Exporter' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar(page).getByRole('link', { name: 'NDJSON' }).click(),
  ])
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).email).toSorted()).toEqual([first, second].toSorted())
  await bar(page).getByRole('button', { name: 'Supprimer' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Supprimer 2 leads ?').waitFor()
  await page.keyboard.press('Escape')
  expect(await kept(`email IN ('${first}', '${second}')`)).toHaveLength(2)
  await bar(page).getByRole('button', { name: 'Supprimer' }).click()
  await dialog.getByRole('button', { name: 'Supprimer définitivement' }).click()
  await page.getByText('2 leads supprimés.').waitFor()
  expect(await kept(`email IN ('${first}', '${second}')`)).toEqual([])
  expect(await shown(page)).not.toContain(first)
  await close()
})

test('columns are chosen, and stay so in this browser', async () => {
  const { page, close } = await at('')
  await page.getByRole('button', { name: 'Colonnes' }).click()
  await page.getByRole('checkbox', { name: 'Étiquettes' }).check()
  await page.getByRole('checkbox', { name: 'Société' }).uncheck()
  await page.reload()
  await page.getByRole('columnheader', { name: 'Étiquettes' }).waitFor()
  expect(await page.getByRole('columnheader', { name: 'Société' }).count()).toBe(0)
  await close()
})

test('on the board a card moves by its menu and by dragging, and the arrows go from card to card', async () => {
  const { page, said, close } = await at('?view=board')
  const column = (name: string) => page.getByRole('region', { name, exact: true })
  const links = (name: string) => column(name).locator('.card > a')
  await links('Prospect').first().waitFor()
  const prospects = (await kept(`stage = 'prospect'`)).length
  const headed = () => column('Prospect').getByRole('heading').textContent()
  await expect.poll(headed).toBe(`Prospect${prospects}`)

  const card = column('Lead').locator('.card').first()
  const id = await card.getAttribute('data-id')
  const stageOf = async () => (await aimant.query('SELECT stage FROM lead WHERE id = ?1', id))[0]?.stage
  await card.getByRole('button', { name: 'Déplacer' }).click()
  await card.getByRole('button', { name: 'Client' }).click()
  await page.getByText('1 lead déplacé : Client.').waitFor()
  expect(await stageOf()).toBe('customer')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`card-${id}`)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('ul')?.dataset.stage)).toBe('prospect')

  await page.locator(`[data-id="${id}"] .second`).first().hover()
  await page.mouse.down()
  const { x, y } = (await column('Prospect').locator('ul[data-stage]').boundingBox())!
  await page.mouse.move(x + 40, y + 40, { steps: 12 })
  await page.mouse.up()
  await expect.poll(stageOf).toBe('prospect')
  await expect.poll(headed).toBe(`Prospect${prospects + 1}`)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await expect.poll(stageOf).toBe('customer')
  expect(said).toEqual([])
  await close()
})

test('somebody who may only look chooses columns and segments, and changes nobody', async () => {
  const { page, close } = await at('?stage=lead')
  await aimant.query(`UPDATE member SET role = 'viewer' WHERE name <> 'Zoé'`)
  await page.reload()
  await page.getByRole('button', { name: 'Owner' }).waitFor()
  await rows(page).first().getByRole('checkbox').check()
  await bar(page).getByRole('button', { name: 'Exporter' }).waitFor()
  expect(
    await bar(page)
      .getByRole('button', { name: /Étape|Étiquettes|Attribuer|Supprimer/ })
      .count(),
  ).toBe(0)
  expect(await page.getByRole('button', { name: 'Enregistrer comme segment' }).count()).toBe(0)
  await page.goto(`${aimant.url}/dashboard/leads?view=board`)
  await page.locator('.card').first().waitFor()
  expect(await page.getByRole('button', { name: 'Déplacer' }).count()).toBe(0)
  await aimant.query(`UPDATE member SET role = 'owner'`)
  await close()
})

test.each([
  ['light', 1440],
  ['dark', 360],
] as const)('everything of it can be used by everybody, in %s, %d wide', async (colorScheme, width) => {
  const { page, said, close } = await at('?stage=lead&assigned=nobody&sort=quality', {
    colorScheme,
    viewport: { width, height: 900 },
  })
  const check = async (what: string) => {
    expect(await faults(page), what).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), what).toBeLessThanOrEqual(0)
  }
  await rows(page).first().waitFor()
  await check('the list and its filters as they are set')
  await page.getByRole('button', { name: /^Filtres/ }).click()
  await rows(page).first().getByRole('checkbox').check()
  await bar(page).getByRole('button', { name: 'Étiquettes' }).click()
  await check('the filters unfolded, and the bar')
  await bar(page).getByRole('button', { name: 'Supprimer' }).click()
  await check('the question')
  await page.goto(`${aimant.url}/dashboard/leads?view=board&stage=prospect,lost&tag=Salon`)
  await page.locator('.card').first().waitFor()
  await check('the board')
  expect(said).toEqual([])
  await close()
})

test('all that the leads page loads weighs at most 80 KB, and dragging is fetched with the board', async () => {
  const { page, close } = await at('')
  const files = () =>
    page
      .evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
      .then((all) => all.filter((name) => /\.(js|css)$/.test(name)))
  const parts = await files()
  const weights = await Promise.all(
    parts.map(async (file) => brotliCompressSync(await (await fetch(file)).arrayBuffer()).length),
  )
  expect(parts.some((file) => /\/board-[^/]+$/.test(file))).toBe(false)
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(80 * 1024)
  await page.getByRole('link', { name: 'Tableau' }).click()
  await page.locator('.card').first().waitFor()
  expect((await files()).some((file) => /\/board-[^/]+$/.test(file))).toBe(true)
  await close()
})
