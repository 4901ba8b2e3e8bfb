// When the visitor is about to leave: a pointer goes out through the top; on a touch screen they rush up half a screen
// after having read on for a while.
import type { Watch } from '../wait-for.ts'

const rushMs = 400

export const watch: Watch<'exit'> = (_, { near, fire, listen, after }) => {
  // Whoever leaves does not wait for a download.
  after(2_000, near)
  listen(['mouseout'], (event) => {
    const { relatedTarget, clientY } = event as MouseEvent
    if (!relatedTarget && clientY <= 0) fire()
  })
  let deepest = 0
  let last = 0
  let turn = { top: 0, at: 0 }
  listen(['scroll'], ({ timeStamp: at }) => {
    const top = scrollY
    deepest = Math.max(deepest, top)
    if (top >= last || at - turn.at > rushMs) turn = { top: Math.max(top, last), at }
    last = top
    const isRead = deepest > innerHeight
    if (isRead && turn.top - top > innerHeight / 2 && matchMedia('(pointer:coarse)').matches) fire()
  })
}
