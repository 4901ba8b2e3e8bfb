// What a row of a file says, by the rules that forms go by.
import { constantFrom, dictionary, assert as holds, property, record, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImportRow } from '../../contract/import.ts'
import { importPlan } from '../../contract/import.ts'
import { readRow } from '../../contract/import-row.ts'
import { isEmail } from '../../contract/rules.ts'

const now = Date.UTC(2026, 10, 22, 12)
const agreed = { purpose: 'newsletter', wording: 'La lettre', source: 'Salon de Lyon 2025', collectedOn: '2025-01-01' }
const plan = (over: object = {}) => importPlan.parse({ site: 'main', file: 'x.csv', ...over })
const read = (values: ImportRow['values'], over: object = {}) =>
  readRow(plan(over), { n: 2, values: { email: 'a@example.fr', ...values } }, now)

describe('a day or a moment', () => {
  it.each([
    ['2026-03-04', '2026-03-04T00:00:00.000Z'],
    ['2026-03-04T10:20:30.123Z', '2026-03-04T10:20:30.000Z'],
    ['2026-03-04 10:20', '2026-03-04T10:20:00.000Z'],
    ['2026-03-04T10:20:00+02:00', '2026-03-04T08:20:00.000Z'],
    ['4/3/2026', '2026-03-04T00:00:00.000Z'],
    ['04.03.2026 10:20', '2026-03-04T10:20:00.000Z'],
    ['04/03/2026 à 10h20', '2026-03-04T10:20:00.000Z'],
    ['1772619600000', '2026-03-04T10:20:00.000Z'],
    // Somewhere it is tomorrow already.
    ['2026-11-23', '2026-11-22T12:00:00.000Z'],
  ])('%s is understood', (created_at, createdAt) => {
    expect(read({ created_at })).toMatchObject({ createdAt })
  })

  it('is meant as the plan says where it can be meant otherwise', () => {
    expect(read({ created_at: '03/04/2026' }, { dates: 'month_first' })).toMatchObject({
      createdAt: '2026-03-04T00:00:00.000Z',
    })
  })

  it.each(['30/02/2026', '2026-13-01', 'hier', '45000', '2027-01-01', '1900-01-01', '2026-03-04 25:00'])(
    '%s is none',
    (created_at) => {
      expect(read({ created_at })).toEqual({ field: 'created_at', code: 'bad_date' })
    },
  )
})

describe('an agreement', () => {
  const says = (word: string) => read({ 'consent:newsletter': word }, { consents: [agreed] })
  it.each(['Oui', 'YES', '1', 'true', 'x', 'Opt-in', 'abonné', 'given'])('is meant by « %s »', (word) => {
    expect(says(word)).toMatchObject({ agreed: ['newsletter'] })
  })
  it.each(['', 'non', 'no', '0', 'faux', 'withdrawn', 'unsubscribed', 'désabonné', 'peut-être', 'oui mais'])(
    'is not meant by « %s »',
    (word) => {
      expect(says(word)).toMatchObject({ agreed: [] })
    },
  )
})

it.each([
  ['France', 'FR'],
  ['ÉTATS-UNIS', 'US'],
  ['United Kingdom', 'GB'],
  ['Deutschland', 'DE'],
  ['Côte d’Ivoire', 'CI'],
  ['be', 'BE'],
])('the country %s is %s', (country, code) => {
  expect(read({ country })).toMatchObject({ properties: { country: code } })
})

it('what guarded a spreadsheet against a formula is taken off again', () => {
  expect(read({ company: "'=Atelier", job_title: "'Chef'" })).toMatchObject({
    properties: { company: '=Atelier', job_title: "'Chef'" },
  })
})

it('whatever a row holds, it is read whole or refused with one of our codes, and an address read is one', () => {
  const names = [
    'email',
    'full_name',
    'phone',
    'country',
    'website',
    'stage',
    'tags',
    'created_at',
    'language',
    'answer:size',
    'consent:newsletter',
  ]
  const rows = record({ n: constantFrom(2), values: dictionary(constantFrom(...names), string({ unit: 'binary' })) })
  const rules = plan({ consents: [agreed], answers: [{ key: 'size', label: 'Taille' }], wrong: 'leave_out' })
  holds(
    property(rows, (row) => {
      const found = readRow(rules, row as ImportRow, now)
      if ('code' in found) expect(found.field).toBe('email')
      else {
        expect(isEmail(found.email)).toBe(true)
        for (const value of Object.values(found.properties)) expect(value).not.toMatch(/[\0-\x08]/)
      }
    }),
  )
})
