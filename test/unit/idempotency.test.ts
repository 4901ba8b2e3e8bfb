import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readKey } from '../../contract/idempotency.ts'

const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) })

it('every printable key comes back as it was quoted', () =>
  fc.assert(
    fc.property(printable, (key) => {
      const quoted = `"${key.replaceAll(/["\\]/g, '\\$&')}"`
      expect(readKey(quoted)).toBe(key.length >= 1 && key.length <= 255 ? key : undefined)
    }),
  ))

it('whatever else is sent is a key of visible ASCII, or none', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (header) => {
      const key = readKey(header)
      if (key !== undefined) expect(key).toMatch(/^[\x20-\x7e]{1,255}$/)
    }),
  ))

it('a long hostile header is read at once', () => {
  for (const header of [
    `"${'\\"'.repeat(100_000)}`,
    `"${'a'.repeat(200_000)}`,
    'a'.repeat(200_000),
    '"\\'.repeat(70_000),
  ])
    expect(readKey(header)).toBeUndefined()
})
