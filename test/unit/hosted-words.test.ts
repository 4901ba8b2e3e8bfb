import { expect, test } from 'vitest'
import { hostedLanguages, hostedWords } from '../../worker/capture/hosted/words.ts'
import { locales } from '../../worker/lib/locale.ts'

test('the hosted page speaks every language the widget speaks, each text in its own words', () => {
  expect(hostedLanguages.toSorted()).toEqual(Object.keys(locales).toSorted())
  for (const language of hostedLanguages) {
    const words = hostedWords(language)
    for (const text of Object.values(words)) expect(text.trim(), language).not.toBe('')
    expect(words.depends.match(/\{\w+\}/g), language).toEqual(['{question}'])
    if (language !== 'en') expect(words.unknown).not.toBe(hostedWords('en').unknown)
  }
})
