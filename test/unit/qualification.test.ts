import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amongMembers, assigneeOf } from '../../contract/assignment.ts'
import { type Condition, condition, holds, type Known } from '../../contract/condition.ts'
import { personaOf } from '../../contract/persona.ts'
import {
  afterExchange,
  type CriterionRule,
  isQualified,
  type Judged,
  judge,
  type KeptVerdicts,
  keptOf,
  qualification,
  ruledBy,
  stageAfter,
  usualQualification,
  verdicts,
} from '../../contract/qualification.ts'
import { stages } from '../../contract/stage.ts'
import { coldFrom, temperatureOf, warmthOf } from '../../contract/temperature.ts'

const keys = ['size', 'role', 'budget', 'lead.country', 'lead.job_title', 'unheard_of']
const text = fc.constantFrom('10-49', '250+', 'Directrice', 'dsi', 'FR', 'CH', '3', '  ', '§§')
const answer = fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { maxLength: 3 }))
const known: fc.Arbitrary<Known> = fc.dictionary(fc.constantFrom(...keys), answer, { maxKeys: 6 })
const about = fc.constantFrom(...keys)
const values = fc.array(
  text.filter((value) => value.trim() !== ''),
  { minLength: 1, maxLength: 3 },
)
const aCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ about, is: fc.constantFrom('one_of', 'none_of', 'contains'), values }),
  fc.record({ about, is: fc.constantFrom('at_least', 'at_most'), value: fc.integer() }),
  fc.record({ about, is: fc.constantFrom('answered', 'not_answered') }),
) as fc.Arbitrary<Condition>
const when = fc.array(aCondition, { minLength: 1, maxLength: 3 })
const rules: fc.Arbitrary<CriterionRule[]> = fc.array(
  fc.record({ when, verdict: fc.constantFrom('yes' as const, 'no' as const) }),
  { maxLength: 5 },
)
const criteria = fc
  .array(fc.record({ necessary: fc.boolean(), rules }), { maxLength: 5 })
  .map((list) => list.map((one, n) => ({ ...one, id: `c${n}`, name: `C ${n}` })))
const said: fc.Arbitrary<KeptVerdicts> = fc.dictionary(
  fc.constantFrom('c0', 'c1', 'c2', 'given_up'),
  fc.record({
    verdict: fc.constantFrom(...verdicts),
    judged: fc.constant({ by: 'Claire', at: '2026-01-01T00:00:00.000Z', why: 'Called.' }),
  }),
)

describe('a condition', () => {
  const one = (over: object) => condition.parse({ about: 'role', is: 'contains', values: ['direct'], ...over })

  it('compares words as people do: without case or accents, from the beginning of a word', () => {
    expect(holds(one({}), { role: 'Directrice des ventes' })).toBe(true)
    expect(holds(one({ values: ['réseau'] }), { role: 'ingenieur RESEAUX' })).toBe(true)
    expect(holds(one({ values: ['cto'] }), { role: 'Docteure' })).toBe(false)
    expect(holds(one({ is: 'one_of', values: ['île'] }), { role: ['ILE', 'mer'] })).toBe(true)
    expect(holds(one({ values: ['§'] }), { role: 'anything' })).toBe(false)
  })

  it('does not count what is no number', () => {
    const atLeast = condition.parse({ about: 'role', is: 'at_least', value: 10 })
    expect([10, '10', ' 11 '].map((role) => holds(atLeast, { role }))).toEqual([true, true, true])
    expect([9, '10-49', '', true, ['10']].map((role) => holds(atLeast, { role }))).toEqual(Array(5).fill(false))
  })

  it('about what was never asked is not so, save that it was not answered', () =>
    fc.assert(
      fc.property(aCondition, (condition) => {
        expect(holds({ ...condition, about: 'never' }, {})).toBe(condition.is === 'not_answered')
        expect(holds({ ...condition, about: 'tostring' }, {})).toBe(condition.is === 'not_answered')
      }),
    ))

  it('refuses a subject there is not', () => {
    expect(condition.safeParse(one({ about: 'lead.persona' })).success).toBe(true)
    for (const about of ['lead.secret', 'a.b', '', 'Role', '__proto__', 'x'.repeat(60)])
      expect(condition.safeParse({ about, is: 'answered' }).success).toBe(false)
  })
})

describe('a verdict of rules', () => {
  it('is the same whatever the order of the rules and of their conditions', () =>
    fc.assert(
      fc.property(rules, known, fc.integer(), (list, known, turn) => {
        const at = list.length ? Math.abs(turn) % list.length : 0
        const turned = [...list.slice(at), ...list.slice(0, at)].map((rule) => ({
          ...rule,
          when: rule.when.toReversed(),
        }))
        expect(ruledBy(turned, known).verdict).toBe(ruledBy(list, known).verdict)
      }),
    ))

  it('is never lowered by one more rule that says yes', () =>
    fc.assert(
      fc.property(rules, when, known, (list, when, known) => {
        const rank = { no: 0, unknown: 1, yes: 2 }
        const more = ruledBy([...list, { when, verdict: 'yes' }], known).verdict
        expect(rank[more]).toBeGreaterThanOrEqual(rank[ruledBy(list, known).verdict])
      }),
    ))

  it('has its evidence, and nothing that is not known is evidence', () =>
    fc.assert(
      fc.property(rules, known, (list, known) => {
        const { verdict, evidence } = ruledBy(list, known)
        expect(evidence.some((rule) => rule.verdict === verdict)).toBe(verdict !== 'unknown')
        const unknown = Object.fromEntries(Object.entries(known).map(([key, answer]) => [`not_${key}`, answer]))
        const among = [...list.entries()].filter(([, { when }]) => when.every(({ is }) => is !== 'not_answered'))
        expect(
          ruledBy(
            among.map(([, rule]) => rule),
            unknown,
          ),
        ).toEqual({ verdict: 'unknown', evidence: [] })
      }),
    ))
})

describe('judging a lead', () => {
  it('says the same of the same, and again of what was kept of it', () =>
    fc.assert(
      fc.property(criteria, known, said, (criteria, known, said) => {
        const judged = judge(criteria, known, said)
        expect(judge(criteria, known, said)).toEqual(judged)
        const kept = keptOf(judged, said)
        expect(keptOf(judge(criteria, known, kept), kept)).toEqual(kept)
      }),
    ))

  it('lets the word of a person stand above every rule, and forgets none of it', () =>
    fc.assert(
      fc.property(criteria, known, said, (criteria, known, said) => {
        const judged = judge(criteria, known, said)
        for (const { id, verdict, judged: word } of judged) {
          if (said[id]) expect({ verdict, judged: word }).toEqual(said[id])
          else expect(word).toBeNull()
        }
        for (const [id, word] of Object.entries(said)) expect(keptOf(judged, said)[id]).toEqual(word)
      }),
    ))

  it('finds somebody qualified only where something is necessary and all of that is a yes', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ necessary: fc.boolean(), verdict: fc.constantFrom(...verdicts) })),
        (judged: Pick<Judged, 'necessary' | 'verdict'>[]) => {
          const necessary = judged.filter((one) => one.necessary)
          const isWanted = necessary.length > 0 && !necessary.some(({ verdict }) => verdict !== 'yes')
          expect(isQualified(judged)).toBe(isWanted)
          expect(isQualified(judged.toReversed())).toBe(isWanted)
        },
      ),
    ))
})

describe('the stage a lead comes to by itself', () => {
  const movedBy = fc.constantFrom('person' as const, 'exchange' as const, 'qualified' as const, null)
  const lead = fc.record({ stage: fc.constantFrom(...stages), isQualified: fc.boolean(), movedBy })

  it('is a prospect for being qualified only where the site says so, and a lead again once that ends', () => {
    const on = 'exchange_or_qualified' as const
    const stage = 'lead' as const
    expect(stageAfter({ stage, isQualified: true, movedBy: null }, on)).toBe('prospect')
    expect(stageAfter({ stage, isQualified: true, movedBy: null }, 'exchange')).toBe('lead')
    expect(stageAfter({ stage: 'prospect', isQualified: false, movedBy: 'qualified' }, on)).toBe('lead')
    expect(stageAfter({ stage: 'prospect', isQualified: false, movedBy: 'exchange' }, on)).toBe('prospect')
  })

  it('is never other than a person chose, and touches nobody who was further', () =>
    fc.assert(
      fc.property(lead, fc.constantFrom('exchange' as const, 'exchange_or_qualified' as const), (lead, on) => {
        const stage = stageAfter(lead, on)
        if (lead.movedBy === 'person' || !['lead', 'prospect'].includes(lead.stage)) expect(stage).toBe(lead.stage)
        expect(stageAfter({ ...lead, stage, movedBy: stage === lead.stage ? lead.movedBy : 'qualified' }, on)).toBe(
          stage,
        )
      }),
    ))

  it('is a prospect after an exchange, for whoever was only a lead', () => {
    expect(stages.map(afterExchange)).toEqual(['prospect', 'prospect', 'customer', 'disqualified', 'lost'])
  })
})

describe('a persona', () => {
  it('is the first that fits', () => {
    const is = (name: string, value: string) => ({
      name,
      when: [{ about: 'role', is: 'contains' as const, values: [value] }],
    })
    const personas = [is('Direction', 'direct'), is('Ventes', 'ventes')]
    expect(personaOf(personas, { role: 'Directrice des ventes' })).toBe('Direction')
    expect(personaOf(personas.toReversed(), { role: 'Directrice des ventes' })).toBe('Ventes')
    expect(personaOf(personas, { role: 'Stagiaire' })).toBeNull()
    expect(personaOf([], {})).toBeNull()
  })
})

describe('whose a new lead is', () => {
  const to = fc.uniqueArray(fc.constantFrom('ana', 'bo', 'cem', 'dia'), { minLength: 1 })

  it('follows from the moment it came, so that people take turns and nothing is counted', () =>
    fc.assert(
      fc.property(to, fc.integer({ min: 0, max: 2 ** 45 }), (to, ms) => {
        const rules = [{ when: [], to }]
        const turns = to.map((_, n) => assigneeOf(rules, {}, ms + n))
        expect(turns.toSorted()).toEqual(to.toSorted())
        expect(assigneeOf(rules, {}, ms)).toBe(turns[0])
      }),
    ))

  it('is nobody’s where no rule holds, and never somebody who left', () =>
    fc.assert(
      fc.property(fc.array(fc.record({ when, to })), known, fc.nat(), (rules, known, ms) => {
        expect(assigneeOf([], known, ms)).toBeNull()
        expect(['ana', null]).toContain(assigneeOf(amongMembers(rules, ['ana']), known, ms))
      }),
    ))
})

describe('warmth', () => {
  const at = '2026-03-01T12:00:00.000Z'
  const later = (days: number) => Date.parse(at) + days * 86_400_000

  it('is hot for as many days as the site says after the person’s own interest, and never without any', () => {
    expect(temperatureOf(at, later(13.9))).toBe('hot')
    expect(temperatureOf(at, later(14))).toBe('cold')
    expect(temperatureOf(at, later(14), 30)).toBe('hot')
    expect(temperatureOf(null, later(0))).toBe('cold')
    expect(temperatureOf('nonsense', later(0))).toBe('cold')
    expect(temperatureOf(at, Date.parse(coldFrom(at)))).toBe('cold')
  })

  it('only cools with time', () =>
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.integer({ min: 1, max: 365 }), (a, b, days) => {
        const [sooner, cooler] = [Math.min(a, b), Math.max(a, b)].map((ms) => warmthOf(at, Date.parse(at) + ms, days))
        expect(sooner).toBeGreaterThanOrEqual(cooler!)
        expect(cooler).toBeGreaterThanOrEqual(0)
        expect(sooner).toBeLessThanOrEqual(1)
      }),
    ))
})

describe('what a site settles', () => {
  const codes = (value: unknown) =>
    qualification.safeParse(value).error?.issues.map(({ path, message }) => [path.join('.'), message])

  it('starts with five criteria, of which three are necessary and nobody meets any', () => {
    expect(usualQualification.criteria.map(({ id, necessary }) => [id, necessary])).toEqual([
      ['fit', true],
      ['purchasing_power', true],
      ['decision_maker', true],
      ['need', false],
      ['timing', false],
    ])
    expect(isQualified(judge(usualQualification.criteria, {}))).toBe(false)
  })

  it('names every criterion of its own, each once', () => {
    const own = { id: 'own', necessary: true }
    expect(codes({ criteria: [own] })).toEqual([['criteria.0.name', 'required']])
    const named = { ...own, name: 'Nôtre' }
    expect(codes({ criteria: [named, named] })).toEqual([['criteria.1.id', 'duplicate_key']])
    const persona = { name: 'DSI', when: [{ about: 'role', is: 'answered' }] }
    expect(codes({ criteria: [], personas: [persona, persona] })).toEqual([['personas.1.name', 'duplicate_key']])
    expect(codes({ criteria: [named], personas: [persona] })).toBeUndefined()
  })

  it('refuses what is no rule', () => {
    const broken = [
      { id: 'constructor', necessary: true, name: 'x' },
      { id: 'fit', necessary: 'yes' },
      { id: 'fit', necessary: true, rules: [{ when: [], verdict: 'yes' }] },
      { id: 'fit', necessary: true, rules: [{ when: [{ about: 'a', is: 'like', values: ['x'] }], verdict: 'yes' }] },
      { id: 'fit', necessary: true, rules: [{ when: [{ about: 'a', is: 'answered' }], verdict: 'unknown' }] },
      { id: 'fit', necessary: true, rules: [{ when: [{ about: 'a', is: 'one_of', values: [] }], verdict: 'no' }] },
    ]
    for (const criterion of broken) expect(qualification.safeParse({ criteria: [criterion] }).success).toBe(false)
    expect(qualification.safeParse({ criteria: [], hotDays: 0 }).success).toBe(false)
    expect(qualification.safeParse({ criteria: [], assignment: [{ to: [] }] }).success).toBe(false)
  })
})
