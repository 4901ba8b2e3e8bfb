// What the page may ask of the form, in the script's query or in `data-` attributes; the attribute wins.

export type Options = {
  /** CSS selector of the element to draw into. */
  target?: string
  /** `element`: only where `<aimant-form>` elements stand; else `popup`, `bar-top`… */
  display?: string
  /** `delay-30`, `scroll-50`, `exit`… */
  trigger?: string
  locale?: string
  theme?: string
  accent?: string
  /** Not the page's word: whether it is dark where the form goes, found before it went there. Later it is looked for again. */
  dark?: boolean
  /** Field key → what to fill in. */
  prefill: Record<string, string>
}

/** Reads the options of a tag. Survives tag managers that strip attributes, as the query does too. */
export function readOptions(script: Element | undefined): Options {
  const options: Options = { prefill: {} }
  const [, query] = /\?([^#]*)/.exec(script?.getAttribute('src') ?? '') ?? []
  const asked = [...new URLSearchParams(query)]
  for (const { name, value } of script?.attributes ?? [])
    if (name.startsWith('data-')) asked.push([name.slice(5), value])
  for (const [name, value] of asked) {
    if (name.startsWith('prefill-')) options.prefill[name.slice(8)] = value
    else if (names.includes(name as (typeof names)[number])) options[name as (typeof names)[number]] = value
  }
  return options
}

const names = ['target', 'display', 'trigger', 'locale', 'theme', 'accent'] as const

/** Whether elements draw the form, by what was asked for. */
export const isElement = (asked: string) => asked.startsWith('display=element&')

/** What only the Worker can grant: a form that waits is served as another script than one that does not. */
export const askedOf = ({ display = '', trigger = '' }: Pick<Options, 'display' | 'trigger'>): string =>
  display + trigger && `display=${encodeURIComponent(display)}&trigger=${encodeURIComponent(trigger)}`
