// Which keys are heard, and whether: what pages add to and the keyboard listens by.
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { readKept } from '../kept.ts'
import type { Key } from '../locales/fr.ts'

type Shortcut = { key: string; name: Key; run: () => void }

export const on = signal(readKept('shortcuts') !== 'off')
export const shown = signal(false)
export const ofPage = signal<Shortcut[]>([])

/** Keys a page hears while it is open, listed with the others. */
export function useShortcuts(shortcuts: Shortcut[]): void {
  useEffect(() => {
    ofPage.value = [...ofPage.peek(), ...shortcuts]
    return () => {
      ofPage.value = ofPage.peek().filter((one) => !shortcuts.includes(one))
    }
  }, [])
}

export const showShortcuts = () => {
  shown.value = true
}
