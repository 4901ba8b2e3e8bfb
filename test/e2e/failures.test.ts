// What a visitor is told when sending does not work, in a real browser against the real Worker: what to do, in their
// language, with everything they typed still there; and one lead in the end.
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { guideForm } from '../../demo/forms.ts'
import { issueTicket } from '../../worker/capture/ticket.ts'
import { type Aimant, secret, startAimant } from '../support/aimant.ts'
import { newPage, openOn, startBrowser } from '../support/browser.ts'
import { publishOn } from '../support/spoken.ts'
import { aPerson } from '../support/visitor.ts'

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant({ faulty: true }), startBrowser()])
})
afterEach(() => aimant.fail({}))
afterAll(async () => {
  await browser.close()
  await aimant.stop()
})

type Setting = { lang?: string; slug?: string; script?: string }

/** A page on another origin with the form in it. Its clock can be moved on, and runs as any other until then. */
async function visit(
  { lang = 'fr', slug = 'guide-rgpd', script = '' }: Setting,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, said, close } = await newPage(browser, { locale: 'fr-FR' })
  await page.clock.install()
  const html = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Article</title>
    <script>${script}</script><p>Avant</p><script async src="${aimant.url}/e/${slug}.js"></script><p>Après</p></html>`
  const origin = await openOn(page, html)
  try {
    await button(page).waitFor()
    await use(page)
    // A browser tells of each answer it could not have or did not like; the widget itself is never the one to throw.
    expect(said.filter((line) => !line.includes('Failed to load resource'))).toEqual([])
  } finally {
    await close()
    await origin.close()
  }
}

const control = (page: Page, name: string) => page.locator(`aimant-form [name="${name}"]`)
const button = (page: Page) => page.locator('aimant-form button[type=submit]')
/** What the line that speaks says, its spaces that must not break made ordinary ones. */
const told = async (page: Page) =>
  (await page.locator('aimant-form [role=status]').textContent())?.replaceAll(/\s/g, ' ')
const gift = (page: Page) => page.locator('aimant-form a.main')

/** Answers every kind of question there is in the form, and ticks a box. */
async function fill(page: Page): Promise<string> {
  const email = aPerson()
  await control(page, 'given_name').fill('Camille')
  await control(page, 'email').fill(email)
  await control(page, 'team_size').selectOption('10-49')
  await control(page, 'consent-newsletter').check()
  return email
}

const filled = async (page: Page) => ({
  name: await control(page, 'given_name').inputValue(),
  email: await control(page, 'email').inputValue(),
  size: await control(page, 'team_size').inputValue(),
  tick: await control(page, 'consent-newsletter').isChecked(),
})
const all = (email: string) => ({ name: 'Camille', email, size: '10-49', tick: true })

/** Told so, by the line that speaks, and nothing typed is lost. */
async function expectTold(page: Page, words: string, email: string): Promise<void> {
  await expect.poll(() => told(page)).toBe(words)
  expect(await filled(page)).toEqual(all(email))
}

/** Sends again what is there, and it arrives once. */
async function sendsAgain(page: Page, email: string): Promise<void> {
  await button(page).click()
  await gift(page).waitFor()
  expect(await submissionsOf(email)).toHaveLength(1)
}

const submissionsOf = (email: string) =>
  aimant.query<{ id: string }>(
    'SELECT submission.id FROM submission JOIN lead ON lead.id = lead_id WHERE email = ?1',
    email,
  )

/** Moves the page's clock on until the line says so: pauses between tries are minutes for a test. */
const toldInTime = (page: Page, words: string) =>
  expect
    .poll(async () => {
      await page.clock.fastForward(2_000)
      return told(page)
    })
    .toBe(words)

const said = {
  fr: {
    offline: 'Vous êtes hors ligne. Vos réponses sont gardées : renvoyez-les une fois la connexion revenue.',
    slow: 'Cela prend plus de temps que d’habitude. Gardez cette page ouverte : vos réponses ne sont pas perdues.',
    often: 'Trop d’envois depuis votre réseau. Réessayez dans 60 s.',
    busy: 'Notre serveur ne répond pas. Vos réponses sont gardées : réessayez dans un instant.',
    old: 'Le formulaire est resté ouvert trop longtemps. Vos réponses sont gardées : renvoyez-les.',
    over: 'Le dernier exemplaire vient de partir.',
  },
  en: {
    offline: 'You are offline. Your answers are kept: send them again once the connection is back.',
    slow: 'This takes longer than usual. Please keep this page open: your answers are not lost.',
    often: 'Too many attempts from your network. Try again in 60 sec.',
    busy: 'Our server does not answer. Your answers are kept: try again in a moment.',
    old: 'The form stayed open for too long. Your answers are kept: send them again.',
    over: 'The last copy has just gone.',
  },
}

describe.each(['fr', 'en'] as const)('on a page in %s', (lang) => {
  const words = said[lang]

  test.each(['before the first touch', 'once there is a ticket'])('offline %s', (since) =>
    visit({ lang }, async (page) => {
      const isFirst = since === 'before the first touch'
      const ticket = isFirst || page.waitForResponse((response) => response.url().includes('/ticket?') && response.ok())
      if (isFirst) await page.context().setOffline(true)
      const email = await fill(page)
      await ticket
      await page.context().setOffline(true)
      await button(page).click()
      await expectTold(page, words.offline, email)
      await page.context().setOffline(false)
      await sendsAgain(page, email)
    }),
  )

  test('a server that takes its time: it still goes on', () =>
    visit({ lang }, async (page) => {
      const { promise: held, resolve: release } = Promise.withResolvers<void>()
      await page.route('**/submissions', async (route) => {
        await held
        await route.continue()
      })
      const email = await fill(page)
      const sent = page.waitForRequest('**/submissions')
      await button(page).click()
      await sent
      expect(await told(page)).toBe(await button(page).textContent())
      await page.clock.fastForward(8_000)
      await expectTold(page, words.slow, email)
      // Pressing again meanwhile sends nothing more.
      await button(page).click()
      release()
      await gift(page).waitFor()
      expect(await submissionsOf(email)).toHaveLength(1)
    }))

  test('too much from one network, or for one address: when to try again', () =>
    visit({ lang }, async (page) => {
      const email = await fill(page)
      await page.route('**/submissions', async (route) => {
        await floodFor(email)
        await route.continue()
      })
      await button(page).click()
      await expectTold(page, words.often, email)
      await page.unroute('**/submissions')
      const other = aPerson()
      await control(page, 'email').fill(other)
      await sendsAgain(page, other)
    }))

  test('neither the database nor the queue takes it: tried again by itself, then said', () =>
    visit({ lang }, async (page) => {
      const tickets: string[] = []
      page.on('request', (request) => {
        if (request.url().endsWith('/submissions')) tickets.push(request.postDataJSON().ticket)
      })
      const email = await fill(page)
      await aimant.fail({ DB: 'down', INTAKE: 'down' })
      await button(page).click()
      await toldInTime(page, words.busy)
      expect(await filled(page)).toEqual(all(email))
      expect(tickets).toHaveLength(4)
      await aimant.fail({})
      await sendsAgain(page, email)
      expect(new Set(tickets).size).toBe(1)
    }))

  test('the last place goes to somebody else while they type: the owner’s own words', async () => {
    const slug = `places-${lang}`
    const text = { fr: said.fr.over, en: said.en.over }
    await publishOn(aimant, slug, { ...guideForm, display: { closes: { after: 1, text } } })
    await visit({ lang, slug }, (first) =>
      visit({ lang, slug }, async (page) => {
        const email = await fill(page)
        await sendsAgain(first, await fill(first))
        await button(page).click()
        await expectTold(page, words.over, email)
        expect(await submissionsOf(email)).toEqual([])
      }),
    )
    // Whoever comes now is told at once, instead of being asked.
    const { page, close } = await newPage(browser)
    const html = `<!doctype html><html lang="${lang}"><title>Article</title><script async src="${aimant.url}/e/${slug}.js"></script></html>`
    const origin = await openOn(page, html)
    await page.locator('aimant-form .card', { hasText: words.over }).waitFor()
    expect(await page.locator('aimant-form form').count()).toBe(0)
    await close()
    await origin.close()
  })

  test('left open for too long: renewed by itself, and said only when that does not help', () =>
    visit({ lang }, async (page) => {
      const form = await formOf('guide-rgpd')
      await page.route('**/ticket?*', async (route) => {
        const old = await issueTicket({ SECRET: secret }, form, Date.now() - 3 * 60 * 60 * 1000)
        await route.fulfill({ json: old, headers: { 'access-control-allow-origin': '*' } })
      })
      const email = await fill(page)
      await button(page).click()
      await expectTold(page, words.old, email)
      await page.unroute('**/ticket?*')
      await sendsAgain(page, email)
    }))
})

test('a ticket that ran out while the page stood open is replaced without anybody’s noticing', () =>
  visit({}, async (page) => {
    const form = await formOf('guide-rgpd')
    const asked = { times: 0 }
    await page.route('**/ticket?*', async (route) => {
      if (asked.times++) return route.continue()
      const old = await issueTicket({ SECRET: secret }, form, Date.now() - 3 * 60 * 60 * 1000)
      await route.fulfill({ json: old, headers: { 'access-control-allow-origin': '*' } })
    })
    await sendsAgain(page, await fill(page))
    expect(asked.times).toBe(2)
  }))

test('an answer lost on its way back is asked for again under the same ticket and makes one lead', () =>
  visit({}, async (page) => {
    const tickets: string[] = []
    await page.route('**/submissions', async (route) => {
      tickets.push(route.request().postDataJSON().ticket)
      const answer = await route.fetch()
      return tickets.length === 1 ? route.abort('connectionreset') : route.fulfill({ response: answer })
    })
    const email = await fill(page)
    await button(page).click()
    await gift(page).waitFor()
    expect(tickets).toHaveLength(2)
    expect(new Set(tickets).size).toBe(1)
    expect(await submissionsOf(email)).toHaveLength(1)
  }))

test('while the database alone is down nobody is told anything: they get what they came for', () =>
  visit({}, async (page) => {
    const email = await fill(page)
    await aimant.fail({ DB: 'down' })
    await button(page).click()
    await gift(page).waitFor()
    await aimant.fail({})
    await expect.poll(() => submissionsOf(email), { timeout: 20_000 }).toHaveLength(1)
  }))

const allows = 'window.Aimant = { q: [["consent", { preferences: true }]] }'

test('after a failure a reload brings back what was typed where the page allows it, and no tick', () =>
  visit({ script: allows }, async (page) => {
    const email = await fill(page)
    await aimant.fail({ DB: 'down', INTAKE: 'down' })
    await button(page).click()
    await toldInTime(page, said.fr.busy)
    await page.reload()
    await expect.poll(() => control(page, 'email').inputValue()).toBe(email)
    expect(await filled(page)).toEqual({ ...all(email), tick: false })
    await aimant.fail({})
    await sendsAgain(page, email)
    await page.reload()
    await button(page).waitFor()
    expect(await control(page, 'email').inputValue()).toBe('')
  }))

test('where nothing was allowed a reload begins anew, and nothing is on the device', () =>
  visit({}, async (page) => {
    await fill(page)
    const kept = () => page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])
    expect(await kept()).toEqual([0, 0, ''])
    await page.reload()
    await button(page).waitFor()
    expect(await control(page, 'email').inputValue()).toBe('')
    expect(await kept()).toEqual([0, 0, ''])
  }))

async function formOf(slug: string): Promise<{ id: string }> {
  const [form] = await aimant.query<{ id: string }>('SELECT id FROM form WHERE slug = ?1', slug)
  return form!
}

/** Sends for one address, as a page without JavaScript would, until the Worker has had enough of it. */
async function floodFor(email: string): Promise<void> {
  const { ticket } = (await (await fetch(`${aimant.url}/f/guide-rgpd/ticket`)).json()) as { ticket: string }
  const body = new URLSearchParams({ _ticket: ticket, _version: '1', _language: 'fr', email })
  for (let times = 0; times < 40; times++) {
    const { status } = await fetch(`${aimant.url}/f/guide-rgpd/submissions`, { method: 'POST', body })
    if (status === 429) return
  }
  throw new Error('nothing was refused')
}
