// Lighthouse's opinion of a page with the tag and of the same page without.
import lighthouse from 'lighthouse'
import puppeteer from 'puppeteer-core'
import { chromiumPath } from '../../../scripts/chromium.ts'

export type Scores = { performance: number; accessibility: number }

/** Points of 100, on Lighthouse's own phone. */
export async function scoresOf(url: string): Promise<Scores> {
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync']
  const browser = await puppeteer.launch({ executablePath: chromiumPath() ?? '', args })
  try {
    const port = Number(new URL(browser.wsEndpoint()).port)
    const found = await lighthouse(url, { port, onlyCategories: ['performance', 'accessibility'], logLevel: 'error' })
    const points = (category: keyof Scores) => Math.round((found?.lhr.categories[category]?.score ?? 0) * 100)
    return { performance: points('performance'), accessibility: points('accessibility') }
  } finally {
    await browser.close()
  }
}
