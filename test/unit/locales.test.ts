import { describe, expect, test } from 'vitest'
import { fieldErrors } from '../../contract/errors.ts'
import { say } from '../../widget/i18n.ts'
import { hostedLanguages, hostedWords } from '../../worker/capture/hosted/words.ts'
import { locales } from '../../worker/lib/locale.ts'
import { refusalWords } from '../../worker/magnet/refused-words.ts'

const fr = locales.fr!
const everyone = Object.entries(locales)
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()

// A form has at most ten steps of thirty questions.
const counts = Array.from({ length: 300 }, (_, i) => i + 1)
const formOf = (language: string, count: number) => new Intl.PluralRules(language).select(count)

/** The words that speak of a number of things, without the ending of their form. */
const counted = [
  ...new Set(
    Object.entries(fr)
      .filter(([, text]) => text.includes('{count}'))
      .map(([key]) => key.replace(/_[a-z]+$/, '')),
  ),
]
const isForm = (key: string) => counted.some((base) => key.startsWith(`${base}_`))
const plain = (words: Record<string, string>) => Object.keys(words).filter((key) => !isForm(key))

test('twelve languages are spoken', () => {
  expect(Object.keys(locales).toSorted()).toEqual('ar da de en es fr it ja nl pl pt sv'.split(' '))
  for (const [language, words] of everyone) expect(words.language).toBe(language)
})

describe.each(everyone)('in %s', (language, words) => {
  test('the same words are there as in French, in the same order, and none is empty', () => {
    expect(plain(words)).toEqual(plain(fr))
    expect(Object.entries(words).filter(([, text]) => !text.trim())).toEqual([])
  })

  test('each word has the places to fill that the French one has', () => {
    for (const key of plain(fr)) expect(placesOf(words[key]!), key).toEqual(placesOf(fr[key]!))
  })

  test('what speaks of a number has exactly the forms the language counts with', () => {
    const forms = [...new Set(counts.map((count) => formOf(language, count)))]
    for (const base of counted) {
      const keys = Object.keys(words).filter((key) => key.startsWith(`${base}_`))
      expect(keys.toSorted()).toEqual(forms.map((form) => `${base}_${form}`).toSorted())
      // Only a form that stands for a single number may leave the number out: Arabic says "two answers" in one word.
      for (const form of forms) {
        const isOneNumber = counts.filter((count) => formOf(language, count) === form).length === 1
        const places = placesOf(words[`${base}_${form}`]!)
        if (!isOneNumber || places.length) expect(places, form).toEqual(['count'])
      }
    }
  })

  test('nothing shouts, and nothing is left between what belongs on one line', () => {
    expect(Object.values(words).filter((text) => /[!！]|^\s|\s$| {2}/.test(text))).toEqual([])
  })

  test('a wait, a count, a date and a number are said whole', () => {
    for (const [key, values] of [
      ['failed_rate_limited', { seconds: 60 }],
      ['error_summary', { count: 5 }],
      ['error_too_early', { min: '2026-01-03' }],
      ['error_too_large', { max: 1_250 }],
    ] as const) {
      const said = say(words, key, values)
      expect(said, key).not.toMatch(/[{}]|^$|2026-01-03/)
    }
  })
})

test('the Worker’s own pages speak the same languages', () => {
  const spoken = Object.keys(locales).toSorted()
  expect(hostedLanguages.toSorted()).toEqual(spoken)
  expect(Object.keys(refusalWords).toSorted()).toEqual(spoken)
  for (const language of spoken) {
    expect(Object.keys(hostedWords(language)), language).toEqual(Object.keys(hostedWords('fr')))
    expect(placesOf(Object.values(hostedWords(language)).join()), language).toEqual(['question'])
    expect(Object.keys(refusalWords[language]!), language).toEqual(Object.keys(refusalWords.en!))
    expect(JSON.stringify(refusalWords[language]), language).not.toMatch(/""|!| {2}/)
  }
})

test('every mistake a visitor can make has words of its own, or the general ones', () => {
  // Only programs make these: the widget's own controls cannot.
  const impossible = ['wrong_type', 'unknown_field', 'not_an_option']
  for (const code of fieldErrors.filter((each) => !impossible.includes(each)))
    expect(fr).toHaveProperty(`error_${code}`)
})

test('Polish and Arabic count as they are spoken', () => {
  const said = (language: string, count: number) => say(locales[language]!, 'error_summary', { count })
  expect([1, 2, 5, 22].map((count) => said('pl', count).match(/odpowied[^.]+/)![0])).toEqual([
    'odpowiedź',
    'odpowiedzi',
    'odpowiedzi',
    'odpowiedzi',
  ])
  expect([1, 2, 3, 11].map((count) => said('ar', count).split(' ').slice(0, 2).join(' '))).toEqual([
    'إجابة واحدة',
    'إجابتان تحتاجان',
    '3 إجابات',
    '11 إجابة',
  ])
})

test('numbers and dates are written as the language writes them', () => {
  expect(say(locales.de!, 'error_too_large', { max: 1_250 })).toContain('1.250')
  expect(say(fr, 'error_too_early', { min: '2026-01-03' })).toContain('3 janvier 2026')
  expect(say(locales.ja!, 'failed_rate_limited', { seconds: 60 })).toContain('60 秒')
})

test('French punctuation never starts a line', () => {
  expect(Object.values(fr).filter((text) => / [:;?!»]|« /.test(text))).toEqual([])
})
