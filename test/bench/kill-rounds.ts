// Kill -9 under load, as often as asked: `node test/bench/kill-rounds.ts [ROUNDS]`, or as a part of the bench.
import { killRounds } from '../support/killing.ts'
import type { Line } from './table.ts'

const earlierLeads = 11_000

export async function killed(quick: boolean, rounds = quick ? 10 : 100): Promise<Line[]> {
  const toll = await killRounds({
    rounds,
    leads: earlierLeads,
    onRound: (round, what, ms) => console.log(`  round ${round + 1}, ${what}: ${(ms / 1_000).toFixed(1)} s`),
  })
  const none = { atMost: 0 }
  const of = `of ${toll.acknowledged} over ${rounds} kills`
  return [
    { what: `acknowledged submissions lost, ${of}`, here: toll.lost, bar: none },
    { what: `submissions stored twice or in part, ${of}`, here: toll.doubled, bar: none },
    { what: 'refused when sent again after a kill', here: toll.refused, bar: none },
    { what: 'stored, and no mail ever came', here: toll.unmailed, bar: none },
    { what: 'stored, and the program that listens never told', here: toll.untold, bar: none },
    { what: 'mails to people who are not there', here: toll.strangers, bar: none },
    { what: 'people erased in part, or not written down', here: toll.halfErased, bar: none },
    { what: 'rows of imports missing or doubled', here: toll.misimported, bar: none },
    { what: 'leads of exports missing or doubled', here: toll.misexported, bar: none },
    { what: 'statements of the consent log that do not fit it', here: toll.broken, bar: none },
    { what: 'acknowledged just before a kill', here: toll.heard, bar: { atLeast: 1 } },
    { what: 'mails that came twice, their acknowledgement cut off', here: toll.mailedAgain },
  ]
}

if (import.meta.main) {
  const [{ buildAll, buildWorker }, { table, isKept }] = await Promise.all([
    import('../../scripts/build.ts'),
    import('./table.ts'),
  ])
  await buildAll()
  await buildWorker('test/support/faulty-worker.ts', 'dist/faulty-worker')
  const lines = await killed(false, Number(process.argv[2] ?? 100))
  console.log(table(lines.map((line) => ({ part: 'kills', ...line }))))
  process.exitCode = lines.every(isKept) ? 0 : 1
}
