// The slide-in and the bar: above everything, in nobody's way. They take no focus, and give back what was taken to them.
import type { Stand } from './overlay.tsx'

/** `dismiss` is called when the visitor presses Escape in it. */
export function beside(frame: HTMLElement, dismiss: () => void): Stand {
  let cameFrom: EventTarget | null = null
  frame.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') dismiss()
  })
  frame.addEventListener('focusin', ({ relatedTarget }) => {
    if (relatedTarget && !frame.contains(relatedTarget as Node)) cameFrom = relatedTarget
  })
  return {
    show: () => frame.showPopover?.(),
    hide() {
      const isFocused = frame.contains((frame.getRootNode() as ShadowRoot).activeElement)
      if (isFocused && cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true })
    },
  }
}
