// What the rules of a display may ask about, as it is on this page now.
import type { Circumstances } from './display-rules.ts'
import { remember, remembered, visitor } from './memory.ts'

export function circumstances(slug: string): Circumstances {
  const now = new Date()
  return {
    path: decoded(location.pathname),
    query: new URLSearchParams(location.search),
    referrer: document.referrer,
    device: deviceOf(matchMedia('(pointer:coarse)').matches, Math.min(screen.width, screen.height)),
    language: document.documentElement.lang || navigator.language,
    visitor: visitor(),
    date: new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10),
    // Drawn only when asked, so that nothing is remembered of a form that shows to everybody.
    get chance() {
      const chance = remembered(slug).chance ?? Math.floor(Math.random() * 100)
      remember(slug, { chance })
      return chance
    },
  }
}

/** By what a hand does with it, and the shorter side of its screen in CSS pixels. */
export const deviceOf = (isTouched: boolean, shortSide: number): Circumstances['device'] =>
  isTouched ? (shortSide < 600 ? 'phone' : 'tablet') : 'desktop'

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
