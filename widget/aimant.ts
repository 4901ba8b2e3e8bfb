// `window.Aimant`: what a page may ask of its forms. Until the first tag has come, a stub keeps the calls (docs/embedding.md):
// window.Aimant=window.Aimant||{q:[]};for(const m of['open','close','prefill','consent','on','off','destroy'])Aimant[m]??=(...a)=>Aimant.q.push([m,...a])
import { consent, type Handle, mounted, page } from './registry.ts'

type Values = Record<string, string>
type Listener = (event: CustomEvent<{ form: string; version: number; step?: number }>) => void

/** Every form on the page, where a call names none. */
export type Aimant = {
  open: (form?: string) => void
  close: (form?: string) => void
  destroy: (form?: string) => void
  /** Field key → what to fill in. */
  prefill: (form: string, values: Values) => void
  /** What the visitor chose in the page's own consent dialogue. */
  consent: (choice: { preferences: boolean }) => void
  /** `on('success', (event) => event.detail.form)`: view start step submit success error close download. */
  on: (name: string, listener: Listener) => void
  off: (name: string, listener: Listener) => void
}
type Stub = { q: [keyof Aimant, ...unknown[]][] }
type Call = { form?: string; make: (handle: Handle) => void }

const host = globalThis as { Aimant?: Aimant | Stub }

/** Puts it on the page, unless another copy did, and makes up for the calls that came too early. */
export function install(): void {
  const before = host.Aimant
  if (before && !('q' in before)) return
  const waiting: Call[] = []
  // A call for a form that is still on its way is made when it arrives.
  const calling =
    (name: 'open' | 'close' | 'destroy' | 'prefill') =>
    (form?: string, values: Values = {}) => {
      const make = (handle: Handle) => handle[name]?.(values)
      const found = mounted(form)
      found.forEach(make)
      if (!found.length) waiting.push({ form, make })
    }
  page.arrived = (handle) => {
    for (const each of waiting.splice(0))
      if (!each.form || each.form === handle.slug) each.make(handle)
      else waiting.push(each)
  }
  const aimant: Aimant = {
    open: calling('open'),
    close: calling('close'),
    destroy: calling('destroy'),
    prefill: calling('prefill'),
    consent: ({ preferences }) => consent(preferences),
    on: (name, listener) => document.addEventListener(`aimant:${name}`, listener as EventListener),
    off: (name, listener) => document.removeEventListener(`aimant:${name}`, listener as EventListener),
  }
  host.Aimant = aimant
  for (const [name, ...values] of before?.q ?? []) (aimant[name] as (...values: unknown[]) => void)?.(...values)
}
