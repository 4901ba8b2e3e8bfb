// Waits for the moment a form opens by itself. Every wait can be called off, and none goes on once its moment has come.
import type { Trigger } from '../contract/display.ts'

type Told = {
  /** The moment comes closer: time to fetch what will be shown. Told once. */
  near: () => void
  /** The moment is here. Told once. */
  fire: () => void
}

/** `pages`: how many the visitor saw in this session, this one included. Gives what calls the wait off. */
export function waitFor(trigger: Trigger, pages: number, told: Told): () => void {
  const wait = new AbortController()
  let isNear = false
  const near = () => {
    if (!isNear) told.near()
    isNear = true
  }
  const fire = () => {
    if (wait.signal.aborted) return
    wait.abort()
    told.fire()
  }
  const listen: Listen = (target, names, listener) => {
    for (const name of names)
      target.addEventListener(name, listener, { passive: true, capture: true, signal: wait.signal })
  }
  const after = (ms: number, then: () => void) => {
    const timer = setTimeout(then, ms)
    wait.signal.addEventListener('abort', () => clearTimeout(timer))
  }
  switch (trigger.on) {
    case 'load':
      fire()
      break
    case 'pages':
      if (pages >= trigger.count) fire()
      break
    case 'delay':
      after(trigger.seconds * 500, near)
      after(trigger.seconds * 1_000, fire)
      break
    case 'idle':
      idle(trigger.seconds * 1_000, { near, fire }, listen, after)
      break
    case 'scroll':
      listen(document, ['scroll'], ({ target }) => {
        const depth = depthOf(target)
        if (depth >= trigger.percent / 2) near()
        if (depth >= trigger.percent) fire()
      })
      break
    case 'exit':
      // Whoever is about to leave does not wait for a download.
      after(2_000, near)
      exit(fire, listen)
  }
  return () => wait.abort()
}

type Listen = (target: EventTarget, names: string[], listener: (event: Event) => void) => void
type After = (ms: number, then: () => void) => void

function idle(ms: number, { near, fire }: Told, listen: Listen, after: After): void {
  let last = Date.now()
  listen(document, ['pointermove', 'pointerdown', 'keydown', 'scroll', 'visibilitychange'], () => {
    last = Date.now()
  })
  const look = () => {
    // A page nobody looks at is not a page at which nobody does anything.
    if (document.hidden) last = Date.now()
    const left = last + ms - Date.now()
    if (left <= ms / 2) near()
    if (left <= 0) fire()
    else after(left > ms / 2 ? left - ms / 2 : left, look)
  }
  after(ms / 2, look)
}

/** How far a page is scrolled, in percent; -1 for what is not the page's own scrolling. */
function depthOf(target: EventTarget | null): number {
  const box = target === document ? document.scrollingElement : (target as Element)
  if (!box || box.clientHeight * 2 < innerHeight) return -1
  const way = box.scrollHeight - box.clientHeight
  return way > 0 ? (box.scrollTop / way) * 100 : -1
}

/** A pointer that leaves through the top; on a touch screen half a screen upwards in a rush, after reading on for a while. */
function exit(fire: () => void, listen: Listen): void {
  listen(document, ['mouseout'], (event) => {
    const { relatedTarget, clientY } = event as MouseEvent
    if (!relatedTarget && clientY <= 0) fire()
  })
  let deepest = 0
  let last = 0
  let turn = { top: 0, at: 0 }
  listen(document, ['scroll'], ({ timeStamp: at }) => {
    const top = scrollY
    deepest = Math.max(deepest, top)
    if (top >= last || at - turn.at > 400) turn = { top, at }
    last = top
    const isRead = deepest > innerHeight
    if (isRead && turn.top - top > innerHeight / 2 && matchMedia('(pointer:coarse)').matches) fire()
  })
}
