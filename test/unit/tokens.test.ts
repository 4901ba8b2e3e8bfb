import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparable } from '../../worker/capture/to-record.ts'
import { addressBlock } from '../../worker/capture/visit.ts'
import { idTime, isId, newId } from '../../worker/lib/id.ts'
import { canonicalJson, parseStrictJson } from '../../worker/lib/json.ts'
import { readToken, signToken } from '../../worker/lib/signed-token.ts'

const secrets = { SECRET: 'one-secret-of-more-than-thirty-two-characters' }
const later = Date.now() + 60_000

// Tokens carry purpose, key id, expiry and a MAC over length-prefixed fields.
describe('a signed token', () => {
  it('is read back for its own purpose only, and only while it lives', async () => {
    const token = await signToken(secrets, 'download', ['a', 'b'], later)
    expect(await readToken(secrets, 'download', token)).toMatchObject({ ok: true, fields: ['a', 'b'] })
    expect(await readToken(secrets, 'ticket', token)).toEqual({ ok: false, why: 'forged' })
    expect(await readToken(secrets, 'download', token, later + 1)).toEqual({
      ok: false,
      why: 'expired',
      fields: ['a', 'b'],
    })
    expect(await readToken(secrets, 'download', token.replace(/^download/, 'ticket'))).toEqual({
      ok: false,
      why: 'forged',
    })
  })

  it('is refused when any character is changed, or moved between neighbouring fields', async () => {
    const token = await signToken(secrets, 'download', ['12', '3'], later)
    expect(await readToken(secrets, 'download', token.replace('.12.3.', '.1.23.'))).toEqual({
      ok: false,
      why: 'forged',
    })
    for (let i = 0; i < token.length; i++) {
      const changed = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1)
      const reading = await readToken(secrets, 'download', changed)
      // The last base64 character has spare bits, which two spellings share.
      if (i < token.length - 1) expect(reading).toEqual({ ok: false, why: 'forged' })
    }
  })

  it('outlives a change of secret only while the old one is named', async () => {
    const token = await signToken(secrets, 'ticket', ['a'], later)
    const renewed = { SECRET: 'another-secret-of-more-than-thirty-two-characters' }
    expect(await readToken(renewed, 'ticket', token)).toEqual({ ok: false, why: 'forged' })
    expect(await readToken({ ...renewed, SECRET_PREVIOUS: secrets.SECRET }, 'ticket', token)).toMatchObject({
      ok: true,
    })
  })

  it('never throws at what strangers send', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect((await readToken(secrets, 'ticket', text)).ok).toBe(false)
      }),
    )
  })
})

describe('an id', () => {
  it('is a UUIDv7 that tells its time and sorts by it', () => {
    const [early, late] = [newId(1_700_000_000_000), newId(1_700_000_000_001)]
    expect(isId(early) && isId(late)).toBe(true)
    expect(idTime(early)).toBe(1_700_000_000_000)
    expect(early < late).toBe(true)
  })
})

describe('strict JSON', () => {
  it('reads what JSON reads, when nothing is said twice', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, spaces) => {
        const text = JSON.stringify(value, null, spaces)
        if (/__proto__|constructor|prototype/.test(text)) return
        expect(parseStrictJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })
  it.each([
    '{"a":1,"a":2}',
    '{"x":{"a":1,"b":[{"c":1,"c":2}]}}',
    '{"__proto__":1}',
    '{"a":[{"constructor":{"prototype":1}}]}',
    '{"prototype" :1}',
    '{"\\u0061":1,"a":2}',
    `{"a"${' '.repeat(100)}:1,"a":2}`,
  ])('refuses %s', (text) => expect(() => parseStrictJson(text)).toThrow(SyntaxError))
  it('takes strings that look like keys', () => {
    expect(parseStrictJson('{"a":["a","a"],"b":"a\\":"}')).toEqual({ a: ['a', 'a'], b: 'a":' })
  })
  it('takes what is nested deeper than can be written', () => {
    expect(() => parseStrictJson('['.repeat(20_000) + ']'.repeat(20_000))).not.toThrow()
  })
  it('writes the same value the same way', () => {
    expect(canonicalJson({ b: 1, a: [undefined, { d: null, c: undefined }] })).toBe('{"a":[null,{"d":null}],"b":1}')
  })
})

describe('an address block', () => {
  it.each([
    ['192.0.2.77', '192.0.2'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3:8d3'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::ffff:192.0.2.77', '192.0.2'],
    ['2001:0DB8:0000:0001::', '2001:db8:0:1'],
    ['', ''],
  ])('of %s is %s', (address, block) => expect(addressBlock(address)).toBe(block))
})

describe('two spellings of one address', () => {
  it.each([
    ['Camille@example.fr', 'camille@example.fr'],
    ['camille@société.fr', 'camille@xn--socit-esab.fr'],
  ])('%s and %s compare equal', (a, b) => expect(comparable(a)).toBe(comparable(b)))
  it('dots and tags make different people', () => {
    expect(comparable('a.b@example.fr')).not.toBe(comparable('ab@example.fr'))
    expect(comparable('a+x@example.fr')).not.toBe(comparable('a@example.fr'))
  })
})
