// A test of two variants, from the idea to the winner: prepared in the builder, met by visitors, told in a sentence, made the form.
import { brotliCompressSync, constants } from 'node:zlib'
import type { Browser, BrowserContextOptions } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, openOn, startBrowser } from '../support/browser.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
})

async function signedIn(options: BrowserContextOptions = {}) {
  const opened = await newPage(browser, { locale: 'fr-FR', ...options })
  await opened.page.goto(await aimant.signIn())
  await opened.page.getByRole('button', { name: 'Se connecter' }).click()
  await opened.page.getByRole('link', { name: 'Formulaires' }).click()
  return opened
}

const weightOf = async () => {
  const body = await (await fetch(`${aimant.url}/e/guide-rgpd.js`)).text()
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(body) }
  return brotliCompressSync(body, { params }).byteLength
}

/** What a visitor sees whose browser draws that number. */
async function titleFor(drawn: number): Promise<string> {
  const { page, close } = await newPage(browser, { locale: 'fr-FR' })
  await page.addInitScript(`Math.random = () => ${drawn}`)
  const host = await openOn(
    page,
    `<!doctype html><html lang="fr"><script src="${aimant.url}/e/guide-rgpd.js"></script>`,
  )
  const title = await page.locator('aimant-form h2').innerText()
  await close()
  await host.close()
  return title
}

/** The form's own page, until it drew either: what the server wrote, and what the widget drew over it in its place. */
async function ownPages(): Promise<[string, string][]> {
  const { page, close } = await newPage(browser, { locale: 'fr-FR' })
  await page.addInitScript('Math.random = () => 0.8')
  const met: [string, string][] = []
  while (new Set(met.map(([written]) => written)).size < 2 && met.length < 30) {
    await page.goto(`${aimant.url}/f/guide-rgpd`)
    await page.waitForFunction(() => document.querySelector('aimant-form')?.shadowRoot?.querySelector('h2'))
    met.push(
      await page.locator('aimant-form').evaluate((form): [string, string] => {
        const titleIn = (root: Element | ShadowRoot | null) => root?.querySelector('h2')?.textContent ?? ''
        return [titleIn(form), titleIn(form.shadowRoot)]
      }),
    )
  }
  await close()
  return met
}

/** Views and leads of a variant, as if they had come over the last days. */
async function counted(version: number, views: number, leads: number) {
  const [form] = await aimant.query<{ id: string }>(`SELECT id FROM form WHERE slug = 'guide-rgpd'`)
  for (const days of [1, 2]) {
    const day = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
    await aimant.query(
      `INSERT INTO counter (grain, form_id, span, cells) VALUES ('day', ?1, ?2, ?3)
       ON CONFLICT (grain, form_id, span) DO UPDATE SET cells = json_patch(cells, excluded.cells)`,
      form!.id,
      day,
      JSON.stringify({
        [`view direct FR phone ${version}`]: views / 2,
        [`start direct FR phone ${version}`]: leads,
        [`submit direct FR phone ${version}`]: leads / 2,
      }),
    )
  }
}

test('an owner tries another title, is told that it brings more, and makes it the form', async () => {
  const { page, said, close } = await signedIn()
  const plain = await weightOf()
  const asItIs = await titleFor(0.5)
  await page.getByRole('article', { name: 'Guide RGPD' }).getByRole('button', { name: 'Plus' }).click()
  await page.getByRole('link', { name: 'Tester des variantes' }).click()
  await page.getByRole('heading', { name: 'Aucun test pour l’instant' }).waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('Nom du test').fill('Titre plus court')
  await page.getByRole('button', { name: 'Préparer un test' }).click()

  await page.getByText('Pareille au formulaire pour l’instant.').waitFor()
  await page.getByRole('button', { name: 'Lancer le test' }).click()
  await page.getByText('La variante B ne dit rien de différent').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('link', { name: 'Modifier Variante B' }).click()
  await page.getByLabel('Titre', { exact: true }).fill('Le RGPD en une heure')
  await page.getByText('Enregistré à').waitFor()
  expect(await page.getByRole('link', { name: 'Publication' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Retour au test' }).click()
  await page.getByText('Le RGPD en une heure').waitFor()
  await page.getByLabel('Plus petite différence').selectOption({ value: '50' })
  await page.getByRole('button', { name: 'Lancer le test' }).click()
  await page.getByText('Trop tôt pour le dire').waitFor()
  expect(await faults(page)).toEqual([])

  expect(await titleFor(0.2)).toBe(asItIs)
  expect(await titleFor(0.8)).toBe('Le RGPD en une heure')
  const own = await ownPages()
  expect(new Set(own.map(([written]) => written))).toEqual(new Set([asItIs, 'Le RGPD en une heure']))
  for (const [written, drawn] of own) expect(drawn).toBe(written)
  const both = await weightOf()
  console.log(`the tag of guide-rgpd: ${plain} bytes of brotli; with two variants ${both}`)
  expect(both - plain).toBeLessThan(300)

  const variants = await aimant.query<{ letter: string; version: number }>(
    'SELECT letter, version FROM experiment_variant ORDER BY letter',
  )
  await aimant.query('UPDATE experiment SET started_at = ?1', new Date(Date.now() - 9 * 86_400_000).toISOString())
  await counted(variants[0]!.version, 4_000, 200)
  await counted(variants[1]!.version, 4_100, 280)
  await page.reload()
  await page.getByText(/La variante B apporte plus de leads.*entre \+1\d.% et \+\d\d.%\. Sûr à 99/).waitFor()
  await page
    .getByRole('row', { name: /Variante B/ })
    .getByText('4 100')
    .waitFor()
  expect(await faults(page)).toEqual([])

  await page.getByRole('button', { name: 'Prendre B comme formulaire' }).click()
  const question = page.getByRole('dialog', { name: 'Prendre B comme formulaire' })
  await question.getByText('La variante B est publiée comme nouvelle version').waitFor()
  expect(await faults(page)).toEqual([])
  await question.getByRole('button', { name: 'Terminer le test' }).click()
  await page.getByText('la variante B est devenue le formulaire').waitFor()
  expect(await titleFor(0.2)).toBe('Le RGPD en une heure')
  expect(await weightOf()).toBeLessThan(both)
  // The start that was refused.
  expect(said.filter((line) => !line.includes('422'))).toEqual([])
  await close()
})
