// The API's reference as it is served: valid by somebody else's rules, readable in a browser, and asking nobody else for anything.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { newPage, startBrowser } from '../support/browser.ts'

let aimant: Aimant
let axe: string
let browser: Browser
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8')
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
})
afterAll(async () => {
  await browser.close()
  await aimant.stop()
})

test('the description is OpenAPI 3.1 by an independent validator, and may be read from anywhere', async () => {
  const response = await fetch(`${aimant.url}/openapi.json`)
  expect(response.headers.get('content-type')).toContain('application/json')
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  const document = (await response.json()) as Record<string, unknown>
  const validator = new Validator()
  expect(await validator.validate(document)).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  const etag = response.headers.get('etag')!
  expect((await fetch(response.url, { headers: { 'if-none-match': etag } })).status).toBe(304)
})

test.each(['light', 'dark'] as const)(
  'the reference is drawn, %s, without an error, without asking another origin, and axe finds nothing to say',
  async (colorScheme) => {
    const { page, said, close } = await newPage(browser, { colorScheme, viewport: { width: 1440, height: 900 } })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const response = await page.goto(`${aimant.url}/docs#tag/leads/GET/api/v1/leads/count`)
    expect(response!.headers()['content-security-policy']).toContain("default-src 'none'")
    await page.getByRole('heading', { name: 'Aimant', level: 1 }).waitFor()
    await page.getByText('Idempotency-Key').first().waitFor()
    await page.getByRole('heading', { name: 'How many leads the filter lets through' }).first().waitFor()
    expect(await page.evaluate(() => document.body.className)).toContain(`${colorScheme}-mode`)
    expect(asked.filter((url) => !url.startsWith(aimant.url) && !url.startsWith('data:'))).toEqual([])
    expect(said.filter((line) => /^(error|uncaught)/.test(line))).toEqual([])
    await page.evaluate(axe)
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') }
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
    })
    expect(violations).toEqual([])
    await close()
  },
)
