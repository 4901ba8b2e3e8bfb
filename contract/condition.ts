// One condition about a lead: what is known of it, held against what an owner wrote down. Criteria, personas and assignment all speak
// this. Pure; what is not known, or never was asked, is simply not so.
import * as z from 'zod'
import type { Answer } from './field.ts'

/** What is known of every lead beside its answers. No field of a form has a dot in its key. */
export const subjects = [
  'lead.form',
  'lead.country',
  'lead.language',
  'lead.job_title',
  'lead.company',
  'lead.website',
  'lead.phone',
  'lead.email_domain',
  'lead.mailbox',
  'lead.source',
  'lead.campaign',
  'lead.persona',
] as const

/** The key of a question, or one of the subjects. */
const about = z
  .string()
  .regex(/^(lead\.)?[a-z][a-z0-9_]{0,39}$/)
  .refine((key) => !key.includes('.') || (subjects as readonly string[]).includes(key), 'not_an_option')
const values = z.array(z.string().trim().min(1).max(100)).min(1).max(60)

export const condition = z.discriminatedUnion('is', [
  /** The answer, or one of several, is one of these; `none_of`: there is one, and it is none of these. Case and accents do not matter. */
  z.strictObject({ about, is: z.literal('one_of'), values }),
  z.strictObject({ about, is: z.literal('none_of'), values }),
  /** A word of it begins so: `direct` is in « Directrice des ventes ». */
  z.strictObject({ about, is: z.literal('contains'), values }),
  z.strictObject({ about, is: z.literal('at_least'), value: z.number() }),
  z.strictObject({ about, is: z.literal('at_most'), value: z.number() }),
  z.strictObject({ about, is: z.literal('answered') }),
  z.strictObject({ about, is: z.literal('not_answered') }),
])
export type Condition = z.infer<typeof condition>

/** All of them have to hold. */
export const conditions = z.array(condition).min(1).max(5)

/** What is known of one lead: answers by their key, and subjects by theirs. */
export type Known = Record<string, Answer | null | undefined>

/** What is known about this, or `undefined`. */
export function knownOf(known: Known, about: string): Answer | undefined {
  const answer = Object.hasOwn(known, about) ? known[about] : undefined
  if (answer === null || answer === '' || (Array.isArray(answer) && !answer.length)) return undefined
  return answer
}

export const allHold = (all: readonly Condition[], known: Known): boolean => all.every((one) => holds(one, known))

export function holds(condition: Condition, known: Known): boolean {
  const answer = knownOf(known, condition.about)
  if (condition.is === 'not_answered') return answer === undefined
  if (answer === undefined) return false
  switch (condition.is) {
    case 'answered':
      return true
    case 'one_of':
      return isAmong(answer, condition.values)
    case 'none_of':
      return !isAmong(answer, condition.values)
    case 'contains':
      return textsOf(answer).some((text) => condition.values.some((value) => hasWord(text, value)))
    case 'at_least':
      return numberOf(answer) >= condition.value
    case 'at_most':
      return numberOf(answer) <= condition.value
  }
}

const textsOf = (answer: Answer): string[] => (Array.isArray(answer) ? answer : [String(answer)])

function isAmong(answer: Answer, values: string[]): boolean {
  const wanted = new Set(values.map(folded))
  return textsOf(answer).some((text) => wanted.has(folded(text)))
}

const hasWord = (text: string, value: string): boolean => {
  const start = inWords(value)
  return start !== ' ' && inWords(text).includes(start)
}

const inWords = (text: string): string => ` ${folded(text).split(notInWords).filter(Boolean).join(' ')}`
const notInWords = /[^\p{L}\p{N}]+/u

/** As people compare words: without case or accents. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

// What is no number is neither more nor less than any.
function numberOf(answer: Answer): number {
  if (typeof answer === 'number') return answer
  return typeof answer === 'string' && answer.trim() !== '' ? Number(answer) : Number.NaN
}
