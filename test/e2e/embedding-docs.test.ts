// What docs/embedding.md tells people to paste, pasted: each snippet as it stands there, on a page of another origin.
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WaitingSettings } from '../../contract/shown.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { newPage, openOn, startBrowser } from '../support/browser.ts'
import { aPerson } from '../support/visitor.ts'

let aimant: Aimant
let browser: Browser
let snippets: { language: string; code: string }[]
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
  const text = await readFile('docs/embedding.md', 'utf8')
  snippets = [...text.matchAll(/^```(\w*)\n(.*?)^```/gms)].map(([, language = '', code = '']) => ({ language, code }))
})
afterAll(async () => {
  await browser.close()
  await aimant.stop()
})

/** The one snippet of a language that says this, as for the Aimant that runs here. */
function snippet(language: string, says: string): string {
  const found = snippets.filter((each) => each.language === language && each.code.includes(says))
  expect(found, says).toHaveLength(1)
  return found[0]!.code.replaceAll('https://leads.example.com', aimant.url).replaceAll('free-trial', 'essai-gratuit')
}

/** A page with `<div id="offer">`, and this in its body. Nothing it says may be a complaint. */
async function paste(
  body: string,
  use: (page: Page, said: string[]) => Promise<void>,
  headers?: Record<string, string>,
) {
  const { page, said, close } = await newPage(browser, { locale: 'fr-FR' })
  const html = `<!doctype html><html lang="fr"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Article</title>
    <main></main><div id="offer"></div>${body}</html>`
  const origin = await openOn(page, html, headers)
  try {
    await use(page, said)
    expect(said.filter((line) => !line.startsWith('log: '))).toEqual([])
  } finally {
    await close()
    await origin.close()
  }
}

const forms = (page: Page) => page.locator('aimant-form:has(h2)')
const tag = () => snippet('html', '<noscript>')

test('every snippet is tried', () => {
  expect(snippets.map(({ language }) => language)).toEqual([
    'html',
    'html',
    'html',
    'html',
    'tsx',
    'ts',
    'vue',
    'html',
    '',
    'html',
    'js',
  ])
})

test('the tag', () => paste(tag(), (page) => forms(page).waitFor()))

test('its link for whoever has no JavaScript', async () => {
  const address = /href="([^"]+)"/.exec(tag())![1]!
  expect((await fetch(address)).status).toBe(200)
})

test('the tag that names its place', () =>
  paste(snippet('html', '.js?target=%23offer"'), (page) => page.locator('#offer > aimant-form h2').waitFor()))

test('the tag manager’s script', () =>
  paste(snippet('html', 'document.head.appendChild'), async (page) => {
    const button = page.locator('#offer > aimant-form button[type=submit]')
    expect(await button.evaluate((each) => getComputedStyle(each).backgroundColor)).toBe('rgb(44, 110, 99)')
  }))

test('the elements', () =>
  paste(snippet('html', '<aimant-form form="free-trial">'), async (page) => {
    await expect
      .poll(() => forms(page).locator('h2').allTextContents())
      .toEqual(['Recevoir le guide', 'Essayer Registre trente jours'])
  }))

test('the shared widget with its hash', async () => {
  const { widget } = (await (await fetch(`${aimant.url}/e/guide-rgpd.json`)).json()) as WaitingSettings
  const bytes = await (await fetch(aimant.url + widget)).arrayBuffer()
  const digest = Buffer.from(await crypto.subtle.digest('SHA-384', bytes)).toString('base64')
  const pasted = snippet('html', 'integrity=').replace('/w/<hash>.js', widget).replace('sha384-…', `sha384-${digest}`)
  await paste(pasted, (page) => forms(page).waitFor())
})

test('the content security policy', async () => {
  const policy = `${snippet('', 'script-src').trim()}; require-trusted-types-for 'script'`
  await paste(tag(), (page) => forms(page).waitFor(), { 'content-security-policy': policy })
})

test('the line that keeps early calls', () =>
  paste(
    `${snippet('html', 'window.Aimant=')}<script>Aimant.prefill('guide-rgpd', { company: 'Atelier Sud' })</script>${tag()}`,
    async (page) => {
      await forms(page).waitFor()
      await expect.poll(() => page.locator('aimant-form [name=company]').inputValue()).toBe('Atelier Sud')
    },
  ))

test('the listener of a success', () =>
  paste(`<script>${snippet('js', 'aimant:success')}</script>${tag()}`, async (page, said) => {
    await page.locator('aimant-form [name=email]').fill(aPerson())
    await page.locator('aimant-form button[type=submit]').click()
    await page.locator('aimant-form a.main').waitFor()
    expect(said).toEqual(['log: guide-rgpd 1'])
  }))

// These are built into the demo's own pages, which embedding.test.ts opens.
test.each([
  ['tsx', 'LeadForm', 'demo/ways/react/lead-form.tsx'],
  ['ts', 'isCustomElement', 'demo/ways/vite.config.ts'],
  ['vue', '<aimant-form', 'demo/ways/vue/app.vue'],
])('the %s is the demo’s own: %s', async (language, says, file) => {
  const source = (await readFile(file, 'utf8')).replaceAll(/\s+/g, ' ')
  const parts = snippet(language, says).replaceAll(aimant.url, '').split('\n\n')
  for (const part of parts)
    expect(source).toContain(
      part
        .replace(/^\/\/.*\n/, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
})
