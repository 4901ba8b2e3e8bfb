// The hosted page's style sheet: the built one, and the colours of one form in light and in dark.
import type { ShownForm } from '../../../contract/shown.ts'
import sheet from '../../../dist/hosted/hosted.txt'
import { look } from '../../../widget/theme.ts'

/** What the widget's sheet says of a dark card: only a class there, since a host page decides; here the system does. */
const darkCard = /\.dark\s*{([^}]*)}/.exec(sheet)?.[1] ?? ''

/** Free of < & and double quotes, which rendering would escape. */
export function styleOf({ accent, mode, style }: ShownForm['theme']): string {
  const light = `.card{${declared({ ...style, ...look(accent, false) })}}`
  const dark = `.card{${darkCard};${declared({ ...style, ...look(accent, true) })}}`
  if (mode === 'light') return `${sheet}:root{color-scheme:light}${light}`
  if (mode === 'dark') return `${sheet}:root{color-scheme:dark}${dark}`
  return `${sheet}${light}@media(prefers-color-scheme:dark){${dark}}`
}

const declared = (values: object) =>
  Object.entries(values)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')
