// Whose a new lead is: the first rule whose conditions hold says so; with several people they take turns.
import * as z from 'zod'
import { allHold, type Condition, condition, type Known } from './condition.ts'

/** Without conditions a rule is for everybody who is left. */
export const assignmentRule = z.strictObject({
  when: z.array(condition).max(5).default([]),
  /** Ids of members. */
  to: z.array(z.string().min(1).max(60)).min(1).max(50),
})
export type AssignmentRule = { when: Condition[]; to: string[] }

/**
 * The member a lead that arrived at `arrivedMs` goes to, or `null`. Who is next follows from the moment alone, so that nothing has to
 * be counted and the same lead always goes to the same person.
 */
export function assigneeOf(rules: readonly AssignmentRule[], known: Known, arrivedMs: number): string | null {
  const { to = [] } = rules.find(({ when }) => allHold(when, known)) ?? {}
  return to[Math.abs(Math.trunc(arrivedMs)) % to.length] ?? null
}

/** The rules without those who are not of the team any more; one that is left without anybody goes. */
export const amongMembers = (rules: readonly AssignmentRule[], members: readonly string[]): AssignmentRule[] =>
  rules.map(({ when, to }) => ({ when, to: to.filter((id) => members.includes(id)) })).filter(({ to }) => to.length > 0)
