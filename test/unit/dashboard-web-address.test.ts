import { expect, test } from 'vitest'
import { isWebAddress } from '../../dashboard/web-address.ts'

test.each(['https://example.fr/a?b#c', 'http://example.fr'])('%s can be followed', (address) => {
  expect(isWebAddress(address)).toBe(true)
})

test.each([
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'mailto:a@b.fr',
  '//example.fr',
  'example.fr',
  '',
])('"%s" stays text', (address) => {
  expect(isWebAddress(address)).toBe(false)
})
