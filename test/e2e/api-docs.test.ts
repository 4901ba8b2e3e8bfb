// The API's reference as it is served: valid by somebody else's rules, readable in a browser, and asking nobody else for anything.
import { Validator } from '@seriousme/openapi-schema-validator'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
    // Scalar's own buttons, which unfold its list, are 22 pixels high.
    expect(await faults(page, 'html', ['target-size'])).toEqual([])
    await close()
  },
)
