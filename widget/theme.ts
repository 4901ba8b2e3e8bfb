// The look that is computed: light or dark as the page is, and words that stay readable on the owner's colour.

/** What widget.css paints with: buttons and their words, and rings and ticks, which lie on the card. */
export type Look = { '--accent': string; '--on-accent': string; '--mark': string }

/**
 * Colours for an accent (`#rrggbb`) on a light or dark card. Words on it reach a contrast of 4.5:1 and marks 3:1
 * (WCAG 1.4.3 and 1.4.11), which a luminance tells: against white at most 0.183 and 0.3, against the dark card at least 0.135.
 */
export function look(accent: string | undefined, dark: boolean): Look {
  const plain = dark ? '#eef1f4' : '#17202a'
  const own = /^#[\da-f]{6}$/i.test(accent!) ? accent! : plain
  const light = luminance(own)
  return {
    '--accent': own,
    '--on-accent': light < 0.183 ? '#fff' : '#000',
    '--mark': (dark ? light > 0.135 : light < 0.3) ? own : plain,
  }
}

/** WCAG 2 relative luminance of `#rrggbb`, 0 to 1. */
export const luminance = (hex: string): number =>
  [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const part = Number.parseInt(hex.slice(1 + i * 2, 3 + i * 2), 16) / 255
    return sum + weight * (part > 0.04 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92)
  }, 0)

/** Whether a computed colour is dark; `undefined` for what one sees through. Browsers keep `oklch()`, `lab()` and `color()` as written. */
export function isDark(colour: string): boolean | undefined {
  const [x = 0, y = 0, z = 0, alpha = 1] = colour.match(/\b[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0]
  if (alpha < 0.5) return undefined
  const lightness = /^(ok)?l/.test(colour) ? x : (x * 2 + y * 5 + z) / 8
  return lightness < (colour.startsWith('rgb') ? 115 : colour.startsWith('l') ? 50 : 0.5)
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
