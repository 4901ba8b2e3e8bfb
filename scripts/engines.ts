// Finds the other engines' browsers and a spreadsheet program, or gets them from Debian.
import { existsSync, globSync } from 'node:fs'
import { run } from './run.ts'

/** FIREFOX_PATH, or where Debian and others put it. */
export const firefoxPath = (): string | undefined =>
  process.env.FIREFOX_PATH ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((path) => existsSync(path))

/** WebKitGTK's small browser, without which its driver has nothing to drive. */
export const miniBrowserPath = (): string | undefined =>
  globSync('/usr/{lib,libexec}/{*/,}webkit2gtk-4*/MiniBrowser')[0]

/** LibreOffice, which opens what is exported. */
export const sofficePath = (): string | undefined =>
  ['/usr/bin/soffice', '/usr/bin/libreoffice', '/usr/lib/libreoffice/program/soffice'].find((path) => existsSync(path))

const wanted = {
  'libreoffice-calc-nogui': () => sofficePath() !== undefined,
  'firefox-esr': () => firefoxPath() !== undefined,
  'webkit2gtk-driver': () => existsSync('/usr/bin/WebKitWebDriver') && miniBrowserPath() !== undefined,
  xvfb: () => existsSync('/usr/bin/xvfb-run'),
  xauth: () => existsSync('/usr/bin/xauth'),
}

/** Makes sure they are there; throws with what to install where it may not do so itself. */
export async function ensureEngines(): Promise<void> {
  const missing = Object.entries(wanted).flatMap(([name, isThere]) => (isThere() ? [] : [name]))
  if (missing.length === 0) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new Error(
      `Missing for Firefox, WebKitGTK and LibreOffice: install ${missing.join(' ')} (Debian's names) and run this again`,
    )
  console.log(`Installing ${missing.join(', ')}`)
  await run('apt-get', ['update'])
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...missing])
}
