import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedPart } from '../../worker/magnet/range.ts'

const ask = (range: string, bytes = 100) => askedPart(new Headers({ range }), '"tag"', bytes)

describe('the part a request asks for', () => {
  it('always lies inside the file', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 40 }),
        fc.option(fc.nat()),
        fc.option(fc.nat()),
        (bytes, first, last) => {
          const asked = ask(`bytes=${first ?? ''}-${last ?? ''}`, bytes)
          if (asked.status !== 206) return
          expect(asked.part.offset).toBeGreaterThanOrEqual(0)
          expect(asked.part.length).toBeGreaterThan(0)
          expect(asked.part.offset + asked.part.length).toBeLessThanOrEqual(bytes)
        },
      ),
    )
  })

  it('never fails, whatever is written there', () => {
    const writable = fc.string({ unit: 'grapheme-ascii' })
    fc.assert(fc.property(writable, (range) => [200, 206, 416].includes(ask(range.trim()).status)))
  })

  it('is the whole file when more than one part is asked for', () => {
    expect(ask('bytes=0-1, 5-9')).toEqual({ status: 200 })
  })

  it('is nothing when the reader has these very bytes', () => {
    expect(askedPart(new Headers({ 'if-none-match': 'W/"tag"' }), '"tag"', 100)).toEqual({ status: 304 })
    expect(askedPart(new Headers({ 'if-none-match': '*' }), '"tag"', 100)).toEqual({ status: 304 })
  })
})
