import { buildWorker } from '/work/main/scripts/build.ts'
import { outbox } from '/work/main/test/bench/outbox.ts'
import { table } from '/work/main/test/bench/table.ts'
if (process.argv[3] !== 'nobuild') { await buildWorker(); await buildWorker('test/bench/mail-floor-worker.ts', 'dist/mail-floor-worker') }
console.log(table(await outbox(process.argv[2] === 'quick')))
