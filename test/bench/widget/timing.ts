// What a page feels of a form, in Chromium slowed to a mid-range phone: when it is there, and how it answers while it is filled.
import type { Browser, Page } from 'playwright'
import { newPage } from '../../support/browser.ts'
import type { Candidate } from './site.ts'

/** Lighthouse's idea of a phone on a mobile network. */
const phone = { cpu: 4, latency: 150, bytesPerSecond: (1.6 * 1024 * 1024) / 8 }

/** What the page's main thread did from the first line of a script until its form was painted, in ms of such a phone. */
export type Work = { total: number; longestTask: number }

async function onPhone(browser: Browser, use: (page: Page) => Promise<void>): Promise<void> {
  const { page, close } = await newPage(browser, { locale: 'fr-FR', viewport: { width: 412, height: 823 } })
  try {
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: phone.cpu })
    await session.send('Network.enable')
    const speed = phone.bytesPerSecond
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: phone.latency,
      downloadThroughput: speed,
      uploadThroughput: speed,
    })
    await page.route(
      ({ hostname }) => hostname !== '127.0.0.1',
      // The hosts of others are not asked: their pages come at the network's pace and are empty, the rest not at all.
      async (route) => {
        if (route.request().resourceType() !== 'document') return route.abort()
        await new Promise((done) => setTimeout(done, phone.latency))
        await route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })
      },
    )
    await use(page)
  } finally {
    await close()
  }
}

/** Marks the frame in which the candidate is there, and the moment after it, which it tells the console: asking would cost the page time. */
function markPainted(condition: string) {
  const look = () => {
    // biome-ignore lint/security/noGlobalEval: each candidate is asked in its own words
    if (!globalThis.eval(condition)) return requestAnimationFrame(look)
    performance.mark('there')
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      performance.mark('painted')
      console.debug('painted')
    }
    port2.postMessage(0)
  }
  requestAnimationFrame(look)
}

/** Loads the candidate's page until its form is painted. */
async function paint(page: Page, url: string, { isDrawn }: Candidate): Promise<void> {
  await page.addInitScript(markPainted, isDrawn)
  const painted = page.waitForEvent('console', (message) => message.text() === 'painted')
  await page.goto(url, { waitUntil: 'commit' })
  await painted
}

/** Loads the candidate's page once, its cache empty: ms from the navigation until the form is painted. */
export async function drawn(browser: Browser, url: string, candidate: Candidate): Promise<number> {
  let painted = 0
  await onPhone(browser, async (page) => {
    await paint(page, url, candidate)
    painted = await page.evaluate(() => performance.getEntriesByName('painted')[0]!.startTime)
  })
  return painted
}

/** Times of the thread itself, in microseconds. */
type Traced = { name: string; pid: number; tid: number; tts?: number; tdur?: number }

/**
 * The same, as processor time: on a machine that does other things too, a clock on the wall would count those.
 * Chromium runs at full speed and each of its milliseconds counts as many of the phone's. Nothing is traced but tasks and marks,
 * since tracing what the page does in between took a tenth of the time it told; and nothing is counted after the frame that shows
 * the form, since what follows is the page's load event and the browser's own errands.
 */
export async function worked(browser: Browser, url: string, candidate: Candidate): Promise<Work> {
  const { page, close } = await newPage(browser, { locale: 'fr-FR', viewport: { width: 412, height: 823 } })
  try {
    await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
    await paint(page, url, candidate)
    const trace: { traceEvents: Traced[] } = JSON.parse((await browser.stopTracing()).toString())
    const marked = (name: string) => trace.traceEvents.find((event) => event.name === name)!
    const begun = marked('evaluated').tts!
    const { pid, tid, tts: there } = marked('there')
    const tasks = trace.traceEvents
      .filter((event) => event.name.endsWith('RunTask') && event.pid === pid && event.tid === tid)
      .map(({ tts = 0, tdur = 0 }) => ({ from: Math.max(tts, begun), to: tts + tdur }))
      .filter(({ from, to }) => from < to && from < there!)
    const onPhone = (microseconds: number) => (microseconds / 1_000) * phone.cpu
    return {
      total: onPhone(Math.max(...tasks.map(({ to }) => to)) - begun),
      longestTask: onPhone(Math.max(...tasks.map(({ from, to }) => to - from))),
    }
  } finally {
    await close()
  }
}

/** Fills Aimant's form by keyboard: the slowest answer to a key or click in ms, and how far the page has moved by itself. */
export async function filled(browser: Browser, url: string): Promise<{ slowest: number; shift: number }> {
  const found = { slowest: 0, shift: 0 }
  await onPhone(browser, async (page) => {
    await page.addInitScript(() => {
      const felt = { slowest: 0, shift: 0 }
      Object.assign(window, { felt })
      type Event = PerformanceEventTiming & { interactionId?: number }
      new PerformanceObserver((list) => {
        for (const { interactionId, duration } of list.getEntries() as Event[])
          if (interactionId) felt.slowest = Math.max(felt.slowest, duration)
      }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
      type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean }
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries() as Shift[]) if (!hadRecentInput) felt.shift += value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(url)
    const control = (name: string) => page.locator(`aimant-form [name="${name}"]`)
    await control('given_name').click()
    for (const text of ['Camille', 'Martin', 'camille.martin@gmial.com', 'Atelier Sud']) {
      await page.keyboard.type(text, { delay: 60 })
      await page.keyboard.press('Tab')
    }
    await page.locator('aimant-form [type=checkbox]').first().click()
    // The event that answers the last click is told after the next frames.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)))
    Object.assign(found, await page.evaluate(() => (window as unknown as { felt: typeof found }).felt))
  })
  return found
}
