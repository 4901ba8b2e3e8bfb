// Which questions are on screen: one step at a time, and of the steps only those that have something to ask.
import { isShown, readAnswers } from '../contract/rules.ts'
import type { ShownField, ShownForm } from '../contract/shown.ts'
import { whole } from '../contract/whole.ts'
import type { State } from './state.ts'

export type Step = ShownForm['steps'][number] & {
  /** Its place in the form. */
  place: number
  /** The questions of it that the answers so far call for. */
  asked: ShownField[]
}

/** The steps the visitor goes through, and which of them is on screen. */
export function stepsOf(form: ShownForm, { fields, raw, place }: Pick<State, 'fields' | 'raw' | 'place'>) {
  // A plain form is one step that asks everything.
  if (!whole)
    return { steps: [{ ...form.steps[0]!, place: 0, asked: form.steps[0]!.fields }] satisfies Step[], here: 0 }
  const { answers } = readAnswers(fields, raw)
  const steps: Step[] = form.steps
    .map((step, place) => ({
      ...step,
      place,
      asked: step.fields.filter(
        (field) => field.kind !== 'hidden' && fields.includes(field as never) && isShown(field, answers),
      ),
    }))
    .filter((step) => step.asked.length)
  const here = steps.findIndex((step) => step.place >= place)
  return { steps, here: here < 0 ? steps.length - 1 : here }
}

/** What is wrong on one step: what a later one will ask is not wrong yet. */
export const errorsIn = ({ asked }: Step, errors: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).filter(([key]) => asked.some((field) => field.key === key)))
