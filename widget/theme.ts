// Light or dark as the page is, and a page's own colour.

/** What the page asks of the colours in the place of the form's own: words in black or white, whichever reads better (WCAG 1.4.3). */
export function accented(accent?: string): string {
  if (!accent || !/^#[\da-f]{6}$/i.test(accent)) return ''
  const white = 'calc((.18 - y)*1e9)'
  return `--accent:${accent};--on-accent:color(from ${accent} xyz ${white} ${white} ${white})`
}

/** Whether a computed colour is dark; `undefined` for what one sees through. Browsers keep `oklch()`, `lab()` and `color()` as written. */
export function isDark(colour: string): boolean | undefined {
  const [x = 0, y = 0, z = 0, alpha = 1] = colour.match(/\b[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0]
  if (alpha < 0.5) return undefined
  const isRgb = colour.startsWith('rgb')
  const lightness = !isRgb && /^(ok)?l/.test(colour) ? x : (x * 2 + y * 5 + z) / 8
  return lightness < (isRgb ? 115 : colour.startsWith('l') ? 50 : 0.5)
}

/** Whether what lies behind an element is dark: on a light page the form stays light, whatever its visitor's system likes. */
export function isDarkBehind(element: Element | null): boolean {
  for (; element; element = element.parentElement) {
    const dark = isDark(getComputedStyle(element).backgroundColor)
    if (dark !== undefined) return dark
  }
  return (
    /dark/.test(getComputedStyle(document.documentElement).colorScheme) &&
    matchMedia('(prefers-color-scheme:dark)').matches
  )
}
