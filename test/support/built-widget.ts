// The Worker carries the built widget as text, so the widget is built before the Worker can be loaded.
import { buildWidget } from '../../scripts/build.ts'

export async function setup() {
  if (!process.env.AIMANT_BUILT) await buildWidget()
}
