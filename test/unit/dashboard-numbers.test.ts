import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AskedField, FieldsNumbers } from '../../contract/insight-fields.ts'
import { enough, findingsOf, phoneGapOf } from '../../dashboard/pages/numbers/findings.ts'
import { type By, columns, type Row, sorted } from '../../dashboard/pages/numbers/sorting.ts'

const field = (key: string, over: Partial<AskedField> = {}): AskedField => ({
  key,
  label: { fr: key },
  kind: 'text',
  required: false,
  reached: 100,
  left: 0,
  leftBefore: 0,
  errors: [],
  ...over,
})
const numbers = (fields: AskedField[], over: Partial<FieldsNumbers> = {}): FieldsNumbers => ({
  form: { slug: 'guide', name: 'Guide', language: 'fr', version: 1 },
  began: 100,
  sent: 50,
  before: { began: 0, sent: 0 },
  unknown: 0,
  steps: [{ place: 1, title: null, reached: 100, left: 0, fields }],
  consents: 0,
  others: { left: 0, errors: 0 },
  ...over,
})
const said = (all: FieldsNumbers) =>
  findingsOf(all).map((one) => [one.about, 'field' in one ? one.field.key : one.place, one.advice])

describe('what is found in the numbers of questions', () => {
  test('is where most stop, with what can be done about a question of that kind', () => {
    const all = numbers([
      field('email', { kind: 'email', required: true, left: 12 }),
      field('phone', { kind: 'phone', required: true, left: 31 }),
      field('company', { left: 15 }),
      field('need', { kind: 'long_text', left: 20 }),
      field('city', { left: 9 }),
    ])
    expect(said(all)).toEqual([
      ['left', 'phone', 'required'],
      ['left', 'need', 'long'],
      ['left', 'company', 'optional'],
      ['left', 'email', 'email'],
    ])
  })

  test('is also a step nobody goes on with, the consents, and what is often filled in wrong', () => {
    const wrong = field('email', {
      kind: 'email',
      errors: [
        { code: 'business_email_only', times: 14 },
        { code: 'required', times: 2 },
      ],
    })
    const [first] = numbers([wrong]).steps
    const steps = [
      { ...first!, left: 11 },
      { ...first!, place: 2, left: 12, fields: [] },
    ]
    expect(said(numbers([], { steps, consents: 30 }))).toEqual([
      ['consents', 0, 'consents'],
      ['step', 2, 'step'],
      ['first', 1, 'first'],
      ['errors', 'email', 'domain'],
    ])
  })

  test('is nothing while too few have begun, however many of them stopped', () => {
    const all = numbers([field('phone', { left: 20 })], { began: enough - 1 })
    expect(findingsOf(all)).toEqual([])
  })

  test('is never about fewer than five people, nor about fewer than one in ten, and never more than four things', () => {
    const fields = fc.array(
      fc
        .record({ left: fc.nat(200), times: fc.nat(200) })
        .map(({ left, times }) => field('q', { left, errors: times ? [{ code: 'required', times }] : [] })),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(fields, fc.integer({ min: 0, max: 1_000 }), (fields, began) => {
        const found = findingsOf(numbers(fields, { began }))
        expect(found.length).toBeLessThanOrEqual(began < enough ? 0 : 4)
        for (const { n } of found) expect(n).toBeGreaterThanOrEqual(Math.max(5, began / 10))
      }),
    )
  })
})

describe('the rows of a breakdown', () => {
  const row = (name: string, views: number, submissions: number, isRest = false): Row => {
    const counts = { views, submissions, starts: 0, confirmations: 0, downloads: 0 }
    return { ...counts, name, shown: name, isRest, conversion: views ? submissions / views : null, before: counts }
  }
  const rows = [row('a', 1_000, 10), row('b', 3, 3), row('c', 100, 5), row('other', 9_000, 900, true)]
  const names = (by: By, isUp = false) => sorted(rows, { by, isUp }).map(({ name }) => name)

  test('stand in the order asked for, three people’s rate after all that can be told', () => {
    expect(names('submissions')).toEqual(['a', 'c', 'b', 'other'])
    expect(names('rate')).toEqual(['c', 'a', 'b', 'other'])
    expect(names('shown', true)).toEqual(['a', 'b', 'c', 'other'])
    expect(names('views', true)).toEqual(['b', 'c', 'a', 'other'])
  })

  test('end with what is left over, in every order', () => {
    for (const { by } of columns) for (const isUp of [true, false]) expect(names(by, isUp).at(-1)).toBe('other')
  })
})

describe('phones', () => {
  const rates = (phone: [views: number, sent: number], desktop: [views: number, sent: number]) =>
    phoneGapOf(
      Object.entries({ phone, desktop }).map(([name, [views, submissions]]) => {
        const counts = { views, submissions, starts: 0, confirmations: 0, downloads: 0 }
        return { ...counts, name, conversion: views ? submissions / views : null, before: counts }
      }),
    )

  test('are told to do worse where they surely do, and much', () => {
    expect(rates([1_000, 40], [1_000, 100])).toEqual({ phone: 0.04, desktop: 0.1 })
  })

  test('are not spoken of where it may be chance, where it hardly matters, or where they do better', () => {
    expect(rates([40, 1], [40, 3])).toBeUndefined()
    expect(rates([100_000, 9_000], [100_000, 10_000])).toBeUndefined()
    expect(rates([1_000, 100], [1_000, 40])).toBeUndefined()
    expect(rates([0, 0], [1_000, 100])).toBeUndefined()
  })
})
