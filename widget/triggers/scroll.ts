// When the visitor has scrolled so far down, in percent of the way there is.
import type { Watch } from '../wait-for.ts'

export const watch: Watch<'scroll'> = ({ percent }, { near, fire, listen }) =>
  listen(['scroll'], ({ target }) => {
    const depth = depthOf(target)
    if (depth >= percent / 2) near()
    if (depth >= percent) fire()
  })

/** -1 for what scrolls inside the page; many a page scrolls in a box as high as the window. */
function depthOf(target: EventTarget | null): number {
  const box = target === document ? document.scrollingElement : (target as Element)
  if (!box || box.clientHeight * 2 < innerHeight) return -1
  const way = box.scrollHeight - box.clientHeight
  return way > 0 ? (box.scrollTop / way) * 100 : -1
}
