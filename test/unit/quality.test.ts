import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPlausibleName, isRole, type QualityFacts, qualityOf, qualityPoints } from '../../contract/quality.ts'

const nothing: QualityFacts = {
  offer: null,
  freely: 0,
  took: false,
  submissions: 0,
  agreed: false,
  email: 'info@example.fr',
  confirmed: false,
  mailbox: 'free',
  name: null,
  phone: null,
  came: false,
  held: false,
  page: false,
}
const everything: QualityFacts = {
  offer: 'trial',
  freely: 9,
  took: true,
  submissions: 3,
  agreed: true,
  email: 'claire.martin@atelier-sud.fr',
  confirmed: true,
  mailbox: 'own',
  name: 'Claire Martin',
  phone: '+33612345678',
  came: true,
  held: false,
  page: true,
}
const facts: fc.Arbitrary<QualityFacts> = fc.record({
  offer: fc.constantFrom('trial', 'code', 'file', 'link', null),
  freely: fc.integer({ min: -5, max: 1_000 }),
  took: fc.boolean(),
  submissions: fc.nat(1_000),
  agreed: fc.boolean(),
  email: fc.oneof(fc.emailAddress(), fc.string()),
  confirmed: fc.boolean(),
  mailbox: fc.constantFrom('own', 'free', 'disposable'),
  name: fc.option(fc.string()),
  phone: fc.option(fc.string()),
  came: fc.boolean(),
  held: fc.boolean(),
  page: fc.boolean(),
})

describe('the quality of a lead', () => {
  it('is 0 where nothing speaks for them, and 100 where everything does', () => {
    expect(qualityOf(nothing).score).toBe(0)
    expect(qualityOf(everything).score).toBe(100)
    const all = Object.values(qualityPoints).flatMap((points) => Object.values(points))
    expect(all.reduce((sum, points) => sum + points, 0)).toBe(100)
  })

  it('lies from 0 to 100, and is the sum of its reasons, each within what it can give', () =>
    fc.assert(
      fc.property(facts, (facts) => {
        const { score, reasons } = qualityOf(facts)
        expect(Number.isInteger(score)).toBe(true)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(100)
        expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score)
        for (const { points, of } of reasons) expect(points >= 0 && points <= of).toBe(true)
        expect(new Set(reasons.map(({ code }) => code)).size).toBe(reasons.length)
        expect(qualityOf(facts)).toEqual({ score, reasons })
      }),
    ))

  const better: Partial<QualityFacts>[] = [
    { took: true },
    { agreed: true },
    { confirmed: true },
    { mailbox: 'own' },
    { name: 'Claire Martin' },
    { phone: '+33612345678' },
    { page: true },
    { email: 'claire@example.fr' },
    { held: false },
    { came: true },
    { submissions: 2_000 },
    { freely: 2_000 },
    { offer: 'trial' },
  ]
  it('is never lowered by knowing something good more', () =>
    fc.assert(
      fc.property(facts, fc.constantFrom(...better), (facts, more) => {
        expect(qualityOf({ ...facts, ...more }).score).toBeGreaterThanOrEqual(qualityOf(facts).score)
      }),
    ))

  it('knows an office’s address from a person’s', () => {
    for (const email of ['info@a.fr', 'Contact@a.fr', 'no-reply@a.fr', 'support+x@a.fr'])
      expect(isRole(email)).toBe(true)
    for (const email of ['claire@a.fr', 'infirmier@a.fr', 'a@b', '@', '']) expect(isRole(email)).toBe(false)
  })

  it('knows a name from what hands type to get past a field', () => {
    for (const name of [
      'Claire Martin',
      'Zoë',
      'Ng',
      'O’Brien',
      "D'Almeida",
      '田中',
      'محمد',
      'Jean-Luc',
      'Martin, Jr.',
    ])
      expect(isPlausibleName(name), name).toBe(true)
    for (const name of [
      '',
      ' ',
      'x',
      'test',
      'Test Test',
      'asdfgh',
      'azerty',
      'aaaa',
      'Zoooooé',
      '12 34',
      'a@b.fr',
      '=cmd()',
    ])
      expect(isPlausibleName(name), name).toBe(false)
    expect(isPlausibleName(null)).toBe(false)
  })
})
