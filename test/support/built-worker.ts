// Browser and load tests run what would be deployed, and the same with bindings that can be made to fail.
import { buildAll, buildWorker } from '../../scripts/build.ts'

export async function setup() {
  if (!process.env.AIMANT_BUILT) await buildAll()
  await buildWorker('test/support/faulty-worker.ts', 'dist/faulty-worker')
}
