// Browser and load tests run what would be deployed.
import { buildAll } from '../../scripts/build.ts'

export async function setup() {
  if (!process.env.AIMANT_BUILT) await buildAll()
}
