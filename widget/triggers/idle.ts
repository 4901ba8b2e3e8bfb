// When nothing was done for so many seconds.
import type { Watch } from '../wait-for.ts'

export const watch: Watch<'idle'> = ({ seconds }, { near, fire, listen, after }) => {
  const ms = seconds * 1_000
  let last = Date.now()
  const wake = () => {
    last = Date.now()
  }
  listen(['pointermove', 'pointerdown', 'keydown', 'scroll', 'visibilitychange'], wake)
  const look = () => {
    // A page nobody looks at is not a page at which nobody does anything.
    if (document.hidden) wake()
    const left = last + ms - Date.now()
    if (left <= ms / 2) near()
    if (left <= 0) fire()
    else after(left > ms / 2 ? left - ms / 2 : left, look)
  }
  after(ms / 2, look)
}
