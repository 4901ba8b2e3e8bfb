// One setting beside what it means.
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

type Props = { title: string; help: ComponentChildren; children: ComponentChildren }

export function Part({ title, help, children }: Props) {
  const id = useId()
  return (
    <section class="settings-part" aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        <p class="quiet">{help}</p>
      </div>
      {children}
    </section>
  )
}
