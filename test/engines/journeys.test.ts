// What a visitor does, in each engine: the same journeys on the demo's pages, opened from another origin than Aimant's.
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveElsewhere } from '../../scripts/other-origin.ts'
import { type Aimant, startAimant } from '../support/aimant.ts'
import { engines, inForm, type Visitor } from '../support/engines.ts'
import { aPerson } from '../support/visitor.ts'

let aimant: Aimant
let site: Awaited<ReturnType<typeof serveElsewhere>>
beforeAll(async () => {
  aimant = await startAimant()
  site = await serveElsewhere(0, aimant.url)
})
afterAll(async () => {
  site.closeAllConnections()
  site.close()
  await aimant.stop()
})

describe.each(Object.entries(engines))('%s', (_, start) => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await start()
  })
  afterAll(() => visitor?.close())

  const goto = (path: string) => visitor.goto(`http://localhost:${(site.address() as AddressInfo).port}/demo/${path}`)
  const open = async (path: string) => {
    await goto(path)
    await expect.poll(() => isThere('h2')).toBe(true)
  }

  /** Something said of the first part of the form that fits. */
  const of = <T>(selector: string, what: string): Promise<T> =>
    visitor.ask(
      `const part = (function () {${inForm}}).apply(null, arguments)
       const root = part && part.getRootNode()
       return ${what}`,
      selector,
    )
  const isThere = (selector: string) => of<boolean>(selector, 'Boolean(part)')
  const text = (selector: string) => of<string | null>(selector, 'part && part.textContent')
  const hasFocus = (selector: string) => of<boolean>(selector, 'Boolean(part) && root.activeElement === part')

  /** Id or kind of what has the focus, however deep. */
  const focused = () =>
    visitor.ask<string>(`
      let part = document.activeElement
      while (part.shadowRoot && part.shadowRoot.activeElement) part = part.shadowRoot.activeElement
      return part.id || part.localName`)

  async function getsTheGuide() {
    const email = aPerson()
    await visitor.type('[name=email]', email)
    await visitor.click('button[type=submit]')
    await expect.poll(() => isThere('a.main'), { timeout: 20_000 }).toBe(true)
    const href = await of<string>('a.main', 'part.href')
    expect((await fetch(href)).headers.get('content-type')).toBe('application/pdf')
    expect(await aimant.query('SELECT id FROM lead WHERE email = ?1', email)).toHaveLength(1)
  }

  test('fills the form and gets the white paper', async () => {
    await open('ways/twice')
    await getsTheGuide()
    expect(await hasFocus('#title')).toBe(true)
  })

  test('what is wrong is said beside the field, which has the focus, and goes when it is answered', async () => {
    await open('ways/twice')
    await visitor.type('[name=email]', 'camille@')
    await visitor.click('button[type=submit]')
    await expect.poll(() => hasFocus('#email')).toBe(true)
    expect(await of('#email', 'part.getAttribute("aria-invalid") !== null')).toBe(true)
    expect(await text('#email-error')).toContain('adresse')
    expect(await text('[role=status]')).toContain('1')
    await visitor.type('[name=email]', 'example.fr')
    expect(await isThere('#email-error')).toBe(false)
  })

  test('the form is filled and sent from the keyboard alone', async () => {
    await open('ways/twice')
    await visitor.type('[name=email]', aPerson())
    await visitor.press('Tab')
    expect(await hasFocus('[name=company]')).toBe(true)
    await visitor.press('Enter')
    await expect.poll(() => isThere('a.main'), { timeout: 20_000 }).toBe(true)
  })

  test('a page in English shows the form in English', async () => {
    await open('en/')
    expect(await text('label[for=email]')).toContain('E-mail address')
    expect(await of('section', 'part.lang')).toBe('en')
  })

  test('an element that is moved keeps what was typed, and one taken away leaves nothing', async () => {
    await open('ways/element')
    await visitor.type('[name=company]', 'Atelier Sud')
    await visitor.ask('document.querySelector("#move").click()')
    expect(await visitor.ask('return document.querySelector("#second aimant-form") !== null')).toBe(true)
    expect(await of('[name=company]', 'part.value')).toBe('Atelier Sud')
    await visitor.ask('document.querySelector("#change").click()')
    await expect.poll(() => text('h2')).toBe('Essayer Registre trente jours')
    await visitor.ask('document.querySelector("#remove").click()')
    expect(await visitor.ask('return document.querySelectorAll("aimant-form").length')).toBe(0)
  })

  test('the strictest policy changes neither its looks nor its work', async () => {
    await open('ways/strict')
    expect(await of('button[type=submit]', 'getComputedStyle(part).borderTopLeftRadius')).toBe('8px')
    await getsTheGuide()
  })

  test.each(['hostile', 'wordpress'])('the style sheet of %s does not reach it', async (sheet) => {
    await open('ways/twice')
    const looks = () =>
      of<string[]>(
        '.card',
        `[...part.querySelectorAll('*')].map((each) => {
          const { display, fontSize, color, backgroundColor, marginTop, opacity, letterSpacing } = getComputedStyle(each)
          return [each.localName, display, fontSize, color, backgroundColor, marginTop, opacity, letterSpacing].join(' ')
        })`,
      )
    const wanted = await looks()
    await open(`ways/${sheet}`)
    expect(await looks()).toEqual(wanted)
  })

  test.each(['link', 'button'])(
    'a %s opens the form over the page, the keyboard stays in it and Escape leaves it',
    async (id) => {
      await goto('ways/popup')
      await expect.poll(() => visitor.ask('return "Aimant" in window')).toBe(true)
      expect(await isThere('h2')).toBe(false)
      await visitor.ask('document.getElementById(arguments[0]).focus()', id)
      await visitor.press('Enter')
      await expect.poll(() => of<boolean>('dialog', 'Boolean(part) && part.open')).toBe(true)
      const isInside = () => visitor.ask<boolean>('return document.activeElement.localName === "aimant-form"')
      await expect.poll(isInside).toBe(true)
      const met = new Set<string>()
      for (let i = 0; i < 14; i++) {
        await visitor.press('Tab')
        // A browser's own bar may have its turn between the last and the first.
        if (await isInside()) met.add(await focused())
        else expect(await visitor.ask('return document.activeElement === document.body')).toBe(true)
      }
      expect([...met]).toEqual(expect.arrayContaining(['email', 'company']))
      // Whoever is in that bar comes back by the same key.
      while (!(await visitor.ask('return document.hasFocus()'))) await visitor.press('Tab')
      await visitor.press('Escape')
      await expect.poll(() => of<boolean>('dialog', 'Boolean(part) && part.open')).toBe(false)
      await expect.poll(() => visitor.ask('return document.activeElement.id')).toBe(id)
    },
  )

  /** All that a visitor or a script of the page could find changed, once the page has done `first`. */
  const pageAsItIs = (first = '') =>
    visitor.ask<unknown>(
      `${first}; return [document.documentElement.outerHTML, scrollX, scrollY, document.body.offsetHeight, document.activeElement.localName]`,
    )
  const isOpen = () => of<boolean>('.frame', 'Boolean(part) && part.matches(":popover-open, [open]")')
  const close = async () => {
    await visitor.click('.top button')
    await expect.poll(isOpen).toBe(false)
  }

  test('half-way down the page the form slides in, takes nothing from its reader, and leaves everything as it was', async () => {
    await goto('ways/slide-in')
    await expect.poll(() => visitor.ask('return "Aimant" in window')).toBe(true)
    await visitor.ask('document.querySelector("main a").focus()')
    await visitor.ask('scrollTo(0, 0)')
    expect(await isOpen()).toBe(false)
    const before = await pageAsItIs('scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" })')
    await expect.poll(isOpen).toBe(true)
    expect(await visitor.ask('return document.activeElement.localName')).toBe('a')
    const [right, bottom, height] = await of<[number, number, number]>(
      '.frame',
      '(({ right, bottom, height }) => [innerWidth - right, innerHeight - bottom, height])(part.getBoundingClientRect())',
    )
    for (const edge of [right, bottom]) expect(edge).toBeGreaterThanOrEqual(0)
    expect(height).toBeGreaterThan(200)
    await close()
    expect(await pageAsItIs()).toEqual(before)
  })

  test('the bar lies along the edge, is left by Escape, keeps what was typed, and hands over the guide', async () => {
    await goto('ways/bar')
    await expect.poll(isOpen).toBe(true)
    // It comes in from a little lower.
    const furthest = () =>
      of<number>(
        '.frame',
        '(({ left, right, bottom }) => Math.max(...[left, document.documentElement.clientWidth - right, innerHeight - bottom].map(Math.abs)))(part.getBoundingClientRect())',
      )
    await expect.poll(furthest).toBeLessThan(1)
    await visitor.type('[name=company]', 'Atelier Sud')
    await visitor.press('Escape')
    await expect.poll(isOpen).toBe(false)
    expect(await visitor.ask('return document.querySelectorAll("aimant-form").length')).toBe(0)
    await visitor.ask('document.querySelector("a[href=\'#aimant-guide-rgpd\']").click()')
    await expect.poll(isOpen).toBe(true)
    expect(await of('[name=company]', 'part.value')).toBe('Atelier Sud')
    await getsTheGuide()
    await close()
  })

  test('over the page, opened by its button, it hands over the guide', async () => {
    await goto('ways/popup')
    await expect.poll(() => visitor.ask('return "Aimant" in window')).toBe(true)
    await visitor.ask('document.getElementById("button").focus()')
    const before = await pageAsItIs()
    await visitor.press('Enter')
    await expect.poll(isOpen).toBe(true)
    await getsTheGuide()
    await close()
    expect(await pageAsItIs()).toEqual(before)
  })

  test('storage that throws keeps nobody from the white paper', async () => {
    await open('ways/storage')
    await getsTheGuide()
  })
})
