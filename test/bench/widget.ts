// The form on a page, against what others put there and against the least one could write by hand: bytes, time, and Lighthouse.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/run.ts'
import { startAimant } from '../support/aimant.ts'
import { startBrowser } from '../support/browser.ts'
import { ask, median, ratio } from './measure.ts'
import type { Line } from './table.ts'
import { scoresOf } from './widget/lighthouse.ts'
import { type Candidate, candidatesWith, serveCandidates, weightOf } from './widget/site.ts'
import { drawn, filled, type Work, worked } from './widget/timing.ts'

const ms = (value: number) => Math.round(value)

export async function widgetOnAPage(quick: boolean): Promise<Line[]> {
  const aimant = await startAimant()
  const folder = await mkdtemp(join(tmpdir(), 'aimant-bench-'))
  try {
    const tag = join(folder, 'tag.js')
    await writeFile(tag, (await ask({ url: `${aimant.url}/e/guide-rgpd.js` })).body)
    const candidates = candidatesWith(tag)
    const withTag = await readFile(join(root, 'dist/public/demo/index.html'), 'utf8')
    const without = withTag.replace(/<script async[^>]*><\/script>/, '')
    const site = await serveCandidates(candidates, { '/with': withTag, '/without': without })
    try {
      return [
        ...(await weights(candidates)),
        ...(await times(site.url, candidates, quick ? 3 : 11)),
        ...(await opinions(site.url, quick ? 1 : 3)),
      ]
    } finally {
      site.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
    await aimant.stop()
  }
}

async function weights(candidates: Candidate[]): Promise<Line[]> {
  const bytes = await Promise.all(candidates.map(weightOf))
  return candidates.map(({ name }, i) => ({ what: `bytes before the form, ${name}`, here: bytes[i]! }))
}

async function times(url: string, candidates: Candidate[], rounds: number): Promise<Line[]> {
  const browser = await startBrowser()
  try {
    const until = candidates.map((): number[] => [])
    const work: Work[][] = candidates.map(() => [])
    const felt: { slowest: number; shift: number }[] = []
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < candidates.length; i++) {
        const turn = (i + round) % candidates.length
        until[turn]!.push(await drawn(browser, `${url}/${turn}`, candidates[turn]!))
        if (turn < 2) work[turn]!.push(await worked(browser, `${url}/${turn}`, candidates[turn]!))
      }
      if (round < 3) felt.push(await filled(browser, `${url}/0`))
    }
    const [ours = []] = until
    const peers = candidates.map(({ name }, i) => ({
      what: `ms until it is there, ${name}`,
      here: ms(median(until[i]!)),
      // Ahead of it in the same round, as the median of all rounds says.
      ...(i > 1 && { floor: ms(median(ours)), ratio: ratio(ours, until[i]!), bar: { atMost: 1 } }),
    }))
    const of = (turn: number, what: keyof Work) => ms(median(work[turn]!.map((each) => each[what])))
    return [
      ...peers,
      { what: 'evaluated → painted, ms at 4×', here: of(0, 'total'), floor: of(1, 'total'), bar: { atMost: 50 } },
      {
        what: '  longest task, ms at 4×',
        here: of(0, 'longestTask'),
        floor: of(1, 'longestTask'),
        bar: { atMost: 50 },
      },
      {
        what: 'typing, slowest answer, ms at 4×',
        here: median(felt.map((each) => each.slowest)),
        bar: { atMost: 100 },
      },
      { what: 'layout shift', here: Math.max(...felt.map((each) => each.shift)), bar: { atMost: 0 } },
    ]
  } finally {
    await browser.close()
  }
}

async function opinions(url: string, rounds: number): Promise<Line[]> {
  const found = {
    with: [] as Awaited<ReturnType<typeof scoresOf>>[],
    without: [] as Awaited<ReturnType<typeof scoresOf>>[],
  }
  for (let round = 0; round < rounds; round++)
    for (const page of ['with', 'without'] as const) found[page].push(await scoresOf(`${url}/${page}`))
  return (['performance', 'accessibility'] as const).map((category) => {
    const [here, floor] = [found.with, found.without].map((scores) => median(scores.map((each) => each[category])))
    return { what: `Lighthouse, ${category}`, here: here!, floor: floor!, bar: { atLeast: floor! } }
  })
}
