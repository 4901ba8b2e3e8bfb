// Light, dark, or as the system says.
import { computed, effect, signal } from '@preact/signals'
import { keep, readKept } from './kept.ts'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const theme = signal<Theme>(themes.find((name) => name === readKept('theme')) ?? 'auto')

const byNight = matchMedia('(prefers-color-scheme: dark)')
const isNight = signal(byNight.matches)
byNight.addEventListener('change', ({ matches }) => {
  isNight.value = matches
})

/** For what is drawn outside the style sheets' reach. */
export const isDark = computed(() => (theme.value === 'auto' ? isNight.value : theme.value === 'dark'))

effect(() => {
  document.documentElement.dataset.theme = theme.value
})

export function chooseTheme(name: Theme): void {
  theme.value = name
  keep('theme', name)
}
