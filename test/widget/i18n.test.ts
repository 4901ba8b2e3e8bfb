import { expect, test } from 'vitest'
import { chooseLanguage, say } from '../../widget/i18n.ts'
import { en } from '../../widget/locales/en.ts'
import { fr } from '../../widget/locales/fr.ts'

const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

test('French and English have the same words with the same places to fill', () => {
  expect(Object.keys(en)).toEqual(Object.keys(fr))
  for (const [key, text] of Object.entries(fr)) expect(places(en[key as keyof typeof en]), key).toEqual(places(text))
})

test('no word shouts', () => {
  expect([...Object.values(fr), ...Object.values(en)].filter((text) => text.includes('!'))).toEqual([])
})

test.each([
  ['the page decides, whatever the browser speaks', ['fr', 'en'], undefined, 'en', ['fr-FR'], 'en'],
  ['a regional page is understood', ['fr', 'en'], undefined, 'en-GB', ['fr'], 'en'],
  ['the exact region is preferred', ['pt', 'pt-BR'], undefined, 'pt-BR', [], 'pt-BR'],
  ['a page that says nothing leaves it to the browser', ['fr', 'en'], undefined, '', ['de', 'en-US'], 'en'],
  ['a page in a language of no version leaves it to the browser', ['fr', 'en'], undefined, 'de', ['en'], 'en'],
  ['what the tag asks for comes first', ['fr', 'en'], 'en', 'fr', ['fr'], 'en'],
  ['nothing fitting shows the default', ['fr', 'en'], undefined, 'de', ['it'], 'fr'],
])('%s', (_, languages, asked, page, browser, expected) => {
  expect(chooseLanguage(languages, asked, page, browser)).toBe(expected)
})

test('a code without a word of its own is said in general words', () => {
  expect(say(fr, 'error_never_heard_of', {}, 'error_other')).toBe(fr.error_other)
  expect(say(fr, 'error_too_small', { min: 3 })).toContain('3')
})
