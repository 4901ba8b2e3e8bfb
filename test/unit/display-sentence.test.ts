import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type * as z from 'zod'
import { type Display, display } from '../../contract/display.ts'
import { displaySentence } from '../../contract/display-sentence.ts'

type Input = z.input<typeof display>
const said = (input: Input, language: 'en' | 'fr') =>
  displaySentence(display.parse(input), language).replace(/\s/g, ' ')

const weekly = { every: 'days', days: 7 } as const
const blog = { about: 'path', is: 'starts', value: '/blog' } as const

test.each<[Input, string, string]>([
  [{}, 'Stands where its tag stands.', 'S’affiche à l’endroit de sa balise.'],
  [
    { place: { kind: 'popup' }, trigger: { on: 'delay', seconds: 30 }, rules: { list: [blog] }, frequency: weekly },
    'Opens after 30 s on pages under /blog, at most once a week.',
    'S’ouvre après 30 s sur les pages sous /blog, au plus une fois par semaine.',
  ],
  [
    {
      place: { kind: 'slide_in' },
      trigger: { on: 'scroll', percent: 50 },
      rules: {
        join: 'any',
        list: [
          { about: 'device', is: 'phone' },
          { about: 'query', key: 'utm_source', value: 'lettre' },
        ],
      },
    },
    'Slides in at a corner after 50% of the page on phones or with utm_source=lettre in the address, at most once a session.',
    'S’ouvre dans un coin après 50 % de la page sur téléphone ou avec utm_source=lettre dans l’adresse, au plus une fois par session.',
  ],
  [
    {
      place: { kind: 'bar', edge: 'top' },
      trigger: { on: 'exit' },
      rules: {
        list: [
          { about: 'visitor', is: 'returning' },
          { about: 'language', is: 'fr' },
          { about: 'share', percent: 12.5 },
        ],
      },
      frequency: { every: 'time' },
    },
    'Shows as a bar at the top when the visitor is about to leave for returning visitors, in French, and for 12.5% of visitors, every time.',
    'S’affiche en barre en haut quand le visiteur s’apprête à partir pour les visiteurs déjà venus, en français et pour 12,5 % des visiteurs, à chaque fois.',
  ],
  [
    { place: { kind: 'popup' }, trigger: { on: 'pages', count: 3 }, frequency: { every: 'days', days: 1 } },
    'Opens on the 3rd page of a visit, at most once a day.',
    'S’ouvre à la 3e page d’une visite, au plus une fois par jour.',
  ],
  [
    {
      place: { kind: 'popup' },
      trigger: { on: 'idle', seconds: 20 },
      rules: {
        list: [
          { about: 'date', from: '2026-03-01', to: '2026-03-31' },
          { about: 'referrer', contains: 'google.' },
        ],
      },
      frequency: { every: 'days', days: 30 },
    },
    'Opens after 20 s of doing nothing from March 1, 2026 until March 31, 2026 and for visitors coming from “google.”, at most once in 30 days.',
    'S’ouvre après 20 s d’inactivité du 1er mars 2026 jusqu’au 31 mars 2026 et pour les visiteurs venus de « google. », au plus une fois en 30 jours.',
  ],
  [
    { place: { kind: 'button' }, rules: { list: [blog] } },
    'Opens only when asked for.',
    'S’ouvre à la demande seulement.',
  ],
  [
    { closes: { at: '2026-12-31T22:00:00Z', after: 1_500, text: { fr: 'Fini' } } },
    'Stands where its tag stands. The offer ends on December 31, 2026 at 10:00 PM UTC or after 1,500 submissions.',
    'S’affiche à l’endroit de sa balise. L’offre prend fin le 31 décembre 2026 à 22:00 UTC ou après 1 500 envois.',
  ],
])('%o', (input, english, french) => {
  expect(said(input, 'en')).toBe(english)
  expect(said(input, 'fr')).toBe(french)
})

const text = fc.constantFrom('/blog', 'a.b', 'x*')
const anyRule: fc.Arbitrary<Display['rules']['list'][number]> = fc.oneof(
  fc.record({
    about: fc.constant('path' as const),
    is: fc.constantFrom('is', 'starts', 'contains', 'glob'),
    value: text,
  }),
  fc.record({ about: fc.constant('query' as const), key: fc.constant('gclid') }),
  fc.record({ about: fc.constant('referrer' as const), contains: text }),
  fc.record({ about: fc.constant('device' as const), is: fc.constantFrom('phone', 'tablet', 'desktop') }),
  fc.record({ about: fc.constant('language' as const), is: fc.constantFrom('fr', 'ar') }),
  fc.record({ about: fc.constant('visitor' as const), is: fc.constantFrom('new', 'returning') }),
  fc.record({ about: fc.constant('date' as const) }),
  fc.record({ about: fc.constant('share' as const), percent: fc.integer({ min: 1, max: 100 }) }),
)

test('whatever is set, it reads as one sentence without holes', () => {
  const trigger = fc.constantFrom<Display['trigger']>(
    { on: 'load' },
    { on: 'delay', seconds: 5 },
    { on: 'scroll', percent: 5 },
    { on: 'exit' },
    { on: 'pages', count: 2 },
    { on: 'idle', seconds: 5 },
    { on: 'click' },
  )
  const place = fc.constantFrom<Display['place']>(
    { kind: 'inline' },
    { kind: 'popup' },
    { kind: 'slide_in', side: 'end' },
    { kind: 'bar', edge: 'bottom' },
    { kind: 'button' },
  )
  fc.assert(
    fc.property(
      place,
      trigger,
      fc.array(anyRule, { maxLength: 3 }),
      fc.constantFrom('en', 'fr'),
      (place, trigger, list, language) => {
        const sentence = said({ place, trigger, rules: { list } }, language)
        expect(sentence).toMatch(/^[A-ZS].*\.$/)
        expect(sentence).not.toMatch(/undefined|\[object| {2}| ,| \.$|NaN/)
      },
    ),
  )
})
