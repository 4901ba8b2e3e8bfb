// What the page may ask of the form, in the script's query or in `data-` attributes; the attribute wins.

export type Options = {
  /** CSS selector of the element to draw into. */
  target?: string
  /** `element`: only where `<aimant-form>` elements stand. */
  display?: string
  locale?: string
  theme?: string
  accent?: string
  /** Field key → what to fill in. */
  prefill: Record<string, string>
}

/** Reads the options of a tag. Survives tag managers that strip attributes, as the query does too. */
export function readOptions(script: Element | undefined): Options {
  const options: Options = { prefill: {} }
  const src = script?.getAttribute('src')
  const asked = [...(src ? new URL(src, document.baseURI).searchParams : [])]
  for (const { name, value } of script?.attributes ?? [])
    if (name.startsWith('data-')) asked.push([name.slice(5), value])
  for (const [name, value] of asked) {
    if (name.startsWith('prefill-')) options.prefill[name.slice(8)] = value
    else if (name === 'target' || name === 'display' || name === 'locale' || name === 'theme' || name === 'accent')
      options[name] = value
  }
  return options
}
