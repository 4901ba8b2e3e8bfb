// What is remembered of a visitor: in this page's life always, on their device only where that is allowed,
// under one key, by the day, and nothing that names anybody or tells them apart.
import type { Display } from '../contract/display.ts'
import { page } from './registry.ts'

/** What is known of one form. Days count from 1970. */
export type Remembered = { opened?: number; ended?: true; chance?: number }

type Memory = {
  forms: Record<string, Remembered>
  session: { pages: number; opened: Record<string, true>; isBack?: boolean }
  /** The page counted last. */
  address?: string
  isKept?: boolean
}

const key = 'aimant'
const place = Symbol.for('aimant.memory')
const shared = globalThis as { [place]?: Memory }
shared[place] ??= { forms: {}, session: { pages: 0, opened: {} } }
const memory = shared[place]
const { forms, session } = memory

/** Begins to remember on the device where the owner says it is covered or the page that it is agreed to; forgets where it is refused. */
export function recall(isCovered?: boolean): void {
  page.mayKeep ??= isCovered
  const mayKeep = Boolean(page.mayKeep)
  if (mayKeep && !memory.isKept) {
    const was = read<Memory['forms']>('localStorage')
    const before = read<Memory['session']>('sessionStorage')
    for (const slug in was) forms[slug] = { ...was[slug], ...forms[slug] }
    session.pages += before?.pages ?? 0
    session.isBack = before ? before.isBack : Boolean(was)
    Object.assign(session.opened, before?.opened)
  }
  memory.isKept = mayKeep
  if (mayKeep) save()
  else if (page.mayKeep === false) write('removeItem')
}

function save(): void {
  if (memory.isKept) write('setItem')
}

// Storage may be blocked, full, or hold what somebody else put there.
function write(how: 'setItem' | 'removeItem'): void {
  try {
    localStorage[how](key, JSON.stringify(forms))
    sessionStorage[how](key, JSON.stringify(session))
  } catch {}
}

function read<T>(name: 'localStorage' | 'sessionStorage'): T | undefined {
  try {
    return JSON.parse(globalThis[name].getItem(key)!) ?? undefined
  } catch {
    return undefined
  }
}

/** Counts a page seen, once however many forms it has, and gives how many there were in this session. */
export function countPage(address: string): number {
  if (memory.address !== address) session.pages++
  memory.address = address
  save()
  return session.pages
}

/** Whether the visitor was here in an earlier session; unknown where nothing may be remembered. */
export const visitor = (): 'new' | 'returning' | undefined =>
  memory.isKept ? (session.isBack ? 'returning' : 'new') : undefined

export const remembered = (slug: string): Remembered => forms[slug] ?? {}

export function remember(slug: string, what: Remembered): void {
  forms[slug] = { ...forms[slug], ...what }
  if (what.opened) session.opened[slug] = true
  save()
}

export const wasOpenedInSession = (slug: string): boolean => slug in session.opened

/** Whether a form may open by itself once more. What was filled or sent away never does. */
export function mayOpenAgain(
  frequency: Display['frequency'],
  { ended, opened }: Remembered,
  isInSession: boolean,
  today: number,
): boolean {
  if (ended) return false
  return frequency.every === 'days'
    ? opened === undefined || today - opened >= frequency.days
    : frequency.every === 'time' || !isInSession
}
