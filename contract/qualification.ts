// Qualification: criteria of a site, each answered yes, no or unknown for a lead, by rules about its answers or by a person, whose word
// stands above any rule. Rules are data, and judging is pure.
import * as z from 'zod'
import { amongMembers, assignmentRule } from './assignment.ts'
import { allHold, type Condition, conditions, type Known } from './condition.ts'
import { persona } from './persona.ts'
import type { Stage } from './stage.ts'
import { usualHotDays } from './temperature.ts'

export const verdicts = ['yes', 'no', 'unknown'] as const
export type Verdict = (typeof verdicts)[number]

/** Those every site starts with; their names are in the dashboard's languages until somebody renames them. */
export const shippedCriteria = ['fit', 'purchasing_power', 'decision_maker', 'need', 'timing'] as const
const isShipped = (id: string) => (shippedCriteria as readonly string[]).includes(id)

export const criterionId = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/)
  .refine((id) => id !== 'constructor', 'reserved')

const rule = z.strictObject({ when: conditions, verdict: z.enum(['yes', 'no']) })
export type CriterionRule = z.infer<typeof rule>

const criterion = z.strictObject({
  id: criterionId,
  /** Left out: as we call it. Own criteria have one. */
  name: z.string().trim().min(1).max(80).optional(),
  necessary: z.boolean(),
  rules: z.array(rule).max(20).default([]),
})
export type Criterion = z.infer<typeof criterion>

/** What a site has settled about its leads. */
export const qualification = z
  .strictObject({
    criteria: z.array(criterion).max(12),
    personas: z.array(persona).max(20).default([]),
    assignment: z.array(assignmentRule).max(30).default([]),
    /** What makes a lead a prospect. Opening a mail never does. */
    prospectOn: z.enum(['exchange', 'exchange_or_qualified']).default('exchange'),
    /** For how long somebody who showed interest is hot. */
    hotDays: z.int().min(1).max(365).default(usualHotDays),
  })
  .superRefine(({ criteria, personas }, context) => {
    const issue = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
    const ids = new Set<string>()
    for (const [n, { id, name }] of criteria.entries()) {
      if (ids.has(id)) issue(['criteria', n, 'id'], 'duplicate_key')
      if (!name && !isShipped(id)) issue(['criteria', n, 'name'], 'required')
      ids.add(id)
    }
    const names = new Set<string>()
    for (const [n, { name }] of personas.entries()) {
      if (names.has(name)) issue(['personas', n, 'name'], 'duplicate_key')
      names.add(name)
    }
  })
export type Qualification = z.infer<typeof qualification>

/** What holds until a site says otherwise: criteria by name, to be judged by people. */
export const usualQualification: Qualification = qualification.parse({
  criteria: shippedCriteria.map((id, n) => ({ id, necessary: n < 3 })),
})

/** The same without people who are not of the team any more. */
export const forMembers = (settled: Qualification, members: readonly string[]): Qualification =>
  settled.assignment.length ? { ...settled, assignment: amongMembers(settled.assignment, members) } : settled

/** What a person said of a criterion. */
const judgement = z.object({ by: z.string(), at: z.iso.datetime(), why: z.string() })
export type Judgement = z.infer<typeof judgement>

/** As kept with the lead: only what is known, and who said so where it was a person. */
export type KeptVerdict = { verdict: Verdict; judged?: Judgement }
export type KeptVerdicts = Record<string, KeptVerdict>

export type Evidence = { verdict: 'yes' | 'no'; when: Condition[] }
export type Judged = {
  id: string
  necessary: boolean
  verdict: Verdict
  /** The person's word, where there is one: it stands above any rule. */
  judged: Judgement | null
  /** Every rule that holds, whether or not it decides. */
  evidence: Evidence[]
}

/**
 * What the rules alone say: a no outweighs a yes, and without either nobody knows. The order of rules does not matter.
 */
export function ruledBy(rules: readonly CriterionRule[], known: Known): { verdict: Verdict; evidence: Evidence[] } {
  const evidence = rules.filter(({ when }) => allHold(when, known))
  const has = (verdict: Verdict) => evidence.some((rule) => rule.verdict === verdict)
  return { verdict: has('no') ? 'no' : has('yes') ? 'yes' : 'unknown', evidence }
}

/** Every criterion of a site for one lead, in the site's order. `kept`: where the words of people stand. */
export const judge = (criteria: readonly Criterion[], known: Known, kept: KeptVerdicts = {}): Judged[] =>
  criteria.map(({ id, necessary, rules }) => {
    const ruled = ruledBy(rules, known)
    const said = Object.hasOwn(kept, id) ? kept[id] : undefined
    const judged = said?.judged ?? null
    return { id, necessary, verdict: said && judged ? said.verdict : ruled.verdict, judged, evidence: ruled.evidence }
  })

/** Whether every necessary criterion is a yes; where none is necessary, nobody is. */
export function isQualified(judged: readonly Pick<Judged, 'necessary' | 'verdict'>[]): boolean {
  const necessary = judged.filter((criterion) => criterion.necessary)
  return necessary.length > 0 && necessary.every(({ verdict }) => verdict === 'yes')
}

/** What is kept with the lead. The words of people stay, even about criteria a site has given up: it may take them up again. */
export function keptOf(judged: readonly Judged[], before: KeptVerdicts = {}): KeptVerdicts {
  const said = Object.entries(before).filter(([, { judged }]) => judged)
  const ruled = judged
    .filter(({ judged, verdict }) => !judged && verdict !== 'unknown')
    .map(({ id, verdict }): [string, KeptVerdict] => [id, { verdict }])
  return Object.fromEntries([...ruled, ...said])
}

/** How a lead came to its stage: `null` where it never moved. */
export type MovedBy = 'person' | 'exchange' | 'qualified' | null

/**
 * The stage a lead comes to by itself. An exchange is seen to by `afterExchange`; here only being qualified counts, where the site says
 * so. What a person chose stays; a prospect for being qualified alone, who is not any more, is a lead again.
 */
export function stageAfter(
  lead: { stage: Stage; isQualified: boolean; movedBy: MovedBy },
  prospectOn: Qualification['prospectOn'],
): Stage {
  const { stage, isQualified, movedBy } = lead
  const counts = prospectOn === 'exchange_or_qualified' && isQualified
  if (stage === 'lead' && counts && movedBy !== 'person') return 'prospect'
  if (stage === 'prospect' && !counts && movedBy === 'qualified') return 'lead'
  return stage
}

/** The stage after an exchange both ways: whoever was only a lead is a prospect. */
export const afterExchange = (stage: Stage): Stage => (stage === 'lead' ? 'prospect' : stage)

/** `GET /api/v1/sites/:id/qualification`, and what `PUT` answers. */
export const qualificationView = z.object({
  settled: qualification,
  /** When it was last changed; `null`: never. Sent back with a change, which is refused where somebody else was quicker. */
  changedAt: z.iso.datetime().nullable(),
  /** How far the leads there were at the last change have been judged anew; `null`: all are. */
  judging: z
    .object({ judged: z.int(), moved: z.int(), startedAt: z.iso.datetime(), upTo: z.iso.datetime().nullable() })
    .nullable(),
})
export type QualificationView = z.infer<typeof qualificationView>

/** `PUT /api/v1/sites/:id/qualification`. */
export const qualificationChange = z.strictObject({
  settled: qualification,
  changedAt: z.iso.datetime().nullable().optional(),
})

const mover = z.object({ id: z.uuid(), email: z.string(), fullName: z.string().nullable() })
const move = (value: z.ZodType<string | null>) =>
  z.object({ count: z.int(), first: z.array(mover.extend({ from: value, to: value })) })
/** `POST /api/v1/sites/:id/qualification/preview`: whom other rules would move. */
export const qualificationPreview = z.object({
  /** How many leads were looked at, the newest of the site. */
  looked: z.int(),
  /** Whether there are more, whom the preview did not look at. */
  more: z.boolean(),
  /** How many anything changes for. */
  moved: z.int(),
  criteria: z.array(
    z.object({
      id: z.string(),
      count: z.int(),
      first: z.array(mover.extend({ from: z.enum(verdicts), to: z.enum(verdicts) })),
    }),
  ),
  qualified: z.object({ gained: z.int(), lost: z.int(), first: z.array(mover.extend({ gained: z.boolean() })) }),
  personas: move(z.string().nullable()),
  stages: move(z.string()),
})
export type QualificationPreview = z.infer<typeof qualificationPreview>

/** `PUT /api/v1/leads/:id/judgements/:criterion`. */
export const judgementInput = z.strictObject({
  verdict: z.enum(verdicts),
  why: z.string().trim().min(1).max(500),
})
