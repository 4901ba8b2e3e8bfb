// What the builder and the page of its preview tell each other.
import type { Place } from '../../../../contract/display.ts'
import type { Preview } from '../../../api/forms.ts'

/** What a visitor can have before their eyes. */
export const screens = ['idle', 'error', 'sending', 'failed', 'success', 'confirm', 'closed'] as const
export type Screen = (typeof screens)[number]

export type Show = {
  type: 'show'
  preview: Preview
  place: Place
  screen: Screen
  isDark: boolean
}

export type Told = { type: 'ready' } | { type: 'shown' }
