// Light, dark, or as the system says.
import { effect, signal } from '@preact/signals'
import { keep, readKept } from './kept.ts'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const theme = signal<Theme>(themes.find((name) => name === readKept('theme')) ?? 'auto')

effect(() => {
  document.documentElement.dataset.theme = theme.value
})

export function chooseTheme(name: Theme): void {
  theme.value = name
  keep('theme', name)
}
