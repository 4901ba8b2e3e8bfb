// Finds a Chromium for the browser tests, or gets one.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'
import { run } from './run.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Where a Chromium is: CHROMIUM_PATH, the system's, or Playwright's own; `undefined` when there is none. */
export function chromiumPath(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  const folders = (process.env.PATH ?? '').split(delimiter)
  const system = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
  return system ?? [chromium.executablePath()].find((path) => existsSync(path))
}

/** Makes sure there is one: Playwright's own, else Debian's package when root. Throws with what to do when neither works. */
export async function ensureChromium(): Promise<string> {
  const there = chromiumPath()
  if (there) return there
  const failures: string[] = []
  const attempt = async (what: string, install: () => Promise<unknown>) => {
    console.log(`No Chromium found: ${what}`)
    await install().catch((error: Error) => failures.push(error.message))
    return chromiumPath()
  }
  const isRoot = process.getuid?.() === 0
  const own = await attempt('installing Playwright’s own (playwright install chromium)', async () => {
    await run('playwright', ['install', 'chromium'])
    if (isRoot) await run('playwright', ['install-deps', 'chromium'])
  })
  if (own) return own
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    const debian = await attempt('installing Debian’s package (apt-get install chromium)', async () => {
      await run('apt-get', ['update'])
      await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
    })
    if (debian) return debian
  }
  throw new Error(
    `The browser tests need Chromium. Install your system's chromium package, or set CHROMIUM_PATH to one.\n${failures.join('\n')}`,
  )
}
