// A button that shows a small panel below it. Escape, a click elsewhere, or leaving it with the keyboard closes it.
import chevron from 'lucide:chevron-down'
import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { useDismissed } from './dismissed.ts'
import { Icon, type Shapes } from './icon.tsx'
import './menu.css'

type Props = {
  label: string
  /** What it is a menu of, where several stand in a list; read aloud only. */
  about?: string
  icon?: Shapes
  /** `close` leaves the focus on the button, so that whatever is opened next can give it back. */
  children: (close: () => void) => ComponentChildren
}

export function Menu({ label, about, icon, children }: Props) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useId()
  const close = () => setOpen(false)

  useDismissed(open, root, close, button)

  return (
    <div class="menu" ref={root}>
      <button type="button" ref={button} aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
        {icon && <Icon shapes={icon} />}
        <span class="menu-label">{label}</span>
        {about && <span class="unseen"> · {about}</span>}
        <Icon shapes={chevron} />
      </button>
      <div class="menu-panel" id={panel} hidden={!open}>
        {open &&
          children(() => {
            close()
            button.current?.focus()
          })}
      </div>
    </div>
  )
}
