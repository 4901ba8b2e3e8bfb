// Chromium for tests: launched once a file, a fresh profile for every page; and a second origin to put pages on.
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { chromiumPath } from '../../scripts/chromium.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Chromium, with `more` flags where a test needs them. `close()` it in `afterAll`. */
export async function startBrowser(...more: string[]): Promise<Browser> {
  const executablePath = chromiumPath()
  if (!executablePath || !existsSync(executablePath))
    throw new Error('No Chromium: run `npm test` once, which installs one')
  return chromium.launch({ executablePath, args: [...flags, ...more] })
}

/** A page with an empty profile of its own. Anything the page logs or throws is kept in `said`. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => said.push(`uncaught: ${error.message}`))
  return { page, said, close: () => context.close() }
}

type Served = string | { html: string; headers?: Record<string, string> }

/** Serves the given pages (path → HTML) from an origin that is not Aimant's: another port of this machine. */
export async function otherOrigin(pages: Record<string, Served>) {
  const server = createServer((request, response) => {
    const found = pages[new URL(request.url ?? '/', 'http://localhost').pathname]
    if (!found) return response.writeHead(404).end()
    const { html, headers } = typeof found === 'string' ? { html: found, headers: {} } : found
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Opens the given HTML on another origin than Aimant's. */
export async function openOn(page: Page, html: string, headers?: Record<string, string>) {
  const origin = await otherOrigin({ '/': { html, headers } })
  await page.goto(origin.url)
  return origin
}
