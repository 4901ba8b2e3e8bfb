// A W3C WebDriver client of the few commands the journeys need: WebKitGTK speaks nothing else.
import { type ChildProcess, spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { miniBrowserPath } from '../../scripts/engines.ts'

/** The property under which a reference to an element travels. @see W3C WebDriver, "Elements" */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'
export type Reference = { [elementKey]: string }

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Starts WebKitGTK's driver on a screen of its own and opens MiniBrowser. `close()` ends all three. */
export async function startWebKit() {
  const binary = miniBrowserPath()
  if (!binary) throw new Error('No MiniBrowser: run `npm run test:engines`, which installs what is missing')
  const port = await freePort()
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    detached: true,
    stdio: 'ignore',
    // As root, whose processes WebKit's sandbox cannot hold.
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  })
  const address = `http://127.0.0.1:${port}`
  await answering(`${address}/status`, driver)

  async function command<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
    const response = await fetch(address + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } }
    if (!response.ok) throw new Error(`${method} ${path}: ${value?.error} ${value?.message}`)
    return value
  }
  const options = { binary, args: ['--automation'] }
  const { sessionId } = await command<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } },
  })
  const session = `/session/${sessionId}`
  return {
    goto: (url: string) => command('POST', `${session}/url`, { url }),
    /** Runs the body of a function in the page. */
    run: <T>(script: string, ...args: unknown[]) => command<T>('POST', `${session}/execute/sync`, { script, args }),
    click: (element: Reference) => command('POST', `${session}/element/${element[elementKey]}/click`, {}),
    type: (element: Reference, text: string) =>
      command('POST', `${session}/element/${element[elementKey]}/value`, { text }),
    /** Presses and lets go one key, by its WebDriver code point. */
    press: (value: string) =>
      command('POST', `${session}/actions`, {
        actions: [{ type: 'key', id: 'keys', actions: ['keyDown', 'keyUp'].map((type) => ({ type, value })) }],
      }),
    async close() {
      await command('DELETE', session).catch(() => undefined)
      process.kill(-driver.pid!, 'SIGTERM')
    },
  }
}

async function answering(address: string, driver: ChildProcess): Promise<void> {
  const late = AbortSignal.timeout(20_000)
  while (
    !(await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (late.aborted || driver.exitCode !== null) throw new Error('WebKitWebDriver does not answer')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
