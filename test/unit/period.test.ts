import { expect, test } from 'vitest'
import { daysOf, monthsOf, periodInWords } from '../../contract/period.ts'

test.each([
  [1095, 'fr', /^3\sans$/],
  [365, 'en', /^1 year$/],
  [183, 'en', /^6 months$/],
  [30, 'fr', /^1\smois$/],
  [100, 'en', /^100 days$/],
])('%i days are said as people say it in %s', (days, language, said) => {
  expect(periodInWords(days, language)).toMatch(said)
})

test('a number of months is the same number after it was kept in days', () => {
  for (let months = 1; months <= 120; months++) expect(monthsOf(daysOf(months))).toBe(months)
})
