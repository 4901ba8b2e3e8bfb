// Every template as a visitor meets it, in both its languages, light and dark, narrow and wide.
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { templates } from '../../worker/form/templates.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
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
  const options = { colorScheme: scheme, viewport: { width, height: 900 } }
  const { page, said, close } = await newPage(browser, options)
  await page.goto(`${aimant.url}/demo/modeles/${language === 'fr' ? '' : 'en/'}${name}.html`)
  await page.locator('aimant-form form').waitFor()
  expect(await page.locator('aimant-form h2').textContent()).toBe(templates[name].texts.title[language])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect(await faults(page)).toEqual([])
  expect(said).toEqual([])
  await close()
})
