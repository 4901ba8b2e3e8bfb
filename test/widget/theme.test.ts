import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDark, isDarkBehind, look, luminance } from '../../widget/theme.ts'

const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
const full = (colour: string) => (colour.length === 4 ? colour.replace(/[^#]/g, '$&$&') : colour)
const contrast = (a: string, b: string) => {
  const [low, high] = [luminance(full(a)), luminance(full(b))].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

test('the button’s words stay readable on any accent', () => {
  fc.assert(
    fc.property(hex, fc.boolean(), (accent, dark) => {
      const { '--accent': background, '--on-accent': words } = look(accent, dark)
      expect(contrast(background, words)).toBeGreaterThanOrEqual(4.49)
    }),
  )
})

test('rings and ticks stand out from the card, whatever the accent', () => {
  fc.assert(
    fc.property(hex, fc.boolean(), (accent, dark) => {
      expect(contrast(look(accent, dark)['--mark'], dark ? '#171c22' : '#ffffff')).toBeGreaterThanOrEqual(3)
    }),
  )
})

test.each(['red', '#12', 'url(x)', undefined])('an accent that is no colour (%s) gives the plain look', (accent) => {
  expect(look(accent, false)).toEqual(look(undefined, false))
})

test.each([
  ['rgb(15, 19, 23)', true],
  ['rgb(255, 255, 255)', false],
  ['rgba(0, 0, 0, 0)', undefined],
  ['oklch(0.21 0.03 264)', true],
  ['oklab(0.98 0 0)', false],
  ['lab(8 1 -3)', true],
  ['lch(97 2 200)', false],
  ['color(srgb 0.1 0.1 0.1)', true],
  ['color(display-p3 0.9 0.9 0.9 / 0.2)', undefined],
])('a background of %s is dark: %s', (colour, dark) => {
  expect(isDark(colour)).toBe(dark)
})

test('a light page keeps its form light, a dark one dark', () => {
  document.body.innerHTML = '<div style="background-color: rgb(10, 12, 14)"><p></p></div>'
  expect(isDarkBehind(document.querySelector('p'))).toBe(true)
  document.body.innerHTML =
    '<div style="background-color: rgb(250, 250, 250)"><p style="background-color: rgba(0, 0, 0, 0)"></p></div>'
  expect(isDarkBehind(document.querySelector('p'))).toBe(false)
})
