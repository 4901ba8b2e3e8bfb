// The look that is computed: light or dark as the page is, and words that stay readable on the owner's colour.

type Look = { '--accent': string; '--on-accent': string; '--mark': string }

const ink = '#17202a'
const paper = '#f4f6f8'

/** Colours for buttons (`--accent`, `--on-accent`) and for rings and ticks (`--mark`), each readable where it is used. */
export function look(accent: string | undefined, dark: boolean): Look {
  const plain = dark ? paper : ink
  const own = /^#[0-9a-f]{6}$/i.test(accent ?? '') ? accent! : plain
  return {
    '--accent': own,
    // Of black and white one always reaches 4.5:1 (WCAG 1.4.3).
    '--on-accent': contrast(own, '#ffffff') >= 4.5 ? '#ffffff' : '#000000',
    '--mark': contrast(own, dark ? '#171c22' : '#ffffff') >= 3 ? own : plain,
  }
}

/** WCAG 2 contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const luminance = (hex: string) =>
  [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const part = Number.parseInt(hex.slice(1 + i * 2, 3 + i * 2), 16) / 255
    return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  }, 0)

/** Whether what lies behind an element is dark: a light page seen by a visitor who likes the dark stays light, and so does its form. */
export function isDarkBehind(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (getComputedStyle(at).backgroundColor.match(/[\d.]+/g) ?? []).map(Number)
    if (alpha > 0.5 && getComputedStyle(at).backgroundColor.startsWith('rgb')) return red * 0.3 + green * 0.6 + blue * 0.1 < 110
  }
  return /dark/.test(getComputedStyle(document.documentElement).colorScheme) && matchMedia('(prefers-color-scheme:dark)').matches
}
