// What the dashboard makes of lists of codes, chosen files and typed origins, before the server is asked.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeText, magnetInput } from '../../contract/magnet.ts'
import { webOrigin } from '../../contract/text.ts'
import { themed } from '../../contract/theme.ts'
import { inPieces, likelyColumn, linesOf, looksLikeHead, readCodes } from '../../dashboard/pages/magnets/codes.ts'
import { checkFile, mostBytes } from '../../dashboard/pages/magnets/file-check.ts'
import { blank, inputOf } from '../../dashboard/pages/magnets/input.ts'
import { readOrigins, shortName } from '../../dashboard/pages/settings/read-origins.ts'

const any = fc.string({ unit: 'binary' })

describe('a list of codes', () => {
  test('loses no line and invents none', () => {
    fc.assert(
      fc.property(fc.array(any), (lines) => {
        const { codes, twice, wrong } = readCodes(lines)
        const filled = lines.map((line) => line.trim()).filter(Boolean)
        expect(codes.length + twice + wrong.length).toBe(filled.length)
        expect(new Set(codes).size).toBe(codes.length)
      }),
    )
  })

  test('calls a code what the server will', () => {
    fc.assert(
      fc.property(any, (line) => {
        fc.pre(line.trim() !== '')
        expect(readCodes([line]).codes.length === 1).toBe(codeText.safeParse(line).success)
      }),
    )
  })

  test('goes in pieces that are the whole again', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 9 }), (codes, most) => {
        const pieces = inPieces(codes, most)
        expect(pieces.flat()).toEqual(codes)
        expect(pieces.every((piece) => piece.length > 0 && piece.length <= most)).toBe(true)
      }),
    )
  })

  test('reads any line ending, and finds the column that is unlike its neighbours', () => {
    expect(linesOf('a\r\nb\rc\nd')).toEqual(['a', 'b', 'c', 'd'])
    const rows = [
      ['Partner', 'Code', 'Until'],
      ['South', 'A1', '2027'],
      ['South', 'A2', '2027'],
    ]
    expect(likelyColumn(rows)).toBe(1)
    expect(likelyColumn([])).toBe(0)
    expect(['Code', 'codes', 'Clé', 'Licence'].every(looksLikeHead)).toBe(true)
    expect(['CODE-1', 'ETE26', '', undefined].some(looksLikeHead)).toBe(false)
  })
})

test('a chosen file is refused empty or too large, and doubted where visitors would be', () => {
  const pdf = { name: 'guide.pdf', size: 10, type: 'application/pdf' }
  expect(checkFile(pdf)).toEqual({ doubts: [] })
  expect(checkFile(pdf, { type: 'application/pdf' })).toEqual({ doubts: [] })
  expect(checkFile(pdf, { type: 'application/zip' }).doubts).toEqual(['otherType'])
  expect(checkFile({ ...pdf, size: 0 }).refused).toBe('empty')
  expect(checkFile({ ...pdf, size: mostBytes }).refused).toBeUndefined()
  expect(checkFile({ ...pdf, size: mostBytes + 1 }).refused).toBe('tooLarge')
  expect(checkFile({ ...pdf, name: 'guide' }).doubts).toEqual(['noType'])
  expect(checkFile({ ...pdf, name: 'Setup.EXE' }).doubts).toEqual(['risky'])
})

describe('what is typed about a magnet', () => {
  const named = { name: 'Le guide', url: 'https://example.fr', shared: 'MERCI', startUrl: 'https://app.example.fr/go' }

  test('is what the server takes, of every kind', () => {
    for (const kind of ['file', 'link', 'code', 'trial'] as const)
      for (const isShared of [false, true])
        for (const start of ['key', 'licence', 'address'] as const) {
          const input = inputOf({ ...blank(kind), ...named, isShared, start, origins: 'https://a.fr\n\nhttps://b.fr' })
          expect(magnetInput.safeParse(input).error).toBeUndefined()
        }
  })

  test('is refused where a number is none, instead of meaning another one', () => {
    for (const lowAt of ['', 'x', '1e9', '-1'])
      expect(magnetInput.safeParse(inputOf({ ...blank('code'), ...named, lowAt })).success).toBe(false)
    for (const remind of ['3, x', '1 2 3 4', '0'])
      expect(magnetInput.safeParse(inputOf({ ...blank('trial'), ...named, remind })).success).toBe(false)
    const none = inputOf({ ...blank('trial'), ...named, remind: '' })
    expect(none).toMatchObject({ terms: { remindDays: [] } })
  })
})

describe('typed origins', () => {
  test('come out as the server takes them, or not at all', () => {
    fc.assert(
      fc.property(fc.oneof(any, fc.webUrl(), fc.domain()), (line) => {
        for (const { origin } of readOrigins(line))
          if (origin !== undefined) expect(webOrigin.safeParse(origin).success, origin).toBe(true)
      }),
    )
  })

  test.each([
    ['exemple.fr', 'https://exemple.fr'],
    ['https://exemple.fr/page?x=1#y', 'https://exemple.fr'],
    ['HTTPS://Exemple.FR:443/', 'https://exemple.fr'],
    ['http://localhost:3000/a', 'http://localhost:3000'],
    ['http://exemple.fr', undefined],
    ['javascript:alert(1)', undefined],
    ['https://user:pass@exemple.fr', undefined],
    ['*', undefined],
    ['exemple', undefined],
  ])('%s is read as %s', (line, origin) => {
    expect(readOrigins(line)[0]?.origin).toBe(origin)
  })

  test('a site’s short name can stand in an address', () => {
    expect(shortName('Lisière Études & Cie')).toBe('lisiere-etudes-cie')
    fc.assert(
      fc.property(any, (name) => {
        expect(shortName(name)).toMatch(/^([a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?)?$/)
      }),
    )
  })
})

test('a form’s own look wins over its site’s, which fills in the rest', () => {
  const site = { mode: 'dark', accent: '#123456', radius: 4 } as const
  expect(themed({ mode: 'auto', accent: '#ffffff' }, site)).toEqual({ mode: 'dark', accent: '#ffffff', radius: 4 })
  expect(themed({ mode: 'light' }, site)).toEqual({ mode: 'light', accent: '#123456', radius: 4 })
  expect(themed({ mode: 'auto' }, undefined)).toEqual({ mode: 'auto' })
})
