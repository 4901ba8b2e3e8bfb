import { expect, test } from 'vitest'
import { directionOf } from '../../contract/direction.ts'
import { chooseLanguage, say } from '../../widget/i18n.ts'
import { fr } from '../../widget/locales/fr.ts'

test.each([
  ['the page decides, whatever the browser speaks', ['fr', 'en'], undefined, 'en', ['fr-FR'], 'en'],
  ['a regional page is understood', ['fr', 'en'], undefined, 'en-GB', ['fr'], 'en'],
  ['the exact region is preferred', ['pt', 'pt-BR'], undefined, 'pt-BR', [], 'pt-BR'],
  ['a page that says nothing leaves it to the browser', ['fr', 'en'], undefined, '', ['de', 'en-US'], 'en'],
  ['a page in a language of no version leaves it to the browser', ['fr', 'en'], undefined, 'de', ['en'], 'en'],
  ['what the tag asks for comes first', ['fr', 'en'], 'en', 'fr', ['fr'], 'en'],
  ['nothing fitting shows the default', ['fr', 'en'], undefined, 'de', ['it'], 'fr'],
])('%s', (_, languages, asked, page, browser, expected) => {
  expect(chooseLanguage(languages, asked, page, { languages: browser })).toBe(expected)
})

test('a code without a word of its own is said in general words', () => {
  expect(say(fr, 'error_never_heard_of', {}, 'error_other')).toBe(fr.error_other)
  expect(say(fr, 'error_too_small', { min: 3 })).toContain('3')
})

test.each([
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['arn', 'ltr'],
  ['fr', 'ltr'],
])('%s is written %s', (language, direction) => {
  expect(directionOf(language)).toBe(direction)
})
