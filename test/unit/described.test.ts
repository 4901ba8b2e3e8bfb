import { expect, test } from 'vitest'
import { described } from '../../contract/described.ts'

const bare = (text: string) => text.replace(/[\u2068\u2069]/g, '').replaceAll(/\s/g, ' ')

test.each([
  ['fr', { name: 'Guide', type: 'application/pdf', bytes: 1_234_567 }, 'Guide · PDF · 1,2 Mo'],
  ['en', { name: 'Guide', type: 'application/epub+zip', bytes: 340_400 }, 'Guide · EPUB · 340 kB'],
  ['en', { name: 'Tour', type: 'text/html' }, 'Tour'],
])('what is given, in %s', (language, given, line) => {
  expect(bare(described(given, language))).toBe(line)
})

test('in an Arabic line each part keeps its own direction', () => {
  expect(described({ name: 'Guide RGPD', type: 'application/pdf' }, 'ar')).toBe(
    '\u2068Guide RGPD\u2069 · \u2068PDF\u2069',
  )
})
