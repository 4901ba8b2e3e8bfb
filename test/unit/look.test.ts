import fc from 'fast-check'
import { expect, test } from 'vitest'
import { look, luminance } from '../../contract/look.ts'

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

test.each(['red', '#12', 'url(x)', undefined])('an accent that is no colour (%s) gives the plain look', (accent) => {
  expect(look(accent, false)).toEqual(look(undefined, false))
})
