// The colours of what is pressed: the owner's, with words on it that stay readable.

/** What buttons and their words are painted with. */
export type Look = { '--accent': string; '--on-accent': string }

/**
 * Colours for an accent (`#rrggbb`), or for none on a light or dark card. Words on it reach a contrast of 4.5:1 (WCAG 1.4.3):
 * white does on a luminance of at most 0.183, black on any above.
 */
export function look(accent: string | undefined, dark: boolean): Look {
  const own = /^#[\da-f]{6}$/i.test(accent!) ? accent! : dark ? '#eef1f4' : '#17202a'
  return { '--accent': own, '--on-accent': luminance(own) < 0.183 ? '#fff' : '#000' }
}

/** WCAG 2 relative luminance of `#rrggbb`, 0 to 1. */
export const luminance = (hex: string): number =>
  [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const part = Number.parseInt(hex.slice(1 + i * 2, 3 + i * 2), 16) / 255
    return sum + weight * (part > 0.04 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92)
  }, 0)
