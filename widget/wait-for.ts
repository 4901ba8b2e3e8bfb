// Waits for the moment a form opens by itself. Every wait can be called off, and none goes on once its moment has come.
import type { Trigger } from '../contract/display.ts'

/** What a trigger may use to notice its moment; all of it ends with the wait. */
export type Moment = {
  /** The moment comes closer: time to fetch what will be shown. */
  near: () => void
  /** The moment is here. */
  fire: () => void
  /** How many pages the visitor saw in this session, this one included. */
  pages: number
  listen: (names: string[], listener: (event: Event) => void) => void
  after: (ms: number, then: () => void) => void
}

/** One kind of trigger. Each is a file of its own, for a form carries only the one it waits for. */
export type Watch<On extends Trigger['on'] = Trigger['on']> = (
  trigger: Extract<Trigger, { on: On }>,
  moment: Moment,
) => void

type Told = Pick<Moment, 'near' | 'fire' | 'pages'>

/** `near` and `fire` are each told once. Gives what calls the wait off. */
export function waitFor(watch: Watch, trigger: Trigger, { near, fire, pages }: Told): () => void {
  const wait = new AbortController()
  const { signal } = wait
  let isNear = false
  watch(trigger, {
    pages,
    near() {
      if (!isNear) near()
      isNear = true
    },
    fire() {
      if (signal.aborted) return
      wait.abort()
      fire()
    },
    listen(names, listener) {
      for (const name of names) document.addEventListener(name, listener, { passive: true, capture: true, signal })
    },
    after(ms, then) {
      const timer = setTimeout(then, ms)
      signal.addEventListener('abort', () => clearTimeout(timer))
    },
  })
  return () => wait.abort()
}
