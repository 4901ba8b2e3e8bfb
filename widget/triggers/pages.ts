// On the n-th page of a session.
import type { Watch } from '../wait-for.ts'

export const watch: Watch<'pages'> = ({ count }, { pages, fire }) => {
  if (pages >= count) fire()
}
