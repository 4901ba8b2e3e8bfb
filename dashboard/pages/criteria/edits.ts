// The settings as they are edited: what is begun, what is still incomplete, and what is sent.
import type { Condition } from '../../../contract/condition.ts'
import type { Criterion, Qualification } from '../../../contract/qualification.ts'
import type { Subject } from './subjects.ts'

export const replaced = <T>(list: readonly T[], at: number, one: T): T[] =>
  list.map((each, n) => (n === at ? one : each))
export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, n) => n !== at)
/** One place towards the beginning or the end. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const one = list[at]
  return one === undefined || !list[at + by] ? [...list] : without(list, at).toSpliced(at + by, 0, one)
}

/** The comparisons that make sense of a kind of answer, the usual first. */
export const comparisons = {
  choice: ['one_of', 'none_of', 'answered', 'not_answered'],
  text: ['contains', 'one_of', 'none_of', 'answered', 'not_answered'],
  number: ['at_least', 'at_most', 'answered', 'not_answered'],
} as const satisfies Record<Subject['kind'], readonly Condition['is'][]>

/** A condition that compares so, with what the one before already named. */
export function comparing(about: string, is: Condition['is'], before?: Condition): Condition {
  if (is === 'answered' || is === 'not_answered') return { about, is }
  if (is === 'at_least' || is === 'at_most')
    return { about, is, value: before && 'value' in before ? before.value : Number.NaN }
  return { about, is, values: before && 'values' in before ? before.values : [] }
}

export const begun = (subject: Subject | undefined): Condition =>
  comparing(subject?.about ?? 'lead.job_title', comparisons[subject?.kind ?? 'text'][0])

export const isCondition = (condition: Condition): boolean =>
  'values' in condition ? condition.values.length > 0 : 'value' in condition ? Number.isFinite(condition.value) : true

const shipped = ['fit', 'purchasing_power', 'decision_maker', 'need', 'timing']
export const isShipped = ({ id }: Pick<Criterion, 'id'>): boolean => shipped.includes(id)

/** Whether it can be sent. */
export function isComplete({ criteria, personas, assignment, hotDays }: Qualification): boolean {
  const names = personas.map(({ name }) => name.trim())
  return (
    criteria.every(
      (one) => (isShipped(one) || one.name?.trim()) && one.rules.every(({ when }) => when.every(isCondition)),
    ) &&
    personas.every(({ name, when }) => name.trim() && when.every(isCondition)) &&
    new Set(names).size === names.length &&
    assignment.every(({ when, to }) => to.length > 0 && when.every(isCondition)) &&
    Number.isInteger(hotDays) &&
    hotDays >= 1 &&
    hotDays <= 365
  )
}

/** An id no criterion has: what stays with the leads is known by it. */
export function newCriterionId(criteria: readonly Pick<Criterion, 'id'>[]): string {
  let n = criteria.length + 1
  while (criteria.some(({ id }) => id === `own_${n}`)) n++
  return `own_${n}`
}
