import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from '../../widget/sha256.ts'

test('it hashes as the platform does, whatever the length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
      expect(Buffer.from(sha256(data)).toString('hex')).toBe(createHash('sha256').update(data).digest('hex'))
    }),
  )
})

test.each([0, 55, 56, 63, 64, 119, 120, 10_000])('at the edges of its blocks too: %i bytes', (length) => {
  const data = new Uint8Array(length).fill(97)
  expect(Buffer.from(sha256(data)).toString('hex')).toBe(createHash('sha256').update(data).digest('hex'))
})
