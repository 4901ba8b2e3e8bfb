// The Worker carries the built widget and a style sheet as text, so they are built before the Worker can be loaded.
import { buildHosted, buildWidget } from '../../scripts/build.ts'

export async function setup() {
  if (!process.env.AIMANT_BUILT) await Promise.all([buildWidget(), buildHosted()])
}
