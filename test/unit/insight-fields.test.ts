import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldErrors } from '../../contract/errors.ts'
import { type FormInput, formDefinition } from '../../contract/form.ts'
import { readBeacon } from '../../worker/insight/beacon.ts'
import type { Cells } from '../../worker/insight/cell.ts'
import { markKey, marksOf, mostMarks, readMark, withinMarks } from '../../worker/insight/mark.ts'
import { fieldsOf, type MarkSum } from '../../worker/insight/stops.ts'
import { aForm } from '../support/visitor.ts'

const words = (fr: string) => ({ fr, en: fr })
const form = {
  ...formDefinition.parse(
    aForm({
      steps: [
        {
          id: 'vous',
          fields: [
            { kind: 'email', key: 'email', label: words('E-mail'), required: true },
            { kind: 'phone', key: 'phone', label: words('Téléphone') },
            { kind: 'hidden', key: 'ref', label: words('Réf.') },
          ],
        },
        { id: 'besoin', title: words('Besoin'), fields: [{ kind: 'text', key: 'need', label: words('Besoin') }] },
      ],
    } as Partial<FormInput>),
  ),
  slug: 'guide',
  version: 3,
}

describe('a beacon about questions', () => {
  test.each([
    ['guide,left,,phone,a,b', { form: 'guide', event: 'left', was: '', at: 'phone', source: 'a,b' }],
    ['guide,left,phone,,', { form: 'guide', event: 'left', was: 'phone', at: '', source: '' }],
    ['guide,left,phone,phone,', undefined],
    ['guide,left', undefined],
    ['guide,wrong,,x', undefined],
    [
      'guide,wrong,phone=bad_phone&email=required&email=bad_email,x',
      {
        form: 'guide',
        event: 'wrong',
        errors: [
          ['phone', 'bad_phone'],
          ['email', 'bad_email'],
        ],
        source: 'x',
      },
    ],
    ['guide,stop,phone,', undefined],
    ['Guide,left,,phone,', undefined],
  ])('%s', (text, read) => expect(readBeacon(text)).toEqual(read))

  test('names questions of the form alone: whatever else is said is no question, and no error', () => {
    const marks = (text: string) => marksOf(form, readBeacon(text)!).map((mark) => Object.values(mark).join(' '))
    expect(marks('guide,left,email,phone,')).toEqual(['back email -', 'left phone -'])
    expect(marks('guide,left,,2,')).toEqual(['left 2 -'])
    expect(marks('guide,left,,1,')).toEqual(['left 1 -'])
    expect(marks('guide,left,,3,')).toEqual(['left -other -'])
    expect(marks('guide,left,,0,')).toEqual(['left -other -'])
    expect(marks(`guide,left,,consent-${form.consents[0]!.purpose},`)).toEqual(['left -consents -'])
    expect(marks('guide,left,,zoe@example.fr,')).toEqual(['left -other -'])
    expect(marks('guide,left,,__proto__,')).toEqual(['left -other -'])
    expect(marks('guide,wrong,phone=bad_phone&email=zoe&autre=required&-other=required&0=required,')).toEqual([
      'wrong phone bad_phone',
    ])
    expect(marks('guide,view,')).toEqual([])
  })

  test('comes to nothing but these words, whatever is sent', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom(',', '=', '&', 'phone', 'email', '2', 'constructor', ' ', '%00', 'bad_phone', '-'))
        .map((a) => a.join('')),
    )
    fc.assert(
      fc.property(fc.constantFrom('left', 'wrong'), anything, (event, rest) => {
        const beacon = readBeacon(`guide,${event},${rest}`)
        for (const mark of beacon ? marksOf(form, beacon) : [])
          expect(markKey({ ...mark, source: 'x', device: '-' })).toMatch(
            /^(left|back|wrong) (email|phone|ref|need|1|2|-consents|-other) ([a-z_]+|-) x - -$/,
          )
      }),
    )
  })
})

describe('the marks of a day', () => {
  const mark = fc
    .tuple(
      fc.constantFrom('left', 'back', 'wrong'),
      fc.stringMatching(/^[a-z]{1,2}$/),
      fc.constantFrom(...fieldErrors, '-'),
      fc.stringMatching(/^[a-z]{1,2}$/),
      fc.constantFrom('phone', 'tablet', 'desktop', '-'),
    )
    .map((parts) => `${parts.join(' ')} -`)
  const marks = fc.dictionary(mark, fc.integer({ min: 1, max: 1_000 }), { maxKeys: 400, size: 'max' })
  const sum = (all: Cells) => Object.values(all).reduce((a, b) => a + b, 0)

  test('stay within their bounds, lose not one, and keep apart who stopped, who came back and what was wrong', () => {
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 6 }), (rounds) => {
        const row: Cells = {}
        for (const more of rounds) {
          const added = withinMarks(Object.keys(row), more)
          expect(sum(added)).toBe(sum(more))
          for (const [key, n] of Object.entries(added)) row[key] = (row[key] ?? 0) + n
        }
        expect(Object.keys(row).length).toBeLessThanOrEqual(mostMarks.field + 3)
        for (const what of ['left', 'back', 'wrong']) {
          const of = (all: Cells) =>
            Object.entries(all).reduce((n, [key, times]) => n + (readMark(key).what === what ? times : 0), 0)
          expect(of(row)).toBe(rounds.reduce((n, more) => n + of(more), 0))
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('the questions of a form', () => {
  const nobody = { began: 0, sent: 0 }
  const at = (
    what: 'left' | 'back' | 'wrong',
    field: string,
    n: number,
    code = '-',
    part = 'within',
    device = 'phone',
  ): MarkSum => ({
    part,
    key: `${what} ${field} ${code} google ${device} -`,
    n,
  })

  test('are told in their order: how many came as far, and how many stopped there', () => {
    const told = fieldsOf(form, { began: 100, sent: 40 }, { began: 80, sent: 20 }, [
      at('left', 'phone', 25),
      at('back', 'phone', 5),
      at('left', 'email', 10),
      at('left', '1', 4),
      at('left', '2', 6),
      at('left', '-consents', 3),
      at('left', '-other', 2),
      at('left', 'phone', 7, '-', 'before'),
      at('wrong', 'phone', 9, 'bad_phone'),
      at('wrong', 'phone', 12, 'required'),
      at('wrong', 'gone', 2, 'required'),
    ])
    expect(told).toMatchObject({
      began: 100,
      sent: 40,
      unknown: 15,
      consents: 3,
      others: { left: 2, errors: 2 },
    })
    const [one, two] = told.steps
    expect(one).toMatchObject({ place: 1, reached: 83, left: 4, title: null })
    expect(one!.fields.map(({ key, reached, left }) => [key, reached, left])).toEqual([
      ['email', 79, 10],
      ['phone', 69, 20],
    ])
    expect(one!.fields[1]).toMatchObject({
      leftBefore: 7,
      errors: [
        { code: 'required', times: 12 },
        { code: 'bad_phone', times: 9 },
      ],
    })
    expect(two).toMatchObject({ place: 2, reached: 49, left: 6, title: words('Besoin') })
    expect(two!.fields).toMatchObject([{ key: 'need', reached: 43, left: 0 }])
  })

  test('are told of one kind of device, or of one source', () => {
    const marks = [at('left', 'phone', 5), at('left', 'phone', 3, '-', 'within', 'desktop')]
    const left = (only: object) => fieldsOf(form, nobody, nobody, marks, only).steps[0]!.fields[1]!.left
    expect([
      left({}),
      left({ device: 'phone' }),
      left({ device: 'tablet' }),
      left({ source: 'google' }),
      left({ source: 'bing' }),
    ]).toEqual([8, 5, 0, 8, 0])
  })

  test('never come to less than nothing, nor to more than began, whatever was counted', () => {
    const counted = fc.array(
      fc.record({
        part: fc.constantFrom('within', 'before'),
        key: fc
          .tuple(
            fc.constantFrom('left', 'back', 'wrong'),
            fc.constantFrom('email', 'phone', 'need', '2', '1', '-other', '-consents', 'gone'),
          )
          .map(([what, field]) => `${what} ${field} - google phone -`),
        n: fc.integer({ min: 1, max: 1_000 }),
      }),
    )
    const begun = fc.record({ began: fc.nat(2_000), sent: fc.nat(2_000) })
    fc.assert(
      fc.property(begun, counted, (now, marks) => {
        const told = fieldsOf(form, now, nobody, marks)
        const fields = told.steps.flatMap((step) => step.fields)
        const stopped =
          fields.reduce((n, { left }) => n + left, 0) +
          told.steps.reduce((n, { left }) => n + left, 0) +
          told.consents +
          told.others.left
        expect(told.unknown).toBeGreaterThanOrEqual(0)
        expect(told.sent + stopped + told.unknown).toBe(told.began)
        for (const [i, { reached, left }] of fields.entries()) {
          expect(left).toBeGreaterThanOrEqual(0)
          expect(reached).toBeLessThanOrEqual(fields[i - 1]?.reached ?? told.began)
        }
      }),
    )
  })
})
