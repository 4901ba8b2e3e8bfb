// A question or a small form in front of the page: there as long as it is rendered. Escape closes it as its cancel button does.
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

type Props = { title: string; close: () => void; children: ComponentChildren }

export function Dialog({ title, close, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const opener = document.activeElement
    dialog.current?.showModal()
    // Taken away while open, a dialog would leave the focus nowhere.
    return () => opener instanceof HTMLElement && opener.isConnected && opener.focus()
  }, [])
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={close}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  )
}
