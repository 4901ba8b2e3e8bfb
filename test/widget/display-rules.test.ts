import { expect, test } from 'vitest'
import type { Rule } from '../../contract/display.ts'
import { deviceOf } from '../../widget/circumstances.ts'
import { type Circumstances, isForThem } from '../../widget/display-rules.ts'
import { ready } from '../../worker/capture/ready-rule.ts'

const here = (over: Partial<Circumstances> = {}): Circumstances => ({
  path: '/blog/registre',
  query: new URLSearchParams('utm_source=Lettre&page=2'),
  referrer: 'https://www.google.com/',
  device: 'phone',
  language: 'fr-CA',
  visitor: 'new',
  date: '2026-03-15',
  chance: 49,
  ...over,
})
const isFor = (rule: Rule, now: Partial<Circumstances> = {}) => isForThem({ list: [ready(rule)] }, here(now))
const path = (is: 'is' | 'starts' | 'contains' | 'glob', value: string): Rule => ({ about: 'path', is, value })

test.each<[Rule, string, boolean]>([
  [path('is', '/blog'), '/blog', true],
  [path('is', '/blog'), '/blog/', true],
  [path('is', '/blog/'), '/blog', true],
  [path('is', '/blog'), '/blog/a', false],
  [path('is', '/'), '/', true],
  [path('is', '/'), '/a', false],
  [path('is', '/a.b'), '/aXb', false],
  [path('starts', '/blog'), '/blog', true],
  [path('starts', '/blog'), '/blog/a/b', true],
  [path('starts', '/blog'), '/blogging', false],
  [path('starts', '/'), '/anything', true],
  [path('contains', 'rgpd'), '/guide-RGPD-2026', true],
  [path('contains', '.pdf'), '/xpdf', false],
  [path('glob', '/blog/*'), '/blog/a', true],
  [path('glob', '/blog/*'), '/blog/a/b', false],
  [path('glob', '/blog/**'), '/blog/a/b', true],
  [path('glob', '/*/prix'), '/fr/prix/', true],
  [path('glob', '/a+(b'), '/a+(b', true],
  [path('starts', '/actualités'), '/actualités/mars', true],
])('%o on %s: %s', (rule, at, held) => {
  expect(isFor(rule, { path: at })).toBe(held)
})

test.each<[Rule, boolean]>([
  [{ about: 'query', key: 'utm_source' }, true],
  [{ about: 'query', key: 'utm_source', value: 'lettre' }, true],
  [{ about: 'query', key: 'utm_source', value: 'let' }, false],
  [{ about: 'query', key: 'gclid' }, false],
  [{ about: 'referrer', contains: 'google.' }, true],
  [{ about: 'referrer', contains: 'bing.' }, false],
  [{ about: 'device', is: 'phone' }, true],
  [{ about: 'device', is: 'desktop' }, false],
  [{ about: 'language', is: 'fr' }, true],
  [{ about: 'language', is: 'en' }, false],
  [{ about: 'visitor', is: 'new' }, true],
  [{ about: 'visitor', is: 'returning' }, false],
  [{ about: 'date', from: '2026-03-15', to: '2026-03-15' }, true],
  [{ about: 'date', from: '2026-03-16' }, false],
  [{ about: 'date', to: '2026-03-14' }, false],
  [{ about: 'share', percent: 50 }, true],
  [{ about: 'share', percent: 49 }, false],
  [{ about: 'share', percent: 100 }, true],
])('%o: %s', (rule, held) => {
  expect(isFor(rule)).toBe(held)
})

test('of a visitor about whom nothing may be remembered it is not claimed that they are new', () => {
  expect(isFor({ about: 'visitor', is: 'new' }, { visitor: undefined })).toBe(false)
  expect(isFor({ about: 'visitor', is: 'returning' }, { visitor: undefined })).toBe(false)
})

test('rules are joined by all or by any, and none at all are for everybody', () => {
  const list = [ready({ about: 'device', is: 'phone' }), ready({ about: 'language', is: 'en' })]
  expect(isForThem({ list }, here())).toBe(false)
  expect(isForThem({ any: true, list }, here())).toBe(true)
  expect(isForThem(undefined, here())).toBe(true)
})

test.each([
  [true, 390, 'phone'],
  [true, 820, 'tablet'],
  [false, 390, 'desktop'],
])('touched %s, %d px on its shorter side: %s', (isTouched, shortSide, device) => {
  expect(deviceOf(isTouched, shortSide)).toBe(device)
})
