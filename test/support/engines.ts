// The three engines browsers are made of, behind the few things a visitor does: look, click, type, press a key.
import puppeteer, { type ElementHandle } from 'puppeteer-core'
import { chromiumPath } from '../../scripts/chromium.ts'
import { firefoxPath } from '../../scripts/engines.ts'
import { type Reference, startWebKit } from './webdriver.ts'

/** A browser with one page. What is looked for is found inside the form's own root. */
export type Visitor = {
  goto: (url: string) => Promise<unknown>
  /** What the body of a function says in the page; `arguments` are given to it. */
  ask: <T>(body: string, ...args: unknown[]) => Promise<T>
  click: (selector: string) => Promise<unknown>
  type: (selector: string, text: string) => Promise<unknown>
  press: (key: 'Tab' | 'Escape' | 'Enter') => Promise<unknown>
  close: () => Promise<unknown>
}

/** Body of a function that finds what fits a selector in a form, in the frame around it, or in the root of its own within that. */
export const inForm = `
  for (const { shadowRoot } of document.querySelectorAll('aimant-form')) {
    const box = shadowRoot && shadowRoot.querySelector('.form')
    for (const root of [box && box.shadowRoot, shadowRoot]) {
      const found = root && root.querySelector(arguments[0])
      if (found) return found
    }
  }
  return null`

async function startPuppeteer(browserName: 'chrome' | 'firefox', executablePath: string): Promise<Visitor> {
  const args = browserName === 'chrome' ? ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync'] : []
  const browser = await puppeteer.launch({ browser: browserName, executablePath, args })
  const page = await browser.newPage()
  // As text, for a function would be made into one by the page, whose policy may refuse that.
  const call = (body: string, given: unknown[]) => `(function(){${body}}).apply(null, ${JSON.stringify(given)})`
  const find = async (selector: string) => {
    const element = (await page.evaluateHandle(call(inForm, [selector]))).asElement()
    if (!element) throw new Error(`${selector} is not in the form`)
    return element as ElementHandle<Element>
  }
  return {
    goto: (url) => page.goto(url),
    ask: async <T>(body: string, ...given: unknown[]) => (await page.evaluate(call(body, given))) as T,
    click: async (selector) => (await find(selector)).click(),
    type: async (selector, text) => (await find(selector)).type(text),
    press: (key) => page.keyboard.press(key),
    close: () => browser.close(),
  }
}

const webKitKeys = { Tab: '\uE004', Escape: '\uE00C', Enter: '\uE007' }

async function startMiniBrowser(): Promise<Visitor> {
  const { goto, run, click, type, press, close } = await startWebKit()
  const find = async (selector: string) => {
    const element = await run<Reference | null>(inForm, selector)
    if (!element) throw new Error(`${selector} is not in the form`)
    return element
  }
  return {
    goto,
    ask: run,
    click: async (selector) => click(await find(selector)),
    type: async (selector, text) => type(await find(selector), text),
    press: (key) => press(webKitKeys[key]),
    close,
  }
}

/** Each engine and how it starts. */
export const engines: Record<string, () => Promise<Visitor>> = {
  Chromium: async () => startPuppeteer('chrome', chromiumPath() ?? ''),
  Firefox: () => startPuppeteer('firefox', firefoxPath() ?? ''),
  WebKitGTK: startMiniBrowser,
}
