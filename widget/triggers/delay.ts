// After so many seconds on the page.
import type { Watch } from '../wait-for.ts'

export const watch: Watch<'delay'> = ({ seconds }, { near, fire, after }) => {
  after(seconds * 500, near)
  after(seconds * 1_000, fire)
}
