// A form that stands in the page, as the page may handle it.
import type { Handle } from './registry.ts'

type Drawn = Pick<Handle, 'destroy' | 'prefill'>

export function standing(host: HTMLElement, drawn: Drawn): Handle {
  let stood: { parent: ParentNode; before: ChildNode | null } | undefined
  return {
    ...drawn,
    open() {
      const { parent, before = null } = stood ?? {}
      if (!host.isConnected) parent?.insertBefore(host, before?.parentNode === parent ? before : null)
      host.scrollIntoView({ block: 'nearest' })
    },
    close() {
      if (host.parentNode) stood = { parent: host.parentNode, before: host.nextSibling }
      host.remove()
    },
  }
}
