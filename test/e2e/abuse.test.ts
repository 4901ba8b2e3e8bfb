// What is held, decided about in the dashboard; and Turnstile on a visitor's page, where a form asks for it. Cloudflare itself cannot be
// reached from tests: its script and its siteverify are stood in for by what their documentation says.
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, openOn, startBrowser } from '../support/browser.ts'
import { startSiteverify } from '../support/siteverify.ts'
import { publishOn } from '../support/spoken.ts'
import { aForm, aPerson } from '../support/visitor.ts'

const secret = '0x4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
const siteKey = '0x4AAAAAAAAAAAAAAAAAAAAA'
let aimant: Aimant
let browser: Browser
let siteverify: Awaited<ReturnType<typeof startSiteverify>>
beforeAll(async () => {
  siteverify = await startSiteverify(secret)
  const vars = { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET: secret, TURNSTILE_VERIFY_URL: siteverify.url }
  ;[aimant, browser] = await Promise.all([startAimant({ vars }), startBrowser()])
  const [step] = aForm().steps
  const message = { kind: 'long_text' as const, key: 'message', label: { fr: 'Message', en: 'Message' } }
  await publishOn(aimant, 'ouvert', aForm({ steps: [{ ...step!, fields: [...step!.fields, message] }] }))
  await publishOn(aimant, 'garde', aForm({ turnstile: true }))
})
afterAll(async () => {
  await browser?.close()
  await aimant?.stop()
  await siteverify?.stop()
})

const control = (page: Page, name: string) => page.locator(`aimant-form [name="${name}"]`)
const done = (page: Page) => page.locator('aimant-form h2:focus')

/** A page on another origin with the form's tag; `api` is what Cloudflare's script is, nothing where it cannot be had. */
async function visit(slug: string, api: string | undefined, use: (page: Page, asked: string[]) => Promise<void>) {
  const { page, close } = await newPage(browser, { locale: 'fr-FR' })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.route('https://challenges.cloudflare.com/**', (route) =>
    api === undefined ? route.abort() : route.fulfill({ contentType: 'text/javascript', body: api }),
  )
  const html = `<!doctype html><html lang="fr"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Article</title>
    <script async src="${aimant.url}/e/${slug}.js"></script></html>`
  const origin = await openOn(page, html)
  try {
    await use(page, asked)
  } finally {
    await close()
    await origin.close()
  }
}

async function send(page: Page, answers: Record<string, string>) {
  for (const [name, value] of Object.entries(answers)) await control(page, name).fill(value)
  await page.locator('aimant-form button[type=submit]').click()
  await done(page).waitFor()
}

const heldOf = async (email: string) =>
  (
    await aimant.query<{ held: string | null }>(
      'SELECT submission.held FROM submission JOIN lead ON lead.id = lead_id WHERE email = ?1',
      email,
    )
  ).map(({ held }) => held)

/** As their documentation says: rendered where it is told, a token given a little later. */
const script = (token: string) => `window.turnstile = {
  render(element, options) {
    element.textContent = [options.sitekey, options.action, options.language].join(' ')
    setTimeout(() => options.callback('${token}'), 30)
    return 'cf-1'
  },
  remove() {},
}`

describe('a form that asks for Turnstile', () => {
  test('shows it beside its own questions, and a visitor it vouches for is not held', () => {
    siteverify.give('good', { hostname: '127.0.0.1', action: 'garde' })
    return visit('garde', script('good'), async (page, asked) => {
      const email = aPerson()
      expect(asked.filter((url) => /turnstile/.test(url))).toEqual([])
      await control(page, 'email').focus()
      await page.getByText(`${siteKey} garde fr`).waitFor()
      await send(page, { email, given: 'Camille' })
      expect(await heldOf(email)).toEqual([null])
      expect(await page.locator('head script[src*=challenges]').count()).toBe(0)
      await page.evaluate(() =>
        (window as unknown as { Aimant: { destroy: (form: string) => void } }).Aimant.destroy('garde'),
      )
      expect(await page.locator('[slot=turnstile]').count()).toBe(0)
    })
  })

  test('holds whoever brings a token that was used before, and answers them like anybody', () =>
    visit('garde', script('good'), async (page) => {
      const email = aPerson()
      await send(page, { email, given: 'Camille' })
      expect(await heldOf(email)).toEqual(['turnstile_failed'])
    }))

  test('loses nobody whose browser does not load it', () =>
    visit('garde', undefined, async (page) => {
      const email = aPerson()
      await send(page, { email, given: 'Camille' })
      expect(await heldOf(email)).toEqual(['turnstile_missing'])
    }))

  test('asks nothing of Cloudflare where a form does not want it', () =>
    visit('ouvert', undefined, async (page, asked) => {
      const email = aPerson()
      await send(page, { email, given: 'Camille' })
      expect(await heldOf(email)).toEqual([null])
      expect(asked.filter((url) => /turnstile|challenges/.test(url))).toEqual([])
    }))

  test('has a page of its own that lets it in, and only there', async () => {
    const policyOf = async (slug: string) =>
      (await fetch(`${aimant.url}/f/${slug}`)).headers.get('content-security-policy')
    expect(await policyOf('garde')).toContain("script-src 'self' https://challenges.cloudflare.com")
    expect(await policyOf('ouvert')).not.toContain('challenges.cloudflare.com')
  })
})

async function opened(path: string, options: BrowserContextOptions = {}) {
  const made = await newPage(browser, { locale: 'fr-FR', ...options })
  await made.page.goto(await aimant.signIn())
  await made.page.getByRole('button', { name: 'Se connecter' }).click()
  await made.page.getByRole('navigation', { name: 'Navigation principale' }).waitFor()
  await made.page.goto(`${aimant.url}${path}`)
  await made.page.getByRole('heading', { level: 1 }).waitFor()
  return made
}

describe('what is held', () => {
  const people = Array.from({ length: 4 }, () => aPerson())
  const [kept, ...others] = people
  beforeAll(async () => {
    await aimant.query('DELETE FROM submission')
    await visit('ouvert', undefined, async (page) => {
      for (const email of people) {
        await send(page, { email, given: 'https://win.example', message: 'Casino en ligne ! http://spam.example' })
        await page.reload()
      }
    })
  })

  test('is looked through, let in or deleted, one by one and several at once', async () => {
    const { page, said, close } = await opened('/dashboard/leads/held')
    const rows = page.locator('.quarantine > li')
    await expect.poll(() => rows.count()).toBe(4)
    await rows.first().getByText('Un lien à la place d’un nom.').waitFor()
    await rows.first().getByText('Casino en ligne ! http://spam.example').waitFor()
    expect(await faults(page)).toEqual([])
    await page.getByRole('link', { name: /Démarchage 4/ }).click()
    await page.waitForURL(/reason=known_spam_words/)

    await page.getByRole('button', { name: `Libérer · l’envoi de ${kept}` }).click()
    await page.getByText('1 envoi libéré.').waitFor()
    expect(await heldOf(kept!)).toEqual([null])
    await expect.poll(() => rows.count()).toBe(3)

    await page.getByRole('checkbox', { name: 'Choisir tout ce qui est affiché' }).check()
    expect(await faults(page)).toEqual([])
    await page.getByRole('region', { name: '3 choisis' }).getByRole('button', { name: 'Supprimer' }).click()
    const dialog = page.getByRole('dialog', { name: 'Supprimer 3 envois' })
    await dialog.getByText('3 leads ne sont rien d’autre').waitFor()
    expect(await faults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Supprimer' }).click()
    await page.getByText('3 envois supprimés.').waitFor()
    await page.getByRole('heading', { name: 'Rien pour cette raison' }).waitFor()
    expect(await faults(page)).toEqual([])
    for (const email of others) expect(await heldOf(email)).toEqual([])
    expect(said).toEqual([])
    await close()
  })
})
