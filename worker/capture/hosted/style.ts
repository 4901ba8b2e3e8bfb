// The hosted page's style sheet: the built one, and the look of one form in light and in dark.
import type { ShownForm } from '../../../contract/shown.ts'
import sheet from '../../../dist/hosted/hosted.txt'

/** What the widget's sheet says of a dark card: only a class there, since a host page decides; here the system does. */
const darkCard = /\.dark\s*{([^}]*)}/.exec(sheet)?.[1] ?? ''

/** Free of < & and double quotes, which rendering would escape. */
export function styleOf({ mode, style = '' }: ShownForm['theme']): string {
  const both = `${sheet}.card{${style}}`
  if (mode === 'light') return `${both}:root{color-scheme:light}`
  if (mode === 'dark') return `${both}:root{color-scheme:dark}.card{${darkCard}}`
  return `${both}@media(prefers-color-scheme:dark){.card{${darkCard}}}`
}
