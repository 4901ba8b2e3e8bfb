import { expect, test } from 'vitest'
import { readOptions } from '../../widget/options.ts'

function aTag(html: string) {
  document.body.innerHTML = html
  return document.querySelector('script') ?? undefined
}

test('the query of the script’s address says what a tag manager would strip from its attributes', () => {
  const tag = aTag(
    '<script type="x" src="https://l.example/e/guide.js?target=%23here&theme=dark&prefill-email=a@b.fr"></script>',
  )
  expect(readOptions(tag)).toEqual({ target: '#here', theme: 'dark', prefill: { email: 'a@b.fr' } })
})

test('an attribute wins over the query', () => {
  const tag = aTag(
    '<script type="x" src="/e/guide.js?locale=fr&accent=%23000000" data-locale="en" data-prefill-given_name="Ada"></script>',
  )
  expect(readOptions(tag)).toEqual({ locale: 'en', accent: '#000000', prefill: { given_name: 'Ada' } })
})

test('a tag nobody can find asks for nothing', () => {
  expect(readOptions(undefined)).toEqual({ prefill: {} })
})
