import { expect, test } from 'vitest'
import { accented, isDark, isDarkBehind } from '../../widget/theme.ts'

test.each(['red', '#12', 'url(x)', undefined])(
  'an accent that is no colour (%s) gives the form’s own look',
  (accent) => {
    expect(accented(accent)).toBe('')
  },
)

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
