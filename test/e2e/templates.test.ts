// Every template as a visitor meets it, in both its languages, light and dark, narrow and wide.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templates } from '../../worker/form/templates.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { newPage, startBrowser } from '../support/browser.ts'

let aimant: Aimant
let browser: Browser
let axeSource: string
beforeAll(async () => {
  axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8')
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await aimant.stop()
})

const names = Object.keys(templates) as (keyof typeof templates)[]

test.each(
  names.flatMap((name) => [
    { name, language: 'fr', scheme: 'light', width: 360 } as const,
    { name, language: 'en', scheme: 'dark', width: 1_440 } as const,
  ]),
)('$name is at home on its page: $language, $scheme, $width px', async ({ name, language, scheme, width }) => {
  const options = { colorScheme: scheme, viewport: { width, height: 900 }, bypassCSP: true }
  const { page, said, close } = await newPage(browser, options)
  await page.goto(`${aimant.url}/demo/modeles/${language === 'fr' ? '' : 'en/'}${name}.html`)
  await page.locator('aimant-form form').waitFor()
  expect(await page.locator('aimant-form h2').textContent()).toBe(templates[name].texts.title[language])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.addScriptTag({ content: axeSource })
  const complaints = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
  })
  expect(complaints).toEqual([])
  expect(said).toEqual([])
  await close()
})
