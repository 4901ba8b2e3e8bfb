// The popup: the browser's own modal dialog, which keeps Tab inside, closes on Escape and gives the focus back.
import type { Stand } from './overlay.tsx'

/** `dismiss` is called when the visitor presses Escape or beside the dialog. */
export function modal(frame: HTMLElement, dismiss: () => void): Stand {
  const dialog = frame as HTMLDialogElement
  let unlock = () => {}
  let isPressedBeside = false
  dialog.addEventListener('cancel', (event) => {
    // A file chooser inside cancels too, and is not the dialog.
    if (event.target !== dialog) return
    event.preventDefault()
    dismiss()
  })
  dialog.addEventListener('close', dismiss)
  // Selecting text may end outside: what counts is where it began.
  dialog.addEventListener('pointerdown', ({ target }) => {
    isPressedBeside = target === dialog
  })
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog && isPressedBeside) dismiss()
  })
  return {
    show() {
      unlock = lockScroll()
      dialog.showModal()
      // On the dialog rather than its first field: a phone's keyboard would cover what is to be read first.
      dialog.focus({ preventScroll: true })
    },
    hide() {
      if (dialog.open) dialog.close()
      unlock()
    },
  }
}

/** Keeps the page where it is, without a mark on its markup or a jump when its scroll bar goes. Gives what lets it go. */
function lockScroll(): () => void {
  const { documentElement: html, body } = document
  const [left, top] = [scrollX, scrollY]
  const isOnBody = overflowOf(html) === 'visible' && overflowOf(body) !== 'visible'
  const gutter = innerWidth > html.clientWidth ? 'html{scrollbar-gutter:stable!important}' : ''
  const lock = new CSSStyleSheet()
  lock.replaceSync(`@media screen{${isOnBody ? 'body' : 'html'}{overflow:hidden!important}${gutter}}`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, lock]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== lock)
    scrollTo({ left, top, behavior: 'instant' })
  }
}

const overflowOf = (element: Element) => getComputedStyle(element).overflowY
