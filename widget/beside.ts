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
  // The browser brings into view what gets the focus, and knows nothing of what lies over it.
  const uncover = () => requestAnimationFrame(() => uncoverFocus(frame))
  return {
    show() {
      frame.showPopover?.()
      document.addEventListener('focusin', uncover)
    },
    hide() {
      document.removeEventListener('focusin', uncover)
      const isFocused = frame.contains((frame.getRootNode() as ShadowRoot).activeElement)
      if (isFocused && cameFrom instanceof HTMLElement) cameFrom.focus({ preventScroll: true })
    },
  }
}

/** Moves what the keyboard reached on the page out from under the frame, where little of it can be seen (WCAG 2.4.11). */
function uncoverFocus(frame: HTMLElement): void {
  const over = frame.getBoundingClientRect()
  const focused = document.activeElement!
  const under = focused.getBoundingClientRect()
  const covered = Math.min(over.right, under.right) - Math.max(over.left, under.left)
  const isInSight = covered <= under.width / 2 || under.top < over.top || under.bottom > over.bottom
  // What a finger pressed must not move from under it.
  if (isInSight || !focused.matches(':focus-visible')) return
  scrollBy({ top: over.top > 0 ? under.bottom - over.top + 8 : under.top - over.bottom - 8, behavior: 'instant' })
}
