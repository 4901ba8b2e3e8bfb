// Double opt-in with a real mailbox and a real browser: what a mail scanner that runs scripts may open, and what a person clicks.
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guideForm, modelSlug } from '../../demo/forms.ts'
import { confirmLink } from '../../worker/consent/confirm/link.ts'
import { type Aimant, secret, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, startBrowser } from '../support/browser.ts'
import { startMailServer } from '../support/mail-server.ts'
import { publishOn } from '../support/spoken.ts'
import { aPerson } from '../support/visitor.ts'

let aimant: Aimant
let browser: Browser
let server: Awaited<ReturnType<typeof startMailServer>>
beforeAll(async () => {
  server = await startMailServer({ secure: true, login: { user: 'u', password: 'p' } })
  const vars = { MAIL_FROM: 'Lisière <bonjour@lisiere.example>', MAIL_URL: `smtps://u:p@localhost:${server.port}` }
  ;[aimant, browser] = await Promise.all([startAimant({ vars }), startBrowser()])
  await publishOn(aimant, 'confirme', { ...guideForm, delivery: { confirm: 'magnet' } })
})
afterAll(async () => {
  await browser.close()
  await aimant.stop()
  await server.stop()
})

const lead = async (email: string) =>
  (
    await aimant.query<{ confirmed_at: string | null; consents: string }>('SELECT * FROM lead WHERE email = ?1', email)
  )[0]

const visitor = () => newPage(browser, { locale: 'fr-FR', acceptDownloads: true })

/** Fills in a form as a visitor, ticks its first box, and gives the link that comes by mail. */
async function submitted(slug: string, page: Page) {
  const email = aPerson()
  await page.goto(`${aimant.url}/f/${slug}`)
  await page.waitForFunction(() => document.querySelector('aimant-form')?.shadowRoot?.querySelector('form'))
  const ticket = page.waitForResponse((response) => response.url().includes('/ticket?'))
  await page.locator('[name=email]:visible').fill(email)
  await page.locator('input[name^=consent-]:visible').first().check()
  await ticket
  await page.locator('button[type=submit]:visible').click()
  await page.getByRole('heading', { name: 'Regardez dans votre boîte de réception' }).waitFor()
  expect(await page.getByText(email).count()).toBeGreaterThan(0)
  const { mail } = await server.message(({ to }) => to.includes(email))
  const link = /http\S+\/c\/\S+/.exec(mail.text ?? '')![0]
  expect(mail.html).toContain(link)
  return { email, mail, link }
}

test('a visitor confirms with a click on the page their mail leads to, and the file opens', async () => {
  const { page, said, close } = await visitor()
  const { email, mail, link } = await submitted('confirme', page)
  expect(mail.subject).toContain('Guide RGPD')
  expect(`${mail.text}${mail.html}`).not.toContain('/d/')

  await page.goto(link)
  await page.getByRole('button', { name: 'Confirmer et recevoir' }).click()
  expect(await page.getByRole('heading').first().textContent()).toBe('C’est confirmé, merci')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Télécharger/ }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.pdf$/)
  expect((await lead(email))!.confirmed_at).not.toBeNull()
  expect(JSON.parse((await lead(email))!.consents)).toMatchObject({ newsletter: { state: 'confirmed' } })

  await page.goto(link)
  expect(await page.getByRole('heading').first().textContent()).toBe('Déjà confirmé')
  expect(await page.getByRole('link', { name: /^Télécharger/ }).count()).toBe(1)
  expect(said).toEqual([])
  await close()
})

test('a scanner that opens every link, runs every script and follows every link on the page confirms nothing', async () => {
  const { page, close } = await visitor()
  const { email, link } = await submitted('confirme', page)
  const scanner = await newPage(browser)
  const asked: string[] = []
  scanner.page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).origin}`))
  await scanner.page.goto(link, { waitUntil: 'networkidle' })
  // As some do: every handler is run, every element hovered over and scrolled to.
  await scanner.page.evaluate(() => {
    for (const type of ['load', 'focus', 'pointermove', 'scroll', 'visibilitychange', 'beforeunload'])
      for (const target of [window, document, ...document.querySelectorAll('*')]) target.dispatchEvent(new Event(type))
  })
  for (const href of await scanner.page.locator('[href]').evaluateAll((all) => all.map((a) => a.getAttribute('href')!)))
    await scanner.page.goto(new URL(href, link).href)
  for (const action of [link, `${link}/not-me`, `${link}/again`]) await scanner.page.goto(action)
  await scanner.page.reload({ waitUntil: 'networkidle' })
  expect(new Set(asked)).toEqual(new Set([`GET ${aimant.url}`]))
  expect(await lead(email)).toMatchObject({ confirmed_at: null })
  expect(JSON.parse((await lead(email))!.consents)).toMatchObject({ newsletter: { state: 'unconfirmed' } })
  await scanner.close()
  await close()
})

test('whoever never gave that address makes it go, without JavaScript', async () => {
  const { page, close } = await visitor()
  const { email, link } = await submitted('confirme', page)
  const theirs = await newPage(browser, { locale: 'fr-FR', javaScriptEnabled: false })
  await theirs.page.goto(link)
  await theirs.page.getByRole('button', { name: 'Ce n’était pas moi' }).click()
  expect(await theirs.page.getByRole('heading').first().textContent()).toBe('Rien n’est conservé')
  expect(await lead(email)).toBeUndefined()
  await theirs.close()
  await close()
})

test('a newsletter counts once its mailbox has said so', async () => {
  const { page, close } = await visitor()
  const { email, link } = await submitted(modelSlug('lettre'), page)
  expect(JSON.parse((await lead(email))!.consents)).toMatchObject({ newsletter: { state: 'unconfirmed' } })
  await page.goto(link)
  expect(await page.getByText('Je m’abonne à la lettre').count()).toBe(1)
  await page.getByRole('button', { name: 'Confirmer mon adresse' }).click()
  expect(JSON.parse((await lead(email))!.consents)).toMatchObject({ newsletter: { state: 'confirmed' } })
  await close()
})

test('its pages are at home on a telephone and on a desk, light and dark, for everybody', async () => {
  const sent = await visitor()
  const { link } = await submitted('confirme', sent.page)
  await sent.close()
  const [id = ''] = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(link)!
  const old = await confirmLink({ SECRET: secret }, aimant.url, id, '2020-01-01T00:00:00.000Z')
  const looks = [
    { colorScheme: 'light', viewport: { width: 360, height: 740 } },
    { colorScheme: 'dark', viewport: { width: 1_440, height: 900 } },
  ] as const
  const check = async (href: string, heading: string) => {
    for (const look of looks) {
      const { page, close } = await newPage(browser, look)
      await page.goto(href)
      expect(await page.getByRole('heading').first().textContent()).toContain(heading)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      expect(await faults(page)).toEqual([])
      await close()
    }
  }
  await check(link, 'Plus qu’une étape')
  await check(old.href, 'Ce lien a expiré')
  await fetch(link, { method: 'POST', redirect: 'manual' })
  await check(`${link}?done`, 'C’est confirmé')
  await check(old.href, 'Déjà confirmé')
  await check(`${aimant.url}/c/x`, 'This link is not whole')
})
