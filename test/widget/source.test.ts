import { expect, test } from 'vitest'
import { source } from '../../contract/submission.ts'
import { sourceOf } from '../../widget/source.ts'

test('nothing that could name the visitor leaves the page: no query, no fragment, no credentials', () => {
  const told = sourceOf(
    'https://u:p@site.fr/guide?email=a@b.fr&token=s3cret#me',
    'Guide',
    'https://mail.fr/inbox?u=ada#x',
  )
  expect(told).toEqual({
    page: 'https://site.fr/guide',
    title: 'Guide',
    referrer: 'https://mail.fr/inbox',
    campaign: {},
  })
})

test('of the query only campaign parameters are told', () => {
  const { campaign } = sourceOf(
    'https://site.fr/?utm_source=news&utm_campaign=ada@b.fr&gclid=1&id=2&UTM_MEDIUM=x',
    '',
    '',
  )
  expect(campaign).toEqual({ utm_source: 'news', gclid: '1' })
})

test('whatever the page is called and wherever it came from, the Worker takes it', () => {
  const query = Array.from(
    { length: 40 },
    (_, i) => `utm_${String.fromCharCode(97 + (i % 26))}${i > 25 ? 'z' : ''}=${'v'.repeat(900)}`,
  ).join('&')
  const told = sourceOf(`https://site.fr/${'p'.repeat(3_000)}?${query}`, 't'.repeat(900), 'android-app://com.example/')
  expect(source.safeParse(told).error).toBeUndefined()
})
