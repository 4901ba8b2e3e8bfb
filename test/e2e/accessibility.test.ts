// For whoever reads, hears, zooms or types their way through: each way a form shows, in each state, light and dark.
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FormInput } from '../../contract/form.ts'
import { guideForm } from '../../demo/forms.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { faults } from '../support/axe.ts'
import { newPage, openOn, startBrowser } from '../support/browser.ts'
import { publishOn, spokenForm } from '../support/spoken.ts'
import { aPerson } from '../support/visitor.ts'

const places = {
  inline: { kind: 'inline' },
  popup: { kind: 'popup' },
  slide: { kind: 'slide_in' },
  bar: { kind: 'bar' },
  button: { kind: 'button' },
} as const
type Name = keyof typeof places
const names = Object.keys(places) as Name[]
const over = names.filter((name) => name !== 'inline')

let aimant: Aimant
let browser: Browser
beforeAll(async () => {
  ;[aimant, browser] = await Promise.all([startAimant(), startBrowser()])
  await publishOn(aimant, 'spoken', spokenForm)
  const questions = spokenForm.steps[0]!.fields
  const steps = [questions.slice(0, 4), questions.slice(4, 9), questions.slice(9)]
  const named = { fr: 'Suite', de: 'Weiter', ar: 'تابع', ja: '続き' }
  const inSteps = steps.map((fields, i) => ({ id: `step-${i}`, title: named, fields }))
  await publishOn(aimant, 'steps', { ...spokenForm, steps: inSteps })
  const code = await aCode()
  for (const name of names) {
    const on = name === 'button' ? 'click' : 'load'
    const shown = { ...guideForm, display: { place: places[name], trigger: { on }, frequency: { every: 'time' } } }
    await publishOn(aimant, name, shown as FormInput)
    const closes = {
      at: '2026-01-01T00:00:00Z',
      text: { fr: 'Le guide a été remplacé.', en: 'There is a newer guide.' },
    }
    await publishOn(aimant, `${name}-closed`, { ...shown, display: { ...shown.display, closes } } as FormInput)
    await publishOn(aimant, `${name}-confirm`, { ...shown, delivery: { confirm: 'magnet' } } as FormInput)
    await publishOn(aimant, `${name}-code`, { ...shown, magnet: code } as FormInput)
  }
})
afterAll(async () => {
  await browser.close()
  await aimant.stop()
})

/** Id of a magnet that is a code. */
async function aCode(): Promise<string> {
  const headers = { authorization: `Bearer ${await aimant.token('magnets:write')}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ kind: 'code', name: 'Dix pour cent', terms: { shared: 'MERCI10' } })
  const made = await fetch(`${aimant.url}/api/v1/magnets`, { method: 'POST', headers, body })
  return ((await made.json()) as { id: string }).id
}

type Setting = { dark?: boolean; lang?: string; more?: string; options?: BrowserContextOptions }

/** A page that is itself without fault, with one form on it. */
async function visit(
  slug: string,
  { dark, lang = 'fr', more = '', options }: Setting,
  use: (page: Page) => Promise<void>,
) {
  const { page, said, close } = await newPage(browser, { locale: 'fr-FR', ...options })
  const colours = dark ? 'background:#101418;color:#eee' : 'background:#fff;color:#111'
  const html = `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><meta charset="utf-8">
    <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Article</title>
    <style>body{${colours};font-family:sans-serif}a{color:inherit}</style>
    <main><h1>Article</h1><p><a href="#after">Avant</a></p><p><button data-aimant="${slug}">Le guide</button></p>
    <div><script async src="${aimant.url}/e/${slug}.js"></script></div><p id="after"><a href="#">Après</a></p>${more}</main></html>`
  const origin = await openOn(page, html)
  try {
    await use(page)
    expect(said).toEqual([])
  } finally {
    await close()
    await origin.close()
  }
}

const opener = (page: Page) => page.locator('[data-aimant]')
const control = (page: Page, name: string) => page.locator(`aimant-form [name="${name}"]`)
const button = (page: Page) => page.locator('aimant-form button[type=submit]')
const status = (page: Page) => page.locator('aimant-form [role=status]')
const gift = (page: Page) => page.locator('aimant-form a.main')
const closer = (page: Page) => page.locator('aimant-form .top button')

async function open(page: Page, name: string) {
  if (name === 'button') await opener(page).click()
  await button(page).waitFor()
}

/** Waits until nothing moves any more. */
const arrived = (page: Page) =>
  page.evaluate(async () => {
    const { shadowRoot } = document.querySelector('aimant-form')!
    await Promise.all(shadowRoot!.getAnimations().map((each) => each.finished))
  })

/** What axe finds wrong with the page once nothing moves. */
async function complaints(page: Page, within?: string, isForced = false): Promise<string[]> {
  await arrived(page)
  // Which colours are forced is the visitor's choice, and axe reckons with those that ours would have been.
  return faults(page, within, isForced ? ['color-contrast'] : [])
}

/** What has the focus, through every shadow root, and whether it is in the form. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const path: Element[] = []
    for (let at = document.activeElement; at; at = at.shadowRoot?.activeElement ?? null) path.push(at)
    const last = path.at(-1)
    return {
      isOurs: path[0]?.localName === 'aimant-form',
      name: last?.getAttribute('name') ?? last?.textContent?.trim(),
    }
  })

/** Whether what has the focus on the page can be seen beside the frame that lies over it. */
const isUncovered = (page: Page) =>
  page.evaluate(() => {
    const over = document.querySelector('aimant-form')!.shadowRoot!.querySelector('.frame')!.getBoundingClientRect()
    const { top, bottom } = document.activeElement!.getBoundingClientRect()
    return top < over.top && bottom > 0
  })

/** Which controls or words do not fit the width they have; what scrolls sideways. */
const overflowing = (page: Page) =>
  page.evaluate(() => {
    const wide: string[] = []
    const look = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        const isShown = element.getClientRects().length > 0 && !element.closest('.trap')
        // Rounding to whole pixels makes a difference of one.
        if (isShown && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
          wide.push(element.outerHTML.slice(0, 120))
        if (element.shadowRoot) look(element.shadowRoot)
      }
    }
    look(document)
    return wide
  })

describe.each(names)('axe finds nothing to say about the %s', (name) => {
  test.each(['light', 'dark'])('idle, wrong, sending, refused and done, %s', (mode) =>
    visit(name, { dark: mode === 'dark' }, async (page) => {
      await open(page, name)
      expect(await complaints(page), 'idle').toEqual([])

      await button(page).click()
      await page.locator('aimant-form .error').first().waitFor()
      expect(await complaints(page), 'wrong').toEqual([])

      const answers = { refuse: () => {} }
      await page.route('**/submissions', (route) => {
        answers.refuse = () =>
          void route.fulfill({
            status: 429,
            contentType: 'application/problem+json',
            headers: { 'access-control-allow-origin': '*' },
            body: JSON.stringify({ code: 'rate_limited', retryAfter: 60 }),
          })
      })
      await control(page, 'email').fill(aPerson())
      const sent = page.waitForRequest('**/submissions')
      await button(page).click()
      await sent
      expect(await complaints(page), 'sending').toEqual([])

      // The browser itself writes every answer of 4xx to the console.
      page.removeAllListeners('console')
      answers.refuse()
      await expect.poll(() => status(page).textContent()).toContain('60')
      expect(await complaints(page), 'refused').toEqual([])

      await page.unroute('**/submissions')
      await button(page).click()
      await gift(page).waitFor()
      expect(await complaints(page), 'done').toEqual([])
    }),
  )
})

describe.each(names)('axe finds nothing to say about the %s', (name) => {
  test.each(['light', 'dark'])('whose offer has ended, %s', (mode) =>
    visit(`${name}-closed`, { dark: mode === 'dark' }, async (page) => {
      if (name !== 'inline') await opener(page).click()
      await page.locator('aimant-form .card', { hasText: 'Le guide a été remplacé.' }).waitFor()
      expect(await complaints(page)).toEqual([])
    }),
  )
})

// What a doubtful one sees is what everybody sees: nobody learns from the screen that they were set aside.
describe.each(names)('axe finds nothing to say about the %s', (name) => {
  test.each(['light', 'dark'])(
    'whose sender was set aside, is to confirm an address, or was given a code, %s',
    async (mode) => {
      const dark = mode === 'dark'
      await visit(name, { dark }, async (page) => {
        await open(page, name)
        const email = aPerson()
        await control(page, 'email').fill(email)
        await control(page, 'website_url').evaluate((trap: HTMLInputElement) => {
          trap.value = 'x'
        })
        await button(page).click()
        await gift(page).waitFor()
        expect(await complaints(page), 'held').toEqual([])
        const sql = 'SELECT submission.held FROM submission JOIN lead ON lead.id = lead_id WHERE email = ?1'
        expect(await aimant.query(sql, email)).toEqual([{ held: 'honeypot' }])
      })
      await visit(`${name}-confirm`, { dark }, async (page) => {
        await open(page, name)
        await control(page, 'email').fill(aPerson().replace('example.fr', 'gmail.com'))
        await button(page).click()
        await page.getByRole('link', { name: 'Ouvrir Gmail' }).waitFor()
        expect((await focused(page)).name).toBe('Regardez dans votre boîte de réception')
        expect(await complaints(page), 'confirm').toEqual([])
      })
      await visit(`${name}-code`, { dark }, async (page) => {
        await open(page, name)
        await control(page, 'email').fill(aPerson())
        await button(page).click()
        await page.locator('aimant-form code', { hasText: 'MERCI10' }).waitFor()
        expect(await complaints(page), 'code').toEqual([])
      })
    },
  )
})

test.each(['ar', 'de', 'ja'])('axe finds nothing to say about a form that asks everything there is, in %s', (lang) =>
  visit('spoken', { lang }, async (page) => {
    await button(page).click()
    await page.locator('aimant-form .error').first().waitFor()
    expect(await complaints(page)).toEqual([])
  }),
)

test.each(['light', 'dark'])('axe finds nothing to say about a form in steps, %s', (mode) =>
  visit('steps', { dark: mode === 'dark' }, async (page) => {
    await control(page, 'given').fill('Camille')
    await control(page, 'email').fill(aPerson())
    await button(page).click()
    await control(page, 'country').waitFor()
    expect((await focused(page)).name).toContain('2')
    expect(await complaints(page)).toEqual([])
  }),
)

describe('with the keyboard alone', () => {
  test.each(['popup', 'button'] as const)(
    'the %s keeps Tab inside, closes on Escape and gives the focus back',
    (name) =>
      visit(name, {}, async (page) => {
        if (name === 'popup') {
          await button(page).waitFor()
          await page.keyboard.press('Escape')
          await button(page).waitFor({ state: 'detached' })
        }
        await opener(page).focus()
        const before = await page.evaluate(() => document.documentElement.outerHTML)
        await page.keyboard.press('Enter')
        await button(page).waitFor()
        expect((await focused(page)).isOurs).toBe(true)
        const reached: (string | undefined)[] = []
        for (let i = 0; i < 30; i++) {
          await page.keyboard.press(i < 22 ? 'Tab' : 'Shift+Tab')
          const { isOurs, name: what } = await focused(page)
          if (isOurs) reached.push(what)
          expect(['Avant', 'Après', 'Le guide']).not.toContain(what)
        }
        for (const each of ['given_name', 'email', 'consent-newsletter', 'Recevoir le guide'])
          expect(reached).toContain(each)
        await page.keyboard.press('Escape')
        await button(page).waitFor({ state: 'detached' })
        expect((await focused(page)).name).toBe('Le guide')
        expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before)
      }),
  )

  test.each(['slide', 'bar'] as const)(
    'the %s takes no focus, is reached by Tab, and closes on Escape where it was left',
    (name) =>
      visit(name, {}, async (page) => {
        await page.locator('a').first().focus()
        await button(page).waitFor()
        expect((await focused(page)).name).toBe('Avant')
        let reached = false
        for (let i = 0; i < 8 && !reached; i++) {
          await page.keyboard.press('Tab')
          reached = (await focused(page)).isOurs
        }
        expect(reached).toBe(true)
        await page.keyboard.press('Escape')
        await button(page).waitFor({ state: 'detached' })
        expect((await focused(page)).isOurs).toBe(false)
        expect((await focused(page)).name).toBeTruthy()
      }),
  )

  test.each(['slide', 'bar'] as const)('nothing of the page has the focus under the %s', (name) => {
    const more = Array.from({ length: 40 }, (_, i) => `<p><a href="#${i}">Lien ${i}</a></p>`).join('')
    return visit(name, { more, options: { viewport: { width: 360, height: 640 } } }, async (page) => {
      await button(page).waitFor()
      await page.locator('a', { hasText: 'Après' }).focus()
      for (let i = 0; i < 20; i++) {
        await page.keyboard.press('Tab')
        await expect.poll(() => isUncovered(page), { message: `Lien ${i}` }).toBe(true)
      }
      expect((await focused(page)).name).toBe('Lien 19')
    })
  })

  test('the whole way: what is wrong is reached, put right and sent, and the success has the focus', () =>
    visit('inline', {}, async (page) => {
      await control(page, 'given_name').focus()
      await page.keyboard.type('Camille')
      await page.keyboard.press('Enter')
      await expect.poll(async () => (await focused(page)).name).toBe('email')
      await page.keyboard.type(aPerson())
      await page.keyboard.press('Enter')
      await gift(page).waitFor()
      expect((await focused(page)).name).toBe('Le guide est à vous')
      await page.keyboard.press('Tab')
      expect((await focused(page)).name).toBe('Télécharger')
    }))
})

test('the line that tells what happens is there, and empty, before it has something to tell', () =>
  visit('inline', {}, async (page) => {
    const line = (await status(page).elementHandle())!
    expect(await line.textContent()).toBe('')
    await button(page).click()
    await expect.poll(() => line.textContent()).toBe('1 réponse est à corriger avant l’envoi.')
    expect(await line.evaluate((element) => element.isConnected)).toBe(true)
  }))

test('in a language written from right to left each control keeps its own direction', () =>
  visit('spoken', { lang: 'ar' }, async (page) => {
    await control(page, 'given').fill('Camille')
    const direction = (name: string) => control(page, name).evaluate((input) => getComputedStyle(input).direction)
    expect(await page.locator('aimant-form .card').getAttribute('dir')).toBe('rtl')
    expect(await Promise.all(['given', 'family', 'email', 'phone', 'url', 'people', 'note'].map(direction))).toEqual([
      'ltr',
      'rtl',
      'ltr',
      'ltr',
      'ltr',
      'ltr',
      'rtl',
    ])
  }))

test.each(['spoken', 'popup'])('whatever is pressed is at least 44 pixels high: %s', (slug) =>
  visit(slug, { options: { viewport: { width: 360, height: 800 } } }, async (page) => {
    await button(page).waitFor()
    await arrived(page)
    const low = await page
      .locator('aimant-form')
      .locator('button, input:not([tabindex="-1"]), select, textarea')
      .evaluateAll((all) =>
        all
          .map((each) => each.closest('.tick') ?? each)
          .filter((each) => each.getBoundingClientRect().height < 44)
          .map((each) => each.outerHTML),
      )
    expect(low).toEqual([])
  }),
)

describe('however large the words', () => {
  test.each(names)('the %s fits 320 by 256 pixels without scrolling sideways', (name) =>
    visit(name, { options: { viewport: { width: 320, height: 256 } } }, async (page) => {
      await open(page, name)
      await button(page).click()
      await page.locator('aimant-form .error').first().waitFor()
      expect(await overflowing(page)).toEqual([])
      await button(page).scrollIntoViewIfNeeded()
      const box = (await button(page).boundingBox())!
      expect(box.y >= 0 && box.y + box.height <= 256).toBe(true)
      if (name !== 'inline') await expect(closer(page).isVisible()).resolves.toBe(true)
    }),
  )

  test.each(['fr', 'de', 'ar', 'ja'])('every kind of question fits 320 pixels, in %s', (lang) =>
    visit('spoken', { lang, options: { viewport: { width: 320, height: 640 } } }, async (page) => {
      await button(page).click()
      await page.locator('aimant-form .error').first().waitFor()
      expect(await overflowing(page)).toEqual([])
    }),
  )

  test.each(names)('the %s grows with letters of twice the size, and with more room between them', (name) =>
    visit(name, { options: { viewport: { width: 640, height: 800 } } }, async (page) => {
      await open(page, name)
      const height = () => button(page).evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
      expect(await height()).toBe(16)
      const session = await page.context().newCDPSession(page)
      await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } })
      await expect.poll(height).toBe(32)
      expect(await overflowing(page)).toEqual([])
      await session.send('Page.setFontSizes', { fontSizes: { standard: 16 } })
      await page.evaluate(() => {
        const spaced = new CSSStyleSheet()
        spaced.replaceSync(
          '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
        )
        const space = (root: ShadowRoot) => {
          root.adoptedStyleSheets = [...root.adoptedStyleSheets, spaced]
          for (const element of root.querySelectorAll('*')) if (element.shadowRoot) space(element.shadowRoot)
        }
        space(document.querySelector('aimant-form')!.shadowRoot!)
      })
      expect(await overflowing(page)).toEqual([])
    }),
  )
})

test.each(over)('the %s comes without moving where less motion is asked for', (name) =>
  visit(name, { options: { reducedMotion: 'reduce' } }, async (page) => {
    await open(page, name)
    const moving = await page.locator('aimant-form .frame').evaluate((frame) => {
      const { animationName, transitionDuration } = getComputedStyle(frame)
      return [animationName, transitionDuration]
    })
    expect(moving).toEqual(['none', '0s'])
  }),
)

test.each(over)('with forced colours the %s has an edge of its own, and its way out is seen', (name) =>
  visit(name, { options: { forcedColors: 'active' } }, async (page) => {
    await open(page, name)
    const edges = await page.locator('aimant-form .frame').evaluate((frame) => {
      const { borderTopWidth, borderBottomWidth, borderTopColor, borderBottomColor, backgroundColor } =
        getComputedStyle(frame)
      const isSeen = (width: string, colour: string) => Number.parseFloat(width) > 0 && colour !== backgroundColor
      return isSeen(borderTopWidth, borderTopColor) || isSeen(borderBottomWidth, borderBottomColor)
    })
    expect(edges).toBe(true)
    await page.keyboard.press('Tab')
    await closer(page).focus()
    const ring = await closer(page).evaluate((element) => {
      const { outlineStyle, outlineColor, backgroundColor } = getComputedStyle(element)
      return outlineStyle === 'solid' && outlineColor !== backgroundColor
    })
    expect(ring).toBe(true)
    expect(await complaints(page, 'aimant-form', true)).toEqual([])
  }),
)

test.each(['light', 'dark'] as const)(
  'with forced colours (%s) everything has an edge, and the focus is seen',
  (colorScheme) =>
    visit('spoken', { options: { forcedColors: 'active', colorScheme } }, async (page) => {
      await button(page).waitFor()
      for (const name of ['given', 'country', 'note'])
        expect(await control(page, name).evaluate((input) => getComputedStyle(input).borderTopStyle)).toBe('solid')
      const edge = await button(page).evaluate((element) => {
        const { borderTopColor, backgroundColor, color } = getComputedStyle(element)
        return borderTopColor !== backgroundColor && color !== backgroundColor
      })
      expect(edge).toBe(true)
      await control(page, 'given').focus()
      const ring = await control(page, 'given').evaluate((input) => {
        const { outlineStyle, outlineWidth, outlineColor, backgroundColor } = getComputedStyle(input)
        return { outlineStyle, outlineWidth, isSeen: outlineColor !== backgroundColor }
      })
      expect(ring).toEqual({ outlineStyle: 'solid', outlineWidth: '2px', isSeen: true })
      expect(await complaints(page, 'aimant-form', true)).toEqual([])
    }),
)
