// `npm run bench [-- --quick]`: figures as ratios against floors measured in the same run, never through `wrangler dev`.
import { buildAll, buildWorker } from '../../scripts/build.ts'
import { codeCost, codes } from './codes.ts'
import { consentLog } from './consent-log.ts'
import { manyLeads } from './many-leads.ts'
import { outbox } from './outbox.ts'
import { submissionCost, submissions } from './submissions.ts'
import { isKept, type Line, table } from './table.ts'
import { bundleWeight, tagWeight } from './weight.ts'
import { widgetOnAPage } from './widget.ts'

const quick = process.argv.includes('--quick')

await buildAll()
await buildWorker('test/support/faulty-worker.ts', 'dist/faulty-worker')
await buildWorker('test/bench/floor-worker.ts', 'dist/floor-worker')
await buildWorker('test/bench/mail-floor-worker.ts', 'dist/mail-floor-worker')

const lines: Line[] = []
for (const part of [
  tagWeight,
  () => widgetOnAPage(quick),
  submissionCost,
  () => submissions(quick),
  codeCost,
  () => codes(quick),
  () => manyLeads(quick),
  () => consentLog(quick),
  () => outbox(quick),
  bundleWeight,
]) {
  const measured = await part()
  for (const line of measured) console.log(`${line.what}: ${line.here}`)
  lines.push(...measured)
}
console.log(`\n${table(lines)}`)
process.exitCode = lines.every(isKept) ? 0 : 1
