import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sourceName as nameSchema } from '../../contract/insight.ts'
import { audienceOf } from '../../worker/insight/audience.ts'
import { readBeacon } from '../../worker/insight/beacon.ts'
import { type Cells, mostCells, mostSources, readKey, within } from '../../worker/insight/cell.ts'
import { daysIn, spansOf } from '../../worker/insight/numbers.ts'
import { sourceName, sourceOf } from '../../worker/insight/source-name.ts'

describe('a source', () => {
  test.each([
    ['', 'direct'],
    ['https://www.google.co.uk/search?q=a', 'google'],
    ['android-app://com.google.android.googlequicksearchbox/', 'google'],
    ['https://l.facebook.com/', 'facebook'],
    ['https://lnkd.in/abc', 'linkedin'],
    ['https://t.co/x', 'x'],
    ['https://notgoogle.com/', 'notgoogle.com'],
    ['https://www.example.fr/?email=zoe@example.fr', 'example.fr'],
    ['Newsletter Été', 'newsletter-ete'],
    ['google', 'google'],
    ['zoe@example.fr', 'other'],
    ['client-12345678', 'other'],
    ['javascript:alert(1)', 'javascript-alert-1'],
    ['http://', 'other'],
  ])('%s is %s', (said, name) => expect(sourceName(said)).toBe(name))

  test('is a word of few signs, whatever was said', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (said) => nameSchema.safeParse(sourceName(said)).success))
    fc.assert(fc.property(fc.webUrl(), (said) => nameSchema.safeParse(sourceName(said)).success))
  })

  test('of a submission is its campaign, else the site before, but not its own', () => {
    const page = 'https://example.fr/guide'
    const referrer = 'https://duckduckgo.com/'
    expect(sourceOf({ page, referrer, campaign: { utm_source: 'lettre' } })).toBe('lettre')
    expect(sourceOf({ page, referrer })).toBe('duckduckgo')
    expect(sourceOf({ page, referrer: 'https://example.fr/' })).toBe('direct')
    expect(sourceOf({})).toBe('direct')
  })
})

describe('who asks', () => {
  const of = (agent: string, headers = {}) =>
    audienceOf(new Request('https://leads.example.com/', { headers: { 'user-agent': agent, ...headers } }))

  test.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148', 'phone'],
    ['Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'phone'],
    ['Mozilla/5.0 (Linux; Android 14; CUBOT X70) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'phone'],
    ['Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'tablet'],
    ['Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148', 'tablet'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'desktop'],
  ])('is a person: %s', (agent, device) => expect(of(agent)).toEqual({ country: '-', device, isBot: false }))

  test.each(['Mozilla/5.0 (compatible; bingbot/2.0)', 'Slackbot-LinkExpanding 1.0', 'python-requests/2.32', ''])(
    'is a program: %s',
    (agent) => expect(of(agent).isBot).toBe(true),
  )

  test('is nobody yet while a page is only got ready', () => {
    expect(of('Mozilla/5.0 Firefox/145.0', { 'sec-purpose': 'prefetch' }).isBot).toBe(true)
  })
})

describe('the cells of a row', () => {
  const cells = fc.dictionary(
    fc
      .tuple(
        fc.constantFrom('view', 'start', 'submit'),
        fc.stringMatching(/^[a-z]{1,3}$/),
        fc.stringMatching(/^[A-Z]{2}$/),
        fc.constantFrom('phone', 'tablet', 'desktop', '-'),
      )
      .map((parts) => `${parts.join(' ')} -`),
    fc.integer({ min: 1, max: 1_000 }),
    { maxKeys: 400, size: 'max' },
  )
  const sum = (all: Cells) => Object.values(all).reduce((a, b) => a + b, 0)

  test('stay within their bounds, lose not one, and keep what happened apart', () => {
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 6 }), (rounds) => {
        const row: Cells = {}
        for (const more of rounds) {
          const added = within(Object.keys(row), more)
          expect(sum(added)).toBe(sum(more))
          for (const [key, n] of Object.entries(added)) row[key] = (row[key] ?? 0) + n
        }
        const keys = Object.keys(row).map(readKey)
        // What is too much is counted by event and device alone, of which there are few.
        expect(keys.length).toBeLessThanOrEqual(mostCells + 12)
        expect(new Set(keys.map(({ source }) => source)).size).toBeLessThanOrEqual(mostSources + 1)
        for (const event of ['view', 'start', 'submit']) {
          const said = rounds.map((more) => Object.entries(more).filter(([key]) => key.startsWith(`${event} `)))
          const kept = Object.entries(row).filter(([key]) => key.startsWith(`${event} `))
          expect(sum(Object.fromEntries(kept))).toBe(sum(Object.fromEntries(said.flat().map(([, n], i) => [i, n]))))
        }
      }),
      { numRuns: 60 },
    )
  })
})

test('a beacon is a form, an event and a source that may hold commas', () => {
  expect(readBeacon('guide-rgpd,view,a,b')).toEqual({ form: 'guide-rgpd', event: 'view', source: 'a,b' })
  expect(readBeacon('guide-rgpd,view')).toEqual({ form: 'guide-rgpd', event: 'view', source: '' })
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readBeacon(text) !== null))
})

test('every hour and day between two is told, through the end of summer time too', () => {
  const later = Date.parse('2027-01-01')
  expect(spansOf('hour', '2026-10-25', '2026-10-25', later)).toHaveLength(24)
  expect(spansOf('day', '2026-02-27', '2026-03-01', later)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  expect(daysIn('2026-02-27', '2026-03-01')).toBe(3)
})
