import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentReasons } from '../../contract/held-names.ts'
import { doubtsAbout } from '../../worker/capture/heuristics.ts'
import { rated } from '../bench/abuse.ts'
import { asked, samples } from '../bench/samples/read.ts'

const fields = [...asked, { key: 'other', kind: 'text' } as const]
const doubts = (answers: Record<string, string>) => doubtsAbout(fields, { email: 'camille@example.fr', ...answers })

describe('an honest person is not doubted', () => {
  it.each([
    ['for a short name', { given: 'Ô', family: 'Ng' }],
    ['for hyphens and apostrophes', { given: 'Marie-Claire', family: "O'Brien d’Ormesson" }],
    ['for capitals', { given: 'JEAN', family: 'DE LA TOUR', message: 'RAPPELEZ MOI LE MATIN' }],
    ['for many consonants', { given: 'Grzegorz', family: 'Brzęczyszczykiewicz', company: 'Chrząszcz' }],
    ['for another script', { given: '花子', family: '山田', message: '資料を拝見したいです' }],
    ['for two scripts in two answers', { given: 'Oksana', family: 'Ткаченко' }],
    ['for a company named after a game', { company: 'Casino de Bandol', job: 'Bitcoin & SEO' }],
    ['for one link', { message: 'Voici notre page : https://picard.fr/donnees, qu’en pensez-vous ?' }],
    [
      'for their own pages',
      { email: 'a@picard.fr', message: 'https://picard.fr/a https://www.picard.fr/b picard.fr/c' },
    ],
    [
      'for a question about the site they named',
      {
        website: 'https://www.picard.fr',
        message: 'Nous proposons des devis à 300 €, urgent : https://picard.fr/devis',
      },
    ],
    ['for a heart', { message: '<3 votre travail, a < b > c' }],
    ['for a name in both fields', { given: 'Martin', family: 'Martin' }],
    ['for nothing in every field', { given: '-', family: '-', company: '-', job: 'aucun', message: 'aucun' }],
    [
      'for a long message',
      { message: `${'Nous avons une question sur le registre des traitements. '.repeat(60)} Merci.` },
    ],
  ])('%s', (_, answers) => expect(doubts(answers)).toEqual([]))
})

describe('a program is doubted', () => {
  it.each([
    ['link_in_name', { given: 'Visit https://win.example' }],
    ['link_in_name', { family: 'www.example.com/claim' }],
    ['markup', { given: '<script>alert(1)</script>' }],
    ['markup', { message: '[url=http://spam.example]best[/url]' }],
    ['mixed_scripts', { given: 'Pаypаl' }],
    ['many_links', { message: 'http://a.example http://b.example http://c.example' }],
    ['gibberish', { given: 'XqZkWvPbTr' }],
    ['gibberish', { given: 'fdkjhg', family: 'kjhdfg' }],
    ['same_text_everywhere', { given: 'hello', family: 'hello', company: 'Hello', message: 'hello' }],
    ['known_spam_words', { message: 'Buy backlinks and guest posts, rank #1 on Google' }],
  ])('for %s: %o', (reason, answers) => expect(doubts(answers)).toContain(reason))

  it('for the weightiest reason first', () => {
    const said = doubts({ given: 'https://a.example', message: 'http://b.example casino' })
    expect(said[0]).toBe('link_in_name')
    expect(said.length).toBeGreaterThan(1)
  })
})

describe('the labelled samples', () => {
  it('are at least 200 of each kind', () => {
    expect(samples.filter(({ isSpam }) => !isSpam).length).toBeGreaterThanOrEqual(200)
    expect(samples.filter(({ isSpam }) => isSpam).length).toBeGreaterThanOrEqual(200)
  })

  it.each(['tune', 'holdout'] as const)('are told apart: %s', (part) => {
    const { precision, recall } = rated(part)
    expect(precision).toBeGreaterThanOrEqual(0.98)
    expect(recall).toBeGreaterThanOrEqual(0.9)
  })
})

describe('whatever is sent', () => {
  const anything = fc.dictionary(
    fc.constantFrom(...fields.map(({ key }) => key)),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
    ),
  )

  it('is judged by reasons of the closed list, each once, and always alike', () => {
    fc.assert(
      fc.property(anything, (answers) => {
        const said = doubtsAbout(fields, answers)
        expect(new Set(said).size).toBe(said.length)
        for (const reason of said) expect(contentReasons).toContain(reason)
        expect(doubtsAbout(fields, answers)).toEqual(said)
      }),
    )
  })

  it.each(['<a ', 'a.', 'rank ', 'https://', '{{', 'http:', '[', 'аa', 'claim ', '.com'])(
    'takes no time: %s again and again',
    (piece) => {
      const startedAt = performance.now()
      doubts({ given: piece.repeat(15_000), message: piece.repeat(15_000) })
      expect(performance.now() - startedAt).toBeLessThan(500)
    },
  )
})
