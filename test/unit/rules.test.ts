import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Field, field as fieldSchema } from '../../contract/field.ts'
import { check, isEmail, isShown, normalise, readAnswers } from '../../contract/rules.ts'

const aField = (over: Record<string, unknown>): Field => fieldSchema.parse({ key: 'f', label: { fr: 'F' }, ...over })
const judge = (field: Field, value: unknown) => {
  const answer = normalise(field, value)
  return answer === null ? 'wrong_type' : (check(field, answer) ?? answer)
}

describe('addresses', () => {
  it.each([
    'camille@example.fr',
    'camille+guide@example.fr',
    "o'brien@example.ie",
    'prénom.nom@société.fr',
    '用户@例子.广告',
    `${'a'.repeat(64)}@example.fr`,
    'x@a.b.c.example.museum',
  ])('%s is one', (address) => expect(isEmail(address)).toBe(true))

  it.each([
    'camille',
    'camille@',
    '@example.fr',
    'camille@example',
    'camille..m@example.fr',
    '.camille@example.fr',
    'camille@-example.fr',
    'camille@exa mple.fr',
    'camille@127.0.0.1',
    'camille@[127.0.0.1]',
    '"camille m"@example.fr',
    'camille@example.fr\nBcc: x@y.fr',
    `${'a'.repeat(65)}@example.fr`,
    `camille@${'a'.repeat(250)}.fr`,
  ])('%j is none', (address) => expect(isEmail(address)).toBe(false))

  it('keep the case of their local part and lose that of their domain', () => {
    expect(judge(aField({ kind: 'email' }), ' Camille@Example.FR ')).toBe('Camille@example.fr')
  })
})

describe('each kind of field', () => {
  it.each<[Record<string, unknown>, unknown, unknown]>([
    [{ kind: 'text' }, '  a\u0000b\nc ', 'a b c'],
    [{ kind: 'text', required: true }, '   ', 'required'],
    [{ kind: 'text', minLength: 3 }, 'ab', 'too_short'],
    [{ kind: 'long_text' }, 'a\r\nb', 'a\nb'],
    [{ kind: 'phone' }, '06 12.34-56 78', '06 12.34-56 78'],
    [{ kind: 'phone' }, 'appelez-moi', 'bad_phone'],
    [{ kind: 'country' }, 'FR', 'FR'],
    [{ kind: 'country' }, 'France', 'not_an_option'],
    [{ kind: 'url' }, 'example.fr/a', 'https://example.fr/a'],
    [{ kind: 'url' }, 'javascript:alert(1)', 'bad_url'],
    [{ kind: 'url' }, 'https://user:pass@example.fr', 'bad_url'],
    [{ kind: 'number' }, '3,5', 3.5],
    [{ kind: 'number' }, 'trois', 'wrong_type'],
    [{ kind: 'number', whole: true }, 3.5, 'bad_number'],
    [{ kind: 'number', min: 1, max: 5 }, 0, 'too_small'],
    [{ kind: 'number', min: 1, max: 5 }, 6, 'too_large'],
    [{ kind: 'date' }, '2026-02-28', '2026-02-28'],
    [{ kind: 'date' }, '2026-02-30', 'bad_date'],
    [{ kind: 'date', min: '2026-01-01' }, '2025-12-31', 'too_early'],
    [{ kind: 'yes_no' }, 'on', true],
    [{ kind: 'yes_no', required: true }, false, 'required'],
    [{ kind: 'yes_no' }, 'maybe', 'wrong_type'],
    [{ kind: 'choice', options: [{ value: 'a', label: { fr: 'A' } }] }, 'b', 'not_an_option'],
    [{ kind: 'several', options: [{ value: 'a', label: { fr: 'A' } }] }, ['a', 'a'], ['a']],
    [
      {
        kind: 'several',
        max: 1,
        options: [
          { value: 'a', label: { fr: 'A' } },
          { value: 'b', label: { fr: 'B' } },
        ],
      },
      ['a', 'b'],
      'too_many',
    ],
    [{ kind: 'email', allowDomains: ['example.fr'] }, 'a@other.fr', 'email_domain_refused'],
    [{ kind: 'email', refuseDomains: ['example.fr'] }, 'a@mail.example.fr', 'email_domain_refused'],
  ])('%j takes %j as %j', (field, value, expected) => expect(judge(aField(field), value)).toEqual(expected))
})

describe('rules to show a field', () => {
  const size = aField({ kind: 'text', key: 'size' })
  const budget = aField({
    kind: 'text',
    key: 'budget',
    required: true,
    showIf: [{ field: 'size', is: 'equal', value: 'big' }],
  })
  it('drop what is not shown, and do not require it', () => {
    expect(readAnswers([size, budget], { size: 'small', budget: '10' })).toEqual({
      answers: { size: 'small' },
      errors: {},
    })
    expect(readAnswers([size, budget], { size: 'big' })).toEqual({
      answers: { size: 'big' },
      errors: { budget: 'required' },
    })
  })
  it('look into lists', () => {
    expect(isShown({ showIf: [{ field: 'a', is: 'equal', value: 'x' }] }, { a: ['x', 'y'] })).toBe(true)
    expect(isShown({ showIf: [{ field: 'a', is: 'not_answered' }] }, {})).toBe(true)
  })
})

const anyField = fc
  .constantFrom<Record<string, unknown>>(
    { kind: 'email' },
    { kind: 'text' },
    { kind: 'long_text' },
    { kind: 'name' },
    { kind: 'phone' },
    { kind: 'company' },
    { kind: 'country' },
    { kind: 'url' },
    { kind: 'number' },
    { kind: 'date' },
    { kind: 'yes_no' },
    { kind: 'hidden' },
    { kind: 'choice', options: [{ value: 'a', label: { fr: 'A' } }] },
    { kind: 'several', options: [{ value: 'a', label: { fr: 'A' } }] },
  )
  .map(aField)

describe('whatever is sent', () => {
  it('a field never throws, and what it takes it takes again unchanged', () => {
    fc.assert(
      fc.property(anyField, fc.anything(), (field, value) => {
        const { answers } = readAnswers([field], { f: value })
        if (answers.f === undefined) return
        expect(readAnswers([field], answers)).toEqual({ answers, errors: {} })
      }),
      { numRuns: 3_000 },
    )
  })
  it('a text that was accepted is bounded and free of control characters', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('text', 'long_text', 'company'),
        fc.string({ unit: 'binary', maxLength: 6_000 }),
        (kind, value) => {
          const { answers } = readAnswers([aField({ kind })], { f: value })
          if (typeof answers.f !== 'string') return
          expect(answers.f.length).toBeLessThanOrEqual(5_000)
          expect(answers.f).not.toMatch(/[\0-\x08\x0b-\x1f\x7f]/)
        },
      ),
    )
  })
})
